"""Suggest a title and an id for an entry."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from ..rules import TITLE_WORDS
from .blocks import word_set

_MOST_WORDS = 14
_TITLE_WORDS = 4
_ID_WORDS = 3
_SMALL = word_set(
    "a about after all also among an and are as at be been being but by can for from had has have how in into"
    " is it its more new of on one or our out over some than that the their them these they this those"
    " to under up was we were what when where which who will with your free"
)


def suggest_id(title: str, taken: Collection[str]) -> str:
    """A short id of the words that carry the title; other than those taken."""
    plain = unicodedata.normalize("NFKD", re.sub(r"[’']", "", title)).encode("ascii", "ignore")
    words = re.findall(r"[a-z0-9]+", plain.decode().casefold())
    telling = [word for word in words if word not in _SMALL] or words or ["entry"]
    slug = "-".join(telling[:_ID_WORDS])
    if not slug[0].isalpha():
        slug = f"item-{slug}"
    number = 2
    found = slug
    while found in taken:
        found, number = f"{slug}-{number}", number + 1
    return found


def suggest_title(text: str, anchors: Collection[str]) -> tuple[str, bool]:
    """A title and whether it is a good one: the words of a link that reads as a title, else the first words."""
    for anchor in anchors:
        words = anchor.strip(" '‘’“”\".").split()
        if _TITLE_WORDS <= len(words) <= TITLE_WORDS and words[0][0].isupper():
            return " ".join(words), True
    sentence = re.split(r"(?<=[a-z’'”)\]][.?!])\s+(?=[A-Z])", text, maxsplit=1)[0]
    words = sentence.strip().rstrip(".").split() or ["Entry"]
    title = " ".join(_clause(words))
    return title[0].upper() + title[1:], False


def _clause(words: list[str]) -> list[str]:
    """The first words, ended where a clause ends if one ends in time."""
    if len(words) <= _MOST_WORDS:
        return words
    ends = [i for i in range(6, _MOST_WORDS + 1) if words[i - 1][-1] in ",;:–"]
    cut = words[: ends[-1] if ends else _MOST_WORDS]
    while len(cut) > 1 and cut[-1].casefold() in _SMALL:
        cut.pop()
    return [*cut[:-1], cut[-1].rstrip(",;:–")]
