"""``roundup related-words``: propose words that the search may offer besides those typed."""

from __future__ import annotations

from collections import defaultdict
from itertools import islice
from pathlib import Path

import click

from ..check.archive import check
from ..model.assembly import assemble
from ..model.plural import plural
from ..model.related_words import MOST
from ..parse.related_words import FILE
from ..search.related_words import Proposal, proposals
from .options import archive_option, say


@click.command("related-words")
@click.option("--most", default=40, show_default=True, help="Propose for so many words.")
@archive_option
def related_words(most: int, folder: Path) -> None:
    """Propose related words, as lines for related-words.yml.

    They are found by counting: both words mark the same topic, and few entries have both. What
    they mean nobody looked at. Read each line, and copy into the file what you would say yourself
    to a colleague who typed the word. Never one that could hurt whoever types it.

    \b
    Example:
      roundup related-words --most 20
    """
    checked = check(folder)
    archive = assemble(checked.issues, checked.vocabulary)
    by_word: defaultdict[str, list[Proposal]] = defaultdict(list)
    for one in proposals(archive):
        by_word[one.word].append(one)
    for word, found in islice(by_word.items(), most):
        for one in found[:MOST]:
            brings = plural(one.brings, "further entry", "further entries")
            say(f"# {one.also}: {brings} of {one.others}; both mark “{one.topic}”.")
        say(f"{word}: [{', '.join(one.also for one in found[:MOST])}]")
    accepted = plural(len(archive.related_words), "word")
    click.echo(f"{plural(len(by_word), 'word')} found; {FILE} has {accepted}.", err=True)
