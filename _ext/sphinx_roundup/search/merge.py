"""Puts the parts of all issues together into the rows of the index."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from . import codec
from .analysis import SMALL_WORDS

RUN = "!"
"""Parts the runs of places of different issues; postings need no sign, impacts part them."""

Rows = list[tuple[str, str]]


def joined(parts: Iterable[str], sign: str = "") -> str:
    """Put the rows of issues that follow each other together: those of a span of years.

    A row is ``key first last runs``: the first and the last of these issues that have the key,
    and its runs. A run begins with the distance to the issue of the run before, but for
    the first: so a span is the same wherever it stands.
    """
    runs: dict[str, list[str]] = {}
    ends: dict[str, list[int]] = {}
    for number, part in enumerate(parts):
        for row in part.split("|") if part else ():
            key, _, value = row.partition(" ")
            if key in runs:
                runs[key].append(codec.SMALL[number - ends[key][1]] + value)
                ends[key][1] = number
            else:
                runs[key], ends[key] = [value], [number, number]
    return "|".join(
        [f"{key} {ends[key][0]} {ends[key][1]} {sign.join(found)}" for key, found in runs.items()]
    )


def merged(spans: Iterable[tuple[int, str]], sign: str = "") -> Rows:
    """Merge the rows of all spans, oldest first: sorted keys, each with all its runs.

    :param spans: how many issues each has, and its rows, as :func:`joined` gives them.
    """
    runs: defaultdict[str, list[str]] = defaultdict(list)
    last: dict[str, int] = {}
    start = 0
    for count, rows in spans:
        for row in rows.split("|") if rows else ():
            key, begin, end, value = row.split(" ")
            runs[key].append(codec.SMALL[start + int(begin) - last.get(key, 0)] + value)
            last[key] = start + int(end)
        start += count
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
