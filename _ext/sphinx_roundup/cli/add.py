"""``roundup add``: put one item into an issue, asking for what it needs."""

from __future__ import annotations

import itertools
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Container, Mapping, Sequence
from pathlib import Path

import click

from .. import guard
from ..atomic import write_text
from ..check.compose import problems_of_page
from ..check.reporters import as_text
from ..model.assembly import assemble
from ..model.dates import ENGLISH
from ..model.field_types import FieldError
from ..model.fields import FIELD, FIELDS
from ..model.messages import Problem
from ..model.periods import issue_problem, label
from ..model.records import Item
from ..model.vocabulary import Vocabulary, fold
from ..parse.page import Page, read_page
from ..parse.vocabulary import load
from .ask import UnknownNameError, ask, ask_heading, ask_more, read_value
from .edit import add_item, item_text
from .options import archive_option, say

_SHORT = 3
"""Words of so many letters, such as “the”, are left out of an id."""


def _field_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command an option for each field that an editor writes."""
    for field in reversed(FIELDS):
        if field.is_asked:
            command = click.option(f"--{field.name}", field.attribute, help=field.meaning)(command)
    return command


def _is_there(context: click.Context, _parameter: click.Parameter, issue: str) -> str:
    """Say that there is no such issue before anything is asked for it."""
    issue_file(context.params["folder"], issue)
    return issue


@click.command("add")
@click.argument("issue", metavar="ISSUE", callback=_is_there)
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
    """
    path = issue_file(folder, issue)
    vocabulary = load(folder)
    before = read_page(f"issues/{issue}.md", guard.decoded(path))
    title = " ".join(title.split())
    given = {**given, "heading": as_printed(given["heading"] or "", before) or None}
    fields = _fields(issue, given, vocabulary, before)
    heading = fields.pop("heading")
    fields["id"] = fields.get("id") or free_id(title, before)
    read = {FIELD[name].attribute: FIELD[name].read(text) for name, text in fields.items() if text}
    item = Item(issue, title=title, **read)
    _write(folder, path, before, item, heading, words, vocabulary)
    say(f"{path}: “{title}” stands under “{heading}”.")


def issue_file(folder: Path, issue: str) -> Path:
    """The file of an issue that can be added to.

    :raises click.UsageError: where there is none.
    """
    path = folder / "issues" / f"{issue}.md"
    if issue_problem(issue):
        raise click.UsageError(f"“{issue}” names no issue; write it as 2024-05.")
    if not path.is_file() or path.is_symlink():
        raise click.UsageError(f"there is no issue {issue} yet; start it: roundup new {issue}")
    if problem := guard.file_problem(folder, f"issues/{issue}.md"):
        raise click.UsageError(f"{path}: {problem.sentence}")
    return path


def headings_of(page: Page) -> list[str]:
    """The headings of an issue, each once, in printed order."""
    sections = page.issue.sections if page.issue else ()
    return list(dict.fromkeys(section.heading for section in sections if section.heading))


def _fields(
    issue: str, given: Mapping[str, str | None], words: Vocabulary, page: Page
) -> dict[str, str]:
    """The heading, and what is written in each field, from the options or the answers."""
    try:
        values = {
            field.name: read_value(field.name, text, words)
            for field in FIELDS
            if (text := given.get(field.attribute))
        }
    except (FieldError, UnknownNameError) as error:
        hint = getattr(error, "hint", "")
        raise click.UsageError(f"{error} {hint}".strip()) from None
    asks = not (given["heading"] and "kind" in values and "source" in values)
    question = f"Heading of {label(issue, None, ENGLISH)}"
    heading = given["heading"] or ask_heading(question, headings_of(page))
    for name in ("kind", "source"):
        values[name] = values.get(name) or ask(FIELD[name].name.capitalize(), name, words)
    if given["topics"] is None and words.topic_of_heading(heading) is None:
        values["topics"] = ask("Topics (the heading names none)", "topics", words)
    more = ask_more(words) if asks else {}
    return {"heading": heading, **values, **more}


def as_printed(heading: str, page: Page) -> str:
    """A heading as it stands in the issue, where it does."""
    text = " ".join(heading.split())
    same = [heading for heading in headings_of(page) if fold(heading) == fold(text)]
    return same[0] if same else text


def free_id(title: str, page: Page) -> str:
    """A name from the longer words of a title, which no item of the page has."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", errors="ignore").decode()
    words = re.findall(r"[a-z0-9]+", fold(plain))
    chosen = "-".join(([word for word in words if len(word) > _SHORT] or words)[:3]) or "item"
    return not_taken(chosen if chosen[0].isalpha() else f"item-{chosen}", ids_of(page))


def ids_of(page: Page) -> frozenset[str]:
    """The ids of a page's entries, withdrawn ones too."""
    if page.issue is None:
        return frozenset()
    items, withdrawn = page.issue.items, page.issue.tombstones
    return frozenset([*(one.slug for one in items), *(one.slug for one in withdrawn)])


def not_taken(slug: str, taken: Container[str]) -> str:
    """An id, or the same with the first number that makes it another than those that are taken."""
    free = (f"{slug}-{number}" for number in itertools.count(2))
    return slug if slug not in taken else next(one for one in free if one not in taken)


def _write(
    folder: Path,
    path: Path,
    before: Page,
    item: Item,
    heading: str,
    words: str,
    vocabulary: Vocabulary,
) -> None:
    """Write the item, if the page can be judged with it and nothing is wrong that was not before."""
    text = add_item(guard.decoded(path), heading, item_text(item, words))
    after = read_page(before.path, text)
    new = new_problems(before, after, vocabulary)
    if not new and not is_added(before, after, [entry_of(item, heading)]):
        new = [Problem(before.path, 1, "bad-issue", "the entry cannot be read back as it was given.",
                       "Give the title, the heading and the paragraph as plain words.")]  # fmt: skip
    if new:
        click.echo("Nothing was written:", err=True)
        for line in as_text(new, folder):
            click.echo(line, err=True)
        sys.exit(1)
    write_text(path, text)


def new_problems(before: Page, after: Page, words: Vocabulary) -> list[Problem]:
    """What is wrong with the page now and was not; all of it where the page cannot be judged."""
    found = sorted(set(problems_of_page(after, assemble((), words), words)))
    if after.issue is None or guard.broken_from(after.refused):
        return found
    # Lines move, and a page may have had problems of its own.
    old = Counter(map(_kind, set(problems_of_page(before, assemble((), words), words))))
    new = []
    for problem in found:
        old[_kind(problem)] -= 1
        if old[_kind(problem)] < 0:
            new.append(problem)
    return new


def _kind(problem: Problem) -> tuple[str, str]:
    return problem.subtype, re.sub(r"[0-9]+", "", problem.message)


def is_added(before: Page, after: Page, more: Sequence[tuple[object, ...]]) -> bool:
    """Whether the page holds what it held, and these entries more."""
    old, new = _entries(before), _entries(after)
    return Counter(new) - Counter(old) == Counter(more) and not Counter(old) - Counter(new)


def entry_of(item: Item, heading: str) -> tuple[object, ...]:
    """What tells an entry of a page from others."""
    return (heading, item.title, item.slug, item.kind, item.sources)


def _entries(page: Page) -> list[tuple[object, ...]]:
    items = page.issue.items if page.issue else ()
    return [entry_of(item, item.heading) for item in items]
