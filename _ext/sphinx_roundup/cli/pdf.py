"""``roundup pdf``: a reading list of one topic, or a reader's pack, made to order."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import click

from ..check.archive import check
from ..check.moves import moves_of
from ..model.archive import Archive
from ..model.assembly import assemble
from ..model.facts import said_of_withdrawn
from ..model.messages import did_you_mean
from ..model.plural import plural
from ..model.records import Item
from ..parse.archive_date import date_of
from ..parse.identity import load_identity
from ..parse.language import language_of
from ..parse.pack import MOST, Pack, read_pack
from .options import archive_option


@click.command("pdf")
@click.argument("topic", required=False)
@click.option("--pack", metavar="FILE", help="A pack that was saved as Markdown, or its link.")
@click.option("--since", type=int, metavar="YEAR", help="Of a topic: leave out what is older.")
@click.option(
    "--to", "target", type=click.Path(path_type=Path), help="[default: TOPIC.pdf or pack.pdf]"
)
@archive_option
def pdf(
    topic: str | None, pack: str | None, since: int | None, target: Path | None, folder: Path
) -> None:
    """Print everything on one TOPIC, and on those below it, or a reader's pack, as a PDF.

    \b
    Examples:
      roundup pdf a-topic --since 2023 --to a-topic.pdf
      roundup pdf --pack my-pack.md
    """
    if bool(topic) == bool(pack):
        _stop("Name a topic, or give a pack with --pack.")
    if pack:
        _print_pack(folder, _pack_in(pack), target or Path("pack.pdf"))
    elif topic:
        _print_topic(folder, topic, since, target or Path(f"{topic}.pdf"))


def _stop(message: str) -> NoReturn:
    click.echo(message, err=True)
    sys.exit(2)


def _archive(folder: Path) -> Archive:
    checked = check(folder)
    identity = replace(load_identity(folder).identity, language=language_of(folder))
    archive = assemble(checked.issues, checked.vocabulary, identity=identity)
    date = date_of(folder, archive.issues)
    return replace(archive, date=date, moves=moves_of(folder, archive))


def _print_topic(folder: Path, topic: str, since: int | None, path: Path) -> None:
    from ..pdf.reading_list import make_topic_pdf  # noqa: PLC0415 - loads the PDF engine

    archive = _archive(folder)
    if topic not in archive.topic:
        hint = did_you_mean(topic, archive.topic, otherwise="See topics/ for those there are.")
        _stop(f"“{topic}” is no topic. {hint}")
    count = make_topic_pdf(archive, topic, since, path)
    click.echo(f"{path}: {plural(count, 'entry', 'entries')}.")


def _pack_in(given: str) -> Pack:
    """Read a pack from a file, or from a link that was given in its place."""
    path = Path(given)
    found = read_pack(given)
    if found:
        return found
    try:
        found = read_pack(path.read_text(encoding="utf-8", errors="replace"))
    except OSError as error:
        _stop(
            f"{path}: it cannot be read ({error.strerror}). Save the pack’s page as Markdown first."
        )
    if not found:
        _stop(
            f"{path}: it has no link to a pack. Save the pack’s page as Markdown, or copy its link."
        )
    return found


def _print_pack(folder: Path, pack: Pack, path: Path) -> None:
    from ..pdf.pack import make_pack_pdf  # noqa: PLC0415 - loads the PDF engine

    archive = _archive(folder)
    if pack.left_out:
        rest = plural(pack.left_out, "entry", "entries")
        click.echo(f"A pack holds {MOST} entries. {rest} after them: left out.", err=True)
    items = list(_items(archive, pack))
    if not items:
        _stop("No entry of this pack is in the archive.")
    make_pack_pdf(archive, items, pack.title, pack.note, path)
    click.echo(f"{path}: {plural(len(items), 'entry', 'entries')}.")


def _items(archive: Archive, pack: Pack) -> Iterator[Item]:
    """Find the entries of a pack, by what they are called now; say which are not there, and why."""
    gone = {one.id: one for issue in archive.issues for one in issue.tombstones}
    for name in pack.entries:
        now = archive.moves.lead(name)
        if now in archive.item:
            yield archive.item[now]
        elif now in gone:
            click.echo(f"{name}: {said_of_withdrawn(archive, gone[now])}", err=True)
        else:
            hint = did_you_mean(name, archive.item, otherwise="It is left out.")
            click.echo(f"{name}: the archive has no entry of this name. {hint}", err=True)
