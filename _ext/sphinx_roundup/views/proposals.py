"""What a preview shows of entries that are proposed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ..model.records import Issue, Item
from .views import View


@dataclass(frozen=True, slots=True)
class ProposedFile:
    """The entries of one file of ``inbox/``, and the issue that they are for."""

    path: str
    issue: Issue
    is_named: bool
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class ProposalsView(View):
    """All entries that wait, by file."""

    template: ClassVar[str] = "proposals"
    files: tuple[ProposedFile, ...]
