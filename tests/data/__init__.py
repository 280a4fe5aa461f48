"""What leaves the archive as data."""
