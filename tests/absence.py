"""Where words still stand in what is published, as ``tools/absent.py`` reads it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import absent


@cache
def _texts(kind: str, data: bytes) -> tuple[str, ...]:
    """The texts of a file, read once however many words are looked for: PDFs take long."""
    return tuple(absent.texts(kind, data))


def holding(published: Mapping[str, bytes], words: str) -> set[str]:
    """The names of the files that hold these words, or a part of them."""
    wanted = absent.runs(words)
    return {
        name
        for name, data in published.items()
        if any(run in text for text in _texts(name.rpartition("/")[2], data) for run in wanted)
    }
