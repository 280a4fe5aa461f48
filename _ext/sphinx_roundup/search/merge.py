"""Puts the parts of all issues together into the rows of the index."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from . import codec
from .analysis import SMALL_WORDS

RUN = "!"
"""Parts the runs of places of different issues; postings need no sign, impacts part them."""

Rows = list[tuple[str, str]]


def merged(parts: Iterable[str], sign: str = "") -> Rows:
    """Merge the rows of all issues, oldest first: sorted keys, each with all its runs.

    A run begins with the distance to the issue of the run before, so that an
    issue's share is the same wherever it stands.
    """
    runs: defaultdict[str, list[str]] = defaultdict(list)
    last: dict[str, int] = {}
    for number, part in enumerate(parts):
        for row in part.split("|") if part else ():
            key, _, value = row.partition(" ")
            runs[key].append(codec.SMALL[number - last.get(key, 0)] + value)
            last[key] = number
    return [(key, sign.join(runs[key])) for key in sorted(runs)]


def vocabulary(places: Rows) -> Rows:
    """Return all words, sorted, each with a capital letter for how frequent it is.

    How long a row is says well enough how frequent a word is: each step doubles.
    """
    return [
        (word, chr(65 + min(len(runs).bit_length(), 25)))
        for word, runs in places
        if word not in SMALL_WORDS
    ]
