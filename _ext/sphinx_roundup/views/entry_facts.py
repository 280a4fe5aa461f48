"""Gather what the page of a topic or source says of it, above its items."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..model.archive import Archive
from ..model.page_records import Topic
from .facets import Facet
from .sorting import Sorted
from .views import Fact, Row


def entry_facts(
    archive: Archive, by_facet: Mapping[str, Sorted], facet: Facet, slug: str
) -> Iterator[Fact]:
    """Give the facts of a topic or a source; the entries of other facets have none.

    :param by_facet: the archive's items, by the facet that they are sorted by.
    """
    if facet.slug == "topics":
        yield from _topic_facts(archive, by_facet["topics"], archive.topic[slug])
    elif facet.slug == "sources":
        yield from _source_facts(archive, by_facet["sources"], slug)


def _topic_facts(archive: Archive, found: Sorted, topic: Topic) -> Iterator[Fact]:
    if topic.also_printed_as:
        yield Fact("Also printed as", words=topic.also_printed_as)
    for name, slugs in (
        ("Part of", topic.broader),
        ("Includes", archive.narrower.get(topic.slug, ())),
        ("Related", archive.related.get(topic.slug, ())),
    ):
        known = (archive.topic[slug] for slug in slugs if slug in archive.topic)
        rows = tuple(Row(one.docname, one.title, len(found.of(one.slug))) for one in known)
        if rows:
            yield Fact(name, rows=rows)


def _source_facts(archive: Archive, found: Sorted, slug: str) -> Iterator[Fact]:
    source = archive.source[slug]
    names = [n for n in (source.short_name, *source.aliases) if n not in {"", source.name}]
    if names:
        yield Fact("Also named", words=tuple(dict.fromkeys(names)))
    linked = (("Part of", source.part_of), ("Followed by", source.successor))
    parts = tuple(s.slug for s in archive.sources if s.part_of == slug)
    for name, slugs in (*((n, (s,)) for n, s in linked if s), ("Includes", parts)):
        known = [archive.source[s] for s in slugs if s in archive.source]
        rows = tuple(
            Row(f"sources/{s.slug}", s.name, len(found.of(s.slug)))
            for s in known
            if found.of(s.slug)
        )
        words = tuple(s.name for s in known if not found.of(s.slug))
        if rows or words:
            yield Fact(name, words, rows)
