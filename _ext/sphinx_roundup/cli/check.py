"""``roundup check``: what is to be mended, by file and line, without building anything."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from ..check.archive import Checked, all_files, all_pages, check, relative, with_advice
from ..check.reporters import FORMATS, as_github, as_json, as_summary, as_text
from ..model.plural import plural
from ..parse.closed_lists import FILE as CLOSED_LISTS
from ..parse.helplines import FILE as HELPLINES
from ..parse.identity import FILE as IDENTITY_FILE
from ..parse.related_words import FILE as RELATED_WORDS
from ..parse.restored import restored_files
from .options import archive_option

_LISTS = ("sources.yml", CLOSED_LISTS, HELPLINES, RELATED_WORDS, IDENTITY_FILE)
"""The files besides pages that can be checked by themselves."""


@click.command("check")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option("--strict", is_flag=True, help="Let notes count as problems.")
@click.option("--quiet", is_flag=True, help="Leave out the notes.")
@archive_option
def check_command(
    files: tuple[Path, ...], form: str, strict: bool, quiet: bool, folder: Path
) -> None:
    """Check FILES, or the whole archive, by the same rules as the build.

    Problems must be mended. Notes are worth a second look, and may be left.

    \b
    Examples:
      roundup check
      roundup check issues/2024-05.md
      roundup check --format json > problems.json
    """
    paths = _paths(folder, files) if files else None
    with _nothing_collected():
        checked = check(folder, paths)
    if not quiet:
        checked = with_advice(folder, checked)
    found = sorted((*checked.problems, *checked.advice))
    if form == "json":
        click.echo(as_json(found, folder))
    elif form == "github":
        for line in as_github(found, folder):
            click.echo(line)
        _write_summary(as_summary(found, folder))
    else:
        for line in as_text(found, folder):
            click.echo(line)
        click.echo(_summary(checked, len(paths or all_pages(folder))))
    sys.exit(1 if checked.problems or (strict and checked.advice) else 0)


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Let Python not look for what is left: what is read stays until all is told."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _write_summary(text: str) -> None:
    """Add the whole list to the page of the run, where GitHub asks for it."""
    name = os.environ.get("GITHUB_STEP_SUMMARY")
    if name:
        with Path(name).open("a", encoding="utf-8") as file:
            file.write(text)


def _paths(folder: Path, files: Sequence[Path]) -> list[str]:
    found: list[str] = []
    for path in files:
        if not (path.exists() or path.is_symlink()):
            raise click.UsageError(f"there is no file {path}.")
        try:
            (name,) = relative(folder, [str(path)])
        except ValueError:
            raise click.UsageError(f"{path} is not in the archive {folder}.") from None
        if path.is_dir():
            prefix = "" if name == "." else f"{name}/"
            found.extend(page for page in all_files(folder) if page.startswith(prefix))
        elif name.endswith(".md") or name in {*_LISTS, *restored_files(folder)}:
            found.append(name)
        else:
            raise click.UsageError(f"{path} is no page; pages end with .md.")
    return list(dict.fromkeys(found))


def _summary(checked: Checked, pages: int) -> str:
    items = sum(len(issue.items) for issue in checked.issues)
    read = f"{plural(pages, 'page')}, {plural(items, 'item')}"
    notes = f", and {plural(len(checked.advice), 'note')}" if checked.advice else ""
    if checked.problems:
        return f"{read}: {plural(len(checked.problems), 'problem')} to mend{notes}."
    return f"{read}: nothing to mend{notes}."
