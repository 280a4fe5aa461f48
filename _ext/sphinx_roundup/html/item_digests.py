"""Keep the digests of issues and entries from build to build: to make them all takes most of what an edit costs.

What is said of an entry depends on its issue and on the vocabulary. So the digests of an issue
are taken over where its record, and all that the archive is besides issues, are the same.
The archive's date moves with every commit and new issue, and tells only which days have passed.
So it counts by the days that the issue's entries name.
"""

from __future__ import annotations

import pickle
from dataclasses import fields
from itertools import chain
from operator import attrgetter
from pathlib import Path

from ..extension.kept_pages import KeptPages
from ..model.archive import Archive
from ..model.field_types import DATE
from ..model.fields import FIELDS
from ..model.records import Issue
from ..state import code_digest, content_digest, digest, load, save
from ..views.fingerprints import Fingerprints

_BESIDES = frozenset({"issues", "history", "moves", "commit", "date"})
"""Fields of an archive on which nothing depends that is said of an entry in a list, but by its days."""
_DAYS = attrgetter(*(field.attribute for field in FIELDS if field.type is DATE))
"""Where an entry names a day."""


class ItemDigests:
    """The digests of all issues of an archive and of their entries, in one file of the cache."""

    def __init__(
        self, path: Path, archive: Archive, fingerprints: Fingerprints, pages: KeptPages
    ) -> None:
        """Take over the digests that an earlier build made of the same."""
        self._path = path
        self._archive = archive
        self._fingerprints = fingerprints
        around = (getattr(archive, one.name) for one in fields(archive) if one.name not in _BESIDES)
        self._key = digest(code_digest(), fingerprints.of(*around))
        self._kept: dict[str, list[str]] = load(path, self._key) or {}
        self._made_from = {issue.id: self._of(issue, pages) for issue in archive.issues}
        for issue in archive.issues:
            made_from, whole, *made = self._kept.get(issue.id, ["", ""])
            if made_from == self._made_from[issue.id]:
                fingerprints.take_over(issue, whole, made)

    def _of(self, issue: Issue, pages: KeptPages) -> str:
        """Make a digest of what the digests of an issue's entries are made from."""
        page = pages.get(issue.docname)
        is_as_read = page is not None and page.issue is issue
        # Packed alike, they are alike; where they are not, the digests are only made again.
        read = pages.digest(issue.docname) if is_as_read else content_digest(pickle.dumps(issue))
        return f"{read} {issue.id in self._archive.lost_listed} {self._passed(issue)}"

    def _passed(self, issue: Issue) -> str:
        """Which of the days that an issue's entries name have passed: a digit for each."""
        days = chain.from_iterable(map(_DAYS, issue.items))
        return "".join(["01"[self._archive.has_passed(day)] for day in days if day])

    def save(self) -> None:
        """Keep the digests for the next build."""
        of = self._fingerprints
        made = {
            issue.id: [self._made_from[issue.id], of.of_whole(issue), *of.of_items(issue)]
            for issue in self._archive.issues
        }
        if made != self._kept:
            save(self._path, self._key, made)
