"""Find the entry that a command is about, by its id."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click

from .. import guard
from ..model.messages import did_you_mean
from ..model.periods import issue_problem
from .edit import Entry, entries, ids


@dataclass(frozen=True, slots=True)
class ArchiveEntry:
    """An entry that a command was given by its id."""

    folder: Path
    issue: str
    slug: str

    @property
    def id(self) -> str:
        """Its identity."""
        return f"{self.issue}/{self.slug}"

    @property
    def file(self) -> Path:
        """The file of its issue."""
        return self.folder / "issues" / f"{self.issue}.md"

    def all(self, page: str) -> list[Entry]:
        """The items of its page that have the id.

        :raises click.UsageError: where there is none.
        """
        found = entries(page, self.slug)
        if not found:
            hint = did_you_mean(self.slug, ids(page), otherwise="See the issue for those it has.")
            raise click.UsageError(f"there is no entry “{self.id}”. {hint}")
        return found

    def only(self, page: str) -> Entry:
        """The one item of its page that has the id and stands.

        :raises click.UsageError: where there is none, or more than one, or it is withdrawn.
        """
        first, *others = self.all(page)
        if others:
            raise click.UsageError(f"two entries have the id “{self.id}”: give one another id.")
        if "withdrawn" in first.fields:
            raise click.UsageError(f"“{self.id}” is withdrawn.")
        return first


def find_entry(folder: Path, given: str) -> ArchiveEntry:
    """The entry of an archive that an id names, as far as its issue.

    :raises click.UsageError: where it names no issue that can be read.
    """
    issue, _, slug = given.partition("/")
    if issue_problem(issue) or guard.file_problem(folder, f"issues/{issue}.md"):
        raise click.UsageError(f"“{given}” names no issue; write it as 2024-04/whatsapp-groups.")
    return ArchiveEntry(folder, issue, slug)
