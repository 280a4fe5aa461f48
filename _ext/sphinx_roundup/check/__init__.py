"""Check an archive without building it: the build's own rules, without Sphinx."""
