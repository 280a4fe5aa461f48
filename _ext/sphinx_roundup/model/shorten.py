"""Give the beginning of a text, for where there is no room for all."""

from __future__ import annotations

_LONGEST = 200
"""Characters of a description: what is shown of one."""


def shortened(text: str) -> str:
    """Give the beginning of a text, in whole words."""
    if len(text) <= _LONGEST:
        return text
    return f"{text[: _LONGEST - 1].rpartition(' ')[0]}…"
