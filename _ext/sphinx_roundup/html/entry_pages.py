"""Write a page for each entry, for who is sent there: the card, where it was printed, what is related.

There are as many as entries, so what every page has is made but once: the frame, with marks where
the pages differ. The address of record stays the entry's place in its issue (docs/permanence.md).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import escape

from ..atomic import write_bytes
from ..model.facts import facts, said_of_withdrawn
from ..model.identity import has_entry_pages
from ..model.permalinks import ENTRIES, entry_page, page_path
from ..model.records import WITHDRAWN_TITLE, Issue, Item, Section, Tombstone
from ..model.shorten import shortened
from ..views.related import Related
from .mentions import Mentions

if TYPE_CHECKING:
    from .builder import ArchiveHTMLBuilder

_MARK = re.compile(r"~([A-Z]+)~")
_NEEDED = ("styles/furo.css", "archive.css")
"""The stylesheets that an entry needs: it has no code, and nothing of sphinx-design."""
_HIDDEN = '<meta name="robots" content="noindex">\n'
_NOTICE = "content-note"


class EntryPages:
    """The pages of entries of one archive; none, where ``archive.toml`` does not ask for them."""

    def __init__(self, builder: ArchiveHTMLBuilder) -> None:
        """Get ready; nothing is rendered yet."""
        self._builder = builder
        self._archive = builder.listings.archive
        self._are_made = has_entry_pages(self._archive.identity)

    @property
    def names(self) -> Iterator[str]:
        """The names of all pages that there are."""
        for issue in self._archive.issues if self._are_made else ():
            yield from (entry_page(one.id) for one in issue.entries)

    @property
    def hidden(self) -> Iterator[str]:
        """The names of pages that search engines are not to show: what is withdrawn, or has moved."""
        if self._are_made:
            for issue in self._archive.issues:
                yield from (entry_page(one.id) for one in issue.tombstones)
            yield from (entry_page(old) for old, _ in self._archive.former_entries)

    def due(self) -> Iterator[tuple[int, Callable[[], None]]]:
        """Give what writes the pages of each issue, with its year.

        What they are made from is compared there, so that processes share this work, too.
        """
        if self._are_made:
            assert self._frame
            assert self._related
            assert self._mentions
            for issue in self._archive.issues:
                yield issue.year, partial(self._write, issue)

    def _write(self, issue: Issue) -> None:
        builder, folder = self._builder, Path(self._builder.outdir)
        entries = issue.entries
        files = [page_path(entry_page(one.id)) for one in entries]
        name = f"{ENTRIES}/{issue.id}/"
        if entries and builder.is_changed(name, *self._made_from(issue), files=files):
            for section in issue.sections:
                for one in section.entries:
                    page = self._page(issue, section, one)
                    write_bytes(folder / page_path(entry_page(one.id)), page.encode())

    def _made_from(self, issue: Issue) -> tuple[object, ...]:
        sections = tuple((one.heading, one.items) for one in issue.sections)
        stones = tuple((one.id, said_of_withdrawn(self._archive, one)) for one in issue.tombstones)
        related = tuple(
            tuple(map(self._brief, found))
            for item in issue.items
            for found in self._beside(item).values()
        )
        return issue, sections, stones, related

    def _brief(self, item: Item) -> tuple[str, str, str]:
        """What the page of an entry says of another."""
        return item.id, item.title, self._archive.issue[item.issue].date

    def _beside(self, item: Item) -> Mapping[str, tuple[Item, ...]]:
        """The other entries to which the page of an entry leads, whatever their issue."""
        again = self._mentions.again(item)
        return {"again": again, "related": self._related.of(item, but=again)}

    @cached_property
    def _mentions(self) -> Mentions:
        return Mentions(self._archive)

    @cached_property
    def _related(self) -> Related:
        return Related(self._archive)

    def _page(self, issue: Issue, section: Section, one: Item | Tombstone) -> str:
        stands = isinstance(one, Item)
        shown = self._entry(issue, section, one) if isinstance(one, Item) else self._stone(one)
        return self._filled(
            ISSUE=issue.id,
            SLUG=one.slug,
            YEAR=str(issue.year),
            DATE=escape(issue.date),
            TITLE=escape(one.title if isinstance(one, Item) else WITHDRAWN_TITLE),
            WORDS=escape(self._description(one) if isinstance(one, Item) else ""),
            HEAD="" if stands else _HIDDEN,
            BODY=shown,
        )

    def _entry(self, issue: Issue, section: Section, item: Item) -> str:
        at = issue.items.index(item)
        return self._builder.renderer.entry_page(
            item,
            section,
            earlier=issue.items[at - 1] if at else None,
            later=issue.items[at + 1] if at + 1 < len(issue.items) else None,
            **self._beside(item),
        )

    def _stone(self, one: Tombstone) -> str:
        return self._builder.renderer.withdrawn_page(one)

    def _description(self, item: Item) -> str:
        """The first words of an entry; what warns of them comes before."""
        notes = (one.said for one in facts(self._archive, item) if one.field == _NOTICE)
        return shortened(" ".join([*notes, *item.text.split()]))

    @cached_property
    def _frame(self) -> list[str]:
        """What all pages have, and the names of marks between, by turns."""
        builder = self._builder
        styles = builder.globalcontext["css_files"]
        context = {
            "title": "~TITLE~",
            "description": "~WORDS~",
            "body": "~BODY~",
            "css_files": [one for one in styles if str(one.filename).endswith(_NEEDED)],
            "parents": [
                {"link": "../../years/~YEAR~.html", "title": "~YEAR~"},
                {"link": "../../issues/~ISSUE~.html", "title": "~DATE~"},
            ],
            "meta": None,
        }
        page = builder.render_page(entry_page("~ISSUE~/~SLUG~"), context, "entry.html")
        return _MARK.split(page)

    def _filled(self, **values: str) -> str:
        texts: Mapping[str, str] = values
        parts = list(self._frame)
        parts[1::2] = [texts[name] for name in parts[1::2]]
        return "".join(parts)
