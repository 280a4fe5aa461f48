"""Put issues and vocabulary together as an :class:`~sphinx_roundup.model.archive.Archive`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace
from operator import attrgetter
from types import MappingProxyType
from typing import Any

from .archive import Archive
from .fields import FIELDS
from .history import NO_HISTORY, History
from .identity import DEFAULT, Identity
from .periods import order
from .records import Issue, Item
from .vocabulary import Vocabulary


def assemble(
    issues: Iterable[Issue],
    vocabulary: Vocabulary,
    date: dt.date | None = None,
    identity: Identity = DEFAULT,
    history: Mapping[str, History] = NO_HISTORY,
) -> Archive:
    """Put the issues, in any order, and the vocabulary together as one value.

    A word that its closed list does not have is left out: the rules have told it.
    """
    words: set[Any] = set()
    known = (_known(issue, vocabulary, words) for issue in issues)
    ordered = tuple(sorted(known, key=lambda issue: (issue.day, order(issue.id))))
    headings = sorted({section.heading for issue in ordered for section in issue.sections})
    named = {heading: vocabulary.topic_of_heading(heading) for heading in headings}
    return Archive(
        issues=ordered,
        topics=vocabulary.topics,
        sources=vocabulary.sources,
        kinds=vocabulary.kinds,
        heading_topics=MappingProxyType({h: slug for h, slug in named.items() if slug}),
        date=date,
        lists=vocabulary.lists,
        named_by=vocabulary.named_by,
        identity=identity,
        history=history,
        pages=vocabulary.pages,
        helplines=vocabulary.helplines,
        related_words=vocabulary.related_words,
    )


_CLOSED = tuple(field for field in FIELDS if field.closed)


_GIVEN = attrgetter(*(field.attribute for field in _CLOSED))


def _known(issue: Issue, vocabulary: Vocabulary, known: set[Any]) -> Issue:
    """Leave out of an issue what no closed list has; ``known`` are words that are on them all."""
    for item in issue.items:
        given = _GIVEN(item)  # of 40,000 items most say what others say
        if given not in known:
            if _unknown(item, vocabulary):
                break
            known.add(given)
    else:
        return issue
    sections = tuple(
        replace(section, items=tuple(replace(i, **_unknown(i, vocabulary)) for i in section.items))
        for section in issue.sections
    )
    return replace(issue, sections=sections)


def _unknown(item: Item, vocabulary: Vocabulary) -> dict[str, Any]:
    """The attributes of an item that have a word of no closed list, without such words."""
    mended: dict[str, Any] = {}
    for field_ in _CLOSED:
        words = field_.words(item)
        known = tuple(word for word in words if word in vocabulary.closed[field_.closed])
        if known != words:
            one = not isinstance(getattr(item, field_.attribute), tuple)
            mended[field_.attribute] = "" if one else known
    return mended
