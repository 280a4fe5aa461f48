"""``roundup new``: start the next issue."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..check.archive import read_page
from ..guard.files import pages
from ..model.periods import PERIODS, issue_problem, label, order, period_of
from ..model.records import Issue
from ..model.vocabulary import Vocabulary
from ..parse.language import language_of
from ..parse.vocabulary import load
from .options import archive_option


@click.command("new")
@click.argument("issue", required=False, metavar="[ISSUE]")
@archive_option
def new(issue: str | None, folder: Path) -> None:
    """Start an issue from a template, with the headings of the one before.

    It is a draft until you take the line “status: draft” out: the check tells of it, so that
    none is published half-done. A file that is there already is never touched.

    \b
    Examples:
      roundup new             the one after the newest issue
      roundup new 2024-05
    """
    newest = newest_issue(folder)
    words = load(folder)
    name = issue or _next(folder, words.named_by)
    period = PERIODS[words.named_by]
    if period_of(name) != words.named_by or issue_problem(name):
        raise click.UsageError(
            f"“{name}” cannot be the next issue: issues are named by {period.named_by},"
            f" as {period.example}."
        )
    path = folder / "issues" / f"{name}.md"
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(template(name, newest, words, language_of(folder)))
    except FileExistsError:
        click.echo(f"{path} is there already, and was not changed.", err=True)
        sys.exit(1)
    click.echo(f"{path} is ready. Open it, or put entries into it with: roundup add {name}")
    click.echo("An entry to copy, and all its fields, are on the page “How to write an item”.")


def newest_issue(folder: Path) -> Issue | None:
    """The newest issue that can be read."""
    for name in reversed(_names(folder)):
        issue = read_page(folder, f"issues/{name}.md").published
        if issue:
            return issue
    return None


def _names(folder: Path) -> list[str]:
    """The ids of the issues there are, oldest first."""
    found = (path[7:-3] for path in pages(folder) if path.startswith("issues/"))
    return sorted((name for name in found if not issue_problem(name)), key=order)


def _next(folder: Path, named_by: str) -> str:
    period = PERIODS[named_by]
    names = [name for name in _names(folder) if period_of(name) == named_by]
    if not names:
        named = f"name the first, as in: roundup new {period.example}"
        raise click.UsageError(f"there is no issue yet; {named}")
    before = names[-2] if len(names) > 1 else None
    name = period.next(names[-1], before)
    if name is None:
        message = "one issue does not tell when the next is due; name it"
        raise click.UsageError(f"{message}, as in: roundup new {period.example}")
    return name


def template(name: str, newest: Issue | None, words: Vocabulary, language: str) -> str:
    """The text of a new issue; the day of a numbered one is left to its editor."""
    masthead = newest.masthead if newest else "The name of the newsletter"
    printed = [section.heading for section in newest.sections] if newest else []
    headings = [heading for heading in printed if words.topic_of_heading(heading)]
    lines = ["---", f"masthead: {_quoted(masthead)}", "status: draft"]
    if period_of(name) == "number":
        lines.append("date: YYYY-MM-DD")
    lines += ["---", "", f"# {label(name, None, language)}"]
    for heading in headings:
        lines += ["", f"## {heading}"]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A value that YAML reads as these words, whatever they are."""
    plain = all(c.isalnum() or c in " ,.&’'()-" for c in text) and text[:1].isalpha()
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return text if plain else f'"{escaped}"'
