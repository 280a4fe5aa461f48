"""``roundup take``: move what is proposed in ``inbox/`` into an issue, below its headings."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import click

from .. import guard
from ..atomic import write_text
from ..check.inbox import problems_of_proposal
from ..check.reporters import as_text
from ..model.assembly import assemble
from ..model.messages import Problem, did_you_mean
from ..model.plural import plural
from ..model.records import Item
from ..model.vocabulary import Vocabulary
from ..parse.inbox import FOLDER, Proposal, load_proposals, proposal_files, read_proposal
from ..parse.page import Page, read_page
from ..parse.vocabulary import load
from .add import as_printed, entry_of, ids_of, is_added, issue_file, new_problems, not_taken
from .edit import Entry, add_item, all_entries
from .options import archive_option, say


class NotTakenError(Exception):
    """A proposal cannot be taken; holds what is wrong."""

    def __init__(self, problems: list[Problem]) -> None:
        """Keep them."""
        super().__init__()
        self.problems = problems


@click.command("take")
@click.argument("files", nargs=-1, metavar="[FILES]...")
@click.option("--all", "every", is_flag=True, help="Take all that waits.")
@click.option("--to", "issue", help="The issue, where the file names none or another.")
@archive_option
def take(files: tuple[str, ...], every: bool, issue: str | None, folder: Path) -> None:
    """Move the entries of FILES in inbox/ into their issue, and remove the files.

    Without FILES, says what waits. A file with anything wrong is left as it is.

    \b
    Examples:
      roundup take
      roundup take inbox/2024-05-1f0c9a3e.md
      roundup take --all --to 2024-05
    """
    known = list(proposal_files(folder))
    if not files and not every:
        for line in _waiting(folder):
            say(line)
        return
    failed = 0
    for path in known if every else [_named(name, known) for name in files]:
        try:
            for line in _take(folder, path, issue):
                say(line)
        except NotTakenError as error:
            failed += 1
            say(f"{path} was not taken:", is_error=True)
            for line in as_text(error.problems, folder):
                click.echo(line, err=True)
    sys.exit(1 if failed else 0)


def _waiting(folder: Path) -> Iterator[str]:
    """Say what waits, a line for each file."""
    count = 0
    for one in load_proposals(folder):
        count += len(one.items)
        titles = ", ".join(f"“{item.title}”" for item in one.items) or "nothing that can be read"
        yield f"{one.path} ({one.issue or 'no issue named'}): {titles}"
    wait = "waits" if count == 1 else "wait"
    yield f"{plural(count, 'entry', 'entries')} {wait}{' in inbox/' if count else ''}."


def _named(name: str, known: list[str]) -> str:
    """The file that a person means: by its path, or its name alone."""
    stem = Path(name).name.removesuffix(".md")
    path = f"{FOLDER}/{stem}.md"
    if path in known:
        return path
    stems = [Path(one).stem for one in known]
    hint = did_you_mean(stem, stems, otherwise="“roundup take” alone says what waits.")
    raise click.UsageError(f"there is no {path}. {hint}")


@dataclass(frozen=True, slots=True)
class _Placed:
    """An entry with the place that it is put at."""

    item: Item
    entry: Entry
    heading: str
    slug: str
    is_there: bool


def _take(folder: Path, path: str, issue: str | None) -> list[str]:
    """Take one file; give what is said of it.

    The issue is written whole before the file is removed: whatever happens in between, no
    word is lost, and taking the file again adds nothing twice.

    :raises NotTakenError: where anything is wrong; nothing is written then.
    """
    words = load(folder)
    if problem := guard.file_problem(folder, path):
        raise NotTakenError([problem])
    text = guard.decoded(folder / path).replace("\r\n", "\n")
    proposal = read_proposal(path, text)
    file, before = _issue(folder, proposal, issue)
    proposal = replace(proposal, issue="")
    # Its issue was just found, so an archive that knows no issue may judge the rest.
    found = set(problems_of_proposal(folder, proposal, assemble((), words), words))
    if found:
        raise NotTakenError(sorted(found))
    placed = _places(proposal, text, before)
    page = guard.decoded(file)
    for one in placed:
        if not one.is_there:
            page = add_item(page, one.heading, _source(text, one))
    _judge(before, page, placed, words)
    write_text(file, page)
    (folder / path).unlink()
    return [_said(file, one) for one in placed]


def _issue(folder: Path, proposal: Proposal, issue: str | None) -> tuple[Path, Page]:
    name = issue or proposal.issue
    if not name:
        message = "it names no issue."
        hint = f"Say which: roundup take {proposal.path} --to 2024-05"
        raise NotTakenError([Problem(proposal.path, 1, "bad-proposal", message, hint)])
    try:
        file = issue_file(folder, name)
    except click.UsageError as error:
        problem = Problem(proposal.path, proposal.line, "bad-proposal", error.message)
        raise NotTakenError([problem]) from None
    return file, read_page(f"issues/{name}.md", guard.decoded(file))


def _places(proposal: Proposal, text: str, before: Page) -> list[_Placed]:
    """Where each entry goes, under which id: one that is taken gets a number."""
    taken = set(ids_of(before))
    there = {_contents(item) for item in before.issue.items} if before.issue else set()
    placed = []
    for item, entry in zip(proposal.items, all_entries(text), strict=True):
        is_there = _contents(item) in there
        slug = item.slug if is_there else not_taken(item.slug, taken)
        taken.add(slug)
        placed.append(_Placed(item, entry, as_printed(item.heading, before), slug, is_there))
    return placed


def _contents(item: Item) -> tuple[object, ...]:
    return (item.title, item.kind, item.sources, item.body, item.links)


def _source(text: str, one: _Placed) -> str:
    """The entry as it is written in its file, under the id that it gets."""
    lines = text.split("\n")[one.entry.start : one.entry.end]
    if one.slug != one.item.slug:
        place = one.item.line_of("id") - 1 - one.entry.start
        lines[place] = f":id: {one.slug}"
    text = "\n".join(lines).strip()
    # The end of a file closes an item, too; in an issue more comes after it.
    return text if lines[-1].startswith(":::") else f"{text}\n:::"


def _judge(before: Page, text: str, placed: list[_Placed], words: Vocabulary) -> None:
    """Look that the issue holds the entries as they were proposed, and nothing is wrong with it.

    :raises NotTakenError: where it is not so.
    """
    after = read_page(before.path, text)
    wrong = new_problems(before, after, words)
    added = []
    for one in placed:
        heading, title, _, *others = entry_of(one.item, one.heading)
        if not one.is_there:
            added.append((heading, title, one.slug, *others))
    if not wrong and not is_added(before, after, added):
        message = "the entries cannot be read back as they are proposed."
        hint = "Write title, heading and words plainly."
        wrong = [Problem(before.path, 1, "bad-issue", message, hint)]
    if wrong:
        raise NotTakenError(wrong)


def _said(file: Path, one: _Placed) -> str:
    if one.is_there:
        return f"{file}: “{one.item.title}” stands there already."
    said = f"{file}: “{one.item.title}” stands under “{one.heading}”."
    if one.slug != one.item.slug:
        said += f" Its id is {one.slug}, for {one.item.slug} was taken."
    return said
