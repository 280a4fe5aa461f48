"""What the form holds with which somebody writes an entry in a browser."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from ..model.archive import Archive
from ..model.field_types import DATE, SLUGS, SOURCES
from ..model.fields import FIELDS, Field
from ..model.forge import forge_of, new_file_address
from ..model.records import Issue
from .views import View

Control = Literal["text", "date", "choice", "choices", "names"]
"""How a field is filled in: typed, chosen from a list, or named with the help of one."""
NEWEST = 24
"""So many issues are offered; who has a page of an older one proposes it in words."""


@dataclass(frozen=True, slots=True)
class FormField:
    """A field of an entry as the form asks for it."""

    name: str
    label: str
    meaning: str
    control: Control
    required: bool
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class EntryFormView(View):
    """The form: its fields, the newest issues, and where a file can be proposed."""

    template: ClassVar[str] = "entry-form"
    fields: tuple[FormField, ...]
    issues: tuple[tuple[str, str], ...]
    forge: str
    new_file: str

    @property
    def needed(self) -> tuple[FormField, ...]:
        """The fields that every entry has, but for its id, which is made of the title."""
        return tuple(one for one in self.fields if one.required and one.name != "id")

    @property
    def others(self) -> tuple[FormField, ...]:
        """The fields that an entry may do without, and its id."""
        return tuple(one for one in self.fields if not one.required or one.name == "id")


def entry_form(archive: Archive) -> EntryFormView:
    """Make the form of an archive: a field whose closed list is empty is left out."""
    forge = forge_of(archive.identity)
    address = new_file_address(archive.identity)
    return EntryFormView(
        tuple(_field(archive, one) for one in asked(archive)),
        tuple((issue.id, issue.date) for issue in newest(archive)),
        forge.called if forge and address else "",
        address,
    )


def newest(archive: Archive) -> list[Issue]:
    """The issues that are offered, the newest first."""
    return list(archive.issues[: -NEWEST - 1 : -1])


def asked(archive: Archive) -> list[Field]:
    """The fields that a contributor may fill in, as the table of fields has them."""
    return [
        field
        for field in FIELDS
        if (field.required or field.place in {"fact", "notice"})
        and not (field.closed and not archive.closed[field.closed])
    ]


def _field(archive: Archive, field: Field) -> FormField:
    choices = tuple(archive.closed.get(field.closed, {}).items())
    label = field.name.replace("-", " ").capitalize()
    return FormField(
        field.name, label, field.in_form or field.meaning, _control(field), field.required, choices
    )


def _control(field: Field) -> Control:
    if field.closed:
        return "choices" if field.type.several else "choice"
    if field.type in (SLUGS, SOURCES):
        return "names"
    return "date" if field.type is DATE else "text"
