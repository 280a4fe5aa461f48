"""What the archive holds, as plain frozen values.

Nothing here knows Sphinx, files or output formats: the parser makes these
values, and everything that is shown, searched or printed is a function of the
one :class:`~sphinx_roundup.model.archive.Archive` they form. Records of a page have no slots: with slots, frozen
dataclasses are pickled by Python code.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from .page_records import UNSEEN
from .periods import day_of

NOT_STATED = "not-stated"
"""What an editor writes as ``source`` where the printed words name no publisher."""


LinkStatus = Literal["printed", "restored", "suggested", "not-recorded"]


@dataclass(frozen=True)
class Evidence:
    """What the archive found of a document whose address was not printed: a row of ``restored/``.

    ``status`` is what was judged of it: the very document, a probable one, or a name
    alone, without ``address``. ``how`` says in words why, ``where`` is the address at which
    that can be seen. ``by`` is a handle or "the archive"; ``checked`` the day on which the
    address was last seen to answer, None until then.
    """

    status: Literal["restored", "suggested", "not-recorded"]
    title: str
    publisher: str
    how: str
    where: str
    found: dt.date
    by: str
    address: str = ""
    archived: str = ""
    checked: dt.date | None = None


@dataclass(frozen=True)
class Link:
    """A hyperlink: its printed words and, where it is known, the address they lead to.

    ``target`` was printed, or restored where there is ``evidence`` of it. ``gone`` is
    the ISO day on which the address was first found to lead nowhere. The links of a page
    that was read have what was printed alone; :mod:`..parse.restored` adds the rest.
    """

    text: str
    target: str | None = None
    archived: str | None = None
    gone: str = ""
    evidence: Evidence | None = None

    @property
    def status(self) -> LinkStatus:
        """Where its address comes from, which every output tells."""
        if self.evidence:
            return self.evidence.status
        return "printed" if self.target else "not-recorded"

    @property
    def leads_to(self) -> str:
        """The address that the words lead to, an archived copy first; "" for none."""
        return self.archived or self.target or ""


@dataclass(frozen=True)
class Run:
    """A stretch of printed text with one look.

    ``link`` is the position in :attr:`Item.links` of the link it is part of.
    """

    text: str
    style: Literal["", "emphasis", "strong"] = ""
    link: int | None = None


@dataclass(frozen=True)
class Block:
    """A paragraph or a bullet of an item's printed body."""

    runs: tuple[Run, ...]
    role: Literal["paragraph", "bullet"] = "paragraph"

    @property
    def text(self) -> str:
        """Its words without markup."""
        return "".join(run.text for run in self.runs)


def anchor_of(issue: str, slug: str) -> str:
    """Give the HTML id of an entry, by its issue and its slug."""
    return f"item-{issue}-{slug}"


@dataclass(frozen=True)
class Item:
    """One entry of an issue, as an editor wrote it.

    One that is ``withdrawn`` is shown nowhere: see :class:`Tombstone`.

    ``topics`` are those written on the item; the topic that its heading gives
    is added by the archive (:meth:`Archive.topics_of`). ``sources`` is empty
    where no publisher is stated. ``line`` is that of the directive, from 1, and
    ``places`` has the line of each field by name.
    """

    issue: str
    slug: str
    title: str
    kind: str
    heading: str = ""
    sources: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    body: tuple[Block, ...] = ()
    links: tuple[Link, ...] = ()
    published: dt.date | None = None
    starts: dt.date | None = None
    closes: dt.date | None = None
    audience: tuple[str, ...] = ()
    nation: tuple[str, ...] = ()
    access: str = ""
    content_note: tuple[str, ...] = ()
    editor_note: str = ""
    corrected: tuple[str, ...] = ()
    review: tuple[str, ...] = ()
    withdrawn: dt.date | None = field(default=None, metadata=UNSEEN)
    reason: str = field(default="", metadata=UNSEEN)
    line: int = field(default=0, metadata=UNSEEN)
    places: tuple[tuple[str, int], ...] = field(default=(), metadata=UNSEEN)

    @property
    def is_withdrawn(self) -> bool:
        """Whether a line says so, even one whose day cannot be read."""
        return any(name == "withdrawn" for name, _ in self.places)

    def line_of(self, name: str) -> int:
        """The line of a field, for messages; that of the directive if it has none."""
        return next((line for one, line in self.places if one == name), self.line)

    @property
    def id(self) -> str:
        """Its public identity, for ever: ``2024-05/a-short-name``."""
        return f"{self.issue}/{self.slug}"

    @property
    def anchor(self) -> str:
        """Its HTML id, unique in the whole archive and beginning with a letter.

        docutils renames an id that begins with a digit, and a renamed id moves
        when items move.
        """
        return anchor_of(self.issue, self.slug)

    @property
    def text(self) -> str:
        """The printed words, blocks joined by a newline."""
        return "\n".join(block.text for block in self.body)


WITHDRAWN_TITLE = "Withdrawn entry"
"""The title of an entry that was withdrawn: it says nothing of what it was."""


@dataclass(frozen=True)
class Tombstone:
    """What is left of an entry that was withdrawn: where, what kind, when and why.

    ``withdrawn`` is None where the day cannot be read; the entry is withdrawn all the same.
    """

    issue: str
    slug: str
    kind: str
    withdrawn: dt.date | None = None
    reason: str = ""
    line: int = field(default=0, metadata=UNSEEN)

    @property
    def id(self) -> str:
        """The identity that the entry had."""
        return f"{self.issue}/{self.slug}"

    @property
    def anchor(self) -> str:
        """The HTML id that the entry had, which it keeps."""
        return anchor_of(self.issue, self.slug)


@dataclass(frozen=True)
class Section:
    """A printed heading of an issue with what stands under it.

    ``items`` has the entries that stand; ``tombstones`` what was withdrawn: apart, so that no
    output can show it as an entry. ``anchor`` is its HTML id on the issue page; ``line``
    counts from 1.
    """

    heading: str
    anchor: str
    items: tuple[Item, ...] = ()
    quotes: tuple[str, ...] = ()
    tombstones: tuple[Tombstone, ...] = ()
    line: int = field(default=0, metadata=UNSEEN)

    @property
    def entries(self) -> tuple[Item | Tombstone, ...]:
        """What stands, then what was withdrawn."""
        return (*self.items, *self.tombstones)


@dataclass(frozen=True)
class Issue:
    """One edition of the newsletter: ``issues/<id>.md``.

    ``date`` is the date line as printed ("April 2024"); ``masthead`` and
    ``strap_line`` are printed words too, the latter empty where there is none.
    ``dated`` is the day that its top lines give, which a numbered issue must.
    """

    id: str
    date: str
    masthead: str = ""
    strap_line: str = ""
    sections: tuple[Section, ...] = ()
    draft: bool = False
    """Whether it is an import that an editor has still to see to."""
    dated: dt.date | None = None

    def __getstate__(self) -> dict[str, Any]:
        """Give its fields alone: the same bytes, whatever was asked of it before."""
        return {name: self.__dict__[name] for name in self.__dataclass_fields__}

    @cached_property
    def day(self) -> dt.date:
        """Its day: that of its top lines, else the first of its month or week.

        :raises ValueError: where neither says one; the archive holds no such issue.
        """
        found = self.dated or day_of(self.id)
        if found is None:
            raise ValueError(f"{self.id} has no date")
        return found

    @property
    def file(self) -> str:
        """The name of its own PDF, without suffix; a number alone could be that of a year's."""
        return f"issue-{self.id}" if self.id.isdigit() else self.id

    @property
    def docname(self) -> str:
        """The name of its source and its page, without suffix."""
        return f"issues/{self.id}"

    @property
    def year(self) -> int:
        """Its year, as a number."""
        return self.day.year

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Its items in printed order."""
        return tuple(item for section in self.sections for item in section.items)

    @property
    def entries(self) -> tuple[Item | Tombstone, ...]:
        """What has an address in it: what stands, then what was withdrawn."""
        return (*self.items, *self.tombstones)

    @property
    def tombstones(self) -> tuple[Tombstone, ...]:
        """What is left of its entries that were withdrawn."""
        return tuple(one for section in self.sections for one in section.tombstones)
