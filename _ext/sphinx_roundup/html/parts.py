"""Files beside the pages, each made of a part of the archive: written where that part changed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from ..atomic import write_text
from ..citations import files as citations
from ..citations.browser import SCRIPT, facts_of, script
from ..citations.references import References
from ..extension.domain import domain_of
from ..feeds import feeds, ics
from ..feeds.formats import FORMATS as FEED_FORMATS
from ..feeds.subscriptions import Calendar
from ..model.archive import Archive
from ..model.records import Issue, Item
from . import entry_form
from .pieces import Piece, Write, cut

if TYPE_CHECKING:
    from .builder import ArchiveHTMLBuilder

FOLDERS = (citations.FOLDER, feeds.FOLDER, ics.FOLDER, entry_form.FOLDER)
"""Whatever in these folders, below the site's root, belongs to no part is removed."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some files and what they are made from.

    :ivar name: of the whole, in the ledger of builds.
    :ivar files: by their names below the site's root.
    :ivar made_from: values that have a fingerprint.
    :ivar make: gives the text of each file.
    """

    name: str
    files: Collection[str]
    made_from: tuple[object, ...]
    make: Callable[[], Mapping[str, str]]


def pieces_of_parts(builder: ArchiveHTMLBuilder) -> Iterator[Piece]:
    """Give what writes the files of each part that changed, or whose files are not as they were left."""
    due: list[Write] = []
    for part in parts(builder):
        builder.files_of_parts.update(part.files)
        fingerprint = builder.listings.fingerprint(*part.made_from)
        if builder.ledger.changed(part.name, fingerprint, *part.files):
            due.append(partial(_write, Path(builder.outdir), part))
    return cut("references and feeds", due)


def _write(folder: Path, part: Part) -> None:
    for name, text in part.make().items():
        write_text(folder / name, text)


def is_gone(name: str, known: Collection[str]) -> bool:
    """Tell whether a file stands where files of parts do, and is none of them."""
    return name not in known and name.partition("/")[0] in FOLDERS


def parts(builder: ArchiveHTMLBuilder) -> Iterator[Part]:
    """Every part of the archive that has files, in a fixed order."""
    yield from _citations(builder)
    yield from _feeds(builder)
    yield from _calendars(builder)
    yield from _entry_form(builder)


def _citations(builder: ArchiveHTMLBuilder) -> Iterator[Part]:
    archive = builder.listings.archive
    references = References(archive)
    yield Part(SCRIPT, [SCRIPT], (facts_of(archive),), lambda: {SCRIPT: script(archive)})
    for issue in archive.issues:
        file = citations.issue_file(issue)
        made_from = (issue, *_cited(archive, issue.items))
        yield Part(file, [file], made_from, partial(citations.of_issue, references, issue))
    for slug, items in builder.listings.sorted["topics"].items.items():
        file = citations.topic_file(slug)
        newest = items[: citations.NEWEST]
        make = partial(citations.of_topic, references, slug, newest)
        yield Part(file, [file], _cited(archive, newest), make)


def _cited(archive: Archive, items: tuple[Item, ...]) -> tuple[object, ...]:
    """What references to items are made from, besides the settings."""
    issues = tuple(archive.issue[issue] for issue, _ in groupby(items, lambda item: item.issue))
    names = tuple(source.name for item in items for source in archive.sources_of(item))
    return (issues, items, names)


def _feeds(builder: ArchiveHTMLBuilder) -> Iterator[Part]:
    archive, known = builder.listings.archive, builder.subscriptions.feeds
    for name, plan in known.plans.items():
        whole = tuple(one.sections for one in plan.holds if isinstance(one, Issue))
        reasons = tuple(archive.closed["reasons"].items()) if name == feeds.CHANGES else ()
        made_from = (
            plan.title,
            plan.page,
            plan.first_name,
            plan.holds,
            whole,
            reasons,
            known.histories(name),
        )
        files = [f"{name}.{suffix}" for suffix in FEED_FORMATS]
        yield Part(name, files, made_from, partial(_feed_files, builder, name))


def _feed_files(builder: ArchiveHTMLBuilder, name: str) -> Mapping[str, str]:
    archive = builder.listings.archive
    feed = builder.subscriptions.feeds.feed(name)
    return {f"{name}.{suffix}": write(archive, feed) for suffix, write in FEED_FORMATS.items()}


def _calendars(builder: ArchiveHTMLBuilder) -> Iterator[Part]:
    archive = builder.listings.archive
    for one in builder.subscriptions.calendars:
        histories = tuple(archive.history[item.id] for item in one.items)
        made_from = (one.title, one.items, histories, archive.date)
        yield Part(one.file, [one.file], made_from, partial(_calendar_file, archive, one))


def _calendar_file(archive: Archive, one: Calendar) -> Mapping[str, str]:
    return {one.file: ics.ics(archive, one.title, one.items)}


def _entry_form(builder: ArchiveHTMLBuilder) -> Iterator[Part]:
    """The script of the page for writing entries, of an archive that has one."""
    archive, pages = builder.listings.archive, domain_of(builder.env).pages
    # Pages of the site alone: to look at each issue would unpack it.
    own = [pages[docname] for docname in pages if "/" not in docname]
    named = {name for page in own for name, _ in page.listings}
    if entry_form.LISTING in named:
        make = partial(_script_of_form, archive)
        yield Part(entry_form.SCRIPT, [entry_form.SCRIPT], (entry_form.table_of(archive),), make)


def _script_of_form(archive: Archive) -> Mapping[str, str]:
    return {entry_form.SCRIPT: entry_form.script(archive)}
