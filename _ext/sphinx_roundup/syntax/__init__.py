"""Read Markdown and YAML into tokens and plain trees."""
