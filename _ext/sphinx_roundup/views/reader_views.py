"""What pages show that help a reader on: frozen data, as in :mod:`.views`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from ..model.records import Item
from .views import Row, View


@dataclass(frozen=True, slots=True)
class PackView(View):
    """The reader's own pack, which the browser fills.

    ``moved`` has the entries and issues that have another name, ``withdrawn`` the entries that
    were taken out and what is said of each; ``newest`` is the page of the newest issue,
    ``pages`` the folder of the pages of entries, where there are such.
    """

    template: ClassVar[str] = "pack"
    moved: tuple[tuple[str, str], ...]
    withdrawn: tuple[tuple[str, str], ...]
    newest: str
    pages: str

    @property
    def former(self) -> Mapping[str, Mapping[str, str]]:
        """What became of entries that a pack may still name."""
        return {"moved": dict(self.moved), "withdrawn": dict(self.withdrawn)}


@dataclass(frozen=True, slots=True)
class Cells:
    """A row of the map: a topic, how deep it is below others, how many entries each period has."""

    page: str
    label: str
    depth: int
    counts: tuple[int, ...]

    @property
    def slug(self) -> str:
        """The topic's name in a search."""
        return self.page.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class TrendTable:
    """Some periods, by label and name, with the entries of all topics and of each that has any."""

    title: str
    periods: tuple[tuple[str, str], ...]
    whole: tuple[int, ...]
    rows: tuple[Cells, ...]


@dataclass(frozen=True, slots=True)
class TrendsView(View):
    """Topics over time, the newest periods first; ``most`` is the largest number of a topic."""

    template: ClassVar[str] = "trends"
    tables: tuple[TrendTable, ...]
    most: int
    by_year: bool
    facet: str


@dataclass(frozen=True, slots=True)
class UpcomingView(View):
    """What is to come, by what it is: the nearest first."""

    template: ClassVar[str] = "upcoming"
    groups: tuple[tuple[str, tuple[Item, ...]], ...]


@dataclass(frozen=True, slots=True)
class TopicLinesView(View):
    """The topics that have none above them, a line each; how many there are in all."""

    template: ClassVar[str] = "topic-lines"
    rows: tuple[Row, ...]
    total: int
    has_map: bool
