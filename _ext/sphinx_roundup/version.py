"""The version, apart so that it can be read without importing Sphinx."""

VERSION = "0.1.0"
