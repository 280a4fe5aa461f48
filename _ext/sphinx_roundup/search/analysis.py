"""What counts as a word, and which words count as the same.

``search/client/words.js`` does the same to what a reader types; the golden
file ``tests/search/golden/words.json`` keeps the two alike.
"""

from __future__ import annotations

import re
import unicodedata

import snowballstemmer

_FOLDED = str.maketrans(
    {
        **dict.fromkeys("'\u2018\u2019\u02bc", ""),
        **dict.fromkeys("\u201c\u201d\u2013\u2014\xa0", " "),
    }
)
_WORD = re.compile(r"[^\W_]+")


def words(text: str) -> list[str]:
    """Return the words of a text, folded: no capitals, accents, apostrophes or hyphens.

    "Children's" is one word, ``childrens``; "looked-after" is two.
    """
    text = text.translate(_FOLDED)
    if not text.isascii():
        text = "".join(
            letter
            for letter in unicodedata.normalize("NFKD", text)
            if not unicodedata.category(letter).startswith("M")
        )
    return _WORD.findall(text.lower())


SMALL_WORDS = tuple(
    words(
        """
        a an and are as at be been by for from has have in is it its of on or that the
        their this to was were which who with
        """
    )
)
"""Words too common to be looked up by themselves; in a quoted phrase they count."""


class Stems(dict[str, str]):
    """word -> stem, worked out on first use: a word seen before costs one dict access."""

    def __init__(self) -> None:
        super().__init__()
        self._engine = snowballstemmer.stemmer("english")

    def __missing__(self, word: str) -> str:
        self[word] = stem = str(self._engine.stemWord(word))
        return stem
