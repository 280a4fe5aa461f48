"""``roundup rename``: give something another name, or merge it into another; the old name leads on."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import click

from .. import guard
from ..atomic import write_text
from ..check.archive import all_pages
from ..model.messages import did_you_mean
from ..model.page_records import Topic
from ..model.plural import plural
from ..model.records import NOT_STATED
from ..model.rules import SLUG
from ..parse.redirects import FILE
from ..parse.vocabulary import load
from .edit import change_list, replace_word
from .moves import note_moves, tell_what_is_left, was_published
from .options import archive_option
from .rename_entry import entry, issue
from .sources import merge_source, rename_source

SOURCES = "sources.yml"


@click.group("rename")
def rename() -> None:
    """Change a name everywhere, and leave a sign where the old one was."""


rename.add_command(entry)
rename.add_command(issue)


@rename.command("topic")
@click.argument("old")
@click.argument("new")
@archive_option
def topic(old: str, new: str, folder: Path) -> None:
    """Rename the topic OLD to NEW; if NEW exists, OLD is merged into it.

    Items and other topics follow. The page of OLD says where NEW is, so that
    bookmarks still lead somewhere. The names under which OLD was printed
    become names of NEW.

    \b
    Example:
      roundup rename topic sexting image-abuse
    """
    words = load(folder)
    if old not in words.topic:
        hint = did_you_mean(old, words.topic, otherwise="See: roundup topics")
        raise click.UsageError(f"“{old}” is no topic. {hint}")
    if not SLUG.fullmatch(new) or new == old:
        raise click.UsageError(f"“{new}” cannot be the name of a topic.")
    changed = 0
    merges = new in words.topic
    if merges:
        _take_over(folder, words.topic[old], words.topic[new])
        (folder / "topics" / f"{old}.md").unlink()
    else:
        (folder / "topics" / f"{old}.md").rename(folder / "topics" / f"{new}.md")
    for path in all_pages(folder):
        if guard.file_problem(folder, path) is None:
            before = guard.decoded(folder / path)
            after = _renamed(path, before, old, new)
            changed += after != before and write_text(folder / path, after)
    note_moves(folder, {f"topics/{old}": f"topics/{new}"})
    what = f"“{old}” is part of “{new}” now" if merges else f"“{old}” is “{new}” now"
    click.echo(f"{what}; {plural(changed, 'file')} changed, and {FILE}.")


def _take_over(folder: Path, old: Topic, new: Topic) -> None:
    path = folder / "topics" / f"{new.slug}.md"
    text = guard.decoded(path)
    for key, more in (("also-printed-as", old.labels), ("search-terms", old.search_terms)):
        text = change_list(text, key, partial(_joined, more))
    write_text(path, text)


def _joined(more: Sequence[str], before: Sequence[str]) -> Sequence[str]:
    return [*before, *more]


def _renamed(path: str, text: str, old: str, new: str) -> str:
    if path.startswith("issues/"):
        return replace_word(text, "topics", old, new)
    if not path.startswith("topics/"):
        return text.replace(f"{{topic}}`{old}`", f"{{topic}}`{new}`")
    own = Path(path).stem

    def other(slugs: Sequence[str]) -> Sequence[str]:
        return [s for s in (new if slug == old else slug for slug in slugs) if s != own]

    for key in ("broader", "related"):
        text = change_list(text, key, other)
    return text.replace(f"{{topic}}`{old}`", f"{{topic}}`{new}`")


@rename.command("source")
@click.argument("old")
@click.argument("new")
@archive_option
def source(old: str, new: str, folder: Path) -> None:
    """Rename the source OLD to NEW; if NEW exists, OLD is merged into it.

    Items and other sources follow. The page of OLD leads to that of NEW. When they are merged,
    the names under which OLD was printed become names of NEW.

    \b
    Example:
      roundup rename source barnados barnardos
    """
    known = load(folder).source
    if not SLUG.fullmatch(new) or new in {old, NOT_STATED, "index"}:
        raise click.UsageError(f"“{new}” cannot be the name of a source.")
    if old not in known and not (new in known and was_published(folder, f"sources/{old}")):
        hint = did_you_mean(old, known, otherwise="See: roundup sources")
        raise click.UsageError(f"“{old}” is no source. {hint}")
    if old in known:
        path = folder / SOURCES
        text = guard.decoded(path)
        merged = merge_source(text, known[old], known[new]) if new in known else text
        write_text(path, rename_source(merged, old, new))
    changed = 0
    for name in all_pages(folder):
        if name.startswith("issues/") and guard.file_problem(folder, name) is None:
            before = guard.decoded(folder / name)
            after = replace_word(before, "source", old, new)
            changed += after != before and write_text(folder / name, after)
    note_moves(folder, {f"sources/{old}": f"sources/{new}"})
    click.echo(f"“{old}” is “{new}” now; {plural(changed, 'issue')} changed, and {FILE}.")
    if not tell_what_is_left(folder):
        sys.exit(1)
