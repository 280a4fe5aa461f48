"""Hold an archive to its ledger: no address dies, and no printed word changes unsaid."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path

from ..model.archive import Archive
from ..model.messages import MOST_PROBLEMS, Problem
from ..model.moves import Moves, page_of
from ..model.plural import plural
from ..model.records import Issue
from ..parse.identity import FILE as IDENTITY_FILE
from ..parse.identity import load_identity
from ..parse.ledger import (
    ENTRY,
    ERASED,
    HEADING,
    PAGES,
    SITE_FILE,
    Event,
    file_of,
    read_ledger,
    words_digest,
)
from .moves import moves_of
from .standing import heading_names, page_names, standing_names


def problems(folder: Path, archive: Archive) -> Iterator[Problem]:
    """Say which lines cannot be used, which addresses would die, and which words changed."""
    events, unusable = read_ledger(folder)
    yield from unusable
    if not events:
        return
    first = _first(events)
    yield from _lost_files(first)
    yield from _unpublished(events)
    moves = moves_of(folder, archive)
    standing = set(standing_names(folder, archive))
    gone = (event for name, event in first.items() if not _lives(name, standing, moves))
    yield from map(dead, islice(gone, MOST_PROBLEMS))
    yield from _changed(archive, events, moves)


def _lives(name: str, standing: Container[str], moves: Moves) -> bool:
    """Whether a name of the ledger leads somewhere, or is not to be judged from the archive."""
    if name in standing or name.startswith(ERASED) or not is_derived(name):
        return True
    # A heading of a page that moved leads to the page, where the page has no such heading.
    moved = HEADING.fullmatch(name) and page_of(name) in moves.pairs
    return moves.lead(name) in standing or bool(moved)


def is_derived(name: str) -> bool:
    """Whether an address follows from the archive; any other is seen on the built site alone."""
    return not SITE_FILE.fullmatch(name)


def _first(events: Iterable[Event]) -> Mapping[str, Event]:
    first: dict[str, Event] = {}
    for event in events:
        first.setdefault(event.name, event)
    return first


def _lost_files(first: Mapping[str, Event]) -> Iterator[Problem]:
    """Find issues of which one half of the ledger is gone: their page's line, or their file."""
    pages = {event.name for event in first.values() if event.name.startswith("issues/")}
    pages = {name for name in pages if not HEADING.fullmatch(name)}
    files = {event.path for event in first.values()} - {PAGES}
    hint = "Take it back from where the archive is kept: lines are only added."
    for name in sorted(pages):
        path = file_of(name.partition("/")[2])
        if path not in files:
            message = f"{path} is missing, and {name} was published."
            yield Problem(first[name].path, first[name].number, "bad-ledger", message, hint)
    for path in sorted(files):
        if f"issues/{Path(path).stem}" not in pages:
            message = f"the line of issues/{Path(path).stem} is missing in {PAGES}."
            yield Problem(path, 1, "bad-ledger", message, hint)


def _unpublished(events: Iterable[Event]) -> Iterator[Problem]:
    """Find what was corrected before it was published: the line that published it is gone."""
    seen: set[str] = set()
    for event in events:
        if event.event == "corrected" and event.name not in seen:
            message = f"“{event.name}” was corrected, and no line says when it was published."
            hint = "Take the line back from where the archive is kept: lines are only added."
            yield Problem(event.path, event.number, "bad-ledger", message, hint)
        seen.add(event.name)


def dead(event: Event) -> Problem:
    """What is said of an address that would die: why, and the three ways out."""
    return Problem(event.path, event.number, "dead-address", _why(event), ways_out(event.name))


def _why(event: Event) -> str:
    return f"“{event.name}” was published on {event.day}, and its address would die."


def ways_out(name: str) -> str:
    """How an address is kept: put back, led on from, or given a tombstone."""
    sort, _, rest = name.partition("/")
    if HEADING.fullmatch(name):
        return f"Put the heading back, or lead on from it in redirects.json: “{name}”."
    if ENTRY.fullmatch(name):
        return (
            f"Put it back, lead on with “roundup rename entry {name} …”,"
            f" or withdraw it with “roundup withdraw {name}”."
        )
    if SITE_FILE.fullmatch(name):
        return "Put back what it was made from, or lead on from its page with “roundup rename”."
    one = {"issues": "issue", "topics": "topic", "sources": "source"}.get(sort)
    if one == "issue":
        return (
            f"Put it back, lead on with “roundup rename issue {rest} …”,"
            " or keep it and withdraw its entries with “roundup withdraw”."
        )
    if one:
        return f"Put it back, lead on with “roundup rename {one} {rest} …”, or keep it without entries."
    return f"Put it back, or lead on from it in redirects.json: “{name}”."


def _changed(archive: Archive, events: Collection[Event], moves: Moves) -> Iterator[Problem]:
    """Find entries whose words are no longer those that were published, without a correction.

    What the ledger knows of an entry that has moved holds until it knows the new name.
    """
    kept: dict[str, str] = {}
    corrected: dict[str, int] = {}
    known = {event.name for event in events}
    for event in events:
        name = event.name
        if moves.lead(name) != name and moves.lead(name) not in known:
            name = moves.lead(name)
        kept[name] = event.digest
        corrected[name] = corrected.get(name, 0) + (event.event == "corrected")
    for item in archive.items:
        digest = kept.get(item.id)
        if digest and digest != words_digest(item) and len(item.corrected) <= corrected[item.id]:
            yield Problem(
                f"issues/{item.issue}.md",
                item.line,
                "changed-words",
                f"the printed words of “{item.id}” are not those that were published.",
                f"Undo the change, or say what was wrong: roundup correct {item.id}.",
            )


def new_events(folder: Path, archive: Archive, known: Iterable[Event], day: str) -> Iterator[Event]:
    """What the ledger does not have yet, each with its file, in printed order."""
    seen: dict[str, list[Event]] = {}
    for event in known:
        seen.setdefault(event.name, []).append(event)
    for name in page_names(folder, archive):
        if name not in seen:
            yield Event(day, "published", name, path=PAGES)
    for issue in archive.issues:
        yield from _of_issue(issue, seen, day)


def _of_issue(issue: Issue, seen: Mapping[str, list[Event]], day: str) -> Iterator[Event]:
    path = file_of(issue.id)
    for name in heading_names(issue):
        if name not in seen:
            yield Event(day, "published", name, path=path)
    for item in issue.items:
        before = seen.get(item.id, [])
        digest = words_digest(item)
        if not before:
            yield Event(day, "published", item.id, digest, path)
        told = sum(event.event == "corrected" for event in before)
        for text in item.corrected[told:]:
            yield Event(text.partition(" ")[0], "corrected", item.id, digest, path)
    for stone in issue.tombstones:
        if not any(event.event == "withdrawn" for event in seen.get(stone.id, [])):
            when = stone.withdrawn.isoformat() if stone.withdrawn else day
            yield Event(when, "withdrawn", stone.id, path=path)


def advise_on_ledger(folder: Path, archive: Archive) -> Iterator[Problem]:
    """Tell what is published and not in the ledger, or that the ledger has not begun."""
    events, _ = read_ledger(folder)
    if not events:
        if load_identity(folder).identity.address and archive.issues:
            message = "the ledger has not begun: no address is kept yet."
            hint = "Begin it with “roundup ledger” before you publish."
            yield Problem(IDENTITY_FILE, 1, "not-in-ledger", message, hint)
        return
    count: dict[str, int] = {}
    for event in new_events(folder, archive, events, "2000-01-01"):
        count[event.path] = count.get(event.path, 0) + 1
    for path, lines in count.items():
        message = f"it lacks {plural(lines, 'line')} on what the archive publishes."
        hint = "Run “roundup ledger” before you publish. If lines stood there, take them back."
        yield Problem(path, 0, "not-in-ledger", message, hint)
