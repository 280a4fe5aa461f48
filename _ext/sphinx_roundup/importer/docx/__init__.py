"""Word files: opened without trust, read whole, counted a second way."""
