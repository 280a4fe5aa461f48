"""Read ``inbox/``: entries that somebody proposes, each file of them a page of its own.

A file is written as an issue is, without its date line: headings, and below each its items.
So no two proposals change the same file. An editor takes them into an issue.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from .. import guard
from ..lint.slips import check_slips
from ..model.messages import Problem
from ..model.page_types import PROPOSAL
from ..model.records import Item, Section
from ..syntax import tree
from ..syntax.markdown import tokens_of
from ..syntax.strict_yaml import front_matter, read_yaml
from ..syntax.tree import Node
from .issue import sections_of
from .page import Page, page_of, top_of

FOLDER = PROPOSAL.folder


@dataclass(frozen=True, slots=True)
class Proposal:
    """The entries of one file, below their headings.

    :ivar issue: the issue that they are for; "" where the file does not say.
    :ivar line: where it says so.
    :ivar page: its path, why the guard refuses it, and what else is wrong with its text.
    """

    page: Page
    issue: str = ""
    line: int = 1
    sections: tuple[Section, ...] = field(default=())

    @property
    def path(self) -> str:
        """Its path below the archive's folder."""
        return self.page.path

    @property
    def items(self) -> tuple[Item, ...]:
        """Its entries; none where the guard refuses it."""
        if self.page.refused:
            return ()
        return tuple(item for section in self.sections for item in section.items)


def is_proposal(path: str) -> bool:
    """Tell whether a path is that of a file of proposals."""
    return path.startswith(f"{FOLDER}/") and path.endswith(".md")


def proposal_files(folder: Path) -> Iterator[str]:
    """The paths of all files in ``inbox/``, in a fixed order, whatever they are."""
    if not (folder / FOLDER).is_symlink():
        found = (folder / FOLDER).glob("*.md")
        yield from sorted(f"{FOLDER}/{path.name}" for path in found)


def load_proposals(folder: Path) -> list[Proposal]:
    """Read every file of ``inbox/``; none where there is no such folder."""
    loaded = [_load(folder, path) for path in proposal_files(folder)]
    if (folder / FOLDER).is_symlink():
        message = "it is not a folder of its own but leads to another."
        refused = Problem(FOLDER, 1, "unsafe-file", message, "Put the folder itself in its place.")
        loaded.append(Proposal(Page(FOLDER, refused=(refused,))))
    return loaded


def _load(folder: Path, path: str) -> Proposal:
    if problem := guard.file_problem(folder, path):
        return Proposal(Page(path, refused=(problem,)))
    return read_proposal(path, guard.decoded(folder / path))


@lru_cache(maxsize=1_000)
def read_proposal(path: str, text: str) -> Proposal:
    """Read the text of one file: what the guard says, then all else."""
    text = text.replace("\r\n", "\n")
    refused = guard.inspect(path, text)
    top = top_of(text)
    if top is None or any(problem.subtype == "too-large" for problem in refused):
        return Proposal(Page(path, refused=refused))
    found: list[Problem] = []
    # The date line of the issue is thought above it.
    nodes = [Node(tree.HEADING, 1, depth=1), *page_of(path, text, below=(1,))]
    sections = tuple(sections_of(path, nodes, found))
    problems = sorted({*found, *check_slips(path, tokens_of(text))})
    line = read_yaml(front_matter(text)[0]).lines.get("issue", 0) + 1
    page = Page(path, refused=refused, problems=tuple(problems))
    return Proposal(page, str(top.get("issue", "")).strip(), line, sections)
