"""What an editor can write, as the rules have it: shown on the page “How to write an item”."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..model.fields import FIELDS, Field


@dataclass(frozen=True, slots=True)
class FieldHelp:
    """A field as a reader of the guide sees it."""

    name: str
    meaning: str
    example: str
    required: bool
    choices: tuple[tuple[str, str], ...] = ()


def field_help(closed: Mapping[str, Mapping[str, str]]) -> tuple[FieldHelp, ...]:
    """Every field that an item of the archive can have, the needed ones first.

    ``closed`` are the archive's closed lists. A field whose list is empty is left out.
    """
    ordered = sorted(FIELDS, key=lambda field: not field.required)
    usable = (
        field
        for field in ordered
        if field.place != "withdrawal" and (not field.closed or closed[field.closed])
    )
    return tuple(_help(field, closed.get(field.closed, {})) for field in usable)


def _help(field: Field, choices: Mapping[str, str]) -> FieldHelp:
    example = field.example_of(choices)
    return FieldHelp(field.name, field.meaning, example, field.required, tuple(choices.items()))
