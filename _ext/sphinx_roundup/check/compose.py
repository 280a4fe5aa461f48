"""Compose every rule into the one list of what is wrong with an archive.

The build and ``roundup check`` both ask :func:`problems_of`, so that what one says the
other says too: the guard, the pages, the vocabulary, what is cited, the links, and the rules
on the whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain, islice
from pathlib import Path
from types import MappingProxyType

from ..guard.files import folder_problems
from ..lint.rules import check_archive, check_issue
from ..model.archive import Archive
from ..model.identity import KEYS
from ..model.messages import MOST_PROBLEMS, Problem, did_you_mean
from ..model.page_types import RECORDED
from ..model.vocabulary import Vocabulary
from ..parse import addresses, link_status
from ..parse.cited_names import LINKS, CitedName
from ..parse.identity import load_identity
from ..parse.page import Page
from ..views.listings import LISTINGS
from . import came_back, inbox, moves, promises
from .link_targets import LinkTargets
from .page_links import check_page_links

_KNOWN: Mapping[str, Callable[[Archive], Mapping[str, object]]] = MappingProxyType(
    {
        "archive": lambda _: KEYS,
        "listing": lambda _: LISTINGS,
        "helplines": lambda archive: {
            group: one for one in archive.helplines for group in one.groups
        },
    }
)
"""What can be cited besides what the archive itself names."""
_CALLED = {"archive": "key of archive.toml", "helplines": "group of helplines.yml"}
"""What a kind of reference cites, where that is not its name."""


def problems_of(
    pages: Iterable[Page],
    archive: Archive,
    vocabulary: Vocabulary,
    others: Iterable[Problem] = (),
    targets: LinkTargets | None = None,
) -> list[Problem]:
    """Find everything that is wrong, sorted by place.

    :param pages: every page that was read, refused ones too.
    :param archive: what the pages that are not refused form together.
    :param others: what was found in files that are no pages.
    :param targets: where links between pages can lead.
    """
    found = {*others, *vocabulary.problems, *check_archive(archive, vocabulary)}
    for page in pages:
        found.update(problems_of_page(page, archive, vocabulary, targets))
    return sorted(found)


def problems_of_files(folder: Path, archive: Archive, vocabulary: Vocabulary) -> Iterator[Problem]:
    """Find what is wrong with the folders, and with the files that the commands keep."""
    yield from folder_problems(folder)
    yield from load_identity(folder).problems
    yield from link_status.problems(folder)
    yield from addresses.problems(folder, archive)
    yield from inbox.problems(folder, archive, vocabulary)
    yield from moves.problems(folder, archive)
    yield from ledger_problems(folder, archive)


def ledger_problems(folder: Path, archive: Archive) -> Iterator[Problem]:
    """Find what the ledger does not allow: of the files, it alone speaks of entries' words."""
    yield from promises.problems(folder, archive)
    yield from came_back.problems(folder, archive)


def problems_of_page(
    page: Page,
    archive: Archive,
    vocabulary: Vocabulary,
    targets: LinkTargets | None = None,
) -> Iterator[Problem]:
    """Find what is wrong with one page, in no fixed order."""
    yield from page.refused
    yield from page.problems
    unknown = chain(
        _unknown(page, archive), check_page_links(page, targets or LinkTargets(), archive)
    )
    yield from page.told(islice(unknown, MOST_PROBLEMS))
    if page.issue:
        yield from page.told(check_issue(page.issue, vocabulary))


def _unknown(page: Page, archive: Archive) -> Iterator[Problem]:
    cited = (reference for reference in page.cited if reference.kind not in LINKS)
    for reference in (*cited, *_cited_at_top(page, archive)):
        listed = _KNOWN.get(reference.kind)
        known = listed(archive) if listed else archive.named[reference.kind]
        if reference.name not in known:
            yield _no_such(page.path, reference, known)


def _cited_at_top(page: Page, archive: Archive) -> Iterator[CitedName]:
    """What the top lines of a page that is a record cite."""
    folder, _, name = page.path.removesuffix(".md").rpartition("/")
    record = archive.page.get(folder, {}).get(name)
    if record:
        for key, role, cited in record.cited():
            yield CitedName(role, cited, record.line_of(key))


def _no_such(path: str, reference: CitedName, known: Mapping[str, object]) -> Problem:
    kind, name, line = reference
    subtype = "unknown-listing" if kind == "listing" else "unknown-reference"
    otherwise = {
        "item": "An item is cited by its issue and its id, as 2024-05/a-short-name.",
        **{one.role: f"See {one.folder}/ for those there are." for one in RECORDED},
        "archive": f"Known are {', '.join(KEYS)}.",
        "listing": f"Known are {', '.join(LISTINGS)}.",
        "helplines": "See the key “for” in helplines.yml for those there are.",
    }
    message = f"there is no {_CALLED.get(kind, kind)} “{name}”."
    if kind not in otherwise:
        message = f"“{name}” is not in the list of {kind.replace('-', ' ')}."
    mend = otherwise.get(kind, "See vocabulary.yml for those there are.")
    return Problem(path, line, subtype, message, did_you_mean(name, known, otherwise=mend))
