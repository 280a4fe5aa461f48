"""``roundup ledger``: note what is published for the first time, corrected or withdrawn."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..atomic import write_text
from ..check.archive import check
from ..check.moves import moves_of
from ..check.promises import new_events
from ..check.published import BuiltSite
from ..check.reporters import as_text
from ..check.standing import standing_names
from ..model.assembly import assemble
from ..model.permalinks import page_path
from ..model.plural import plural
from ..parse.ledger import PAGES, Event, added, read_ledger
from .options import archive_option, date_option, say


@click.command("ledger")
@date_option
@click.option(
    "--site",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="The built site: note its PDFs, data and other files, too.",
)
@archive_option
def ledger(date: str, site: Path | None, folder: Path) -> None:
    """Add to the ledger what the archive publishes and the ledger does not have yet.

    From then on the check and a strict build refuse a change by which an address would
    die, or by which an entry's printed words would change without a correction.

    \b
    Example:
      roundup ledger --date 2026-12-03 --site _build/html
    """
    checked = check(folder)
    if checked.problems:
        say("Nothing was written: mend this first.")
        for line in as_text(checked.problems, folder):
            say(line)
        sys.exit(1)
    archive = assemble(checked.issues, checked.vocabulary)
    known, _ = read_ledger(folder)
    new = list(new_events(folder, archive, known, date))
    if site:
        names = {*(event.name for event in known), *map(page_path, standing_names(folder, archive))}
        found = BuiltSite(site, moves_of(folder, archive)).files()
        new += [Event(date, "published", name, path=PAGES) for name in found if name not in names]
    for path in dict.fromkeys(event.path for event in new):
        file = folder / path
        before = file.read_text("utf-8") if file.is_file() else ""
        write_text(file, added(before, (event for event in new if event.path == path)))
    say(f"{plural(len(new), 'line')} added to the ledger; it has {len(known) + len(new)}.")
