"""Make the list of links to restore: by issue and by publisher, and how many are mended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from ..model.archive import Archive
from ..model.link_notes import over
from ..model.records import Item, Link
from ..model.vocabulary import Source
from .views import LinkCounts, LostLinks, LostOfIssue, LostOfPublisher, LostView, Mended

_OPEN = frozenset({"suggested", "not-recorded"})


def link_counts(archive: Archive) -> LinkCounts:
    """Count the links by where their address comes from, and those that lead somewhere."""
    return LinkCounts(tuple(archive.links.items()), archive.links_that_lead)


def links_to_restore(archive: Archive) -> LostView:
    """Gather the links that came without an address.

    Those of the newest issues are listed one by one, as far as a page stays light; the
    others are counted.
    """
    issues = tuple(_of_issues(archive))
    listed = sum(len(one.links) for group in issues for one in group.entries)
    mended = _together(group.mended for group in issues)
    return LostView(
        link_counts(archive),
        mended,
        issues,
        tuple(_of_publishers(archive)),
        tuple(_gone(archive)),
        mended.lost - mended.restored - listed,
    )


def _of_issues(archive: Archive) -> Iterator[LostOfIssue]:
    for issue in reversed(archive.issues):
        mended = _mended(issue.items)
        if mended.lost:
            entries = _open_links(archive, issue.items) if issue.id in archive.lost_listed else ()
            yield LostOfIssue(issue, mended, tuple(entries))


def _of_publishers(archive: Archive) -> Iterator[LostOfPublisher]:
    """Gather by publisher, in the order of their names, those that are not stated last."""
    found: dict[Source | None, list[Item]] = {}
    lost = (item for item, _ in reversed(archive.other_links))  # most items lost none
    for item, _ in groupby(lost):
        for source in archive.sources_of(item) or (None,):
            found.setdefault(source, []).append(item)
    for source in sorted(found, key=_by_name):
        mended = _mended(found[source])
        if mended.lost:
            here = (item for item in found[source] if item.issue in archive.lost_listed)
            yield LostOfPublisher(source, mended, tuple(_open_links(archive, here)))


def _by_name(source: Source | None) -> tuple[bool, str, str]:
    return (False, source.label.casefold(), source.slug) if source else (True, "", "")


def _open_links(archive: Archive, items: Iterable[Item]) -> Iterator[LostLinks]:
    for item in items:
        links = tuple(link for link in item.links if link.status in _OPEN)
        if links:
            yield LostLinks(item, item.line, links, over(archive, item))


def _mended(items: Iterable[Item]) -> Mended:
    # That of a link without evidence is known without asking each: at 1,000 issues, 100,000.
    links = [link for item in items for link in item.links if link.evidence or not link.target]
    statuses = [link.status for link in links]
    restored, suggested = statuses.count("restored"), statuses.count("suggested")
    return Mended(restored, suggested, restored + suggested + statuses.count("not-recorded"))


def _together(parts: Iterable[Mended]) -> Mended:
    """Add up how far links are; an issue that lost none adds nothing."""
    each = [(one.restored, one.suggested, one.lost) for one in parts]
    return (
        Mended(*(sum(numbers) for numbers in zip(*each, strict=True))) if each else Mended(0, 0, 0)
    )


def _gone(archive: Archive) -> Iterator[tuple[Item, Link]]:
    found = ((i, link) for i, link in archive.other_links if link.gone and not link.archived)
    by_issue = [list(pairs) for _, pairs in groupby(found, key=lambda pair: pair[0].issue)]
    for pairs in reversed(by_issue):
        yield from pairs
