"""What pages show that help a reader on: frozen data, as in :mod:`.views`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from .views import View


@dataclass(frozen=True, slots=True)
class PackView(View):
    """The reader's own pack, which the browser fills.

    ``moved`` has the entries and issues that have another name, ``withdrawn`` the entries that
    were taken out and what is said of each; ``newest`` is the page of the newest issue.
    """

    template: ClassVar[str] = "pack"
    moved: tuple[tuple[str, str], ...]
    withdrawn: tuple[tuple[str, str], ...]
    newest: str

    @property
    def former(self) -> Mapping[str, Mapping[str, str]]:
        """What became of entries that a pack may still name."""
        return {"moved": dict(self.moved), "withdrawn": dict(self.withdrawn)}
