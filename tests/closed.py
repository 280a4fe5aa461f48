"""The closed lists of the tests' own archives."""

from __future__ import annotations

from pathlib import Path

from sphinx_roundup.parse.closed_lists import load_closed_lists

CLOSED = load_closed_lists(Path(__file__).parent / "roots" / "small")
KINDS = CLOSED.kinds
