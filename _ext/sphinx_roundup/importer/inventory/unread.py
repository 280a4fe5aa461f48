"""Find what a file holds and its reader did not look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ...guard.unwrap import clean
from ..blocks import Anchor, Document, LeftOut
from .pieces import Piece, has_words, letters

_MOST_WORK = 3_000_000_000
"""Letters that are looked through at most; above, words are counted and no longer sought."""
_WORDS = "words"


def unread(pieces: Iterable[Piece], document: Document) -> tuple[LeftOut, ...]:
    """What neither the blocks nor the list of what was left out hold, with where it stood."""
    kept = _Kept.of(document)
    forms: dict[str, list[Piece]] = {}
    for piece in pieces:
        forms.setdefault(piece.form, []).append(piece)
    found: list[LeftOut] = []
    for some in forms.values():
        here = [*_addresses(some, kept), *_joined(_words(some, kept))]
        # Another form of the same may say again what this one had beyond the blocks.
        kept.add((entry.text for entry in here), (a.href for entry in here for a in entry.links))
        found += here
    return tuple(found)


@dataclass(slots=True)
class _Kept:
    """What an import has: its letters in one string, its words, and its addresses."""

    letters: str = ""
    text: str = ""
    words: Counter[str] = field(default_factory=Counter)
    addresses: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, document: Document) -> _Kept:
        kept = cls()
        kept.add(
            [*(block.raw for block in document.blocks), *(e.text for e in document.left_out)],
            [
                *(run.href for block in document.blocks for run in block.runs if run.href),
                *(anchor.href for entry in document.left_out for anchor in entry.links),
            ],
        )
        return kept

    def add(self, texts: Iterable[str], addresses: Iterable[str]) -> None:
        given = list(texts)
        self.letters += "".join(map(letters, given))
        self.text = "\n".join((self.text, *given))
        self.words.update(letters(word) for text in given for word in text.split())
        for address in addresses:
            # Word keeps the place in a page apart from the page.
            self.addresses |= _forms(address) | _forms(address.partition("#")[0])

    def has(self, address: str) -> bool:
        """Whether an address is a link, or is printed."""
        return not self.addresses.isdisjoint(_forms(address)) or address in self.text


def _forms(address: str) -> set[str]:
    """An address as it stands, and as the draft will have it."""
    plain = "".join(address.split())
    return {plain, plain.rstrip("/"), clean(plain).href or plain}


def _addresses(pieces: Iterable[Piece], kept: _Kept) -> Iterator[LeftOut]:
    told: set[str] = set()
    for piece in pieces:
        if piece.address and piece.address not in told and not kept.has(piece.address):
            told.add(piece.address)
            yield LeftOut(_why(piece), "", (Anchor(piece.address, ""),))


def _words(pieces: Sequence[Piece], kept: _Kept) -> Iterator[Piece]:
    """The pieces whose words are missing, as often as they are missing.

    A piece is there if its letters stand in what was kept as often as in the file. A reader
    may have put its words elsewhere, so they are then sought one by one.
    """
    own = [piece for piece in pieces if piece.words]
    seen = _Seen("|".join(letters(piece.words) for piece in own), kept)
    seen.count(own)
    # What is missing is rather the name of a picture than words of a paragraph that say the same.
    for piece in sorted(own, key=lambda piece: piece.what != _WORDS, reverse=True):
        if has_words(piece.words) and not seen.is_whole(piece.words):
            worded = [word for word in piece.words.split() if has_words(word)]
            lost = [word for word in worded if seen.takes(letters(word))]
            if lost:
                # A few of many are named; else they are told as they stand.
                whole = 2 * len(lost) >= len(worded)
                yield Piece(piece.what, piece.place, piece.words if whole else " ".join(lost))


class _Seen:
    """The letters of a file beside those that were kept."""

    def __init__(self, stream: str, kept: _Kept) -> None:
        self.stream = stream
        self.kept = kept
        self.words: Counter[str] = Counter()
        self.left: dict[str, int] = {}
        self.can_seek = True

    def count(self, pieces: Sequence[Piece]) -> None:
        """Count the words, and see whether seeking each piece is too much work."""
        self.words.update(letters(word) for piece in pieces for word in piece.words.split())
        kinds = len({piece.words for piece in pieces})
        self.can_seek = kinds * (len(self.stream) + len(self.kept.letters)) <= _MOST_WORK

    def is_whole(self, words: str) -> bool:
        """Whether the letters stand side by side in what was kept, as often as in the file."""
        return self.can_seek and self._short(letters(words)) <= 0

    def takes(self, word: str) -> bool:
        """Whether one more of a word is missing."""
        if word not in self.left:
            short = self.words[word] - self.kept.words[word]
            self.left[word] = (
                min(short, self._short(word)) if short > 0 and self.can_seek else short
            )
        self.left[word] -= 1
        return self.left[word] >= 0

    def _short(self, needle: str) -> int:
        return self.stream.count(needle) - self.kept.letters.count(needle)


def _joined(pieces: Iterable[Piece]) -> list[LeftOut]:
    """Pieces of one sort and place as one line each, in the order in which they stand."""
    found: list[LeftOut] = []
    for piece in pieces:
        why = _why(piece)
        if found and found[-1].why == why and piece.what == _WORDS:
            found[-1] = LeftOut(why, f"{found[-1].text} {piece.words}")
        else:
            found.append(LeftOut(why, " ".join(piece.words.split())))
    return found


def _why(piece: Piece) -> str:
    where = f" ({piece.place})" if piece.place else ""
    return f"not read: {piece.what}{where}"
