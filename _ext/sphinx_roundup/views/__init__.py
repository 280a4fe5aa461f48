"""Turn the archive into what pages show."""
