"""Read and extend the ledger: which addresses were ever published, and what became of each.

``ledger/<issue>.txt`` has the page and the entries of an issue, ``ledger/topics.txt`` the
topics. A line is a day, an event, a name and, of an entry that stands, a digest of its
printed words. Lines are only added; ``roundup ledger`` does it, no build.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import cast

from ..guard.policy import MAX_DATA_BYTES
from ..model.archive import Archive
from ..model.field_types import DATE, FieldError
from ..model.history import Change, History, histories
from ..model.history import Event as Happened
from ..model.messages import MOST_PROBLEMS, Problem
from ..model.records import Issue, Item
from .redirects import read_redirects

FOLDER = "ledger"
TOPICS = "topics"
_HINT = "Take it back as it was: lines are only added, by “roundup ledger”."
ERASED = "sha256:"
"""What stands before the digest of a name that must not be kept."""
EVENTS = ("published", "corrected", "withdrawn", "erased")
_FILE = re.compile(r"[A-Za-z0-9-]{1,40}\.txt")
_LINE = re.compile(
    r"(?P<day>\S{1,20}) (?P<event>[a-z]{1,20})"
    r" (?P<name>issues/[A-Za-z0-9-]{1,20}|topics/[a-z0-9-]{1,100}|[A-Za-z0-9-]{1,20}/[a-z0-9-]{1,200}"
    r"|sha256:[0-9a-f]{64})(?: (?P<digest>[0-9a-f]{32}))?"
)


@dataclass(frozen=True, slots=True)
class Event:
    """One line: what became of an address on a day (ISO); where the line stands.

    ``name`` is the id of an entry, the name of a page, or ``sha256:`` with the digest of a
    name that must not be kept. ``digest`` is that of the printed words; "" where none is kept.
    """

    day: str
    event: str
    name: str
    digest: str = ""
    path: str = ""
    number: int = 0

    @property
    def line(self) -> str:
        """The line, without its end."""
        return f"{self.day} {self.event} {self.name} {self.digest}".rstrip()


def words_digest(item: Item) -> str:
    """The digest of an entry's printed words, and of nothing else: no link, title or field."""
    words = "\0".join(f"{block.role}\0{block.text}" for block in item.body)
    return hashlib.sha256(words.encode()).hexdigest()[:32]


def name_digest(name: str) -> str:
    """What stands in the ledger for the name of an erased entry."""
    return f"{ERASED}{hashlib.sha256(name.encode()).hexdigest()}"


def read_ledger(folder: Path) -> tuple[tuple[Event, ...], tuple[Problem, ...]]:
    """Read every line, file by file, and say which cannot be used."""
    events: list[Event] = []
    problems: list[Problem] = []
    place = folder / FOLDER
    for path in sorted(place.iterdir()) if place.is_dir() else ():
        name = f"{FOLDER}/{path.name}"
        if why := _unreadable(path):
            problems.append(Problem(name, 1, "bad-ledger", why, _HINT))
            continue
        lines = path.read_text("utf-8", errors="replace").splitlines()
        found = [_event(name, number, line) for number, line in enumerate(lines, 1) if line]
        events += [one for one in found if isinstance(one, Event)]
        problems += [one for one in found if isinstance(one, Problem)][:MOST_PROBLEMS]
    return tuple(events), tuple(problems)


def read_history(folder: Path) -> Mapping[str, History]:
    """Read what became of each name; one that was erased has a place in the sequence alone."""
    events = [event for event in read_ledger(folder)[0] if event.event != "erased"]
    found = histories((_group(event), event.name, _happened(event)) for event in events)
    return MappingProxyType({n: h for n, h in found.items() if not n.startswith(ERASED)})


def _group(event: Event) -> str:
    """What an event's name is counted in: its issue, ``issues`` or ``topics``."""
    group = event.name.partition("/")[0]
    return Path(event.path).stem if event.name.startswith(ERASED) else group


def _happened(event: Event) -> Happened:
    return Happened(dt.date.fromisoformat(event.day), cast(Change, event.event))


def _unreadable(path: Path) -> str:
    if not _FILE.fullmatch(path.name):
        return "it is no file of the ledger."
    status = path.lstat()
    if path.parent.is_symlink() or not stat.S_ISREG(status.st_mode):
        return "it is not a file of its own."
    return "it is too large." if status.st_size > MAX_DATA_BYTES else ""


def _event(path: str, number: int, line: str) -> Event | Problem:
    found = _LINE.fullmatch(line)
    if found is None or found["event"] not in EVENTS or not _is_day(found["day"]):
        return Problem(path, number, "bad-ledger", "the line is none of the ledger’s.", _HINT)
    digest = found["digest"] or ""
    return Event(found["day"], found["event"], found["name"], digest, path, number)


def _is_day(text: str) -> bool:
    try:
        DATE.read(text)
    except FieldError:
        return False
    return True


def problems(folder: Path, archive: Archive) -> Iterator[Problem]:
    """Say which lines cannot be used, which addresses would die, and which words changed."""
    events, unusable = read_ledger(folder)
    yield from unusable
    if not events:
        return
    standing = {*standing_names(archive), *read_redirects(folder)}
    first: dict[str, Event] = {}
    for event in events:
        first.setdefault(event.name, event)
    for name, event in first.items():
        if name not in standing and not name.startswith(ERASED):
            yield _dead(event)
    yield from _changed(archive, events)


def standing_names(archive: Archive) -> Iterator[str]:
    """What has an address in the archive: topics, issues, entries, and what is left of entries."""
    yield from (topic.docname for topic in archive.topics)
    for issue in archive.issues:
        yield issue.docname
        yield from (item.id for item in issue.items)
        yield from (stone.id for stone in issue.tombstones)


def _dead(event: Event) -> Problem:
    kind = event.name.partition("/")[0]
    ways = {
        TOPICS: "Put it back, or lead on from it with “roundup rename topic”.",
        "issues": "Put it back, and withdraw its entries with “roundup withdraw”.",
    }.get(kind, f"Put it back, or withdraw it with “roundup withdraw {event.name}”.")
    message = f"“{event.name}” was published on {event.day}, and its address would die."
    return Problem(event.path, event.number, "dead-address", message, ways)


def _changed(archive: Archive, events: Iterable[Event]) -> Iterator[Problem]:
    """Find entries whose words are no longer those that were published, without a correction."""
    kept: dict[str, str] = {}
    corrected: dict[str, int] = {}
    for event in events:
        kept[event.name] = event.digest
        corrected[event.name] = corrected.get(event.name, 0) + (event.event == "corrected")
    for item in archive.items:
        known = kept.get(item.id)
        if known and known != words_digest(item) and len(item.corrected) <= corrected[item.id]:
            yield Problem(
                f"issues/{item.issue}.md",
                item.line,
                "changed-words",
                f"the printed words of “{item.id}” are not those that were published.",
                f"Undo the change, or say what was wrong: roundup correct {item.id}.",
            )


def new_events(archive: Archive, known: Iterable[Event], day: str) -> Iterator[Event]:
    """What the ledger does not have yet, in printed order; without its file."""
    seen: dict[str, list[Event]] = {}
    for event in known:
        seen.setdefault(event.name, []).append(event)
    for topic in archive.topics:
        if topic.docname not in seen:
            yield Event(day, "published", topic.docname, path=f"{FOLDER}/{TOPICS}.txt")
    for issue in archive.issues:
        yield from _of_issue(issue, seen, day)


def _of_issue(issue: Issue, seen: dict[str, list[Event]], day: str) -> Iterator[Event]:
    path = f"{FOLDER}/{issue.id}.txt"
    if issue.docname not in seen:
        yield Event(day, "published", issue.docname, path=path)
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


def forget(text: str, name: str, *, erase: bool, day: str) -> str:
    """The lines of a file without the digests of an entry's words, and without its name if erased."""
    lines = []
    for line in text.splitlines():
        found = _LINE.fullmatch(line)
        if found and found["name"] == name:
            kept = name_digest(name) if erase else name
            lines.append(f"{found['day']} {found['event']} {kept}")
        else:
            lines.append(line)
    if erase and lines and text != "\n".join([*lines, ""]):
        lines.append(f"{day} erased {name_digest(name)}")
    return "\n".join([*lines, ""]) if lines else ""
