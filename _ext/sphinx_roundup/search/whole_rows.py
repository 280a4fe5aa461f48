"""Keep the rows of the whole index between builds: an edit makes those of its words anew.

Of 50,000 words, an issue has a thousand. All others have the same row as before, wherever no issue has
come or gone before another.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from ..data.kept import Kept, Texts
from ..state import code_digest
from .merge import Rows, differing, merged

FIELDS = ("terms", "places")
"""What has rows."""
ROWS = "rows-{}"
"""The name under which they are kept."""

Before = Callable[[str, str], Texts | None]
"""Gives a span, by its name and key, as it was in an earlier build; None where it is gone."""


class Made(NamedTuple):
    """A span: its name, how many issues it has, the key it is kept under, and its rows."""

    name: str
    issues: int
    key: str
    rows: str


class WholeRows:
    """The rows of one sort: as they were kept, made from kept ones, or merged from all spans."""

    def __init__(self, kept: Kept | None, field: str, sign: str) -> None:
        """Use what is kept, if anything is; ``sign`` parts the runs of a row."""
        self._kept = kept
        self._field = field
        self._sign = sign

    def of(self, spans: Sequence[Made], before: Before) -> Rows:
        """Give the rows of all these spans, oldest first; keep them for the next build."""
        parts = [(span.issues, span.rows) for span in spans]
        if self._kept is None:
            return merged(parts, self._sign)
        name, code = ROWS.format(self._field), code_digest("search")
        found = self._kept.find(name, code)
        changed = self._changed(json.loads(found["spans"]), spans, before) if found else None
        if found is None or changed is None:
            rows = merged(parts, self._sign)
        else:
            again = merged(parts, self._sign, changed)
            known = {key: row for key, row in _unpacked(found) if key not in changed}
            rows = sorted([*known.items(), *again])
        self._kept.put(name, code, _packed(rows, spans))
        return rows

    def _changed(
        self, then: Iterable[tuple[str, int, str]], spans: Sequence[Made], before: Before
    ) -> set[str] | None:
        """Find the keys of rows that differ from those kept; None where any may."""
        old = {name: (issues, key) for name, issues, key in then}
        now = {span.name: (span.issues, span.key) for span in spans}
        rows = {span.name: span.rows for span in spans}
        one, other = _starts(old), _starts(now)
        if any(one[name] != other[name] for name in one.keys() & other.keys()):
            return None  # issues have other numbers than they had
        found: set[str] = set()
        for name, _ in old.items() ^ now.items():
            was = before(name, old[name][1]) if name in old else {self._field: b""}
            if was is None:
                return None
            found |= differing(was[self._field].decode(), rows.get(name, ""))
        return found


def _starts(spans: Mapping[str, tuple[int, str]]) -> Mapping[str, int]:
    """The number of the first issue of each span."""
    counts = [issues for issues, _ in spans.values()]
    return dict(zip(spans, accumulate(counts, initial=0), strict=False))


def _packed(rows: Rows, spans: Sequence[Made]) -> Texts:
    made = {
        "spans": json.dumps([(span.name, span.issues, span.key) for span in spans]),
        "keys": " ".join([key for key, _ in rows]),
        "values": "|".join([value for _, value in rows]),
    }
    return {name: text.encode() for name, text in made.items()}


def _unpacked(found: Texts) -> Iterable[tuple[str, str]]:
    keys, values = found["keys"].decode().split(), found["values"].decode().split("|")
    return zip(keys, values, strict=False)
