"""Files beside the pages, each made of a part of the archive: written where that part changed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from pathlib import Path

from ..atomic import write_text
from ..citations import files as citations
from ..citations.browser import SCRIPT, facts_of, script
from ..citations.references import References
from ..model.archive import Archive
from ..model.records import Item
from .builder import ArchiveHTMLBuilder

FOLDERS = (citations.FOLDER,)
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


def write_parts(builder: ArchiveHTMLBuilder) -> frozenset[str]:
    """Write the files of each part that changed, or whose files are not as they were left.

    :returns: the names of all files of parts, below the site's root.
    """
    known: set[str] = set()
    for part in parts(builder):
        known.update(part.files)
        fingerprint = builder.listings.fingerprint(*part.made_from)
        if builder.ledger.changed(part.name, fingerprint, *part.files):
            for name, text in part.make().items():
                write_text(Path(builder.outdir) / name, text)
    return frozenset(known)


def is_gone(name: str, known: Collection[str]) -> bool:
    """Tell whether a file stands where files of parts do, and is none of them."""
    return name not in known and name.partition("/")[0] in FOLDERS


def parts(builder: ArchiveHTMLBuilder) -> Iterator[Part]:
    """Every part of the archive that has files, in a fixed order."""
    yield from _citations(builder)


def _citations(builder: ArchiveHTMLBuilder) -> Iterator[Part]:
    archive = builder.listings.archive
    references = References(archive)
    yield Part(SCRIPT, [SCRIPT], (facts_of(archive),), lambda: {SCRIPT: script(archive)})
    for issue in archive.issues:
        name = citations.issue_name(issue)
        yield Part(
            name,
            citations.names(name),
            (issue, *_cited(archive, issue.items)),
            partial(citations.of_issue, references, issue),
        )
    for slug, items in builder.listings.sorted["topics"].items.items():
        name = citations.topic_name(slug)
        newest = items[: citations.NEWEST]
        yield Part(
            name,
            citations.names(name),
            _cited(archive, newest),
            partial(citations.of_topic, references, slug, newest),
        )


def _cited(archive: Archive, items: tuple[Item, ...]) -> tuple[object, ...]:
    """What references to items are made from, besides the settings."""
    issues = tuple(archive.issue[issue] for issue, _ in groupby(items, lambda item: item.issue))
    names = tuple(source.name for item in items for source in archive.sources_of(item))
    return (issues, items, names)
