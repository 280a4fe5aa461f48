"""``roundup import``: documents in, draft issues out."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Self

import click

from ..guard.text import visible
from ..importer.batch import Journal, Row, date_in_name, documents_in, row_of, table
from ..importer.blocks import UnreadableError
from ..importer.context import Knowledge, load_knowledge
from ..importer.pipeline import LostError, make_draft
from ..importer.report import LOST, UNREADABLE, Outcome, as_json, as_text
from ..importer.sandbox import read_file
from ..model.periods import PERIODS, issue_problem, period_of
from .options import archive_option, say

NAMELESS = "It names no"
_NAMED = {"month": "month and year", "week": "week", "day": "day", "number": "number"}


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--to", "target", type=click.Path(path_type=Path), help="The draft to write.")
@click.option("--dry-run", is_flag=True, help="Read and report; write nothing.")
@click.option(
    "--again", is_flag=True, help="Read documents of a folder anew that are drafts already."
)
@click.option(
    "--format", "output", type=click.Choice(["text", "json"]), default="text", show_default=True
)
@archive_option
def import_command(
    files: tuple[Path, ...],
    target: Path | None,
    dry_run: bool,
    again: bool,
    output: str,
    folder: Path,
) -> None:
    """Make draft issues of newsletters: Word, PDF, e-mail, web page, Markdown or text.

    Every word and every link is in the draft or in the list of what was left out;
    otherwise no draft is written. Open points stand on the items as :review: lines.

    Of a folder all documents are taken, with a table at the end. A run that was stopped
    goes on where it was; one document's failure is not that of another.

    Exit codes: 0 all written; 1 a document cannot be read, or its draft exists and
    differs; 3 words or links would have been lost.
    """
    if target and len(files) > 1:
        raise click.UsageError("--to takes one document; leave it out for several.")
    knowledge = load_knowledge(folder)
    if any(file.is_dir() for file in files) and output == "text":
        if target:
            raise click.UsageError("--to takes one document; leave it out for a folder.")
        sys.exit(_import_all(documents_in(files), folder, knowledge, dry_run=dry_run, again=again))
    outcomes: list[Outcome] = []
    tried: dict[str, str] | None = {} if dry_run else None
    for file in documents_in(files):
        outcome = _done(file, target, folder, knowledge, tried)
        outcomes.append(outcome)
        if output == "text":
            for line in as_text(outcome):
                say(line, is_error=bool(outcome.code))
    if output == "json":
        click.echo(json.dumps([as_json(outcome) for outcome in outcomes], indent=2))
    sys.exit(max((outcome.code for outcome in outcomes), default=0))


def _done(
    file: Path,
    target: Path | None,
    archive: Path,
    knowledge: Knowledge,
    tried: dict[str, str] | None = None,
) -> Outcome:
    """Import a document and write its draft; ``tried``, of a dry run, has the drafts before it."""
    outcome = _import(file, target, archive, knowledge)
    if not outcome.imported or outcome.problems:
        return outcome
    return _write(outcome) if tried is None else _try(outcome, tried)


def _import_all(
    files: Sequence[Path], archive: Path, knowledge: Knowledge, *, dry_run: bool, again: bool
) -> int:
    """Import the documents of a folder, and print a table; the worst exit code is returned."""
    journal = Journal(archive)
    rows: list[Row] = []
    worst = 0
    tried: dict[str, str] | None = {} if dry_run else None
    with click.progressbar(files, label="Importing", file=sys.stderr, width=30) as bar:
        for file in bar:
            known = None if again or dry_run else journal.row(file)
            if known:
                rows.append(replace(known, file=str(file), outcome="already there"))
                continue
            outcome = _done(file, None, archive, knowledge, tried)
            worst = max(worst, outcome.code)
            rows.append(row_of(outcome))
            if outcome.written or outcome.kept:
                journal.add(file, rows[-1])
    rows, worst = _asked(rows, worst, archive, knowledge, journal, dry_run=dry_run)
    for line in table(rows):
        say(line)
    return worst


def _asked(
    rows: list[Row],
    worst: int,
    archive: Path,
    knowledge: Knowledge,
    journal: Journal,
    *,
    dry_run: bool,
) -> tuple[list[Row], int]:
    """Ask a person at a terminal for the names of issues that no document tells."""
    nameless = [place for place, row in enumerate(rows) if row.outcome.startswith(NAMELESS)]
    if not nameless or dry_run or not sys.stdin.isatty():
        return rows, worst
    example = PERIODS[knowledge.vocabulary.named_by].example
    for place in nameless:
        file = Path(rows[place].file)
        name = click.prompt(
            f"Which issue is {visible(file.name)}? (as {example}; empty to pass)", default=""
        )
        if name.strip():
            target = archive / "issues" / f"{name.strip()}.md"
            outcome = _done(file, target, archive, knowledge)
            rows[place] = row_of(outcome)
            worst = max(worst, outcome.code)
            if outcome.written or outcome.kept:
                journal.add(file, rows[place])
    return rows, worst


def _import(file: Path, target: Path | None, archive: Path, knowledge: Knowledge) -> Outcome:
    try:
        with _Progress(file.name) as progress:
            document = read_file(file, progress.tick)
            # The name of a file is the last to tell a date, and its words are never printed.
            named = f"{document.title} {date_in_name(file, knowledge.language)}"
            imported = make_draft(replace(document, title=named), knowledge)
    except UnreadableError as error:
        return Outcome(str(file), UNREADABLE, problems=(str(error),))
    except LostError as error:
        return Outcome(str(file), LOST, problems=error.failures)
    except Exception as error:  # noqa: BLE001 - the next document is not to suffer for this one
        why = f"No draft can be made of it, which is a fault of this program: {error!r}."
        return Outcome(str(file), UNREADABLE, problems=(why,))
    named_by = knowledge.vocabulary.named_by
    period = PERIODS[named_by]
    if target is None and not imported.issue:
        why = f"{NAMELESS} {_NAMED[named_by]}. Say where the draft goes: --to issues/{period.example}.md."
        return Outcome(str(file), UNREADABLE, imported, problems=(why,))
    place = target or archive / "issues" / f"{imported.issue}.md"
    fits = period_of(place.stem) == named_by and not issue_problem(place.stem)
    if not fits or place.suffix != ".md":
        use = f"use {period.named_by}, as {period.example}.md"
        why = f"“{place.name}” is no name for an issue: {use}."
        return Outcome(str(file), UNREADABLE, imported, str(place), problems=(why,))
    return Outcome(str(file), 0, imported, str(place))


def _write(outcome: Outcome) -> Outcome:
    """Write the draft, unless there is a file that says anything else."""
    assert outcome.imported
    place = Path(outcome.target)
    data = outcome.imported.text.encode("utf-8")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("xb") as file:
            file.write(data)
    except FileExistsError:
        return _as_it_is(outcome, data)
    except OSError as error:
        why = f"{outcome.target} cannot be written: {error.strerror}."
        return replace(outcome, code=UNREADABLE, problems=(why,))
    return replace(outcome, written=True)


def _as_it_is(outcome: Outcome, data: bytes) -> Outcome:
    """Leave a file that is there: it is the draft, or it stands in its way."""
    if Path(outcome.target).read_bytes() == data:
        return replace(outcome, kept=True)
    why = (
        f"{outcome.target} exists and differs, so it is left as it is."
        " Choose another name with --to, or remove it first."
    )
    return replace(outcome, code=UNREADABLE, problems=(why,))


def _try(outcome: Outcome, tried: dict[str, str]) -> Outcome:
    """Tell what to write a draft would come to."""
    assert outcome.imported
    first = tried.setdefault(outcome.target, outcome.file)
    if first != outcome.file:
        why = f"{first} would be {outcome.target}, too. Choose a name for each with --to."
        return replace(outcome, code=UNREADABLE, problems=(why,))
    if Path(outcome.target).is_file():
        return _as_it_is(outcome, outcome.imported.text.encode("utf-8"))
    return outcome


class _Progress:
    """A bar on a terminal for documents that take a while; nothing elsewhere."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.shown = False

    def __enter__(self) -> Self:
        return self

    def tick(self, done: int, of: int) -> None:
        """Show how far it is."""
        if sys.stderr.isatty():
            self.shown = True
            click.echo(f"\r{self.name}: page {done} of {of}", err=True, nl=False)

    def __exit__(self, *_: object) -> None:
        if self.shown:
            click.echo("\r\x1b[K", err=True, nl=False)
