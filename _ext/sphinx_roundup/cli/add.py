"""``roundup add``: put one item into an issue, asking for what it needs."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from .. import guard
from ..atomic import write_text
from ..check.compose import problems_of_page
from ..check.reporters import as_text
from ..model.archive import assemble
from ..model.dates import ENGLISH
from ..model.fields import FIELD, FIELDS, FieldError
from ..model.messages import did_you_mean
from ..model.periods import issue_problem, label
from ..model.records import NOT_STATED, Item
from ..model.vocabulary import Vocabulary, fold
from ..parse.page import read_page
from ..parse.vocabulary import load
from .edit import add_item, item_text
from .options import archive_option, say


def _field_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command an option for each field that an editor writes."""
    for field in reversed(FIELDS):
        if field.place != "draft":
            command = click.option(f"--{field.name}", field.attribute, help=field.meaning)(command)
    return command


@click.command("add")
@click.argument("issue", metavar="ISSUE")
@click.option("--title", prompt="Title: what is it about, in 25 words at most")
@click.option("--words", prompt="The printed paragraph, with [links](https://…)")
@click.option("--heading", help="The printed heading that it stands under.")
@_field_options
@archive_option
def add(issue: str, title: str, words: str, folder: Path, **given: str | None) -> None:
    """Put one item into the ISSUE, below the last one of its heading.

    Asks for whatever is not given. Nothing is written if something is wrong with it.

    \b
    Examples:
      roundup add 2024-05
      roundup add 2024-05 --heading Missing --kind guide --source not-stated
    """  # noqa: D301 - \b keeps click from joining the lines
    path = folder / "issues" / f"{issue}.md"
    if issue_problem(issue) or not path.is_file() or path.is_symlink():
        raise click.UsageError(f"there is no issue {issue} yet; start it: roundup new {issue}")
    vocabulary = load(folder)
    page = guard.decoded(path)
    fields = _fields(issue, title, given, vocabulary, page)
    heading = fields.pop("heading")
    text = add_item(page, heading, item_text(Item(issue, **fields), words))
    _write(folder, issue, text, page, vocabulary)
    say(f"{path}: “{title}” stands under “{heading}”.")


def _fields(
    issue: str, title: str, given: Mapping[str, str | None], words: Vocabulary, page: str
) -> dict[str, Any]:
    headings = re.findall(r"^##\s+(.*\S)\s*$", page, re.MULTILINE)
    known = dict.fromkeys(headings, ())
    heading = given["heading"] or _ask(
        f"Heading of {label(issue, None, ENGLISH)}", known, free=True
    )
    raw = {field.name: given[field.attribute] for field in FIELDS if field.attribute in given}
    raw["kind"] = raw["kind"] or _ask("Kind", {kind.slug: (kind.label,) for kind in words.kinds})
    sources = {s.slug: (s.name, s.short_name, *s.aliases) for s in words.sources}
    raw["source"] = raw["source"] or _ask("Source", {**sources, NOT_STATED: ()}, several=True)
    if raw["topics"] is None and words.topic_of_heading(heading) is None:
        labels = {topic.slug: topic.labels for topic in words.topics if not topic.group}
        raw["topics"] = _ask("Topics (the heading names none)", labels, several=True)
    raw["id"] = raw["id"] or _slug(title, page)
    try:
        read = {FIELD[name].attribute: FIELD[name].read(text) for name, text in raw.items() if text}
    except FieldError as error:
        raise click.UsageError(f"{error} {error.hint}") from None
    return {"title": title, "heading": heading, **read}


def _ask(
    question: str, known: Mapping[str, Sequence[str]], *, several: bool = False, free: bool = False
) -> str:
    """Ask until the answer is known, and suggest what is like it.

    ``known`` maps what is written to the other names by which a person may call it.
    """
    by_name = {fold(name): key for key, names in known.items() for name in (key, *names)}
    while True:
        answer: str = click.prompt(question, type=str).strip()
        parts = [part.strip() for part in answer.split(",")] if several else [answer]
        found = [by_name.get(fold(part), "") for part in parts]
        if all(found):
            return ", ".join(found)
        wrong = parts[found.index("")]
        near = _like(wrong, known)
        if free and not near and click.confirm(f"“{answer}” is new here. Add it?"):
            return answer
        say(near or f"“{wrong}” is not known. Known are {', '.join(list(known)[:40])}.")


def _like(word: str, known: Mapping[str, Sequence[str]]) -> str:
    names = {fold(name): key for key, others in known.items() for name in (key, *others)}
    within = dict.fromkeys(key for name, key in names.items() if fold(word) in name)
    if within:
        return f"Did you mean {' or '.join(f'“{key}”' for key in list(within)[:3])}?"
    hint = did_you_mean(fold(word), names, otherwise="")
    for name, key in names.items():
        hint = hint.replace(f"“{name}”", f"“{key}”")
    return hint


def _slug(title: str, page: str) -> str:
    """A name from the longer words of a title, which no item of the page has."""
    words = re.findall(r"[a-z0-9]+", fold(title))
    chosen = "-".join([word for word in words if len(word) > 3][:3]) or "item"  # noqa: PLR2004
    slug = chosen if chosen[0].isalpha() else f"item-{chosen}"
    number = 2
    free = slug
    while re.search(rf"^:id:\s+{re.escape(free)}\s*$", page, re.MULTILINE):
        free = f"{slug}-{number}"
        number += 1
    return free


def _write(folder: Path, issue: str, text: str, before: str, words: Vocabulary) -> None:
    name = f"issues/{issue}.md"
    found = set(_problems(name, text, words))
    # Lines move, and a page may have had problems of its own.
    old = {(p.subtype, p.message) for p in _problems(name, before, words)}
    new = sorted(p for p in found if (p.subtype, p.message) not in old)
    if new:
        click.echo("Nothing was written:", err=True)
        for line in as_text(new, folder):
            click.echo(line, err=True)
        sys.exit(1)
    write_text(folder / name, text)


def _problems(name: str, text: str, words: Vocabulary) -> Iterable[Any]:
    return problems_of_page(read_page(name, text), assemble((), words), words)
