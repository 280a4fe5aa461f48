"""What listings show: frozen data, without knowledge of how it is shown."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar, Literal

from ..model import facts
from ..model.data_files import DataFile
from ..model.helplines import Helpline
from ..model.page_records import PageRecord
from ..model.records import Issue, Item, Link
from ..model.vocabulary import Source
from .counts import Trend
from .field_help import FieldHelp
from .sorting import Group, grouped


@dataclass(frozen=True, slots=True)
class Row:
    """A line of an index: the page it leads to, its name, how many items it has."""

    page: str
    label: str
    count: int
    group: str = ""
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class View:
    """What a listing shows; ``template`` names the website's template for it."""

    template: ClassVar[str]


@dataclass(frozen=True, slots=True)
class IndexView(View):
    """An index of a facet: its entries with counts; whether there is a map of them over time."""

    template: ClassVar[str] = "index"
    facet: str
    rows: tuple[Row, ...]
    has_map: bool = False


@dataclass(frozen=True, slots=True)
class EntryView(View):
    """The items of one entry of a facet, or of some years of it.

    ``shows`` is as in :class:`.Facet`. Where the entry is split, ``spans`` has a row for
    each page of it.
    """

    template: ClassVar[str] = "entry"
    facet: str
    slug: str
    label: str
    total: int
    items: tuple[Item, ...]
    issues: tuple[Issue, ...]
    """The issues of these items, in the same order."""
    shows: Literal["printed", "brief"] = "brief"
    spans: tuple[Row, ...] = ()
    years: tuple[int, ...] = ()
    """The years it is about, on a page of their own; else none."""
    years_label: str = ""
    dates: str = ""
    """The issues in which its first and last items were printed, in words."""
    facts: tuple[Fact, ...] = ()
    trend: Trend | None = None

    @property
    def groups(self) -> tuple[Group, ...]:
        """Its items by issue: put together where they are shown, for most pages are as they were."""
        return grouped(self.issues, self.items)


@dataclass(frozen=True, slots=True)
class Fact:
    """Something said of an entry: a name and either words or rows that lead on."""

    name: str
    words: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordView(View):
    """What a page that is a record says below its words: its facts, and the items it cites.

    ``document`` is its PDF, "" where it has none.
    """

    template: str  # type: ignore[misc]  # each of its type may have one of its own
    record: PageRecord
    facts: tuple[facts.Fact, ...]
    groups: tuple[Group, ...]
    document: str


@dataclass(frozen=True, slots=True)
class RecordsView(View):
    """All pages of a type, by title, with the number of items that each cites."""

    template: ClassVar[str] = "records"
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class NewestView(View):
    """The newest issue: its headings with the number of items under each, and some items."""

    template: ClassVar[str] = "newest"
    issue: Issue
    rows: tuple[Row, ...]
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class YearsView(View):
    """Years with their issues, the newest first; ``older`` where some are left out."""

    template: ClassVar[str] = "years"
    rows: tuple[Row, ...]
    older: bool = False


@dataclass(frozen=True, slots=True)
class SearchView(View):
    """The search box, and words that are worth a search."""

    template: ClassVar[str] = "search-box"
    count: int
    searches: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldsView(View):
    """The fields of an item, for those who write one."""

    template: ClassVar[str] = "fields"
    fields: tuple[FieldHelp, ...]


@dataclass(frozen=True, slots=True)
class ContactView(View):
    """How to ask for something to be corrected or removed.

    ``run_by`` is who runs the archive; ``contact`` is a mail address or that of a form; ``request`` is where to ask in public.
    """

    template: ClassVar[str] = "contact"
    run_by: str
    contact: str
    is_mail: bool
    repository: str
    request: str


@dataclass(frozen=True, slots=True)
class DataView(View):
    """What the data hold, and the files that people can take."""

    template: ClassVar[str] = "data-files"
    about: str
    files: tuple[DataFile, ...]


@dataclass(frozen=True, slots=True)
class KeepingView(View):
    """How to get a copy of everything; ``whole`` is the file that has it as data."""

    template: ClassVar[str] = "keeping"
    repository: str
    has_zip: bool
    whole: str


@dataclass(frozen=True, slots=True)
class LinkCounts(View):
    """How many links there are, how many lead somewhere, and where their addresses come from."""

    template: ClassVar[str] = "link-counts"
    counts: tuple[tuple[str, int], ...]
    """How many links there are of each status."""
    lead: int


@dataclass(frozen=True, slots=True)
class Mended:
    """How far the links are that came without an address: ``restored`` of ``lost``."""

    restored: int
    suggested: int
    lost: int

    @property
    def is_done(self) -> bool:
        """Whether each has its address."""
        return self.restored == self.lost


@dataclass(frozen=True, slots=True)
class FollowRow:
    """Something to follow: its name, its feed without suffix, and its calendar or ""."""

    label: str
    feed: str
    calendar: str = ""


@dataclass(frozen=True, slots=True)
class FollowView(View):
    """All feeds and calendars in groups; ``host`` is the site's address without ``https://``."""

    template: ClassVar[str] = "follow"
    groups: tuple[tuple[str, tuple[FollowRow, ...]], ...]
    host: str

    @property
    def has_calendars(self) -> bool:
        """Say whether any row has a calendar: without dated entries there is none."""
        return any(row.calendar for _title, rows in self.groups for row in rows)


@dataclass(frozen=True, slots=True)
class MadeFromView(View):
    """The day and the commit of the files that the site is made from."""

    template: ClassVar[str] = "made-from"
    date: dt.date | None
    commit: str


@dataclass(frozen=True, slots=True)
class HelplinesView(View):
    """Services that help, in the order of their file."""

    template: ClassVar[str] = "helplines"
    helplines: tuple[Helpline, ...]


@dataclass(frozen=True, slots=True)
class LeavePageView(View):
    """The button that leads away from a page at once, to ``address``."""

    template: ClassVar[str] = "leave-page"
    address: str


@dataclass(frozen=True, slots=True)
class LostLinks:
    """The links of an item that still need an address, or somebody to look at a suggestion.

    ``over`` says why there is no use in looking for them; "" where there may be.
    """

    item: Item
    line: int
    links: tuple[Link, ...]
    over: str = ""


@dataclass(frozen=True, slots=True)
class LostOfIssue:
    """The lost links of an issue; ``entries`` is empty where they are counted alone."""

    issue: Issue
    mended: Mended
    entries: tuple[LostLinks, ...]


@dataclass(frozen=True, slots=True)
class LostOfPublisher:
    """The lost links of a publisher, None where none is stated; of those issues that are listed."""

    source: Source | None
    mended: Mended
    entries: tuple[LostLinks, ...]


@dataclass(frozen=True, slots=True)
class LostView(View):
    """All links to restore: by issue, newest first, and by publisher."""

    template: ClassVar[str] = "lost-links"
    counted: LinkCounts
    mended: Mended
    issues: tuple[LostOfIssue, ...]
    publishers: tuple[LostOfPublisher, ...]
    gone: tuple[tuple[Item, Link], ...]
    """Links that lead nowhere any more and have no archived copy."""
    unlisted: int = 0
    """Links that are counted alone, because there are too many for a page."""
