"""The limits of every page; what each type of page may use is in :mod:`~sphinx_roundup.model.page_types`."""

from __future__ import annotations

MAX_BYTES = 256 * 1024
MAX_DATA_BYTES = 32 * 1024 * 1024
"""Of a file that a command keeps: links.json has about 150 for each address."""
MAX_LINE = 5_000
MAX_TOKENS = 20_000
MAX_NESTING = 10
MAX_HEADINGS = 300
MAX_REFERENCES = 300
"""Roles on one page."""
MAX_FIELDS = 4_000
"""Lines of fields on one page: 300 items with 13 each."""
MAX_DIRECTIVES = 3
"""How deep directives may stand in one another."""
