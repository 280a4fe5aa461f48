"""The fields of an item: which there are, and how the text of each is read.

One table, asked by the directive, the command line, the importer and the guide.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
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
    FieldError,
    FieldType,
    word_of,
    words_of,
)
from .messages import Problem, did_you_mean
from .records import NOT_STATED, Item

__all__ = ["FIELD", "FIELDS", "Field", "FieldError", "Fields", "Line", "field_lines", "read_fields"]

_FIELD_LINE = re.compile(r"\s*:(?P<name>[A-Za-z][\w-]*):(?:\s+(?P<value>\S.*)?)?")

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
    ),
    Field(
        "kind",
        "kind",
        word_of("kinds"),
        "What sort of thing the item points to, from the closed list of kinds.",
        "news",
        "fact",
        required=True,
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
    ),
    Field(
        "topics",
        "topics",
        SLUGS,
        "Topics besides the one that the heading names: slugs of files in topics/.",
        "a-topic",
        "fact",
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
_NEARLY = re.compile(rf"\s*:?(?P<name>{'|'.join(FIELD)})\s*:\s*(?P<value>\S.*)")
"""A line that was meant as a field: a colon or a space is not there."""

# A slip in the table is found when it is imported, not when an editor first uses the field.
_UNKNOWN = {field.attribute for field in FIELDS} - {field.name for field in fields(Item)}
if _UNKNOWN:
    raise TypeError(f"no attribute of Item: {', '.join(sorted(_UNKNOWN))}")


@dataclass(frozen=True, slots=True)
class Line:
    """A numbered line of a page; ``number`` counts from 1."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Fields:
    """What the top lines of an item say: values by attribute, and what was wrong."""

    values: Mapping[str, Any]
    problems: tuple[Problem, ...]
    places: tuple[tuple[str, int], ...]
    """The line of each field, by name, good or bad."""
    count: int
    """How many lines they take."""


def field_lines(lines: Sequence[str]) -> int:
    """How many lines at the top of an item's body have the form of a field."""
    others = (n for n, line in enumerate(lines) if not _is_field(line))
    return next(others, len(lines))


def _is_field(line: str) -> bool:
    line = line.rstrip()  # not by the patterns, which would try every space
    return bool(_FIELD_LINE.fullmatch(line) or _NEARLY.fullmatch(line))


def _misspelt(path: str, line: Line, match: re.Match[str]) -> Problem:
    name, value = match["name"], match["value"]
    message = "a field has a colon on each side of its name, and a space after."
    return Problem(path, line.number, "field-form", message, f"Write “:{name}: {value}”.")


def read_fields(path: str, lines: Sequence[Line]) -> Fields:
    """Read the ``:name: value`` lines at the top of an item's body.

    Values are taken as they stand, to the end of the line: quotes, colons and
    hashes mean nothing, so a slip in one field cannot cost the others.
    """
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    seen: dict[str, int] = {}
    count = 0
    for line in lines:
        match = _FIELD_LINE.fullmatch(line.text.rstrip())
        if match is None:
            match = _NEARLY.fullmatch(line.text.rstrip())
            if match is None:
                break
            problems.append(_misspelt(path, line, match))
        count += 1
        try:
            field, value = _read_field(match["name"], match["value"] or "", seen)
            values[field.attribute] = (
                (*values.get(field.attribute, ()), *value) if field.many else value
            )
        except FieldError as error:
            problems.append(Problem(path, line.number, error.subtype, str(error), error.hint))
        seen.setdefault(match["name"], line.number)
    return Fields(values, tuple(problems), tuple(seen.items()), count)


def _read_field(name: str, text: str, seen: Container[str]) -> tuple[Field, Any]:
    if name not in FIELD:
        otherwise = f"Known fields are {', '.join(FIELD)}."
        hint = did_you_mean(name, FIELD, otherwise=otherwise)
        raise FieldError("unknown-field", f"“{name}” is not a field of an item.", hint)
    if name in seen and not FIELD[name].many:
        raise FieldError("repeated-field", f"“{name}” is given twice.", "Keep one of them.")
    field = FIELD[name]
    if not text:
        raise FieldError(
            "missing-field",
            f"“{name}” is empty.",
            f"Fill it in, as in “:{name}: {field.example}”, or take the line out.",
        )
    return field, field.read(text)
