"""Hold an import to account: every word and every link is in the draft or in the list left out."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from ..guard.unwrap import clean
from .blocks import Anchor, LeftOut, Tally
from .round_trip import ReadBack

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffd\ufffe\uffff]")
_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Account:
    """The outcome. ``failures`` forbid a draft; ``doubts`` are told to the editor."""

    words: int
    links: int
    failures: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


def settle(
    tally: Tally, page: ReadBack, left_out: Iterable[LeftOut], filled_in: Iterable[str] = ()
) -> Account:
    """Compare a document with the draft as the archive reads it, and what was left out.

    ``filled_in`` are words of the draft that the document does not hold, as is known.
    """
    source = "\n".join((tally.text, *filled_in))
    apart = tuple(left_out)
    kept = "\n".join((page.printed, *(entry.text for entry in apart)))
    failures: list[str] = []
    doubts: list[str] = []
    if page.other:
        failures.append(f"{_quoted(page.other)} would stand where the archive has no place for it.")
    lost, added = _difference(source, kept, tally.grain)
    if lost or added:
        letters_lost, letters_added = _difference(source, kept, "letters")
        target = failures if letters_lost or letters_added else doubts
        target.extend(_told(lost, added, certain=target is failures))
    failures.extend(_links(tally.links, page, apart))
    return Account(len(tally.text.split()), len(tally.links), tuple(failures), tuple(doubts))


def _difference(source: str, kept: str, grain: str) -> tuple[list[str], list[str]]:
    before, after = _counted(source, grain), _counted(kept, grain)
    return list((before - after).elements()), list((after - before).elements())


def _counted(text: str, grain: str) -> Counter[str]:
    text = unicodedata.normalize("NFKC" if grain == "letters" else "NFC", _CONTROL.sub("", text))
    if grain == "letters":
        return Counter(character for character in text if character.isalnum())
    return Counter(re.findall(r"[^\W_]+", text) if grain == "names" else text.split())


def _told(lost: list[str], added: list[str], *, certain: bool) -> Iterable[str]:
    if lost:
        verb = "are in the document but not in the draft" if certain else "are divided otherwise"
        yield f"{_quoted(lost)} {verb}."
    if added and certain:
        yield f"{_quoted(added)} are in the draft but not in the document."


def _quoted(words: list[str]) -> str:
    shown = ", ".join(f"“{' '.join(word.split())[:60]}”" for word in words[:_SHOWN])
    more = len(words) - _SHOWN
    return f"{shown} and {more} more" if more > 0 else shown


def _links(tally: Iterable[Anchor], page: ReadBack, apart: tuple[LeftOut, ...]) -> Iterable[str]:
    """Compare, address by address, the letters that are links; their number where that is all known."""
    before = _by_address(tally)
    kept = [Anchor(link.target or "", link.text) for entry in page.entries for link in entry.links]
    kept += [anchor for entry in apart for anchor in entry.links]
    after = _by_address(kept)
    for href in sorted(before.keys() | after.keys()):
        was, now = before.get(href, []), after.get(href, [])
        if not _same(was, now) or (href and bool(was) != bool(now)):
            name = f"the address {href}" if href else "no address"
            yield f"links with {name}: {len(was)} in the document, {len(now)} kept or left out."


def _by_address(anchors: Iterable[Anchor]) -> dict[str, list[str | None]]:
    found: dict[str, list[str | None]] = {}
    for href, text in anchors:
        found.setdefault(clean(href).href, []).append(text)
    return found


def _same(was: list[str | None], now: list[str | None]) -> bool:
    if None in was or None in now:
        return len(was) == len(now)
    letters = [
        Counter(c for text in side if text for c in text if c.isalnum()) for side in (was, now)
    ]
    return letters[0] == letters[1]
