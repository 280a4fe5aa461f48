"""The fields of an item: which there are, what each takes, where readers find it.

One table, asked by the directive, the command line, the importer and the guide.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Literal

from .field_types import (
    DATE,
    DATED,
    ID,
    LINES,
    SLUGS,
    SOURCES,
    TEXT,
    FieldType,
    word_of,
    words_of,
)
from .records import NOT_STATED, Item

Place = Literal["fact", "notice", "note", "draft", "withdrawal"]
"""Where a reader finds a field: among the facts below the title, as a notice above the
printed words, as a note below them, on pages alone while an import is a draft, or nowhere
beside what is left of an entry that was withdrawn."""


@dataclass(frozen=True, slots=True)
class Field:
    """Declare a field of an item: how it is written, read, called and where it is shown.

    ``label`` stands before its values; "" where they speak for themselves. Once a date
    has passed, ``past`` takes the label's place and ``past_note`` is said below the
    words. ``unstated`` is said where there is no value.
    """

    name: str
    attribute: str
    type: FieldType
    meaning: str
    example: str
    place: Place | None
    label: str = ""
    past: str = ""
    past_note: str = ""
    unstated: str = ""
    required: bool = False
    in_form: str = ""
    """What it means to somebody who fills in a form, and sees no file."""

    @property
    def many(self) -> bool:
        """Whether it may be given several times; its values are then joined."""
        return self.type.by_line

    @property
    def closed(self) -> str:
        """The key of the closed list that its words are of; "" where any word may stand."""
        return self.type.closed

    def read(self, text: str) -> Any:
        """Read its text.

        :raises FieldError: where the text is none of its type.
        """
        return self.type.read(text)

    def example_of(self, known: Mapping[str, Any]) -> str:
        """An example that the archive knows: its own, or the first of ``known``, a closed list."""
        return self.example if self.example in known or not known else next(iter(known))

    def words(self, item: Item) -> tuple[str, ...]:
        """What an item has in this field, which is one word or several."""
        value = getattr(item, self.attribute)
        return value if isinstance(value, tuple) else (value,) if value else ()

    @property
    def public(self) -> bool:
        """Whether it is said to readers of a published archive, in every output."""
        return self.place in {"fact", "notice", "note"}

    @property
    def is_asked(self) -> bool:
        """Whether an editor fills it in for an entry that stands."""
        return self.place not in {"draft", "withdrawal"}


FIELDS: tuple[Field, ...] = (
    Field(
        "id",
        "slug",
        ID,
        "A short permanent name, unique within the issue. It never changes.",
        "a-short-name",
        None,
        required=True,
        in_form="A short permanent name, made of the title. It may name no child, either.",
    ),
    Field(
        "kind",
        "kind",
        word_of("kinds"),
        "What sort of thing the item points to, from the closed list of kinds.",
        "news",
        "fact",
        required=True,
        in_form="What sort of thing the entry points to.",
    ),
    Field(
        "source",
        "sources",
        SOURCES,
        f"Who published it: slugs of sources.yml, or {NOT_STATED}.",
        NOT_STATED,
        "fact",
        unstated="Publisher not stated",
        required=True,
        in_form="Who published it, or “Publisher not stated” where the words name nobody.",
    ),
    Field(
        "topics",
        "topics",
        SLUGS,
        "Topics besides the one that the heading names: slugs of files in topics/.",
        "a-topic",
        "fact",
        in_form="Subjects besides the one that the heading names.",
    ),
    Field(
        "published",
        "published",
        DATE,
        "When the thing itself was published.",
        "2024-04-11",
        "fact",
        label="Published",
    ),
    Field(
        "starts",
        "starts",
        DATE,
        "When an event begins.",
        "2023-03-15",
        "fact",
        label="Takes place",
        past="Took place",
        past_note="This event has passed.",
    ),
    Field(
        "closes",
        "closes",
        DATE,
        "When a survey or call closes.",
        "2024-05-23",
        "fact",
        label="Closes",
        past="Closed",
        past_note="This has closed.",
    ),
    Field(
        "audience",
        "audience",
        words_of("audiences"),
        "Whom it is made for.",
        "schools",
        "fact",
        label="Made for",
    ),
    Field(
        "nation",
        "nation",
        words_of("nations"),
        "Where it applies.",
        "england",
        "fact",
        label="Nation",
    ),
    Field(
        "access",
        "access",
        word_of("access"),
        "Whether it can be read freely.",
        "free",
        "fact",
        label="Access",
    ),
    Field(
        "content-note",
        "content_note",
        words_of("content-notes"),
        "What a reader may wish to know before opening it.",
        "suicide",
        "notice",
        label="Content note",
    ),
    Field(
        "editor-note",
        "editor_note",
        TEXT,
        "What the archive has to say about the printed words.",
        "The printed words name the wrong month.",
        "note",
        label="Archive note",
    ),
    Field(
        "corrected",
        "corrected",
        DATED,
        "A correction: the day, then what was wrong, what is right, and on whose word.",
        "2026-12-03 The entry named 2023 as the year. It is 2024, as the publisher says.",
        "note",
        label="Corrected",
    ),
    Field(
        "withdrawn",
        "withdrawn",
        DATE,
        "When the entry was withdrawn: its words are then shown nowhere.",
        "2026-12-03",
        "withdrawal",
    ),
    Field(
        "reason",
        "reason",
        word_of("reasons"),
        "Why the entry was withdrawn, from the closed list of reasons.",
        "rights",
        "withdrawal",
    ),
    Field(
        "review",
        "review",
        LINES,
        "An open point that an import leaves for you: settle it, then take the line out.",
        "no publisher is recognised in the words: name one, or write not-stated.",
        "draft",
        label="To settle",
    ),
)
FIELD: Mapping[str, Field] = {field.name: field for field in FIELDS}

# A slip in the table is found when it is imported, not when an editor first uses the field.
_UNKNOWN = {field.attribute for field in FIELDS} - {field.name for field in fields(Item)}
if _UNKNOWN:
    raise TypeError(f"no attribute of Item: {', '.join(sorted(_UNKNOWN))}")
