"""``roundup links``: ask every recorded address whether it still answers."""

from __future__ import annotations

import datetime as dt
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import click

from ..atomic import write_text
from ..check.archive import Checked, check
from ..model.archive import Archive
from ..model.assembly import assemble
from ..model.copies import SAVE_FORM
from ..model.plural import plural
from ..model.records import Issue, Item
from ..parse.identity import load_identity
from ..parse.link_status import FILE, Answer, answer_of, as_json, due, problems, read_answers
from ..parse.restored import load_restored
from .lost_import import Import
from .options import archive_option, date_option, say
from .same_documents import same_documents, suggestions

Place = tuple[str, int]
"""A file of the archive and a line in it, from 1."""


class _CheckByDefault(click.Group):
    """A group that asks the addresses where no command of it is named."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the usual command before options that are given alone."""
        if not args or (args[0] not in self.commands and args[0] not in ctx.help_option_names):
            args = ["check", *args]
        return super().parse_args(ctx, args)


@click.group("links", cls=_CheckByDefault)
def links() -> None:
    """Ask the addresses of links, or mend lost ones in a spreadsheet.

    \b
    Example:
      roundup links --days 7
      roundup links export lost.csv
      roundup links import lost.csv
      roundup links suggest
    """


@links.command("check")
@click.option("--days", default=30, show_default=True, help="Ask again after so many days.")
@click.option("--timeout", default=20.0, show_default=True, help="Wait so many seconds at most.")
@click.option(
    "--pause", default=1.0, show_default=True, help="Seconds between questions to a site."
)
@click.option("--fail", is_flag=True, help="End with 1 if an address is gone that was not before.")
@archive_option
def check_links(days: int, timeout: float, pause: float, fail: bool, folder: Path) -> None:
    """Ask the recorded addresses whether they answer, and write the result to links.json.

    Each site is asked with breaks between, and waits when a site says so. Addresses
    inside private networks are not asked. No issue is changed: restoring an address,
    or adding an archived copy, is for a person.

    \b
    Example:
      roundup links --days 7
    """
    places = places_of(check(folder).issues, folder)
    today = dt.datetime.now(dt.UTC).date()
    for problem in problems(folder):
        raise click.ClickException(problem.sentence)
    known = read_answers(folder)
    asked = due(places, known, today, days)
    answers = {address: known[address] for address in places if address in known}
    why: dict[str, str] = {}
    if asked:
        from .link_checker import LinkChecker  # noqa: PLC0415 - a quarter of a second to load

        for address, reply in LinkChecker(timeout, pause).ask_all(asked):
            answers[address] = answer_of(reply, known.get(address), today)
            why[address] = reply.why
    if answers or known:
        write_text(folder / FILE, as_json(answers))
    for line in report(answers, places, why):
        say(line)
    click.echo(f"{plural(len(asked), 'address', 'addresses')} asked of {len(places)}.")
    sys.exit(1 if fail and newly_gone(answers, known) else 0)


@links.command("export")
@click.argument("target", type=click.Path(path_type=Path, dir_okay=False))
@archive_option
def export(target: Path, folder: Path) -> None:
    """Write the links that lead nowhere to TARGET, a table (CSV) for a spreadsheet.

    Fill in address, title, publisher, how you know, the address of the evidence and your
    handle; leave the other rows as they are. To make a suggestion certain, write
    “restored” over its status and how you know.

    \b
    Example:
      roundup links export lost.csv
    """
    from .lost_links import COLUMNS, csv_text, lost_rows  # noqa: PLC0415 - not for the check

    rows = list(lost_rows(_archive(folder, check(folder))))
    write_text(target, csv_text(COLUMNS, rows))
    suggested = sum(row.get("status") == "suggested" for row in rows)
    click.echo(f"{target}: {plural(len(rows), 'link')}, {suggested} with a suggestion.")


@links.command("import")
@click.argument("table", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@date_option
@archive_option
def import_(table: Path, date: str, folder: Path) -> None:
    """Take the addresses that were filled into TABLE (CSV), each judged as strictly as a page.

    What is right is written into restored/; a name or a suggestion that stands there
    gives way to an address that is certain. The rest goes into a table of its own beside
    TABLE, with a column that says why; then the exit code is 1. Where the day of finding is
    empty, it is --date.

    \b
    Example:
      roundup links import lost.csv
    """
    from .lost_links import COLUMNS, REASON, csv_rows, csv_text  # noqa: PLC0415 - not for the check

    done = _import(folder, check(folder), date)
    try:
        done.add(csv_rows(table.read_bytes().decode("utf-8-sig")))
    except UnicodeDecodeError:
        raise click.ClickException(f"{table} is not UTF-8: save it as “CSV UTF-8”.") from None
    except ValueError as error:
        raise click.ClickException(f"{table}: {error}.") from None
    done.write()
    for line in done.replaced:
        say(line)
    click.echo(f"{plural(done.added, 'address', 'addresses')} added.")
    if done.added or done.replaced:
        click.echo(f"Have each kept by a web archive: {SAVE_FORM}; write its copy as “archived”.")
        more = len(list(same_documents(_archive(folder, check(folder)))))
        if more:
            click.echo(f"{plural(more, 'more link')} may lead there: see “roundup links suggest”.")
    if done.returned:
        rest = table.with_name(f"{table.stem}-rest.csv")
        write_text(rest, csv_text((*COLUMNS, REASON), done.returned))
        click.echo(f"{plural(len(done.returned), 'row')} to mend: {rest} says why.", err=True)
        sys.exit(1)


@links.command("suggest")
@click.option("--write", is_flag=True, help="Write them into restored/ as suggestions.")
@date_option
@archive_option
def suggest(write: bool, date: str, folder: Path) -> None:
    """List lost links that have the words and the publisher of a link whose address is known.

    Only where the words are four or more and the issues half a year apart at most, or the
    whole entry was printed twice. None is restored: that is for a person.

    \b
    Example:
      roundup links suggest --write
    """
    checked = check(folder)
    archive = _archive(folder, checked)
    rows = list(suggestions(archive, same_documents(archive), date))
    for row in rows:
        say(f"{row['id']}: “{row['link']}”, perhaps {row['address']}. {row['how']}")
    if write and rows:
        done = _import(folder, checked, date)
        done.add(rows)
        done.write()
        for row in done.returned:
            say(f"{row['id']}: not written: {row['reason']}")
        click.echo(f"{plural(done.added, 'suggestion')} written.")
    else:
        click.echo(f"{plural(len(rows), 'suggestion')}.{' Write with --write.' if rows else ''}")


def _archive(folder: Path, checked: Checked) -> Archive:
    identity = load_identity(folder).identity
    return assemble(checked.issues, checked.vocabulary, identity=identity)


def _import(folder: Path, checked: Checked, day: str) -> Import:
    if broken := [one for one in checked.problems if one.subtype == "bad-restored"]:
        raise click.ClickException(f"mend this first: {broken[0].path}: {broken[0].sentence}")
    return Import(folder, checked, day)


def places_of(issues: Iterable[Issue], folder: Path) -> dict[str, list[Place]]:
    """Map each web address of the issues, sorted, to the places where it is written."""
    found: dict[str, list[Place]] = {}
    for issue in issues:
        path = f"{issue.docname}.md"
        lines = (folder / path).read_text(encoding="utf-8-sig").split("\n")
        for item in issue.items:
            for address, line in _addresses(item, lines):
                found.setdefault(address, []).append((path, line))
    for row in load_restored(folder).rows:
        if row.evidence.address:
            found.setdefault(row.evidence.address, []).append((row.path, row.line))
    return {address: list(dict.fromkeys(found[address])) for address in sorted(found)}


def _addresses(item: Item, lines: list[str]) -> Iterator[tuple[str, int]]:
    """The web addresses of an item, each with the line it is on; else with that of the item."""
    line = item.line
    for link in item.links:
        if link.evidence:
            continue
        address = link.target or ""
        if address.casefold().startswith(("http://", "https://")):
            written = re.compile(rf"{re.escape(address)}(?=[\s)>\"]|$)")
            after = (n for n in range(line, len(lines) + 1) if written.search(lines[n - 1]))
            line = next(after, line)
            yield address, line


def report(
    answers: Mapping[str, Answer], places: Mapping[str, list[Place]], why: Mapping[str, str]
) -> Iterator[str]:
    """Say of each address that does not simply work how it is, with file and line, in order."""
    rows = ((place, address) for address in answers for place in places[address])
    for (path, line), address in sorted(rows):
        answer = answers[address]
        if answer.state == "works":
            continue
        more = f" is now {answer.to}" if answer.to else ""
        more += f" ({why[address]})" if why.get(address) else ""
        yield f"{path}:{line}: {answer.state} since {answer.since}: {address}{more}"


def newly_gone(answers: Mapping[str, Answer], known: Mapping[str, Answer]) -> list[str]:
    """The addresses that are gone and were not so at the last look."""
    gone = [address for address, answer in answers.items() if answer.state == "gone"]
    return [one for one in gone if one not in known or known[one].state != "gone"]
