"""What the importer knows: the vocabulary, and the issues editors have already seen to."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from ..model.dates import ENGLISH
from ..model.periods import order
from ..model.records import Item
from ..model.vocabulary import Vocabulary
from ..parse.language import language_of
from ..parse.vocabulary import load
from .round_trip import ReadBack, read_back

DRAFT = "draft"


@dataclass(frozen=True)
class Knowledge:
    """The vocabulary and the finished issues of an archive; both may be empty."""

    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    pages: tuple[ReadBack, ...] = ()
    language: str = ENGLISH

    @cached_property
    def headings(self) -> frozenset[str]:
        """Headings printed in the issues there are."""
        return frozenset(heading for page in self.pages for heading in page.headings[1:])

    @cached_property
    def entries(self) -> tuple[Item, ...]:
        """Items of the issues there are."""
        return tuple(entry for page in self.pages for entry in page.entries)

    @property
    def masthead(self) -> str:
        """The masthead of the newest issue."""
        return next(
            (str(p.top["masthead"]) for p in reversed(self.pages) if "masthead" in p.top), ""
        )

    def is_label(self, text: str) -> bool:
        """Whether a text is the name of a topic, as a heading or an item would print it."""
        return self.vocabulary.topic_of_heading(text) is not None


def load_knowledge(folder: Path) -> Knowledge:
    """What the archive in a folder knows; drafts teach nothing, as nobody has seen to them."""
    texts = [
        path.read_text("utf-8", errors="replace")
        for path in sorted(folder.glob("issues/*.md"), key=lambda path: order(path.stem))
    ]
    pages = tuple(page for page in map(read_back, texts) if page.top.get("status") != DRAFT)
    return Knowledge(load(folder), pages, language_of(folder))
