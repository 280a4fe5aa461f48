"""Add to the links of issues what is known of their addresses besides what was printed.

First what the archive found (``restored/``), then how every address answered (``links.json``).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from ..guard.urls import read_address
from ..model.archive import Archive
from ..model.messages import MOST_PROBLEMS, Problem, did_you_mean
from ..model.records import Evidence, Issue, Item, Link
from .link_status import Answer, read_answers
from .restored import Row, load_restored

Rows = Mapping[str, Sequence[Row]]


def with_addresses(issues: Iterable[Issue], folder: Path) -> list[Issue]:
    """The issues with each link as it is known today.

    A file that cannot be used adds nothing; the check tells of it.
    """
    try:
        answers = read_answers(folder)
    except ValueError:
        answers = {}
    rows: dict[str, list[Row]] = {}
    for row in load_restored(folder).rows:
        rows.setdefault(row.item, []).append(row)
    return [_known(issue, rows, answers) for issue in issues] if rows or answers else list(issues)


def _known(issue: Issue, rows: Rows, answers: Mapping[str, Answer]) -> Issue:
    sections = tuple(
        replace(section, items=tuple(_item(item, rows, answers) for item in section.items))
        for section in issue.sections
    )
    return issue if sections == issue.sections else replace(issue, sections=sections)


def _item(item: Item, rows: Rows, answers: Mapping[str, Answer]) -> Item:
    found = {place: row.evidence for row in rows.get(item.id, ()) if (place := _place(item, row))}
    links = tuple(
        _answered(_restored(link, found.get(number)), answers)
        for number, link in enumerate(item.links, 1)
    )
    return item if links == item.links else replace(item, links=links)


def _place(item: Item, row: Row) -> int:
    """Which link of an item a row is about, from 1; 0 where none, or not one alone, is."""
    same = [n for n, link in enumerate(item.links, 1) if _words(link) == row.words]
    if row.number:
        return same[row.number - 1] if row.number <= len(same) else 0
    return same[0] if len(same) == 1 else 0


def _words(link: Link) -> str:
    return " ".join(link.text.split())


def _restored(link: Link, found: Evidence | None) -> Link:
    """A link with what was found of it. What was printed is never replaced."""
    if found is None or link.target:
        return link
    target = found.address if found.status == "restored" else None
    return replace(link, target=target, evidence=found)


def _answered(link: Link, answers: Mapping[str, Answer]) -> Link:
    address = link.target or (link.evidence.address if link.evidence else "")
    answer = answers.get(address)
    if answer is None:
        return link
    if not link.evidence:
        return replace(link, gone=answer.since) if answer.state == "gone" else link
    if _leads_elsewhere(address, answer):
        return _fallen(link, link.evidence, answer.since)
    if answer.state in {"works", "moved"}:
        seen = max(dt.date.fromisoformat(answer.checked), link.evidence.checked or dt.date.min)
        return replace(link, evidence=replace(link.evidence, checked=seen))
    return link


def _leads_elsewhere(address: str, answer: Answer) -> bool:
    """Whether a restored address does not lead to the document: it is gone, or forwards home."""
    if answer.state == "gone":
        return True
    here, there = read_address(address), read_address(answer.to)
    was_home = here is None or here.pathname.strip("/") == ""
    return (
        bool(answer.state == "moved" and there and not there.pathname.strip("/")) and not was_home
    )


def _fallen(link: Link, found: Evidence, since: str) -> Link:
    """A link whose found address answers wrongly: its archived copy stands in, or nothing does."""
    if found.archived:
        archived = found.archived if link.target else None
        return replace(link, archived=archived, gone=since)
    return replace(link, target=None, gone=since, evidence=replace(found, status="not-recorded"))


def problems(folder: Path, archive: Archive) -> Iterator[Problem]:
    """Say what is wrong with the files of ``restored/``, and of each row that has no link."""
    loaded = load_restored(folder)
    yield from loaded.problems
    yield from islice(_without_link(folder, archive, loaded.rows), MOST_PROBLEMS)


def _without_link(folder: Path, archive: Archive, rows: Iterable[Row]) -> Iterator[Problem]:
    seen: set[tuple[str, int]] = set()
    for row in rows:
        issue = row.item.partition("/")[0]
        if issue in archive.issue:
            found, hint, place = row_problem(archive.issue[issue], row)
            if not found and (row.item, place) in seen:
                found, hint = f"the link {row.named} is given twice.", "Take one row out."
            seen.add((row.item, place))
        elif (folder / f"issues/{issue}.md").exists():
            continue  # it is not read: whoever reads it says why
        else:
            hint = did_you_mean(issue, archive.issue, otherwise="See issues/ for those there are.")
            found = f"there is no issue {issue}."
        if found:
            yield Problem(row.path, row.line, "bad-restored", found, hint)


def row_problem(issue: Issue, row: Row) -> tuple[str, str, int]:
    """Why a row is about no lost link of its issue, with a hint; and about which link it is."""
    items = {item.id: item for item in issue.items}
    item = items.get(row.item)
    if item is None:
        slug = row.item.partition("/")[2]
        slugs = [one.slug for one in issue.items]
        hint = did_you_mean(slug, slugs, otherwise=f"See issues/{issue.id}.md.")
        return f"there is no item “{slug[:80]}” in {issue.id}.", hint, 0
    place = _place(item, row)
    if place:
        link = item.links[place - 1]
        if link.target and not link.evidence:
            message = f"the link {row.named} has an address in print."
            return message, "Take the row out: what was printed stays.", place
        return "", "", place
    same = sum(_words(link) == row.words for link in item.links)
    if same > 1:
        hint = 'Say which one: number: "1" is the first.'
        return f"there are {same} links {row.named} in {item.id}.", hint, 0
    words = [_words(link) for link in item.links]
    otherwise = f"Its links are {', '.join(f'“{one}”' for one in words)}." if words else ""
    hint = did_you_mean(row.words, words, otherwise=otherwise)
    return f"there is no link {row.named} in {item.id}.", hint, 0
