"""What every PDF of one archive is made with: the archive, the paper, the way to the site."""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import dataclass
from typing import Literal

from ..model.archive import Archive
from ..model.page_records import Topic
from ..model.periods import last_day
from ..model.permalinks import absolute, entry_path
from ..model.records import Item
from .document import Inline, Ref, Text

Paper = Literal["a4", "a5", "letter"]


@dataclass(frozen=True, slots=True)
class Edition:
    """An archive and how it is printed.

    ``indexed`` is true in a file that has the indexes, so that topics lead there.
    """

    archive: Archive
    name: str = "Archive"
    author: str = ""
    paper: Paper = "a4"
    indexed: bool = False

    @property
    def masthead(self) -> str:
        """The name of the newsletter as the newest issue prints it."""
        names = (issue.masthead for issue in reversed(self.archive.issues) if issue.masthead)
        return next(names, self.name)

    @property
    def publisher(self) -> str:
        """Who published the newsletter, or "" where that is not known."""
        return self.archive.identity.publisher

    @property
    def address(self) -> str:
        """The public address of the archive, or ""."""
        return absolute(self.archive.identity)

    def topic(self, topic: Topic) -> Inline:
        """A topic's title; in a file with an index it leads there."""
        words = (Text(topic.title),)
        return Ref(topic_label(topic.slug), words) if self.indexed else words[0]

    def file(self, name: str) -> str:
        """The address of another PDF: a public one, or that of the file beside this one."""
        return absolute(self.archive.identity, f"pdf/{name}") or f"./{name}"

    def permanent(self, item: Item) -> str:
        """The public address of an item, or ""."""
        return absolute(self.archive.identity, entry_path(item))


def topic_label(slug: str) -> str:
    """The label of a topic's row in the index."""
    return f"topic-{slug}"


def source_label(slug: str) -> str:
    """The label of a source's row in the index."""
    return f"source-{slug}"


def timestamp_of(archive: Archive) -> int:
    """The date of the PDFs: SOURCE_DATE_EPOCH, else the last day of the newest issue.

    Not the archive's date, which moves with every commit: a PDF changes when its words do.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        return int(epoch)
    newest = archive.issues[-1] if archive.issues else None
    date = last_day(newest.id, newest.day) if newest else dt.date(1970, 1, 1)
    return int(dt.datetime.combine(date, dt.time(), dt.UTC).timestamp())
