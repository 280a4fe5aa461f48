"""The page of a preview that shows what is proposed in ``inbox/``.

It is made where Sphinx has the tag ``preview`` or that of ``make serve``, and never for
what is published.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from sphinx.util.tags import Tags

from ..model.archive import Archive
from ..parse.inbox import load_proposals
from ..views.proposals import ProposalsView, ProposedFile
from .csp import SERVE
from .pages import VirtualPage

NAME = "inbox"
TITLE = "Proposed entries"
PREVIEW = "preview"
"""The tag of Sphinx (``-t preview``) for a build that shows a request to its editors."""
_INTRODUCTION = "These entries wait for an editor. No page or list of the archive has them yet."


def proposal_pages(archive: Archive, folder: Path, tags: Tags) -> Iterator[VirtualPage]:
    """Make the page, of a preview in which something is proposed."""
    if (PREVIEW in tags or SERVE in tags) and archive.issues:
        files = tuple(_files(archive, folder))
        if files:
            yield VirtualPage(NAME, TITLE, _INTRODUCTION, partial(ProposalsView, files), ())


def _files(archive: Archive, folder: Path) -> Iterator[ProposedFile]:
    for one in load_proposals(folder):
        # An issue that is named wrongly is told by the check; the newest stands in for none.
        issue = archive.issue.get(one.issue) or archive.issues[-1]
        items = tuple(replace(item, issue=issue.id) for item in one.items)
        if items:
            yield ProposedFile(one.path, issue, bool(one.issue), items)
