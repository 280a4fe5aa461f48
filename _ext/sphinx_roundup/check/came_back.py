"""Tell of entries that come back although they were withdrawn, or their names erased.

The ledger keeps the name of what was withdrawn, and the digest of a name that was erased.
It keeps no digest of their words: a guess could be confirmed by it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..model.archive import Archive
from ..model.messages import Problem
from ..model.records import Item, Tombstone
from ..parse.ledger import Event, name_digest, read_ledger


def problems(folder: Path, archive: Archive) -> Iterator[Problem]:
    """Find entries that were withdrawn, and entries or tombstones whose names were erased."""
    gone = {
        event.name: event
        for event in read_ledger(folder)[0]
        if event.event in {"withdrawn", "erased"}
    }
    if not gone:
        return
    for issue in archive.issues:
        path = f"{issue.docname}.md"
        standing: tuple[Item | Tombstone, ...] = (*issue.items, *issue.tombstones)
        for one in standing:
            if erased := gone.get(name_digest(one.id)):
                yield _erased(path, one.line, erased)
        for item in issue.items:
            if withdrawn := gone.get(item.id):
                message = f"“{item.id}” was withdrawn on {withdrawn.day}, and it is back."
                hint = f"Take it out, or run “roundup withdraw {item.id}” again."
                yield Problem(path, item.line, "came-back", message, hint)


def _erased(path: str, line: int, event: Event) -> Problem:
    """Tell it without the name, which may be a child's and must stand in no log."""
    message = f"the name of this entry was erased on {event.day}, and it is back."
    hint = "Take the entry out; if it is another one, give it another id."
    return Problem(path, line, "came-back", message, hint)
