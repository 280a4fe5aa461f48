"""The stemmer of snowballstemmer, with its search for endings made quick.

A word is stemmed by asking again and again which of some endings it has. In Python, to cut off
as many letters and look them up costs a third of comparing letter by letter.
"""

from __future__ import annotations

from collections.abc import Sequence

from snowballstemmer.among import Among
from snowballstemmer.english_stemmer import EnglishStemmer

_Lengths = Sequence[tuple[int, dict[str, Among]]]
"""Lengths of endings, longest first, each with the endings of that length."""
_Table = tuple[dict[str, _Lengths], _Lengths]
"""Endings by a letter that they have, and those for a word that has none of these letters."""


class QuickEnglishStemmer(EnglishStemmer):  # type: ignore[misc]  # it has no types
    """Gives the very stems of its base class.

    Not what ``snowballstemmer.stemmer`` gives: that is PyStemmer, wherever it happens to be
    installed, of any release. 3.1 stems otherwise than the browser's.
    """

    def __init__(self) -> None:
        """Begin without any table of endings; each is made on first use."""
        super().__init__()
        self._tables: dict[tuple[int, int], _Table] = {}

    def _table(self, among: Sequence[Among], place: int) -> _Table:
        """Give some endings by their first (0) or last letter (-1)."""
        key = (id(among), place)  # each is an attribute of the base class, and stays
        table = self._tables.get(key)
        if table is None:
            table = self._tables[key] = _by_letter(among, place)
        return table

    def find_among(self, v: Sequence[Among]) -> int:
        """Find the longest of these that stands at the cursor; go past it, and give its number."""
        by_letter, others = self._table(v, 0)
        current, start, most = self.current, self.cursor, self.limit
        letter = current[start] if start < most else ""
        for length, known in by_letter.get(letter, others):
            end = start + length
            found = known.get(current[start:end]) if end <= most else None
            if found and self._accepts(found, end):
                return int(found.result)
        return 0

    def find_among_b(self, v: Sequence[Among]) -> int:
        """Do as :meth:`find_among`, backwards."""
        by_letter, others = self._table(v, -1)
        current, end, least = self.current, self.cursor, self.limit_backward
        letter = current[end - 1] if end > least else ""
        for length, known in by_letter.get(letter, others):
            start = end - length
            found = known.get(current[start:end]) if start >= least else None
            if found and self._accepts(found, start):
                return int(found.result)
        return 0

    def _EnglishStemmer__r_prelude(self) -> bool:  # noqa: N802 - the base class calls it so
        """Look at each letter only where one may be a y that is no vowel.

        A release that calls it otherwise is slower, and stems the same.
        """
        if "y" in self.current or "'" in self.current:
            return bool(super()._EnglishStemmer__r_prelude())
        self.B_Y_found = False
        return True

    def _accepts(self, found: Among, cursor: int) -> bool:
        self.cursor = cursor
        if found.method is None:
            return True
        accepted = bool(found.method(self))
        self.cursor = cursor
        return accepted


def _by_letter(among: Sequence[Among], place: int) -> _Table:
    """Sort endings by their first or last letter; one without letters is among those of each."""
    empty = [one for one in among if not one.s]
    by_letter = {
        letter: _by_length([one for one in among if one.s[place:][:1] in {letter, ""}])
        for letter in {one.s[place] for one in among if one.s}
    }
    return by_letter, _by_length(empty)


def _by_length(among: Sequence[Among]) -> _Lengths:
    lengths = sorted({len(one.s) for one in among}, reverse=True)
    return [(n, {one.s: one for one in among if len(one.s) == n}) for n in lengths]
