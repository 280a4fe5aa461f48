"""Read the lines of an item's fields, ``:name: value``, as the table of fields says."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .field_types import FieldError
from .fields import FIELD, Field
from .messages import Problem, did_you_mean

_FIELD_LINE = re.compile(r"\s*:(?P<name>[A-Za-z][\w-]*):(?:\s+(?P<value>\S.*)?)?")
_NEARLY = re.compile(rf"\s*:?(?P<name>{'|'.join(FIELD)})\s*:\s*(?P<value>\S.*)")
"""A line that was meant as a field: a colon or a space is not there."""


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
