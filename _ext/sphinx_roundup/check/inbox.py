"""Judge what is proposed in ``inbox/`` as an issue would be that had taken it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from ..lint.rules import check_section, check_words
from ..model.archive import Archive
from ..model.messages import MOST_PROBLEMS, Problem, did_you_mean
from ..model.rules import RULES
from ..model.vocabulary import Vocabulary
from ..parse.inbox import Proposal, load_proposals


def problems(folder: Path, archive: Archive, vocabulary: Vocabulary) -> Iterator[Problem]:
    """Find what is wrong with each file of ``inbox/``."""
    for one in load_proposals(folder):
        yield from problems_of_proposal(folder, one, archive, vocabulary)


def problems_of_proposal(
    folder: Path, one: Proposal, archive: Archive, vocabulary: Vocabulary
) -> Iterator[Problem]:
    """Find what is wrong with one file of proposals, in no fixed order."""
    yield from one.page.refused
    yield from one.page.problems if not one.page.refused else one.page.told(one.page.problems)
    yield from one.page.told(islice(_wrong(folder, one, archive, vocabulary), MOST_PROBLEMS))


def _wrong(
    folder: Path, one: Proposal, archive: Archive, vocabulary: Vocabulary
) -> Iterator[Problem]:
    if not one.page.refused and not any(s.items or s.tombstones for s in one.sections):
        message = "there is no entry in this file."
        hint = "Write one that begins with :::{item} and a title, or take the file out."
        yield Problem(one.path, 1, "bad-proposal", message, hint)
    if one.issue and one.issue not in archive.issue and not _is_there(folder, one.issue):
        otherwise = "Take the line out: an editor names the issue who takes the entry."
        hint = did_you_mean(one.issue, archive.issue, otherwise=otherwise)
        message = f"there is no issue “{one.issue[:40]}”."
        yield Problem(one.path, one.line, "bad-proposal", message, hint)
    for section in one.sections:
        if section.heading:
            yield from check_section(one.path, section, vocabulary)
        for item in () if section.heading else section.items:
            yield from check_words(one.path, item, vocabulary)
            yield RULES["no-heading"].problem(one.path, item.line, title=item.title[:80])
        for quote in section.quotes:
            message = f"the quotation “{quote[:80]}” belongs to no entry."
            hint = "Write it into the issue itself, or take it out."
            yield Problem(one.path, section.line, "bad-proposal", message, hint)
        for tombstone in section.tombstones:
            message = "what is proposed cannot be withdrawn."
            hint = "Take out the lines “:withdrawn:” and “:reason:”."
            yield Problem(one.path, tombstone.line, "bad-proposal", message, hint)


def _is_there(folder: Path, issue: str) -> bool:
    """Whether an issue has a file that cannot be read: whoever reads it says why."""
    return "/" not in issue and (folder / f"issues/{issue}.md").exists()


def advise_on_proposals(folder: Path) -> Iterator[Problem]:
    """Say of each file of proposals what waits in it."""
    for one in load_proposals(folder):
        for item in one.items[:MOST_PROBLEMS]:
            message = f"the entry “{item.title[:80]}” is proposed, and waits."
            hint = f"Take it into an issue with “roundup take {one.path}”, or take the file out."
            yield Problem(one.path, item.line, "waiting-proposal", message, hint)
