"""The fields of an item: which there are, and how the text of each is read.

One table, asked by the directive, the command line, the importer and the guide.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .messages import Problem, did_you_mean
from .records import NOT_STATED, SLUG, Item

_FIELD_LINE = re.compile(r"\s*:(?P<name>[A-Za-z][\w-]*):(?:\s+(?P<value>.*?))?\s*")


class FieldError(ValueError):
    """A field's text is not acceptable.

    :ivar subtype: the message's subtype.
    :ivar hint: how to mend it.
    """

    def __init__(self, subtype: str, message: str, hint: str) -> None:
        """Keep what is wrong and how to mend it apart."""
        super().__init__(message)
        self.subtype = subtype
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Field:
    """A field of an item: its name, the attribute it fills and how its text is read."""

    name: str
    attribute: str
    read: Callable[[str], Any]
    meaning: str
    example: str
    required: bool = False
    many: bool = False
    """Whether it may be given several times; its values are then joined."""
    closed: str = ""
    """The key of the closed list that its words are of; :mod:`sphinx_roundup.lint.rules` look there."""

    def example_of(self, known: Mapping[str, Any]) -> str:
        """An example that the archive knows: its own, or the first of ``known``, a closed list."""
        return self.example if self.example in known or not known else next(iter(known))

    def words(self, item: Item) -> tuple[str, ...]:
        """What an item has in this field, which is one word or several."""
        value = getattr(item, self.attribute)
        return value if isinstance(value, tuple) else (value,) if value else ()


def _list(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part for part in (p.strip() for p in text.split(",")) if part))


def _read_id(text: str) -> str:
    if not SLUG.fullmatch(text):
        raise FieldError(
            "bad-id",
            f"“{text}” cannot be an id.",
            "Use lower-case words joined by hyphens, beginning with a letter.",
        )
    return text


def _read_date(text: str) -> dt.date:
    # fromisoformat alone would take 20240523 and 2024-W21-4 too.
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        with contextlib.suppress(ValueError):
            return dt.date.fromisoformat(text)
    raise FieldError(
        "bad-date", f"“{text}” is not a date.", "Write year-month-day, as in 2024-05-23."
    )


def _read_sources(text: str) -> tuple[str, ...]:
    slugs = _list(text)
    return () if slugs == (NOT_STATED,) else slugs


FIELDS: tuple[Field, ...] = (
    Field(
        "id",
        "slug",
        _read_id,
        "A short permanent name, unique within the issue. It never changes.",
        "whatsapp-groups",
        required=True,
    ),
    Field(
        "kind",
        "kind",
        str,
        "What sort of thing the item points to, from the closed list of kinds.",
        "news",
        required=True,
        closed="kinds",
    ),
    Field(
        "source",
        "sources",
        _read_sources,
        f"Who published it: slugs of sources.yml, or {NOT_STATED}.",
        "bbc",
        required=True,
    ),
    Field(
        "topics",
        "topics",
        _list,
        "Topics besides the one that the heading names: slugs of files in topics/.",
        "social-media-and-messaging",
    ),
    Field(
        "published",
        "published",
        _read_date,
        "When the thing itself was published.",
        "2024-04-11",
    ),
    Field("starts", "starts", _read_date, "When an event begins.", "2023-03-15"),
    Field("closes", "closes", _read_date, "When a survey or call closes.", "2024-05-23"),
    Field("audience", "audience", _list, "Whom it is made for.", "schools", closed="audiences"),
    Field("nation", "nation", _list, "Where it applies.", "england", closed="nations"),
    Field("access", "access", str, "Whether it can be read freely.", "free", closed="access"),
    Field(
        "content-note",
        "content_note",
        _list,
        "What a reader may wish to know before opening it.",
        "suicide",
        closed="content-notes",
    ),
    Field(
        "editor-note",
        "editor_note",
        str,
        "What the archive has to say about the printed words.",
        "The report’s title is Lost in Transition.",
    ),
    Field(
        "review",
        "review",
        lambda text: (text,),
        "An open point that an import leaves for you: settle it, then take the line out.",
        "no publisher is recognised in the words: name one, or write not-stated.",
        many=True,
    ),
)
FIELD: Mapping[str, Field] = {field.name: field for field in FIELDS}


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
    others = (n for n, line in enumerate(lines) if _FIELD_LINE.fullmatch(line) is None)
    return next(others, len(lines))


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
        match = _FIELD_LINE.fullmatch(line.text)
        if match is None:
            break
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
