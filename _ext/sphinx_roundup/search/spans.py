"""Keep the index of each span of years between builds: an edited issue has its span made anew.

Put together from issue to issue, an index of a thousand issues takes seconds; from some years
to some years, a fraction of that. The rows of the whole are kept, too: of those, an edit makes
the rows of its own words anew (:mod:`.whole_rows`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

from ..data.kept import Kept, Texts
from ..state import digest
from .merge import RUN, Rows, joined
from .postings import Part
from .whole_rows import FIELDS, ROWS, Made, WholeRows

_BEFORE = "{}-before"
"""The name of a span as it was before it was made anew: it tells which rows differ."""
YEARS = 5
"""Of a span: of many issues, few enough are made anew; and of many spans, few are put together."""


@dataclass(frozen=True, slots=True)
class Span:
    """The index of the issues of some years: as :class:`.Part`, but rows as of :func:`.joined`."""

    issues: int
    terms: str
    places: str
    spans: str
    titles: str
    hits: str


class Spans:
    """The spans of an archive: known of an earlier build, or made here.

    :ivar due: the names of those that are not known yet.
    """

    def __init__(self, folder: Path | None, keys: Mapping[str, Mapping[str, str]]) -> None:
        """Look which spans are known, in a folder of the cache, if there is one.

        :param keys: name of a span -> its issues, each with a digest of all its part is made from.
        """
        self._kept = Kept(folder) if folder else None
        self._keys = keys
        self._made: dict[str, Texts] = {}
        for name in keys:
            found = self._kept.find(name, self._key(name)) if self._kept else None
            if found is not None:
                self._made[name] = found
        self.due = self.missing()

    def missing(self) -> list[str]:
        """Name the spans that are neither known nor made."""
        return [name for name in self._keys if name not in self._made]

    @property
    def count(self) -> int:
        """How many spans there are."""
        return len(self._keys)

    def _key(self, name: str) -> str:
        return digest(*(part for pair in self._keys[name].items() for part in pair))

    def make(self, name: str, part_of: Callable[[str], Part]) -> Texts:
        """Make a span, of which the parts of issues that did not change are taken over."""

        def texts_of(issue: str) -> Texts:
            return {field: text.encode() for field, text in asdict(part_of(issue)).items()}

        def put_together() -> Texts:
            parts = [
                self._kept.of(issue, key, partial(texts_of, issue))
                if self._kept
                else texts_of(issue)
                for issue, key in self._keys[name].items()
            ]
            return _joined(parts)

        if not self._kept:
            return put_together()
        self._kept.rename(name, _BEFORE.format(name))
        return self._kept.of(name, self._key(name), put_together)

    def take(self, name: str, made: Texts) -> None:
        """Take a span that was made."""
        self._made[name] = made

    def all(self) -> list[Span]:
        """Give every span, oldest first."""
        return [self._span(name) for name in self._keys]

    def _span(self, name: str) -> Span:
        texts = {field: text.decode() for field, text in self._made[name].items()}
        return Span(len(self._keys[name]), **texts)

    def rows(self, field: str, sign: str = "") -> Rows:
        """Put the rows of all spans together; take those over that are as they were."""
        now = [
            Made(name, len(issues), self._key(name), self._made[name][field].decode())
            for name, issues in self._keys.items()
        ]
        return WholeRows(self._kept, field, sign).of(now, self._before)

    def _before(self, name: str, key: str) -> Texts | None:
        """Give a span as it was made under another key, if it is still there."""
        return self._kept.look(_BEFORE.format(name), key) if self._kept else None

    def forget_others(self) -> None:
        """Forget what is kept and was not asked for, once all is made."""
        if self._kept:
            rows = map(ROWS.format, FIELDS)
            for one in (
                *rows,
                *(n for name, issues in self._keys.items() for n in (name, *issues)),
            ):
                self._kept.use(one)
            self._kept.forget_others()


def _joined(parts: Sequence[Texts]) -> Texts:
    """Put the parts of issues that follow each other together."""
    of = {field: [part[field].decode() for part in parts] for field in parts[0]}
    made = {
        "terms": joined(of["terms"]),
        "places": joined(of["places"], RUN),
        "spans": "".join(of["spans"]),
        "titles": "".join(of["titles"]),
        "hits": "\n".join(of["hits"]),
    }
    return {field: text.encode() for field, text in made.items()}
