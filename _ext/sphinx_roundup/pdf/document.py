"""What is printed, as plain frozen values: one :class:`Document` is one PDF.

Every field is data: text, numbers, names of places. None holds Typst markup, so
no text can become code. :mod:`sphinx_roundup.pdf.serialize` turns a document into what JSON
can say; the template reads that and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Style = Literal["emphasis", "strong", "unbroken"]


# Inline nodes: what stands in a line of text.


@dataclass(frozen=True, slots=True)
class Text:
    """Words in one look."""

    text: str
    style: tuple[Style, ...] = ()


@dataclass(frozen=True, slots=True)
class Web:
    """A link out of the file."""

    address: str
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Ref:
    """A link to the block with this label in the same file; only its words where there is none."""

    label: str
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Lost:
    """Words that were a link whose address is not recorded."""

    content: tuple[Inline, ...]


Inline: TypeAlias = Text | Web | Ref | Lost
Words: TypeAlias = tuple[Inline, ...]


# Blocks: what stands below one another.


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    content: Words
    look: Literal["body", "lead", "small"] = "body"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading. ``contents`` puts it into the contents, ``running`` into the running head."""

    level: int
    text: str
    label: str = ""
    look: Literal["page", "year", "section", "plain"] = "plain"
    contents: bool = True
    running: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """A list with bullets."""

    items: tuple[tuple[Block, ...], ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table."""

    content: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; ``widths`` are the relative widths of its columns."""

    widths: tuple[int, ...]
    head: tuple[Cell, ...]
    body: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """A pull quote, shown large, as the printed issue does."""

    content: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins a page."""


@dataclass(frozen=True, slots=True)
class TitlePage:
    """The first page of a volume or of the whole archive."""

    title: str
    subtitle: str
    lines: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Opening:
    """The head of an issue or of a reading list: masthead, date or title, strap-line."""

    level: int
    label: str
    masthead: str
    title: str
    strap_line: str = ""
    running: str = ""


@dataclass(frozen=True, slots=True)
class Contents:
    """The contents with page numbers: ``depth`` levels of headings, from ``first`` down."""

    depth: int
    first: int = 1
    columns: int = 1
    title: str = "Contents"
    look: Literal["page", "plain"] = "page"


@dataclass(frozen=True, slots=True)
class Address:
    """An address printed under an entry: the link's words, where it led, what is said of it."""

    words: str
    address: str
    archived: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One item: its title, what it is, the printed words and what the archive adds.

    ``title`` names it in bookmarks, ``shown_title`` stands over it. A ``short`` entry
    is kept on one page.
    """

    level: int
    id: str
    label: str
    title: str
    shown_title: Words
    facts: tuple[Words, ...]
    warning: str
    body: tuple[Block, ...]
    notes: tuple[Words, ...]
    addresses: tuple[Address, ...]
    permanent: str
    short: bool


@dataclass(frozen=True, slots=True)
class VolumePages:
    """Pages of another file: its name, the address of the file, and the numbers."""

    name: str
    file: str
    pages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class IndexRow:
    """A line of an index: its words, and the labels of the entries it leads to.

    ``volumes`` takes the place of ``labels`` where the entries are in other files.
    """

    words: Words
    label: str
    labels: tuple[str, ...]
    see: tuple[Words, ...] = ()
    volumes: tuple[VolumePages, ...] = ()


@dataclass(frozen=True, slots=True)
class Index:
    """An index; its page numbers are found when the pages are made."""

    rows: tuple[IndexRow, ...]


Block: TypeAlias = (
    Paragraph
    | Heading
    | Listing
    | Table
    | Quote
    | NewPage
    | TitlePage
    | Opening
    | Contents
    | Entry
    | Index
)


@dataclass(frozen=True, slots=True)
class Document:
    """One PDF: what its viewer shows about it, its paper and its blocks in order.

    ``origin`` is the name of the archive and ``address`` its place on the web, for the foot of
    each page.
    """

    title: str
    body: tuple[Block, ...]
    author: str = ""
    subject: str = ""
    keywords: tuple[str, ...] = ()
    paper: Literal["a4", "a5", "letter"] = "a4"
    lang: str = "en"
    region: str = "GB"
    origin: str = ""
    address: str = ""
