"""Numbers as text that a script file can carry and gzip packs well.

A number is written in base 32, lowest digit first, one letter a digit; every
digit but the last comes from the second half of the alphabet. No letter needs
an escape in a JavaScript string. ``search/client/codec.js`` reads it.
"""

from __future__ import annotations

import hashlib
import json
from base64 import b32encode
from collections.abc import Iterable, Sequence

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345abcdefghijklmnopqrstuvwxyz6789-_"
"""The first 32 end a number, the others say that more follows."""

IMPACTS = "!#$%&()*+./:;=?@"
"""How well an item fits a word, from 0 to 15; 0 is not used."""


def number(value: int) -> str:
    """Write one number, 0 or more."""
    text = ""
    while value >> 5:
        text += DIGITS[32 + (value & 31)]
        value >>= 5
    return text + DIGITS[value]


SMALL = tuple(number(value) for value in range(1 << 15))
"""The numbers that are needed most, ready."""


def numbers(values: Iterable[int]) -> str:
    """Write many numbers, one after the other."""
    limit = len(SMALL)
    return "".join([SMALL[v] if v < limit else number(v) for v in values])


def gaps(rising: Sequence[int]) -> str:
    """Write rising numbers by their distances; the first by its distance from zero."""
    if len(rising) == 1 and rising[0] < len(SMALL):  # most rows are this short
        return SMALL[rising[0]]
    return numbers([b - a for a, b in zip((0, *rising), rising, strict=False)])


def digest(text: str, letters: int = 8) -> str:
    """Name a content: lower-case letters and digits, the same on every file system."""
    raw = hashlib.blake2b(text.encode(), digest_size=10).digest()
    return b32encode(raw).decode().lower()[:letters]


def as_json(value: object) -> str:
    """Write a value without spaces, letters as they are."""
    # U+2028 and U+2029 may stand in JSON but ended a line in older JavaScript.
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
