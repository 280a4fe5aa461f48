"""``roundup seal``: the last step of a build, which looks at the site as a whole."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import click

from ..check.archive import check
from ..check.moves import moves_of
from ..check.promises import dead
from ..check.published import BuiltSite, dead_in
from ..check.reporters import as_text
from ..model.assembly import assemble
from ..model.identity import has_entry_pages
from ..parse.identity import load_identity
from ..parse.ledger import SITE_FILE, read_ledger
from .options import archive_option, say
from .site_sums import ZIP, seal

TOP = "archive"
"""The folder inside the zip."""
_LARGEST = 95_000_000
"""Bytes: GitHub takes no file of 100 MB."""


@click.command("seal")
@click.argument("site", type=click.Path(path_type=Path, exists=True, file_okay=False))
@archive_option
def seal_command(site: Path, folder: Path) -> None:
    """Look that no published address is dead in the built SITE, and sum up its files.

    Writes SHA256SUMS, and the zip of the whole where a page of the site links to it. A file of
    something that has another name now is copied to its old address.

    \b
    Example:
      roundup seal _build/html
    """
    events, _ = read_ledger(folder)
    failed = False
    if events:
        checked = check(folder)
        moves = moves_of(folder, assemble(checked.issues, checked.vocabulary))
        with_pages = has_entry_pages(load_identity(folder).identity)
        built = BuiltSite(site, moves, with_pages)
        _copy_moved(built, {event.name for event in events})
        for event in dead_in(built, events):
            # The list of a page may be empty: then the page says so, and its extracts are gone.
            excused = SITE_FILE.fullmatch(event.name) and built.page_stands(event.name)
            failed = failed or not excused
            note = "Note: " if excused else ""
            for line in as_text([dead(event)], folder):
                say(f"{note}{line}", is_error=True)
    with_zip = links_to_zip(site)
    seal(site, TOP, with_zip=with_zip)
    if with_zip and (site / ZIP).stat().st_size > _LARGEST:
        say(f"{ZIP} is too large for most hosts: set roundup_zip in conf.py lower.", is_error=True)
        failed = True
    if failed:
        sys.exit(1)


def links_to_zip(site: Path) -> bool:
    """Tell whether a page at the top of the site offers the zip."""
    pages = sorted(site.glob("*.html"))
    return any(f'href="{ZIP}"' in page.read_text("utf-8", errors="replace") for page in pages)


def _copy_moved(built: BuiltSite, names: set[str]) -> None:
    for name in sorted(names):
        if SITE_FILE.fullmatch(name) and not built.has(name) and (now := built.new_name(name)):
            target = built.folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(built.folder / now, target)
