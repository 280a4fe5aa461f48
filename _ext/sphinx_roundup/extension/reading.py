"""Read issues side by side, and have MyST read of each what it alone knows.

What an issue holds is a function of its text. So processes that are started before Sphinx
begins to read make the records, and Sphinx takes them over; it reads in one process itself,
for its own way to share reading out sends its whole environment home with every ten pages.
Items are most of an issue, and every builder shows them from their records: MyST is
given the page without them, or nothing where only plain headings are left (:mod:`.outline`).
Each is put into its place when the page is shown (:mod:`.entries`).
"""

from __future__ import annotations

import pickle
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from docutils import nodes
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.sphinx_ import MystParser
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from ..model.records import Item, Tombstone
from ..parse.page import Page
from ..parse.read_before import ReadBefore
from ..state import digest
from .compat import read_in_one_process, write_in_many_processes
from .forks import share_out
from .outline import headings_of, put_headings, settle

_ATTRIBUTE = "roundup_read_ahead"
_PAGE = "roundup:page"
_PACKED = "roundup:packed"
_FEWEST = 8
"""Pages from which on it pays to start processes."""
_OPENED = re.compile(r" {0,3}(:{3,})\{item\}")

Made = tuple[str, bytes] | None
"""A digest of a text, and what was read of it: a page, packed."""


class ReadAhead:
    """The pages that other processes read, as they come."""

    def __init__(self, docnames: Iterable[str], coming: Iterator[tuple[str, Made]]) -> None:
        """Expect these pages, by docname."""
        self._expected = set(docnames)
        self._coming = coming
        self._come: dict[str, Made] = {}

    def take(self, docname: str, text: str) -> bytes | None:
        """Give what was read of this very text of a page, packed; None where nothing was."""
        if docname not in self._expected:
            return None
        self._expected.discard(docname)
        while docname not in self._come:
            self._come.update([next(self._coming)])
        made = self._come.pop(docname)
        return made[1] if made and made[0] == digest(text) else None


def begin(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Start to read ahead, where there is enough to read (``env-before-read-docs``)."""
    workers = read_in_one_process(app)
    issues = [docname for docname in docnames if docname.startswith("issues/")]
    few = len(issues) < _FEWEST or workers <= 1
    folder = Path(app.srcdir)

    def read(docname: str) -> Made:
        try:
            text = Path(env.doc2path(docname)).read_text(encoding=app.config.source_encoding)
        except (OSError, UnicodeDecodeError):
            return None  # told where Sphinx reads it
        return digest(text), ReadBefore(folder).read_packed(f"{docname}.md", text)

    ahead = None if few else ReadAhead(issues, share_out(read, issues, workers))
    setattr(app, _ATTRIBUTE, ahead)


def end(app: Sphinx, _env: BuildEnvironment) -> None:
    """Give all processes back to Sphinx (``env-updated``)."""
    setattr(app, _ATTRIBUTE, None)
    write_in_many_processes(app)


def read_now(app: Sphinx, docname: str, text: str) -> Page:
    """Read a page; keep it at hand while Sphinx reads it."""
    ahead: ReadAhead | None = getattr(app, _ATTRIBUTE, None)
    packed = ahead.take(docname, text) if ahead else None
    packed = packed or ReadBefore(Path(app.srcdir)).read_packed(f"{docname}.md", text)
    page: Page = pickle.loads(packed)  # noqa: S301 - packed by this build, or this user's other
    change_page_being_read(app.env, page)
    app.env.current_document[_PACKED] = packed
    return page


def page_being_read(env: BuildEnvironment) -> Page:
    """The record of the page that is being read."""
    page = env.current_document.get(_PAGE)
    assert isinstance(page, Page)
    return page


def change_page_being_read(env: BuildEnvironment, page: Page) -> None:
    """Put another record in the place of that of the page that is being read."""
    env.current_document[_PAGE] = page
    env.current_document[_PACKED] = None


def packed_page_being_read(env: BuildEnvironment) -> bytes | None:
    """That record as it was packed; None where another took its place."""
    packed: bytes | None = env.current_document[_PACKED]
    return packed


class ArchiveParser(MystParser):
    """Reads Markdown by MyST; of an issue with nothing wrong, no more than is needed."""

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Parse a page into a document."""
        page = document.settings.env.current_document.get(_PAGE)
        if not isinstance(page, Page) or page.refused or page.problems or not page.issue:
            super().parse(inputstring, document)
            return
        rest = _without([*page.issue.items, *page.issue.tombstones], inputstring)
        config: MdParserConfig = document.settings.env.myst_config
        headings = None if rest is None else headings_of(rest, config)
        if headings is None:
            super().parse(inputstring if rest is None else rest, document)
        else:
            put_headings(headings, document)
            settle(document, config)


def _without(entries: Sequence[Item | Tombstone], text: str) -> str | None:
    """Empty the lines of these entries; None where one is not written in the usual way."""
    lines = text.split("\n")
    for entry in entries:
        at = entry.line - 1
        opened = _OPENED.match(lines[at])
        if not opened:
            return None
        closed = re.compile(rf" {{0,3}}:{{{len(opened[1])},}}\s*")
        after = range(at + 1, len(lines))
        end = next((at for at in after if closed.fullmatch(lines[at])), len(lines) - 1)
        lines[at : end + 1] = [""] * (end + 1 - at)
    return "\n".join(lines)


def setup(app: Sphinx) -> None:
    """Register the parser, and what reads ahead."""
    app.add_source_parser(ArchiveParser, override=True)
    # After others took pages out and put pages in, but those that look at the list alone.
    app.connect("env-before-read-docs", begin, priority=900)
    app.connect("env-updated", end, priority=1)
