"""A weekly of a town library that does not exist; nothing in it is real."""

project = "Marrow Lane Library Weekly"
language = "en"
extensions = ["sphinx_roundup"]
roundup_date = "2024-06-01"
