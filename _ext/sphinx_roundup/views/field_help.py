"""What an editor can write, as the rules have it: shown on the page “How to write an item”."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ..model.fields import FIELDS, Field
from ..model.kinds import ACCESS, AUDIENCES, CONTENT_NOTES, KINDS, NATIONS

CHOICES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "kind": {kind.slug: kind.label for kind in KINDS},
        "audience": AUDIENCES,
        "nation": NATIONS,
        "access": ACCESS,
        "content-note": CONTENT_NOTES,
    }
)
"""The words that a field may hold, by its name, where they are a closed list."""


@dataclass(frozen=True, slots=True)
class FieldHelp:
    """A field as a reader of the guide sees it."""

    name: str
    meaning: str
    example: str
    required: bool
    choices: tuple[tuple[str, str], ...] = ()


def field_help() -> tuple[FieldHelp, ...]:
    """Every field of an item, the needed ones first."""
    ordered = sorted(FIELDS, key=lambda field: not field.required)
    return tuple(_help(field) for field in ordered)


def _help(field: Field) -> FieldHelp:
    choices = tuple(CHOICES.get(field.name, {}).items())
    return FieldHelp(field.name, field.meaning, field.example, field.required, choices)
