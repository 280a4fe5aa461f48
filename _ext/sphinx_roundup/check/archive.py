"""Read an archive from its files, wholly or in part, and say what is wrong with it."""

from __future__ import annotations

import os
import pickle
import re
from bisect import bisect_right
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from .. import guard
from ..guard.files import pages as content_pages
from ..guard.files import site_pages
from ..guard.urls import canonical
from ..lint.helplines import advise_on_helplines
from ..lint.hints import Looked, Seen, advise, advise_on_sources, first_seen, known_of, look
from ..lint.related_words import advise_on_related_words
from ..model.assembly import assemble
from ..model.messages import Problem
from ..model.records import Issue
from ..model.vocabulary import Vocabulary, fold
from ..parse.addresses import with_addresses
from ..parse.archive_date import date_of
from ..parse.inbox import is_proposal, proposal_files
from ..parse.ledger import FOLDER as LEDGER
from ..parse.page import Page
from ..parse.read_before import ReadBefore
from ..parse.redirects import FILE as REDIRECTS
from ..parse.restored import restored_files
from ..parse.vocabulary import load
from ..state import code_digest, content_digest
from ..user_cache import UserCache
from .compose import ledger_problems, problems_of, problems_of_files, problems_of_page
from .inbox import advise_on_proposals
from .link_targets import LinkTargets, settings_from_file
from .ownership import advise_on_ownership
from .promises import advise_on_ledger

_ITEM = re.compile(r"^[`:]{3,}\{item\}[ \t]+(.*\S)", re.MULTILINE)
_ADDRESS = re.compile(
    r"\]\(<?(https?://(?:www\.)?([^\s)>/?#]+)([^\s)>?#]*)[^\s)>]*)", re.IGNORECASE
)
_FEW = 40
"""So many pages are read faster by one process than by several."""
_SHARE = 8
"""Pages that a process takes at a time: few, so that none waits long for the last."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Checked:
    """What was read: the issues by name, and everything wrong, sorted by place."""

    issues: tuple[Issue, ...]
    vocabulary: Vocabulary
    problems: tuple[Problem, ...]
    advice: tuple[Problem, ...] = ()


def all_files(folder: Path) -> list[str]:
    """Every file that may be checked by itself."""
    return [*all_pages(folder), *restored_files(folder), *proposal_files(folder)]


def all_pages(folder: Path) -> list[str]:
    """Every page of an archive: its issues, its topics, and the site's own."""
    return [*content_pages(folder), *site_pages(folder)]


def is_page(path: str) -> bool:
    """Tell whether a path is that of a page, and not of a proposal or another file."""
    return path.endswith(".md") and not is_proposal(path)


def read_page(folder: Path, path: str) -> Page:
    """Read one page from its file, if that is one which may be read."""
    return _read_page(folder, ReadBefore(folder).read, path)


def _read_page(folder: Path, read: Callable[[str, str], T], path: str) -> Page | T:
    problem = guard.file_problem(folder, path)
    if problem:
        return Page(path, refused=(problem,))
    return read(path, guard.decoded(folder / path))


def check(folder: Path, paths: Sequence[str] | None = None) -> Checked:
    """Check the pages at ``paths``, or the whole archive.

    :param folder: the archive's.
    :param paths: relative to it; ``sources.yml`` may be among them. The rules on the archive
        as a whole wait for a look at all of it.
    """
    words = load(folder)
    every = all_pages(folder)
    chosen = every if paths is None else list(filter(is_page, paths))
    read = read_pages(folder, chosen)
    if paths is None:
        ReadBefore(folder).forget_others(chosen)
        UserCache(folder, "notes").forget_others(path.removesuffix(".md") for path in chosen)
    issues = tuple(with_addresses(_published(read), folder))
    docs = frozenset(path.removesuffix(".md") for path in every)
    targets = LinkTargets(folder, docs, settings_from_file(folder))
    if paths is None:
        archive = assemble(issues, words)
        found = problems_of(
            read, archive, words, problems_of_files(folder, archive, words), targets
        )
    else:
        around = assemble([*issues, *_other_issues(folder, read, paths)], words)
        found = [p for page in read for p in problems_of_page(page, around, words, targets)]
        found.extend(p for p in words.problems if p.path in paths)
        if all(map(is_page, paths)):
            others = ledger_problems(folder, around)
        else:
            others = problems_of_files(folder, around, words)
        found.extend(p for p in others if p.path in paths)
    return Checked(issues, words, tuple(sorted(set(found))))


def _published(pages: Iterable[Page]) -> list[Issue]:
    return [page.published for page in pages if page.published]


def _other_issues(folder: Path, read: Sequence[Page], paths: Sequence[str]) -> list[Issue]:
    """The issues that were not read: where a page cites an item, a row names a link of one, or the ledger all."""
    known = {page.path for page in read}
    others = [p for p in content_pages(folder) if p.startswith("issues/") and p not in known]
    cites = any(reference.kind == "item" for page in read for reference in page.cited)
    of_all = any(path == REDIRECTS or path.startswith(f"{LEDGER}/") for path in paths)
    if not cites and not of_all:
        named = {f"issues/{Path(path).stem}.md" for path in paths if not is_page(path)}
        if not any(map(is_proposal, paths)):  # one names any issue
            others = [path for path in others if path in named]
    return _published(read_pages(folder, others))


def with_advice(folder: Path, checked: Checked) -> Checked:
    """Add what an editor may want to look at again, in the issues that were read.

    The other issues are searched for addresses and titles alone, without being parsed.
    """
    own = {f"{issue.docname}.md" for issue in checked.issues}
    looked = _looked_at(folder, checked)
    places = [seen for one in looked for seen in one.seen]
    others = [path for path in content_pages(folder) if path.startswith("issues/")]
    wanted = {seen.key for seen in places}
    # Most of what the others hold is told apart by its first word, or by what is before a “?”.
    begins = {re.split(r"[ ?]", key[1].removeprefix("//"), maxsplit=1)[0] for key in wanted}
    for path in others:
        if path not in own:
            places.extend(_scan(folder, path, begins))
    first = first_seen(places)
    found = {problem for one in looked for problem in advise(one, first)}
    if own.issuperset(others):  # what is said of no issue waits for a look at everything
        found.update(advise_on_sources(checked.vocabulary))
        today = date_of(folder, sorted(checked.issues, key=lambda issue: issue.day))
        found.update(advise_on_helplines(checked.vocabulary.helplines, today))
        found.update(advise_on_ownership(folder))
        found.update(advise_on_proposals(folder))
        archive = assemble(checked.issues, checked.vocabulary)
        found.update(advise_on_ledger(folder, archive))
        found.update(advise_on_related_words(archive.related_words, archive))
    return replace(checked, advice=tuple(sorted(found)))


def _looked_at(folder: Path, checked: Checked) -> list[Looked]:
    """Look at each issue by itself, or give what was seen of the very same before."""
    kept, known = UserCache(folder, "notes"), known_of(checked.vocabulary)
    found = []
    for issue in checked.issues:
        # Packed alike, they are alike; where they are not, it is only looked at again.
        made_from = content_digest(
            pickle.dumps((issue, known.addresses_from, sorted(known.events)))
        )
        looked = kept.get(issue.docname, made_from)
        if not isinstance(looked, Looked):
            looked = look(issue, known)
            kept.put(looked, issue.docname, made_from)
        found.append(looked)
    return found


def _scan(folder: Path, path: str, begins: Container[str]) -> Iterator[Seen]:
    """The addresses and titles of a page that begin so, at a glance."""
    if guard.file_problem(folder, path):
        return
    text = guard.decoded(folder / path)
    starts = [found.start() for found in _ITEM.finditer(text)]

    def line_at(place: int) -> int:
        item = bisect_right(starts, place) - 1
        return text.count("\n", 0, starts[item]) + 1 if item >= 0 else 1

    for found in _ITEM.finditer(text):
        if fold(found[1].split()[0]) in begins:
            yield Seen(path, line_at(found.start()), ("title", fold(found[1])))
    for found in _ADDRESS.finditer(text):
        if found[2].casefold() + found[3].rstrip("/") in begins:
            yield Seen(path, line_at(found.start()), ("address", canonical(found[1])))


def read_pages(folder: Path, paths: Sequence[str]) -> list[Page]:
    """Read pages, on all cores where there are many that were not read before."""
    kept = ReadBefore(folder)
    known = {path: page for path in paths if (page := _known(folder, path, kept))}
    others = [path for path in paths if path not in known]
    cores = os.cpu_count() or 1
    if len(others) <= _FEW or cores == 1:
        known.update((path, read_page(folder, path)) for path in others)
        return [known[path] for path in paths]
    code_digest()  # made once, not in each process
    read = partial(_read_page, folder, kept.read_packed)
    with ProcessPoolExecutor(min(cores, 8)) as pool:
        # A page comes packed, as it is kept: none is packed twice.
        for path, made in zip(others, pool.map(read, others, chunksize=_SHARE), strict=True):
            known[path] = made if isinstance(made, Page) else pickle.loads(made)  # noqa: S301 - a process of this one packed it
    return [known[path] for path in paths]


def _known(folder: Path, path: str, kept: ReadBefore) -> Page | None:
    """What was read of a page before, where it may be read at all and holds the same text."""
    if not kept.is_there or guard.file_problem(folder, path):
        return None
    return kept.known(path, guard.decoded(folder / path))


def relative(folder: Path, names: Iterable[str]) -> list[str]:
    """Paths as a person names them, relative to the archive's folder.

    :raises ValueError: for a file outside of it.
    """
    inside = os.path.abspath(folder)  # noqa: PTH100 - must not follow a link
    found = []
    for name in names:
        path = Path(os.path.abspath(name))  # noqa: PTH100 - the same
        found.append(path.relative_to(inside).as_posix())
    return found
