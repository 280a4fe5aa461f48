"""Look at a built site with the ledger in hand: whether each published address is there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ..model.moves import Moves, is_entry, is_page, page_of
from ..model.permalinks import entry_page, page_path
from ..model.records import anchor_of
from ..parse.ledger import ERASED, SITE_FILE, Event

_ID = re.compile(r'\bid="([^"]+)"')
_NOT_KEPT = re.compile(r"search/|archive\.zip$|headers\.nginx$|redirects\.nginx\.map$")
"""Files of the site that are for its own pages, or for a host: nobody cites them."""


@dataclass
class BuiltSite:
    """The files of a built site, and the anchors of its pages; both are read but once."""

    folder: Path
    moves: Moves
    with_entry_pages: bool = False
    """Whether each entry has a page of its own, too."""
    _anchors: dict[str, frozenset[str]] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        """Tell whether an address of the ledger leads to something on the site.

        What stands on a page that has moved is looked for on the new page, to which a reader
        is led with the same anchor.
        """
        if SITE_FILE.fullmatch(name):
            return (self.folder / name).is_file()
        page = page_of(name)
        if is_page(name):
            return (self.folder / page_path(page)).is_file()
        if not (self.folder / page_path(page)).is_file():
            return False
        if is_entry(name) and self.with_entry_pages:
            own = self.folder / page_path(entry_page(name))
            if not own.is_file():
                return False
        here = self.moves.lead(page)
        anchor = anchor_of(*name.split("/", 1)) if is_entry(name) else name.partition("#")[2]
        # A heading of a page that moved leads to the top of the page, where it has none such.
        return anchor in self.anchors(here) or (here != page and not is_entry(name))

    def anchors(self, page: str) -> frozenset[str]:
        """Give the anchors of a page."""
        if page not in self._anchors:
            path = self.folder / page_path(page)
            text = path.read_text("utf-8", errors="replace") if path.is_file() else ""
            self._anchors[page] = frozenset(_ID.findall(text))
        return self._anchors[page]

    def files(self) -> Iterator[str]:
        """Name the files that may be cited, in order: no part of a page, no file for a host."""
        for path in sorted(self.folder.rglob("*")):
            name = path.relative_to(self.folder).as_posix()
            if path.is_file() and SITE_FILE.fullmatch(name) and not _NOT_KEPT.match(name):
                yield name

    def new_name(self, file: str) -> str:
        """Give the file of the same sort of what an issue or topic is called now; "" for none."""
        folder, _, base = file.rpartition("/")
        stem, dot, rest = base.partition(".")
        for old, new in self.moves.pages():
            if old.rpartition("/")[2] == stem and not file.endswith(".html"):
                now = f"{folder}/{new.rpartition('/')[2]}{dot}{rest}".lstrip("/")
                if (self.folder / now).is_file():
                    return now
        return ""

    def page_stands(self, file: str) -> bool:
        """Tell whether the page still stands that a file is an extract of: its list may be empty."""
        stem = file.rpartition("/")[2].partition(".")[0]
        above = file.rpartition("/")[0]
        pages = (f"topics/{stem}", f"issues/{stem}", f"sources/{stem}", f"kinds/{stem}", above)
        return any((self.folder / page_path(page)).is_file() for page in pages if page)


def dead_in(site: BuiltSite, events: Iterable[Event]) -> Iterator[Event]:
    """Give the first line of each address that the site lacks, in the ledger's order."""
    seen: set[str] = set()
    for event in events:
        if event.name not in seen and not event.name.startswith(ERASED):
            seen.add(event.name)
            if not site.has(event.name):
                yield event
