"""Tests of that part of the archive."""
