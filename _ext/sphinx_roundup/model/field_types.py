"""The types a field of an item can have: how its text is read, how its value is kept as data.

A closed list is named by its key, not held: the archive's vocabulary has its words, and
:mod:`sphinx_roundup.lint.rules` compares.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from .records import NOT_STATED
from .rules import DAY, RULES, SLUG


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
class FieldType:
    """Read the text of a field into a value; describe that value to JSON.

    ``closed`` is the key of the closed list that its words are of. ``several``: the
    value is a tuple. ``by_line``: the field may be given several times, one value a line.
    """

    read: Callable[[str], Any]
    json_schema: Mapping[str, Any]
    closed: str = ""
    several: bool = False
    by_line: bool = False

    def schema(self, closed: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
        """Make the JSON Schema of its value; no word at all where its closed list is empty."""
        one = dict(self.json_schema)
        if self.closed:
            words = list(closed[self.closed])
            one = {"enum": words} if words else {"not": {}}
        return {"type": "array", "items": one} if self.several else one


def as_data(value: Any) -> Any:
    """Turn the value of a field into what JSON can say."""
    if isinstance(value, dt.date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _list(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part for part in (p.strip() for p in text.split(",")) if part))


def _broken(name: str, text: str) -> FieldError:
    rule = RULES[name]
    return FieldError(rule.subtype, rule.message.format(text=text), rule.hint)


def _read_id(text: str) -> str:
    if not SLUG.fullmatch(text):
        raise _broken("bad-id", text)
    return text


def _read_date(text: str) -> dt.date:
    # fromisoformat alone would take 20240523 and 2024-W21-4 too.
    if DAY.fullmatch(text):
        with contextlib.suppress(ValueError):
            return dt.date.fromisoformat(text)
    raise _broken("bad-date", text)


def _read_dated(text: str) -> tuple[str, ...]:
    date, _, words = text.partition(" ")
    _read_date(date)
    if not words.strip():
        raise FieldError(
            "missing-field",
            f"nothing stands after the date {date}.",
            "Write what was wrong, what is right, and on whose word.",
        )
    return (f"{date} {words.strip()}",)


def _read_sources(text: str) -> tuple[str, ...]:
    slugs = _list(text)
    return () if slugs == (NOT_STATED,) else slugs


_STRING = {"type": "string"}

ID = FieldType(_read_id, _STRING)
"""A permanent name."""
DATE = FieldType(_read_date, {"type": "string", "format": "date"})
"""A day, as year-month-day."""
TEXT = FieldType(str, _STRING)
"""Words of an editor's own, which a search finds too."""
LINES = FieldType(lambda text: (text,), _STRING, several=True, by_line=True)
"""One value a line; the field may be given several times."""
DATED = FieldType(_read_dated, _STRING, several=True, by_line=True)
"""As :data:`LINES`, and each begins with a day."""
SLUGS = FieldType(_list, _STRING, several=True)
"""Names that the vocabulary knows or not: the rules tell."""
SOURCES = FieldType(_read_sources, _STRING, several=True)
"""Names of organisations; none where no publisher is stated."""


def word_of(closed: str) -> FieldType:
    """Make the type of a field with one word of a closed list."""
    return FieldType(str, _STRING, closed)


def words_of(closed: str) -> FieldType:
    """Make the type of a field with words of a closed list, parted by commas."""
    return FieldType(_list, _STRING, closed, several=True)
