"""``roundup links``: ask every recorded address whether it still answers."""

from __future__ import annotations

import datetime as dt
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import click

from ..atomic import write_text
from ..check.archive import check
from ..model.plural import plural
from ..model.records import Issue, Item
from ..parse.link_status import FILE, Answer, answer_of, as_json, due, problems, read_answers
from .options import archive_option, say

Place = tuple[str, int]
"""A file of the archive and a line in it, from 1."""


@click.command("links")
@click.option("--days", default=30, show_default=True, help="Ask again after so many days.")
@click.option("--timeout", default=20.0, show_default=True, help="Wait so many seconds at most.")
@click.option(
    "--pause", default=1.0, show_default=True, help="Seconds between questions to a site."
)
@click.option("--fail", is_flag=True, help="End with 1 if an address is gone that was not before.")
@archive_option
def links(days: int, timeout: float, pause: float, fail: bool, folder: Path) -> None:
    """Ask the recorded addresses whether they answer, and write the result to links.json.

    Each site is asked with breaks between, and waits when a site says so. Addresses
    inside private networks are not asked. No issue is changed: restoring an address,
    or adding an archived copy, is for a person.

    \b
    Example:
      roundup links --days 7
    """  # noqa: D301 - \b keeps click from joining the lines
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


def places_of(issues: Iterable[Issue], folder: Path) -> dict[str, list[Place]]:
    """Map each web address of the issues, sorted, to the places where it is written."""
    found: dict[str, list[Place]] = {}
    for issue in issues:
        path = f"{issue.docname}.md"
        lines = (folder / path).read_text(encoding="utf-8-sig").split("\n")
        for item in issue.items:
            for address, line in _addresses(item, lines):
                found.setdefault(address, []).append((path, line))
    return {address: list(dict.fromkeys(found[address])) for address in sorted(found)}


def _addresses(item: Item, lines: list[str]) -> Iterator[tuple[str, int]]:
    """The web addresses of an item, each with the line it is on; else with that of the item."""
    line = item.line
    for link in item.links:
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
