"""Suggest a title and an id for an entry."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence

from ..blocks import word_set
from .title_rules import title_of

_ID_WORDS = 3
_SMALL = word_set(
    "a about after all also among an and are as at be been being but by can for from had has have how"
    " in into is it its more new of on one or our out over some than that the their them these they"
    " this those to under up was we were what when where which who will with your free"
)
_GENERIC = word_set(
    "report research study article blog item survey summary guide page pages paper review findings"
    " analysis published produced launched exploring showing looking updated available"
)

_PERSON = re.compile(
    r"\b(?:about|story of|death of|murder of|killing of|case of|life of|family of|mother of|father of|parents of"
    r"|named|called|remembering|victim|survivor|teenager|boy|girl|schoolboy|schoolgirl|with|by)"
    r" (?P<name>[A-Z][a-z'’-]+(?: [A-Z][a-z'’-]+){1,2})(?=,? (?:who|aged|was|is|had|whose|\d)|[.,;:’']|$)"
)


def suggest_id(title: str, taken: Collection[str], without: Collection[str] = ()) -> str:
    """A short id of the words that carry the title; other than those taken.

    ``without`` are names and kinds: an id that holds them says little, and no id names a person.
    """
    bare = title
    for name in sorted(without, key=len, reverse=True):
        bare = re.sub(
            rf"(?<![\w-]){re.escape(name)}(?:['’]s)?(?![\w-])", " ", bare, flags=re.IGNORECASE
        )
    forms = (bare.partition(": ")[0], bare)
    telling = [[w for w in _words(form) if w not in _SMALL and w not in _GENERIC] for form in forms]
    chosen = next(
        (some for some in telling if len(some) > 1),
        next((some for some in (*telling, _telling(bare)) if some), ["entry"]),
    )
    slug = "-".join(chosen[:_ID_WORDS])
    if not slug[0].isalpha():
        slug = f"item-{slug}"
    number = 2
    found = slug
    while found in taken:
        found, number = f"{slug}-{number}", number + 1
    return found


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", re.sub(r"[’']", "", text)).encode("ascii", "ignore")
    return re.findall(r"[a-z0-9]+", plain.decode().casefold())


def suggest_title(text: str, anchors: Sequence[str]) -> tuple[str, bool]:
    """A title, and whether a rule is sure of it."""
    return title_of(text, anchors)


def _telling(text: str) -> list[str]:
    return [word for word in _words(text) if word not in _SMALL]


def persons_in(title: str, text: str, known: Collection[str]) -> list[str]:
    """Names in a title that read like those of people, by the words around them in the entry.

    ``known`` are names of organisations and topics, which no person has.
    """
    found = [match["name"] for match in _PERSON.finditer(" ".join(text.split()))]
    folded = {name.casefold() for name in known}
    return [
        name for name in dict.fromkeys(found) if name in title and name.casefold() not in folded
    ]
