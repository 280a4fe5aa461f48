"""Read ``restored/<issue>.yml``: addresses that the newsletter's links had lost, with evidence.

A row names a link by its item and its printed words, so that the issue stays as it was
printed, byte for byte. What cannot be used is left out and told, with file and line.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, get_args

from .. import guard
from ..guard.files import RESTORED
from ..guard.unwrap import clean
from ..guard.urls import archive_problem, canonical, web_problem
from ..model.messages import MOST_PROBLEMS, Problem, did_you_mean
from ..model.records import Evidence, LinkStatus
from ..model.vocabulary import fold
from .yaml_file import read_map_text

STATUSES = tuple(status for status in get_args(LinkStatus) if status != "printed")
KEYS = (
    *("link", "number", "status", "address", "title", "publisher"),
    *("how", "evidence", "found", "by", "archived", "checked"),
)
THE_ARCHIVE = "the archive"
NEEDED = ("title", "publisher", "how", "evidence", "found", "by")
_HANDLE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,37}[A-Za-z0-9])?")
_NUMBER = re.compile(r"[1-9][0-9]?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LONGEST = 500
"""Characters of a text; an address may be longer."""


@dataclass(frozen=True, slots=True)
class Row:
    """What is said of one link: its ``item`` (by id), printed words, and which of several.

    ``number`` counts the links of an item with the same words from 1; 0 where only one is
    meant to have them. ``path`` and ``line`` tell where the row stands.
    """

    item: str
    words: str
    number: int
    evidence: Evidence
    path: str
    line: int

    @property
    def named(self) -> str:
        """The link, for messages."""
        which = f" (number {self.number})" if self.number else ""
        return f"“{self.words[:80]}”{which}"


@dataclass(frozen=True, slots=True)
class Restored:
    """The rows of some files, and what was wrong with those that cannot be used."""

    rows: tuple[Row, ...] = ()
    problems: tuple[Problem, ...] = ()


class RowError(ValueError):
    """A row cannot be used; says why in one sentence.

    :ivar key: the key of the row that it is about.
    """

    def __init__(self, key: str, message: str, hint: str = "") -> None:
        """Keep the key and a hint beside the message."""
        super().__init__(message)
        self.key = key
        self.hint = hint


def restored_files(folder: Path) -> Iterator[str]:
    """The paths of all files in ``restored/``, in a fixed order, whatever they are."""
    if not (folder / RESTORED).is_symlink():
        found = (folder / RESTORED).glob("*.y*ml")
        yield from sorted(f"{RESTORED}/{path.name}" for path in found)


def load_restored(folder: Path) -> Restored:
    """Read every file of ``restored/``; nothing where there is no such folder."""
    loaded = [_load(folder, path) for path in restored_files(folder)]
    if (folder / RESTORED).is_symlink():
        message = "it is not a folder of its own but leads to another."
        loaded.append(Restored((), (Problem(RESTORED, 1, "unsafe-file", message),)))
    return Restored(
        tuple(row for one in loaded for row in one.rows),
        tuple(problem for one in loaded for problem in one.problems),
    )


def _load(folder: Path, path: str) -> Restored:
    if problem := guard.file_problem(folder, path):
        return Restored((), (problem,))
    return read_restored(path, guard.decoded(folder / path))


@lru_cache(maxsize=1_000)
def read_restored(path: str, text: str) -> Restored:
    """Read the text of one file. Kept, since a build and its check both ask for it."""
    file, found = read_map_text(path, text, "bad-restored", "a list of “entry:” rows")
    places = file.places()
    rows: list[Row] = []
    problems = list(found)
    for item, listed in (file.data or {}).items():
        if not (isinstance(listed, list) and listed):
            message = f"“{item[:80]}” must have a list of links, each beginning with “- link:”."
            problems.append(Problem(path, places[item,], "bad-restored", message))
            continue
        for number, data in enumerate(listed):
            way = (item, number)
            try:
                rows.append(_row(path, item, data, places.get(way, places[item,])))
            except RowError as error:
                line = places.get((*way, error.key), places.get(way, places[item,]))
                problems.append(Problem(path, line, "bad-restored", str(error), error.hint))
    return Restored(tuple(rows), tuple(problems[:MOST_PROBLEMS]))


def _row(path: str, item: str, data: Any, line: int) -> Row:
    words, number = link_of(data)
    issue = Path(path).stem
    return Row(f"{issue}/{item}", words, number, evidence_of(data), path, line)


def link_of(data: Any) -> tuple[str, int]:
    """Which link of an item a row is about: its words, and which of several, or 0.

    :raises RowError: where it does not say so.
    """
    if not isinstance(data, Mapping):
        raise RowError("", "a row must be keys with values, the first “link:”.")
    for key, value in data.items():
        if key not in KEYS:
            hint = did_you_mean(key[:40], KEYS, otherwise=f"Known are {', '.join(KEYS)}.")
            raise RowError(key, f"“{key[:40]}” is not a known key.", hint)
        if not isinstance(value, str):
            raise RowError(key, f"{key} must be one text.", "Put it in quotes.")
        if len(value) > _LONGEST and key not in {"address", "evidence", "archived"}:
            raise RowError(key, f"{key} has more than {_LONGEST} characters.", "Shorten it.")
    words = " ".join(data.get("link", "").split())
    if not words:
        raise RowError("link", "link is missing.", "Write the printed words of the link.")
    number = data.get("number", "").strip()
    if number and not _NUMBER.fullmatch(number):
        hint = 'Write number: "2" for the second link with the same words.'
        raise RowError("number", f"“{number[:40]}” is no number of a link.", hint)
    return words, int(number or 0)


def evidence_of(data: Mapping[str, str]) -> Evidence:
    """Make the record of what was found from the texts of a row.

    :raises RowError: for what is missing, or is not as it must be.
    """
    given = {key: data.get(key, "").strip() for key in KEYS}
    status = given["status"]
    if status not in STATUSES:
        hint = did_you_mean(status, STATUSES, otherwise=f"Write one of {', '.join(STATUSES)}.")
        raise RowError("status", f"“{status[:40]}” is not a known status.", hint)
    for key in NEEDED:
        if not fold(given[key]):
            raise RowError(key, f"{key} is missing: a link is {status} with all its evidence.")
    _judge_addresses(status, given)
    found, checked = (_day(key, given[key]) for key in ("found", "checked"))
    assert found
    if checked and checked < found:
        raise RowError("checked", "checked is before found.", "Give the day of the last look.")
    by = given["by"]
    if by != THE_ARCHIVE and not _HANDLE.fullmatch(by):
        hint = f"Write a handle without @, or: {THE_ARCHIVE}"
        raise RowError("by", f"“{by[:40]}” is no handle.", hint)
    return Evidence(
        status=status,  # type: ignore[arg-type] # it is one of STATUSES
        title=given["title"],
        publisher=given["publisher"],
        how=given["how"],
        where=given["evidence"],
        found=found,
        by=by,
        address=given["address"],
        archived=given["archived"],
        checked=checked,
    )


def _judge_addresses(status: str, given: Mapping[str, str]) -> None:
    address, archived = given["address"], given["archived"]
    if status == "not-recorded":
        for key in ("address", "archived", "checked"):
            if given[key]:
                hint = "Call it restored or suggested, or take the line out."
                raise RowError(key, f"a link that is not recorded has no {key}.", hint)
    elif not address:
        raise RowError("address", f"address is missing: the link is {status}.")
    for key in ("address", "evidence"):
        if given[key] and (why := web_problem(given[key])):
            raise RowError(key, why, "Write the full address, as it was seen.")
    if archived and (why := archive_problem(archived, address)):
        raise RowError("archived", why, "See “An archived copy” in docs/links.md.")
    plain = clean(address)
    if plain.point or (plain.href and canonical(plain.href) != canonical(address)):
        message = f"“{address[:80]}” goes through a service that counts readers."
        raise RowError("address", message, "Give the address of the page that it leads to.")


def _day(key: str, text: str) -> dt.date | None:
    if not text:
        return None
    try:
        if _DAY.fullmatch(text):
            return dt.date.fromisoformat(text)
    except ValueError:
        pass
    raise RowError(key, f"“{text[:40]}” is no day.", f"Write {key}: 2026-11-26.")
