"""``roundup withdraw``: take an entry's words out of the archive, and leave a sign at its address."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from .. import guard
from ..atomic import write_text
from ..guard.files import read_json
from ..model.messages import did_you_mean
from ..model.moves import Moves
from ..model.records import WITHDRAWN_TITLE
from ..parse.ledger import file_of, forget, read_ledger
from ..parse.link_status import FILE as LINKS
from ..parse.redirects import FILE as REDIRECTS
from ..parse.redirects import read_redirects
from ..parse.vocabulary import load
from .edit import Entry, replace_lines
from .entry import ArchiveEntry, find_entry
from .moves import forget_moves, tell_what_is_left
from .options import archive_option, date_option, say

_ADDRESS = re.compile(r"\]\(<?([^\s)>]+)")


@click.command("withdraw")
@click.argument("entry_id", metavar="ENTRY")
@click.option("--reason", required=True, help="A word of the closed list of reasons.")
@click.option("--erase", is_flag=True, help="Drop the address too, where it could name a child.")
@date_option
@archive_option
def withdraw(entry_id: str, reason: str, erase: bool, date: str, folder: Path) -> None:
    """Take the words of the ENTRY out of the archive, as 2024-04/whatsapp-groups.

    What is left at its address says what kind of entry stood there, when it was withdrawn
    and why. Nothing that repeats it is left: not its title, sources, topics, links or notes.

    \b
    Examples:
      roundup withdraw 2024-04/whatsapp-groups --reason rights
      roundup withdraw 2024-04/a-childs-name --reason privacy --erase
    """
    entry = find_entry(folder, entry_id)
    reasons = load(folder).closed["reasons"]
    if reason not in reasons:
        hint = did_you_mean(reason, reasons, otherwise=f"Use one of {', '.join(reasons)}.")
        raise click.UsageError(f"“{reason}” is no reason. {hint}")
    text = guard.decoded(entry.file)
    found = entry.all(text)  # of a doubled id, both: the words must go
    after = text
    for one in reversed(found):
        lines = () if erase else _left(entry, one, date, reason)
        after = replace_lines(after, one.start, one.end, lines)
    changed = [
        *_write(entry.file, after),
        *_forget_restored(entry),
        *_forget_answers(folder, text, after),
        *_forget_digests(entry, date, erase=erase),
        *_forget_moves(entry, erase=erase),
    ]
    for path in changed:
        say(f"{path}: the words are out.")
    say("Now publish, then look whether they still stand anywhere: docs/permanence.md.")
    if not tell_what_is_left(folder):
        sys.exit(1)


def _left(entry: ArchiveEntry, one: Entry, date: str, reason: str) -> list[str]:
    kind = one.fields.get("kind", "")
    return [
        f":::{{item}} {WITHDRAWN_TITLE}",
        f":id: {entry.slug}",
        *([f":kind: {kind}"] if kind else []),
        f":withdrawn: {date}",
        f":reason: {reason}",
        ":::",
    ]


def _write(path: Path, text: str) -> Iterator[Path]:
    if write_text(path, text):
        yield path


def _forget_restored(entry: ArchiveEntry) -> Iterator[Path]:
    """Take the rows of the entry out of the file of restored links."""
    path = entry.folder / "restored" / f"{entry.issue}.yml"
    if not path.is_file() or path.is_symlink():
        return
    kept: list[str] = []
    inside = False
    for line in guard.decoded(path).splitlines():
        if line[:1].strip() and not line.startswith("#"):
            inside = re.match(rf"[\"']?{re.escape(entry.slug)}[\"']?\s*:", line) is not None
        if not inside:
            kept.append(line)
    yield from _write(path, "\n".join([*kept, ""]) if kept else "")


def _forget_answers(folder: Path, before: str, after: str) -> Iterator[Path]:
    """Take out of links.json the addresses that only the entry had."""
    gone = set(_ADDRESS.findall(before)) - set(_ADDRESS.findall(after))
    try:
        data = read_json(folder, LINKS)
        links = data["links"]
    except (KeyError, TypeError, ValueError):
        return
    data["links"] = {address: row for address, row in links.items() if address not in gone}
    yield from _write(folder / LINKS, json.dumps(data, indent=1, ensure_ascii=False) + "\n")


def _forget_digests(entry: ArchiveEntry, date: str, *, erase: bool) -> Iterator[Path]:
    """Take out of the ledger the digests of the words, by which a guess could be confirmed.

    Under every name that the entry had: an earlier one may tell as much as the last.
    """
    moves = Moves(read_redirects(entry.folder))
    known = {event.name for event in read_ledger(entry.folder)[0]}
    for name in sorted({entry.id, *(one for one in known if moves.lead(one) == entry.id)}):
        path = entry.folder / file_of(name.partition("/")[0])
        if path.is_file() and not path.is_symlink():
            text = path.read_text("utf-8")
            yield from _write(path, forget(text, name, erase=erase, day=date))


def _forget_moves(entry: ArchiveEntry, *, erase: bool) -> Iterator[Path]:
    """Take out what leads to an entry that is erased."""
    if erase and forget_moves(entry.folder, entry.id):
        yield entry.folder / REDIRECTS
