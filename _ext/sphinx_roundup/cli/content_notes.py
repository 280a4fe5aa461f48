"""``roundup content-notes``: entries of the same matter with and without a content note."""

from __future__ import annotations

from pathlib import Path

import click

from ..check.archive import check
from ..lint.content_notes import Matter, matters
from ..model.archive import Archive
from ..model.assembly import assemble
from ..model.plural import plural
from ..model.records import Item
from ..search.analysis import Stems, words
from .options import archive_option, say


@click.command("content-notes")
@archive_option
def content_notes(folder: Path) -> None:
    """List entries that may lack a content note which others of the same matter carry.

    Nothing is changed. An entry is listed when it has the note's own words, or a topic that
    few entries have, one of them with the note. Read it, and decide.
    """
    checked = check(folder)
    archive = assemble(checked.issues, checked.vocabulary)
    stem = Stems()
    found = list(matters(archive, lambda text: [stem[word] for word in words(text)]))
    for matter in found:
        _show(archive, matter)
    count = sum(len(matter.unmarked) for matter in found)
    click.echo(f"{plural(count, 'entry', 'entries')} to look at.", err=True)


def _show(archive: Archive, matter: Matter) -> None:
    def place(item: Item) -> str:
        return f"{archive.issue[item.issue].docname}.md:{item.line}: {item.title}"

    carry = plural(len(matter.marked), "entry carries it", "entries carry it")
    say(f"{matter.label}: {carry}")
    for item in matter.marked:
        say(f"  with     {place(item)}")
    for one in matter.unmarked:
        say(f"  without  {place(one.item)}")
        say(f"           {one.because}")
