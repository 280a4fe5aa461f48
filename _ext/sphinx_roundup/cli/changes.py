"""``roundup changes``: what a reader will find changed."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from ..check.archive import Checked, check, with_advice
from ..model.archive import Archive
from ..model.assembly import assemble
from ..model.facts import facts
from ..model.fields import FIELDS
from ..model.plural import plural
from ..model.records import Item
from ..parse.archive_date import git
from ..parse.inbox import load_proposals
from ..parse.ledger import read_ledger
from .options import archive_option, is_archive, say

_MOST = 40
"""So many lines of a sort are shown; more are counted."""


@click.command("changes")
@click.argument("before")
@archive_option
def changes(before: str, folder: Path) -> None:
    """Say what changed for a reader between the archive BEFORE and the one here.

    BEFORE is a folder, or what git calls a state of the archive.

    \b
    Examples:
      roundup changes ../published
      roundup changes main
    """
    with _state(before, folder) as there:
        old, new = check(there), check(folder)
        for line in _report(old, with_advice(folder, new)):
            say(line)
        for line in _group("Proposed", _proposed(there, folder)):
            say(line)
        for line in _group("Gone from the ledger", _lost_lines(there, folder)):
            say(line)


@contextmanager
def _state(name: str, folder: Path) -> Iterator[Path]:
    """The folder of an archive, or what git has of it under a name, unpacked for the while.

    :raises click.BadParameter: where it is neither.
    """
    if Path(name).is_dir():
        yield Path(name)
        return
    packed = None if name.startswith("-") else git(folder, "archive", "--format=zip", name)
    if packed is None:
        raise click.BadParameter(f"“{name}” is no folder, and git knows no state by this name.")
    with TemporaryDirectory() as unpacked:
        with zipfile.ZipFile(BytesIO(packed)) as files:  # which makes no links
            files.extractall(unpacked)
        if not is_archive(Path(unpacked)):
            raise click.BadParameter(f"git has no archive of this folder in “{name}”.")
        yield Path(unpacked)


def _proposed(before: Path, after: Path) -> list[str]:
    """The entries that wait in ``inbox/`` and did not: no reader sees them until they are taken."""
    old = {one.path: one.items for one in load_proposals(before)}
    new = [one for one in load_proposals(after) if one.items != old.get(one.path)]
    return [f"{one.path}: {item.title}" for one in new for item in one.items]


def _lost_lines(before: Path, after: Path) -> list[str]:
    """The lines of the ledger that somebody took out: no command does so, and no check can know.

    What became of an erased name, and the digests of what is withdrawn, are no lines.
    """
    now = {(one.path, one.number) for one in read_ledger(after)[0]}
    return [f"{e.path}: {e.line}" for e in read_ledger(before)[0] if (e.path, e.number) not in now]


def _report(old: Checked, new: Checked) -> Iterator[str]:
    before, after = _items(old), _items(new)
    then, now = (assemble(one.issues, one.vocabulary) for one in (old, new))
    yield from _group("Added", [_line(after[key]) for key in after if key not in before])
    yield from _group("Removed", [_line(before[key]) for key in before if key not in after])
    both = {
        key: ", ".join(_changes((then, before[key]), (now, after[key])))
        for key in after
        if key in before
    }
    yield from _group(
        "Changed", [f"{_line(after[key])} ({what})" for key, what in both.items() if what]
    )
    for what, names in (("topics", ("topics", "topic")), ("sources", ("sources", "source"))):
        known = set(getattr(old.vocabulary, names[1]))
        fresh = [slug for slug in getattr(new.vocabulary, names[1]) if slug not in known]
        yield from _group(f"New {what}", fresh)
    counts = (f"{now.links[status]} {status} (before: {was})" for status, was in then.links.items())
    yield f"Links: {', '.join(counts)}."
    notes = [
        f"{p.path}:{p.line}: {p.message}" for p in new.advice if p.subtype.startswith("repeated")
    ]
    yield from _group("Seen before", notes)
    if new.problems:
        yield f"{plural(len(new.problems), 'problem')} to mend: see the check."


def _items(checked: Checked) -> Mapping[str, Item]:
    return {item.id: item for issue in checked.issues for item in issue.items}


def _line(item: Item) -> str:
    return f"{item.id}: {item.title}"


def _changes(before: tuple[Archive, Item], after: tuple[Archive, Item]) -> Iterator[str]:
    """Name what of an item changed, with what was said of it and what is said now."""
    old, new = before[1], after[1]
    for name, differs in (
        ("title", old.title != new.title),
        ("words", old.text != new.text),
        ("look of the words", old.text == new.text and old.body != new.body),
        ("links", old.links != new.links),
        ("heading", old.heading != new.heading),
    ):
        if differs:
            yield name
    was, now = _said(*before), _said(*after)
    for field in FIELDS:
        if field.public and was.get(field.name) != now.get(field.name):
            values = (said.get(field.name, "none") for said in (was, now))
            yield f"{field.name}: {' → '.join(values)}"


def _said(archive: Archive, item: Item) -> Mapping[str, str]:
    """What is said of an item, by field."""
    said: dict[str, str] = {}
    for fact in facts(archive, item):
        words = "; ".join(value.text for value in fact.values)
        said[fact.field] = f"{said[fact.field]}; {words}" if fact.field in said else words
    return said


def _group(name: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield f"{name} ({len(lines)}):"
        yield from (f"  {line}" for line in lines[:_MOST])
        if len(lines) > _MOST:
            yield f"  and {len(lines) - _MOST} more"
        yield ""
