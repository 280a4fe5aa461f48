"""Read and extend the ledger: which addresses were ever published, and what became of each.

``ledger/<issue>.txt`` has the entries and headings of an issue, ``ledger/pages.txt`` the
pages and files of the site. A line is its number in the file, a day, an event, a name and, of
an entry that stands, a digest of its printed words. Lines are only added; ``roundup ledger``
does it, no build. What the ledger promises is in :mod:`sphinx_roundup.check.promises`.
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
from ..model.field_types import DATE, FieldError
from ..model.history import Change, History, histories
from ..model.history import Event as Happened
from ..model.messages import MOST_PROBLEMS, Problem
from ..model.records import Item

FOLDER = "ledger"
PAGES = f"{FOLDER}/pages.txt"
_HINT = "Take it back as it was: lines are only added, by “roundup ledger”."
ERASED = "sha256:"
"""What stands before the digest of a name that must not be kept."""
EVENTS = ("published", "corrected", "withdrawn", "erased")
ENTRY = re.compile(r"(?P<issue>\d[A-Za-z0-9-]{0,19})/(?P<slug>[a-z][a-z0-9-]{0,199})")
HEADING = re.compile(r"(?P<page>issues/\d[A-Za-z0-9-]{0,19})#(?P<anchor>[^\s#]{1,200})")
PAGE = re.compile(r"(?:[a-z][a-z0-9-]{0,39}/)?[A-Za-z0-9][A-Za-z0-9-]{0,199}")
SITE_FILE = re.compile(
    r"(?:[A-Za-z0-9][A-Za-z0-9-]{0,199}/){0,4}[A-Za-z0-9][A-Za-z0-9-]{0,199}(?:\.[a-z0-9-]{1,20}){1,3}"
)
_FILE = re.compile(r"(?:\d[A-Za-z0-9-]{0,39}|pages)\.txt")
_LINE = re.compile(
    r"(?P<number>[1-9][0-9]{0,6}) (?P<day>\S{1,20}) (?P<event>[a-z]{1,20}) (?P<name>\S{1,400})"
    r"(?: (?P<digest>[0-9a-f]{32}))?"
)


@dataclass(frozen=True, slots=True)
class Event:
    """One line: what became of an address on a day (ISO); where the line stands.

    ``name`` is the id of an entry, the name of a page, ``page#anchor`` of a heading, the name
    of a file of the site, or ``sha256:`` with the digest of a name that must not be kept.
    ``digest`` is that of the printed words; "" where none is kept. ``number`` is that of the
    line in its file, from 1.
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
        return f"{self.number} {self.day} {self.event} {self.name} {self.digest}".rstrip()


def words_digest(item: Item) -> str:
    """The digest of an entry's printed words, and of nothing else: no link, title or field."""
    words = "\0".join(f"{block.role}\0{block.text}" for block in item.body)
    return hashlib.sha256(words.encode()).hexdigest()[:32]


def name_digest(name: str) -> str:
    """What stands in the ledger for the name of an erased entry."""
    return f"{ERASED}{hashlib.sha256(name.encode()).hexdigest()}"


def file_of(issue: str) -> str:
    """The file of an issue's entries and headings, below the archive's folder."""
    return f"{FOLDER}/{issue}.txt"


def read_ledger(folder: Path) -> tuple[tuple[Event, ...], tuple[Problem, ...]]:
    """Read every line, file by file, and say which cannot be used, and where one is missing."""
    events: list[Event] = []
    problems: list[Problem] = []
    place = folder / FOLDER
    for path in sorted(place.iterdir()) if place.is_dir() else ():
        name = f"{FOLDER}/{path.name}"
        if why := _unreadable(path):
            problems.append(Problem(name, 1, "bad-ledger", why, _HINT))
            continue
        lines = path.read_text("utf-8", errors="replace").splitlines()
        found = [_event(name, number, line) for number, line in enumerate(lines, 1)]
        told = [one for one in found if isinstance(one, Problem)]
        events += [one for one in found if isinstance(one, Event)]
        problems += told[:MOST_PROBLEMS] or list(_gaps(found))
    return tuple(events), tuple(problems)


def read_history(folder: Path) -> Mapping[str, History]:
    """Read what became of each name; one that was erased has a place in the sequence alone."""
    events = [event for event in read_ledger(folder)[0] if event.event != "erased"]
    found = histories((_group(event), event.name, _happened(event)) for event in events)
    return MappingProxyType({n: h for n, h in found.items() if not n.startswith(ERASED)})


def _group(event: Event) -> str:
    """What an event's name is counted in: its issue, the folder of its page, or its sort."""
    if event.name.startswith(ERASED):
        return Path(event.path).stem
    for sort, form in (("#", HEADING), (".", SITE_FILE)):
        if form.fullmatch(event.name):
            return sort
    return event.name.partition("/")[0]


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
    if (
        found is None
        or found["event"] not in EVENTS
        or not _is_day(found["day"])
        or not _is_name(found["name"])
    ):
        return Problem(path, number, "bad-ledger", "the line is none of the ledger’s.", _HINT)
    digest, count = found["digest"] or "", int(found["number"])
    return Event(found["day"], found["event"], found["name"], digest, path, count)


def _is_name(text: str) -> bool:
    if text.startswith(ERASED):
        return re.fullmatch(r"[0-9a-f]{64}", text.removeprefix(ERASED)) is not None
    return any(form.fullmatch(text) for form in (ENTRY, HEADING, PAGE, SITE_FILE))


def _is_day(text: str) -> bool:
    try:
        DATE.read(text)
    except FieldError:
        return False
    return True


def _gaps(found: Iterable[Event | Problem]) -> Iterator[Problem]:
    """Tell the first place at which a line is missing, or stands twice."""
    for place, event in enumerate(found, 1):
        assert isinstance(event, Event)
        if event.number > place:
            message = f"line {place} of the ledger is missing; here stands number {event.number}."
            yield Problem(event.path, place, "bad-ledger", message, _HINT)
            return
        if event.number < place:
            message = f"the number {event.number} stands twice."
            hint = "After a merge, keep the lines of both and number them from 1."
            yield Problem(event.path, place, "bad-ledger", message, hint)
            return


def added(text: str, events: Iterable[Event]) -> str:
    """The text of a file with more lines, each with its number."""
    lines = text.splitlines()
    for event in events:
        numbered = Event(event.day, event.event, event.name, event.digest, number=len(lines) + 1)
        lines.append(numbered.line)
    return "\n".join([*lines, ""]) if lines else ""


def forget(text: str, name: str, *, erase: bool, day: str) -> str:
    """The lines of a file without the digests of an entry's words, and without its name if erased."""
    lines = []
    for line in text.splitlines():
        found = _LINE.fullmatch(line)
        if found and found["name"] == name:
            kept = name_digest(name) if erase else name
            lines.append(f"{found['number']} {found['day']} {found['event']} {kept}")
        else:
            lines.append(line)
    after = "\n".join([*lines, ""]) if lines else ""
    if erase and after != text:
        return added(after, [Event(day, "erased", name_digest(name))])
    return after
