"""What counts as a word, and which words count as the same.

``search/client/words.js`` does the same to what a reader types; the golden
file ``tests/search/golden/words.json`` keeps the two alike. Forms of one word that
no rule tells (child, children) are listed in ``search/client/forms.js`` for both.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from .stemmer import QuickEnglishStemmer

_FOLDED = str.maketrans(
    {
        **dict.fromkeys("'`\u00b4\u2018\u2019\u02bc", ""),
        **dict.fromkeys("\u201c\u201d\u2013\u2014\xa0", " "),
    }
)
_WORD = re.compile(r"[^\W_]+")
_DIGIT = re.compile("[0-9]")
_COMPOUND = re.compile(r"(?<!-)[^\W\d_]+(?:-[^\W\d_]+)+")
_END = "(?![a-z0-9])"
_NUMBERS = (
    (re.compile("([0-9]),([0-9]{3})(?![0-9])"), r"\1\2"),
    (re.compile(f"([0-9]) ?(?:%|per ?cent{_END})"), r"\1 percent "),
    (re.compile(f"([0-9])m{_END}"), r"\1 million"),
    (re.compile(f"([0-9])bn{_END}"), r"\1 billion"),
    (re.compile(f"([0-9])(?:st|nd|rd|th){_END}"), r"\1"),
)
_YEARS = re.compile("(?<![0-9])(19|20)([0-9]{2}) ?[/\u2013-] ?([0-9]{2})(?![0-9-])")


def words(text: str) -> list[str]:
    """Return the words of a text, folded: no capitals, accents, apostrophes or hyphens.

    "Children's" is one word, ``childrens``; "looked-after" is two. Numbers are as people
    say them: "£1,257", "83%", "15th", "105m" and "2022/23" are ``1257``, ``83 percent``,
    ``15``, ``105 million`` and ``2022 2023``.
    """
    return _WORD.findall(_folded(text))


def compounds(text: str) -> list[str]:
    """Return the words with hyphens of a text, written as one: "multi-agency" is ``multiagency``."""
    if "-" not in text:
        return []
    return [word.replace("-", "") for word in _COMPOUND.findall(_folded(text))]


def _folded(text: str) -> str:
    if _DIGIT.search(text):
        text = _YEARS.sub(_years, text)
    text = text.translate(_FOLDED)
    if not text.isascii():
        text = "".join(
            letter
            for letter in unicodedata.normalize("NFKD", text)
            if not unicodedata.category(letter).startswith("M")
        )
    text = text.lower()
    if _DIGIT.search(text):
        for pattern, plain in _NUMBERS:
            text = pattern.sub(plain, text)
    return text


def _years(found: re.Match[str]) -> str:
    """Write a span of years in full: 2022/23 is 2022 2023, 1999/00 is 1999 2000."""
    century, first, last = found.groups()
    return f"{century}{first} {int(century) + (last < first)}{last}"


def english() -> list[str]:
    """Read the stems of English words, sorted: ``tools/english_words.py`` makes the list."""
    return (Path(__file__).parent / "english.txt").read_text(encoding="utf-8").split()


SMALL_WORDS = tuple(
    words(
        """
        a an and are as at be been by for from has have in is it its of on or that the
        their this to was were which who with
        """
    )
)
"""Words too common to be looked up by themselves; in a quoted phrase they count."""


_FORMS = Path(__file__).parent / "client/forms.js"
_AMERICAN = re.compile(r"^(.{3,})([iy])z(e|ed|es|er|ers|ing|ation|ations|ational)$")
_BRITISH = re.compile(r"^(.{3,})our(s|ed|ing|al|ally|able|ably|ful|er|ers|hood|less)?$")


def _irregular() -> dict[str, str]:
    """Read the forms of a word that its endings do not tell: form -> word."""
    lines = _FORMS.read_text(encoding="utf-8").split("`")[1].split("\n")
    return {form: line.split()[0] for line in lines for form in line.split()[1:]}


_IRREGULAR = _irregular()


def base(word: str) -> str:
    """Return the word that a folded one is a form or a spelling of, endings left to the stemmer.

    "children" is ``child``; "organize" and "organise", "behavior" and "behaviour" are one word.
    """
    known = _IRREGULAR.get(word)
    if known:
        return known
    # Most words have neither, and to look costs a tenth of trying the pattern.
    if "z" in word:
        word = _AMERICAN.sub(r"\1\2s\3", word)
    return _BRITISH.sub(r"\1or\2", word) if "our" in word else word


class Stems(dict[str, str]):
    """word -> stem, worked out on first use: a word seen before costs one dict access."""

    def __init__(self) -> None:
        super().__init__()
        self._engine = QuickEnglishStemmer()

    def __missing__(self, word: str) -> str:
        self[word] = stem = str(self._engine.stemWord(base(word)))
        return stem
