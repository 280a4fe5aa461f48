"""Read content files into records."""
