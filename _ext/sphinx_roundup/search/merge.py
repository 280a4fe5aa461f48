"""Puts the parts of all issues together into the rows of the index."""

from __future__ import annotations

from collections.abc import Container, Iterable

from . import codec
from .analysis import SMALL_WORDS

RUN = "!"
"""Parts the runs of places of different issues; postings need no sign, impacts part them."""

Rows = list[tuple[str, str]]


def joined(parts: Iterable[str], sign: str = "") -> str:
    """Put the rows of issues that follow each other together: those of a span of years.

    Four lines: the keys; the first and the last of these issues that have each, by number; and
    its runs. A run begins with the distance to the issue of the run before, but for the
    first: so a span is the same wherever it stands.
    """
    runs: dict[str, list[str]] = {}
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    for number, part in enumerate(parts):
        for row in part.split("|") if part else ():
            key, _, value = row.partition(" ")
            found = runs.get(key)
            if found is None:
                runs[key], first[key] = [value], number
            else:
                found.append(codec.SMALL[number - last[key]] + value)
            last[key] = number
    numbers = (" ".join([str(each[key]) for key in runs]) for each in (first, last))
    return "\n".join(
        [" ".join(runs), *numbers, "|".join([sign.join(each) for each in runs.values()])]
    )


def merged(
    spans: Iterable[tuple[int, str]], sign: str = "", only: Container[str] | None = None
) -> Rows:
    """Merge the rows of all spans, oldest first: sorted keys, each with all its runs.

    :param spans: how many issues each has, and its rows, as :func:`joined` gives them.
    :param only: the keys to merge, where not all.
    """
    runs: dict[str, list[str]] = {}
    last: dict[str, int] = {}
    start = 0
    for count, text in spans:
        for key, first, end, value in _rows(text):
            if only is not None and key not in only:
                continue
            found = runs.get(key)
            if found is None:
                runs[key] = [codec.SMALL[start + int(first)] + value]
            else:
                found.append(codec.SMALL[start + int(first) - last[key]] + value)
            last[key] = start + int(end)
        start += count
    return [(key, sign.join(runs[key])) for key in sorted(runs)]


def _rows(text: str) -> Iterable[tuple[str, str, str, str]]:
    """The rows of a span: each with its key, its first and last issue, and its runs."""
    if not text:
        return ()
    keys, firsts, lasts, values = text.split("\n")
    return zip(keys.split(), firsts.split(), lasts.split(), values.split("|"), strict=False)


def differing(before: str, now: str) -> set[str]:
    """Find the keys of which two spans, as :func:`joined` gives them, have other rows."""
    return {row[0] for row in {*_rows(before)} ^ {*_rows(now)}}


def vocabulary(places: Rows) -> Rows:
    """Return all words, sorted, each with a capital letter for how frequent it is.

    How long a row is says well enough how frequent a word is: each step doubles.
    """
    return [
        (word, chr(65 + min(len(runs).bit_length(), 25)))
        for word, runs in places
        if word not in SMALL_WORDS
    ]
