"""Numbers with their nouns."""

from __future__ import annotations


def plural(count: int, one: str, many: str = "") -> str:
    """A number with its noun: 1 entry, 1,234 entries."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
