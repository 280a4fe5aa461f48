"""Advice on an archive that is in order: what an editor may want to look at again.

Not part of a build, and never a reason to refuse a page: the printed words may
be just so. Asked by the command line, of the issues that are worked on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from ..guard.unwrap import clean
from ..guard.urls import canonical, host_of
from ..model.messages import MOST_PROBLEMS, Problem
from ..model.periods import PERIODS, day_of, order, period_of
from ..model.records import Issue, Item, Link
from ..model.vocabulary import Vocabulary, fold, nearly_the_same
from ..state import digest

_VAGUE = frozenset(
    {"article", "blog", "briefing", "event", "guidance", "here", "link", "news", "podcast",
     "read more", "report", "research", "resource", "survey", "the report", "this report", "webinar"}
)  # fmt: skip
_SITE_NAME = re.compile(r"(?:https?://)?((?:[a-z0-9-]+\.)+(?:uk|org|com|net|eu|int|info|co))\b")
_ALIKE = 0.9
_FAR = 2
"""Years after its issue from which the date of an event or a survey is odd."""


class Seen(NamedTuple):
    """Where something stands: an address, a title or an entry's words, in its comparable form.

    A tuple, for of these there are three an entry, and tuples are unpacked in no time.
    """

    path: str
    line: int
    key: tuple[str, str]


def seen_in(issue: Issue) -> Iterator[Seen]:
    """What an issue has that another should not have again."""
    path = f"{issue.docname}.md"
    for item in issue.items:
        for link in item.links:
            if link.target and not link.evidence and not link.target.startswith("mailto:"):
                yield Seen(path, item.line, ("address", canonical(link.target)))
        yield Seen(path, item.line, ("title", fold(item.title)))
        words = fold(item.text)
        yield Seen(path, item.line, ("words", digest(words) if words else ""))


def first_seen(places: Iterable[Seen]) -> Mapping[tuple[str, str], Seen]:
    """The first place of each thing, by path and line."""
    first: dict[tuple[str, str], Seen] = {}
    for seen in places:
        before = first.get(seen.key)
        if before is None or seen < before:
            first[seen.key] = seen
    return first


@dataclass(frozen=True, slots=True)
class Looked:
    """What an issue has that another should not have again, and what is odd in it by itself."""

    seen: tuple[Seen, ...]
    odd: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What of the vocabulary decides what is odd in an issue by itself.

    :ivar addresses_from: the name of the first issue whose links have addresses.
    :ivar events: the slugs of the kinds that are events.
    """

    addresses_from: str
    events: frozenset[str]


def known_of(words: Vocabulary) -> Known:
    """Take from a vocabulary what :func:`look` has to know."""
    events = frozenset(kind.slug for kind in words.kinds if kind.schema_org == "Event")
    return Known(words.addresses_from, events)


def look(issue: Issue, known: Known) -> Looked:
    """Look at one issue by itself."""
    return Looked(tuple(seen_in(issue)), tuple(_odd(issue, known)))


def advise(looked: Looked, first: Mapping[tuple[str, str], Seen]) -> Iterator[Problem]:
    """Say what an editor may want to look at again in one issue.

    :param first: where each address and title of the whole archive stands first.
    """
    yield from _repeated(looked.seen, first)
    yield from looked.odd


def _odd(issue: Issue, known: Known) -> Iterator[Problem]:
    has_addresses = order(issue.id) >= order(known.addresses_from)
    yield from _empty(issue)
    for item in issue.items:
        path = f"{issue.docname}.md"
        yield from _title(path, item)
        yield from _dates(path, issue, item, is_event=item.kind in known.events)
        for link in item.links:
            if link.evidence:
                continue  # it was judged with its row
            if link.target is not None:
                yield from _link(path, item, link.text, link.target)
            elif has_addresses:
                yield _unrecorded(path, item, link)


def _repeated(places: Iterable[Seen], first: Mapping[tuple[str, str], Seen]) -> Iterator[Problem]:
    names = {
        "address": ("repeated-address", "an address of this item", "Keep the better of the two."),
        "title": ("repeated-title", "this title", "Say what sets this one apart."),
        "words": (
            "repeated-words",
            "the words of this item",
            "If it was printed twice, leave both.",
        ),
    }
    told: set[tuple[int, str]] = set()
    for seen in places:
        before = first.get(seen.key)
        if before is None or not seen.key[1] or before == seen:
            continue
        if (seen.line, seen.key[0]) in told or (before.path, before.line) == (seen.path, seen.line):
            continue
        told.add((seen.line, seen.key[0]))
        subtype, what, hint = names[seen.key[0]]
        place = f"{before.path}, line {before.line}"
        yield Problem(
            seen.path,
            seen.line,
            subtype,
            f"{what} also {'stand' if what.startswith('the words') else 'stands'} in {place}.",
            hint,
        )


def _empty(issue: Issue) -> Iterator[Problem]:
    for section in issue.sections:
        if section.heading and not section.items and not section.tombstones:
            yield Problem(
                f"{issue.docname}.md",
                section.line,
                "empty-heading",
                f"no item stands under “{section.heading}”.",
                "Take the heading out, or put an item under it.",
            )


def _title(path: str, item: Item) -> Iterator[Problem]:
    if item.title and (fold(item.title) in _VAGUE or len(item.title.split()) == 1):
        yield Problem(
            path,
            item.line,
            "vague-title",
            f"the title “{item.title}” says too little on its own.",
            "Say what it is about, as a reader would search for it.",
        )


def _dates(path: str, issue: Issue, item: Item, *, is_event: bool) -> Iterator[Problem]:
    begins = day_of(issue.id) or issue.day
    ends = PERIODS[period_of(issue.id)].after(begins)
    far = begins.replace(year=begins.year + _FAR, day=1)
    for field, value, is_odd, why in (
        ("starts", item.starts, item.starts and item.starts >= far, "years after the issue"),
        ("closes", item.closes, item.closes and item.closes >= far, "years after the issue"),
        ("published", item.published, item.published and item.published >= ends, "after the issue"),
        ("closes", item.closes, item.closes and item.closes < begins, "before the issue"),
    ):
        if value and is_odd:
            yield Problem(
                path,
                item.line_of(field),
                "odd-date",
                f"{field} is {value.isoformat()}, which is {why}.",
                "Check the year.",
            )
    if item.starts and item.closes and item.closes > item.starts and is_event:
        message = "the event begins before one can no longer sign up."
        yield Problem(path, item.line_of("closes"), "odd-date", message, "Check both dates.")


def _unrecorded(path: str, item: Item, link: Link) -> Problem:
    return Problem(
        path,
        item.line,
        "no-address",
        f"the address behind “{link.text}” is not recorded.",
        "Write it between the round brackets, if you know it.",
    )


def _link(path: str, item: Item, text: str, target: str) -> Iterator[Problem]:
    found = clean(target)
    if found.point or (found.href and canonical(found.href) != canonical(target)):
        yield Problem(
            path,
            item.line,
            "tracked-address",
            f"the address behind “{text}” goes through a service that counts readers.",
            "Open it, and write the address of the page that it leads to.",
        )
    named = _SITE_NAME.match(text.casefold())
    host = host_of(target)
    if named and named[1].removeprefix("www.") != host:
        yield Problem(
            path,
            item.line,
            "misleading-link",
            f"the words name {named[1]}, but the link leads to {host}.",
            "Check the address.",
        )


def advise_on_sources(words: Vocabulary) -> Iterator[Problem]:
    """Find organisations whose names are nearly the same."""
    names = [(source.slug, fold(source.name)) for source in words.sources]
    for slug, other in islice(nearly_the_same(names, _ALIKE), MOST_PROBLEMS):
        one, two = words.source[slug].name, words.source[other].name
        message = f"“{two}” ({other}) is nearly “{one}” ({slug})."
        hint = "If they are one, keep one and give it an alias."
        yield Problem("sources.yml", 1, "similar-source", message, hint)
