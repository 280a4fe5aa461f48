"""``roundup correct``: say on an entry what was wrong with it, and what is right."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from .. import guard
from ..atomic import write_text
from ..check.reporters import as_text
from ..parse.page import read_page
from ..parse.vocabulary import load
from .add import new_problems
from .edit import add_field
from .entry import find_entry
from .options import archive_option, date_option, say


@click.command("correct")
@click.argument("entry_id", metavar="ENTRY")
@click.option("--wrong", prompt="What was wrong, as a sentence", help="A sentence.")
@click.option("--right", prompt="What is right, as a sentence", help="A sentence.")
@click.option("--by", prompt="On whose word (as: the publisher)", help="Who said so.")
@date_option
@archive_option
def correct(entry_id: str, wrong: str, right: str, by: str, date: str, folder: Path) -> None:
    """Put a dated correction on the ENTRY, as 2024-04/whatsapp-groups.

    Every page, PDF, search result and data file that shows the entry shows it too. The
    printed words stay as they are.

    \b
    Example:
      roundup correct 2024-04/whatsapp-groups --wrong "The entry named 2023." \\
        --right "The report is of 2024." --by "the publisher"
    """
    entry = find_entry(folder, entry_id)
    parts = [f"{part.strip().rstrip('.')}." for part in (wrong, right, f"On the word of {by}")]
    text = guard.decoded(entry.file)
    after = add_field(text, entry.only(text), "corrected", f"{date} {' '.join(parts)}")
    name = f"issues/{entry.issue}.md"
    wrong_now = new_problems(read_page(name, text), read_page(name, after), load(folder))
    if wrong_now:
        say("Nothing was written:")
        for line in as_text(wrong_now, folder):
            say(line)
        sys.exit(1)
    write_text(entry.file, after)
    say(f"{entry.file}: the correction stands on {entry.id}.")
