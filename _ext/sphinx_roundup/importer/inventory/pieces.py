"""A piece of a file: words or an address, and where it stands."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """Words or an address.

    ``what`` names it for an editor ("description of a picture"), ``place`` says where it
    stands. Pieces of one ``form`` stand side by side; another form says the same again, as
    the plain text of an e-mail does.
    """

    what: str
    place: str
    words: str = ""
    address: str = ""
    form: str = ""


def letters(text: str) -> str:
    """The letters and digits of a text, as they are compared."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(filter(str.isalnum, folded))


def has_words(text: str) -> bool:
    """Whether two letters stand side by side in it."""
    before = False
    for character in text:
        if character.isalpha() and before:
            return True
        before = character.isalpha()
    return False
