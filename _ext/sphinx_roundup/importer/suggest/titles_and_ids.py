"""Suggest a title and an id for an entry."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence

from ...lint.rules import TITLE_WORDS
from ..blocks import word_set

_MOST_WORDS = 16
_FEW_WORDS = 4
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
_LEAD_IN = re.compile(
    r"^.{3,80}? (?:has|have) (?:also |now |just )*"
    r"(?:published|launched|produced|created|developed|released|issued|shared|authored)"
    r" (?:an?|the|its|their|some) ",
)


def suggest_id(title: str, taken: Collection[str]) -> str:
    """A short id of the words that carry the title; other than those taken."""
    plain = unicodedata.normalize("NFKD", re.sub(r"[’']", "", title)).encode("ascii", "ignore")
    words = re.findall(r"[a-z0-9]+", plain.decode().casefold())
    telling = [word for word in words if word not in _SMALL]
    carrying = [word for word in telling if word not in _GENERIC]
    chosen = next((some for some in (carrying, telling, words) if some), ["entry"])
    slug = "-".join(chosen[:_ID_WORDS])
    if not slug[0].isalpha():
        slug = f"item-{slug}"
    number = 2
    found = slug
    while found in taken:
        found, number = f"{slug}-{number}", number + 1
    return found


def suggest_title(text: str, anchors: Sequence[str]) -> tuple[str, bool]:
    """A title, and whether it is a good one.

    The words of the first link if they read as a title, else the first words of the text.
    """
    words = anchors[0].strip(" '‘’“”\".").split() if anchors else []
    if _FEW_WORDS <= len(words) <= TITLE_WORDS and words[0][0].isupper() and ";" not in anchors[0]:
        return " ".join(words), True
    sentence = re.split(r"(?<=[a-z’'”)\]][.?!])\s+(?=[A-Z])", text, maxsplit=1)[0]
    sentence = _LEAD_IN.sub("", sentence)
    words = sentence.strip().rstrip(".").split() or ["Entry"]
    title = " ".join(_clause(words))
    return title[0].upper() + title[1:], False


def _clause(words: list[str]) -> list[str]:
    """The first words, ended where a clause ends if one ends in time."""
    if len(words) <= _MOST_WORDS:
        return words
    ends = [i for i in range(7, _MOST_WORDS + 1) if words[i - 1][-1] in ",;:–"]
    cut = words[: ends[-1] if ends else _MOST_WORDS]
    while len(cut) > 1 and cut[-1].casefold() in _SMALL:
        cut.pop()
    return [*cut[:-1], cut[-1].rstrip(",;:–")]
