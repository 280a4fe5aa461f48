"""Write the archive as data files."""
