"""Find the archive that a command is about."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from ..guard.text import visible
from ..model.field_types import DATE, FieldError


def _found(_context: click.Context, _parameter: click.Parameter, given: Path | None) -> Path:
    if given is not None:
        if not is_archive(given):
            raise click.BadParameter(f"{given} holds no archive: it has no folder “issues”.")
        return given
    here = Path.cwd()
    for folder in (here, *here.parents):
        if is_archive(folder):
            return Path(os.path.relpath(folder))  # short in what a person reads
    raise click.UsageError("there is no archive here; go to its folder, or name it: --archive …")


def is_archive(folder: Path) -> bool:
    """Tell whether a folder holds an archive."""
    return (folder / "issues").is_dir() and (folder / "topics").is_dir()


def say(line: str, *, is_error: bool = False) -> None:
    """Print words that somebody wrote, so that no terminal and no log obeys them."""
    click.echo(visible(line), err=is_error)


archive_option: Callable[[Callable[..., Any]], Callable[..., Any]] = click.option(
    "--archive",
    "folder",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    callback=_found,
    is_eager=True,  # others are judged by what the archive holds
    help="The archive's folder.  [default: found from here upwards]",
)
"""The option that every command has; gives ``folder``."""


def _day(_context: click.Context, _parameter: click.Parameter, given: str | None) -> str:
    if given is None:
        return dt.datetime.now(dt.UTC).date().isoformat()
    try:
        return str(DATE.read(given).isoformat())
    except FieldError as error:
        raise click.BadParameter(f"{error} {error.hint}") from None


date_option: Callable[[Callable[..., Any]], Callable[..., Any]] = click.option(
    "--date", callback=_day, help="The day, as 2026-12-03.  [default: today]"
)
"""The day of what a command writes into the archive."""
