"""``roundup new``: start the next issue."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from ..check.archive import read_page
from ..guard.files import pages
from ..lint.rules import ISSUE_NAME
from ..model.dates import MONTHS
from ..model.fields import FIELDS
from ..model.records import NOT_STATED, Issue
from ..model.vocabulary import Vocabulary
from ..parse.vocabulary import load
from .options import archive_option


@click.command("new")
@click.argument("issue", required=False, metavar="[YYYY-MM]")
@archive_option
def new(issue: str | None, folder: Path) -> None:
    """Start an issue from a template, with the headings of the one before.

    Lines that begin with a % explain what to write; take them out as you go.
    A file that is there already is never touched.

    \b
    Examples:
      roundup new             the month after the newest issue
      roundup new 2024-05
    """  # noqa: D301 - \b keeps click from joining the lines
    newest = newest_issue(folder)
    name = issue or _next_month(folder)
    if not ISSUE_NAME.fullmatch(name):
        raise click.UsageError(f"“{name}” is no month; write it as 2024-05.")
    path = folder / "issues" / f"{name}.md"
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(template(name, newest, load(folder)))
    except FileExistsError:
        click.echo(f"{path} is there already, and was not changed.", err=True)
        sys.exit(1)
    click.echo(f"{path} is ready. Open it, or put entries into it with: roundup add {name}")


def newest_issue(folder: Path) -> Issue | None:
    """The newest issue that can be read."""
    for path in sorted((p for p in pages(folder) if p.startswith("issues/")), reverse=True):
        issue = read_page(folder, path).published
        if issue:
            return issue
    return None


def _next_month(folder: Path) -> str:
    names = [path[7:-3] for path in pages(folder) if ISSUE_NAME.fullmatch(path[7:-3])]
    if not names:
        raise click.UsageError("there is no issue yet; name the first, as in: roundup new 2024-05")
    year, month = int(max(names)[:4]), int(max(names)[5:])
    return f"{year + month // 12:04}-{month % 12 + 1:02}"


def template(name: str, newest: Issue | None, words: Vocabulary) -> str:
    """The text of a new issue."""
    masthead = newest.masthead if newest else "The name of the newsletter"
    printed = [section.heading for section in newest.sections] if newest else []
    headings = [heading for heading in printed if words.topic_of_heading(heading)]
    lines = ["---", f"masthead: {_quoted(masthead)}", "---", "", f"# {month(name)}", ""]
    lines += _explanation(words)
    for heading in headings:
        lines += ["", f"## {heading}"]
    return "\n".join(lines) + "\n"


def month(name: str) -> str:
    """The date line of an issue, as it is printed."""
    return f"{MONTHS[int(name[5:]) - 1]} {name[:4]}"


def _quoted(text: str) -> str:
    """A value that YAML reads as these words, whatever they are."""
    plain = all(c.isalnum() or c in " ,.&’'()-" for c in text) and text[:1].isalpha()
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return text if plain else f'"{escaped}"'


def _explanation(words: Vocabulary) -> Iterator[str]:
    yield "% Take out every line that begins with a percent sign: the check asks for it."
    yield "% Below are the headings of the last issue. Take out those that you do not need, and add"
    yield "% others as they are printed. Under one that names no topic, each item needs a topic."
    yield "% An item looks as follows. Put each under its heading."
    yield "%"
    yield "% :::{item} What it is about, in 25 words at most"
    for field in FIELDS:
        if field.required:
            yield f"% :{field.name}: {field.example_of(words.closed.get(field.closed, {}))}"
    yield "%"
    yield "% The printed paragraph, with its [links](https://example.org). Where an address is"
    yield "% not known, write a hash sign: [report](#)."
    yield "% :::"
    yield "%"
    for field in FIELDS:
        if field.name != "review" and (not field.closed or words.closed[field.closed]):
            need = "always" if field.required else "if it applies"
            example = field.example_of(words.closed.get(field.closed, {}))
            yield f"% {field.name} ({need}): {field.meaning} Example: {example}"
    yield f"% kinds: {', '.join(kind.slug for kind in words.kinds)}"
    yield f"% sources: see sources.yml, or write {NOT_STATED}. Topics: see topics/."
