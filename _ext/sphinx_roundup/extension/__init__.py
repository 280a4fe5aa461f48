"""Fit the archive into Sphinx: domain, directives, nodes, settings."""
