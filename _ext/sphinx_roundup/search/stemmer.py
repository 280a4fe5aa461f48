"""The stemmer of snowballstemmer, with its search for endings made quick.

A word is stemmed by asking again and again which of some endings it has. In Python, to cut off
as many letters and look them up costs a third of comparing letter by letter.
"""

from __future__ import annotations

from collections.abc import Sequence

from snowballstemmer.among import Among
from snowballstemmer.english_stemmer import EnglishStemmer

_Table = tuple[Sequence[int], dict[str, Among]]


class QuickEnglishStemmer(EnglishStemmer):  # type: ignore[misc]  # it has no types
    """Gives the very stems of its base class.

    Not what ``snowballstemmer.stemmer`` gives: that is PyStemmer, wherever it happens to be
    installed, of any release. 3.1 stems otherwise than the browser's.
    """

    def __init__(self) -> None:
        """Begin without any table of endings; each is made on first use."""
        super().__init__()
        self._tables: dict[int, _Table] = {}

    def _table(self, among: Sequence[Among]) -> _Table:
        """Give the lengths of some endings, longest first, and the endings by their letters."""
        table = self._tables.get(id(among))  # each is an attribute of the base class, and stays
        if table is None:
            lengths = sorted({len(one.s) for one in among}, reverse=True)
            table = self._tables[id(among)] = lengths, {one.s: one for one in among}
        return table

    def find_among(self, v: Sequence[Among]) -> int:
        """Find the longest of these that stands at the cursor; go past it, and give its number."""
        lengths, known = self._table(v)
        current, start, room = self.current, self.cursor, self.limit - self.cursor
        for length in lengths:
            found = known.get(current[start : start + length]) if length <= room else None
            if found and self._accepts(found, start + length):
                return int(found.result)
        return 0

    def find_among_b(self, v: Sequence[Among]) -> int:
        """Do as :meth:`find_among`, backwards."""
        lengths, known = self._table(v)
        current, end, room = self.current, self.cursor, self.cursor - self.limit_backward
        for length in lengths:
            found = known.get(current[end - length : end]) if length <= room else None
            if found and self._accepts(found, end - length):
                return int(found.result)
        return 0

    def _accepts(self, found: Among, cursor: int) -> bool:
        self.cursor = cursor
        if found.method is None:
            return True
        accepted = bool(found.method(self))
        self.cursor = cursor
        return accepted
