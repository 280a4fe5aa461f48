"""Import many documents: find them in folders, remember what is done, sum up."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..atomic import write_bytes
from ..model.periods import label
from .report import LOST, Outcome

_PASSED_OVER = re.compile(r"\.|~\$|thumbs\.db$|desktop\.ini$", re.IGNORECASE)
"""Names of files that programs keep beside documents."""
_MONTH = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)[-_ .]?(?P<month>0[1-9]|1[0-2])(?!\d)")
JOURNAL = "_build/imported.json"


def documents_in(places: Iterable[Path]) -> list[Path]:
    """The documents that paths name: files themselves, folders with all that is in them."""
    found: list[Path] = []
    for place in places:
        if place.is_dir():
            inside = sorted(path for path in place.rglob("*") if path.is_file())
            found += [path for path in inside if not _is_passed_over(path.relative_to(place))]
        else:
            found.append(place)
    return found


def _is_passed_over(path: Path) -> bool:
    return any(_PASSED_OVER.match(part) for part in path.parts)


def date_in_name(path: Path, language: str) -> str:
    """What the name of a file says of its date, as a document would print it."""
    words = re.sub(r"[_+]+", " ", path.stem)
    month = _MONTH.search(words)
    if not month:
        return words
    return f"{words} {label('-'.join(month.group('year', 'month')), None, language)}"


@dataclass(frozen=True, slots=True)
class Row:
    """What the summary tells of a document."""

    file: str
    issue: str
    entries: int = 0
    links: int = 0
    left_out: int = 0
    points: int = 0
    outcome: str = ""


def row_of(outcome: Outcome) -> Row:
    """The row of a document that was imported, or was not."""
    issue = Path(outcome.target).stem if outcome.target else "–"
    done = "written" if outcome.written else "already there" if outcome.kept else "read"
    if outcome.code:
        done = (
            "words would be lost" if outcome.code == LOST else (outcome.problems or ("refused",))[0]
        )
    made = outcome.imported
    if made is None:
        return Row(outcome.file, issue, outcome=done)
    page = made.page
    return Row(
        outcome.file, issue, len(page.entries), len(page.addresses), len(made.left_out), len(made.points), done
    )  # fmt: skip


def table(rows: Iterable[Row]) -> Iterator[str]:
    """The summary, in lines."""
    given = list(rows)
    width = min(40, max((len(Path(row.file).name) for row in given), default=0))
    yield f"{'document':{width}}  {'issue':10}  entries  links  left out  points"
    for row in given:
        name = Path(row.file).name[:width]
        numbers = f"{row.entries:7}  {row.links:5}  {row.left_out:8}  {row.points:6}"
        yield f"{name:{width}}  {row.issue:10}  {numbers}  {row.outcome}"
    sums = [
        sum(getattr(row, name) for row in given)
        for name in ("entries", "links", "left_out", "points")
    ]
    yield f"{len(given)} documents{'':{max(0, width - 3)}}  {sums[0]:7}  {sums[1]:5}  {sums[2]:8}  {sums[3]:6}"


class Journal:
    """Which documents have become drafts, by what is in them: a second run leaves those alone.

    It counts only as long as the draft is there, edited or not.
    """

    def __init__(self, archive: Path) -> None:
        self._archive = archive
        self._path = archive / JOURNAL
        try:
            known = json.loads(self._path.read_bytes())
            self._rows = {key: Row(**row) for key, row in known.items()}
        except (OSError, ValueError, TypeError, AttributeError):
            self._rows = {}

    def row(self, document: Path) -> Row | None:
        """What is known of a document; None where it is to be read."""
        row = self._rows.get(_digest(document))
        if row and (self._archive / "issues" / f"{row.issue}.md").is_file():
            return row
        return None

    def add(self, document: Path, row: Row) -> None:
        """Remember a document, at once."""
        self._rows[_digest(document)] = row
        values = {
            key: {n: getattr(row, n) for n in Row.__slots__} for key, row in self._rows.items()
        }
        text = json.dumps(values, indent=1, sort_keys=True, ensure_ascii=False)
        write_bytes(self._path, text.encode())


def _digest(document: Path) -> str:
    try:
        with document.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
