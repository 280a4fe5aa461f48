"""``roundup review``: settle the open points of a draft one by one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from ..atomic import write_text
from ..importer.suggest.titles_and_ids import suggest_id
from ..model.field_types import FieldError
from ..model.vocabulary import Vocabulary
from ..parse.vocabulary import load
from .ask import UnknownNameError, read_value
from .edit import ids
from .options import archive_option, say

_ITEM = re.compile(r"^:{3,}\{item\}[ \t]*(?P<title>.*?)[ \t]*$")
_FIELD = re.compile(r"^:(?P<name>[\w-]+):[ \t]*(?P<value>.*?)[ \t]*$")
_END = re.compile(r"^:{3,}[ \t]*$")
_SORTS = (
    ("the title", "title"),
    ("the kind", "kind"),
    ("topics", "topics"),
    ("publisher", "source"),
)
"""Words by which a point is known -> the field it is about."""
_CHOICES = "[k]eep it so, [c]hange, keep [a]ll of this sort, [s]kip, [q]uit"


@dataclass(frozen=True, slots=True)
class Point:
    """An open point: its line and that of its item, from 0, and what stands around it."""

    line: int
    item: int
    title: str
    text: str
    fields: dict[str, str]
    words: str

    @property
    def field(self) -> str:
        """The field that it is about; "" where it is about something else."""
        return next((name for words, name in _SORTS if words in self.text), "")

    @property
    def sort(self) -> str:
        """What is the same in points of one sort: the words without what is quoted."""
        return re.sub(r"“[^”]*”|: .*", "", self.text).strip()


@click.command("review")
@click.argument("issue")
@archive_option
def review(issue: str, folder: Path) -> None:
    """Settle the open points of a draft, one by one, with the printed words beside them.

    What is settled is written at once, so you may leave at any time and go on later.
    Keep what stands there, change it, or keep all points of one sort.
    """
    path = folder / "issues" / f"{issue}.md"
    if not path.is_file():
        raise click.UsageError(f"there is no issue “{issue}”: {path} is missing.")
    words = load(folder)
    skipped: set[tuple[str, str]] = set()
    while point := _next(path.read_text("utf-8"), skipped):
        _show(point, path)
        answer = click.prompt(_CHOICES, default="k", show_default=False).strip().casefold()[:1]
        if answer == "q":
            break
        if answer == "s":
            skipped.add((point.fields.get("id", point.title), point.text))
            continue
        text = path.read_text("utf-8")
        write_text(path, _settled(text, point, answer, words))
    _tell_end(path)


def points_of(text: str) -> Iterator[Point]:
    """The open points of a page, in order."""
    lines = text.split("\n")
    for start, line in enumerate(lines):
        head = _ITEM.match(line)
        if not head:
            continue
        last = next(
            (n for n in range(start + 1, len(lines)) if not _FIELD.match(lines[n])), len(lines)
        )
        end = next((n for n in range(last, len(lines)) if _END.match(lines[n])), len(lines))
        given = [(n, found) for n in range(start + 1, last) if (found := _FIELD.match(lines[n]))]
        fields = {found["name"]: found["value"] for _, found in given}
        printed = "\n".join(lines[last:end]).strip()
        for number, found in given:
            if found["name"] == "review":
                yield Point(number, start, head["title"], found["value"], fields, printed)


def _next(text: str, skipped: set[tuple[str, str]]) -> Point | None:
    return next(
        (p for p in points_of(text) if (p.fields.get("id", p.title), p.text) not in skipped), None
    )


def _show(point: Point, path: Path) -> None:
    left = sum(1 for _ in points_of(path.read_text("utf-8")))
    say(f"\n{path}:{point.line + 1}, {left} to settle")
    say(f"  {point.words}\n")
    say(f"  title: {point.title}")
    for name in ("id", "kind", "source", "topics"):
        say(f"  {name}: {point.fields.get(name, '–')}")
    say(f"? {point.text}")


def _settled(text: str, point: Point, answer: str, words: Vocabulary) -> str:
    """The page with a point settled."""
    if answer == "a":
        gone = {p.line for p in points_of(text) if p.sort == point.sort}
        return "\n".join(line for n, line in enumerate(text.split("\n")) if n not in gone)
    lines = text.split("\n")
    del lines[point.line]
    if answer == "c":
        name = point.field or click.prompt(
            "Which field? (title, kind, source, topics)", default="title"
        )
        _change(lines, point, name.strip(), words)
    return "\n".join(lines)


def _change(lines: list[str], point: Point, name: str, words: Vocabulary) -> None:
    """Ask for a field and write it; a draft's id follows its title."""
    before = point.title if name == "title" else point.fields.get(name, "")
    while True:
        given = str(click.prompt(f"The {name}", default=before)).strip()
        if name == "title":
            title = " ".join(given.split())
            lines[point.item] = f"{lines[point.item].partition('}')[0]}}} {title}"
            taken = {slug for slug in ids("\n".join(lines)) if slug != point.fields.get("id")}
            _put(lines, point, "id", suggest_id(title, taken, _kinds(words)))
            return
        try:
            _put(lines, point, name, read_value(name, given, words))
        except (UnknownNameError, FieldError, KeyError) as error:
            say(str(error))
            continue
        return


def _kinds(words: Vocabulary) -> list[str]:
    return [word for kind in words.kinds for word in kind.words if " " not in word]


def _put(lines: list[str], point: Point, name: str, value: str) -> None:
    """Write a field of an item, in its place if it is there."""
    at = point.item + 1
    while at < len(lines) and (found := _FIELD.match(lines[at])):
        if found["name"] == name:
            lines[at] = f":{name}: {value}"
            return
        at += 1
    first = next((n for n in range(point.item + 1, at) if lines[n].startswith(":review:")), at)
    lines.insert(first, f":{name}: {value}")


def _tell_end(path: Path) -> None:
    left = list(points_of(path.read_text("utf-8")))
    if not left:
        say(
            f"No point is open in {path}. Take “status: draft” out of its top lines, then: roundup check"
        )
        return
    sorts = Counter(point.sort for point in left)
    say(f"{len(left)} points are left in {path}:")
    for sort, number in sorts.most_common():
        say(f"  {number:>4}  {sort}")
