"""PDFs: by their tags where they have them, by their layout where not."""
