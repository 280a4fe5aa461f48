"""Advice on related words: one that finds nothing is never offered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from ..model.archive import Archive
from ..model.messages import MOST_PROBLEMS, Problem
from ..model.related_words import RelatedWords
from ..model.vocabulary import fold

_FILE = "related-words.yml"
_LEAST = 4
"""Letters of a word by which another of its forms is known: a note, and no stemmer, is enough."""


def advise_on_related_words(rows: tuple[RelatedWords, ...], archive: Archive) -> Iterator[Problem]:
    """Find the related words that no entry has, nor any name."""
    yield from islice(_found(rows, archive), MOST_PROBLEMS)


def _found(rows: tuple[RelatedWords, ...], archive: Archive) -> Iterator[Problem]:
    @cache
    def texts() -> str:
        names = [
            label for topic in archive.topics for label in (*topic.labels, *topic.search_terms)
        ]
        names += [name for source in archive.sources for name in (source.name, source.label)]
        names += [text for item in archive.items for text in (item.title, item.text)]
        return f" {fold(' '.join(names))} "

    for row in rows:
        for one in row.also:
            if not all(_stands(word, texts()) for word in fold(one).split()):
                message = f"no entry and no name has “{one}”, so “{row.word}” never offers it."
                hint = "Look at how it is printed, or take it out."
                yield Problem(_FILE, row.line, "idle-related-word", message, hint)


def _stands(word: str, text: str) -> bool:
    beginning = word[: max(_LEAST, len(word) - 3)]
    return re.search(rf"\b{re.escape(beginning)}", text) is not None
