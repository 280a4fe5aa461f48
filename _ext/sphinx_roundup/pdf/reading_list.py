"""The reading list of a topic: what everything on a subject is, to be printed and handed on."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from ..atomic import write_bytes
from ..model.archive import Archive
from ..model.page_records import Topic
from ..model.plural import plural
from ..model.records import Item
from .compile import make_pdf
from .document import Block, Document, Heading, Opening, Paragraph, Text
from .documents import finished, note, origin_note
from .entries import entry
from .print_settings import Edition, timestamp_of, topic_label


def make_topic_pdf(archive: Archive, slug: str, since: int | None, path: Path) -> int:
    """Write the reading list of a topic to ``path``; give the number of entries in it.

    Raises :class:`KeyError` for an unknown topic and
    :class:`~sphinx_roundup.pdf.compile.PdfError` for a PDF that cannot be made.
    """
    items = items_by_topic(archive).get(slug, [])
    document = topic_document(
        Edition(archive, archive.identity.name or "Archive"), slug, items, since=since
    )
    write_bytes(path, make_pdf(document, timestamp_of(archive)).content)
    return sum(since is None or archive.year_of(item) >= since for item in items)


def topic_document(
    edition: Edition,
    slug: str,
    items: list[Item],
    *,
    since: int | None = None,
    limit: int | None = None,
) -> Document:
    """The reading list of a topic: its scope note and its items, newest issue first.

    ``items`` are those of :func:`items_by_topic`. ``since`` leaves out what was
    printed before that year, ``limit`` all but so many of the newest.
    """
    archive = edition.archive
    topic = archive.topic[slug]
    found = [item for item in items if since is None or archive.year_of(item) >= since]
    items = found[:limit]
    title = f"Reading list, since {since}" if since else "Reading list"
    body: list[Block] = [
        Opening(1, topic_label(slug), edition.masthead, topic.title, title, topic.title),
        *_about(edition, topic),
        origin_note(edition),
        Paragraph((Text(_how_many(len(items), len(found))),), "small"),
        note(items),
    ]
    for issue_id, together in groupby(items, key=lambda item: item.issue):
        body.append(Heading(2, archive.issue[issue_id].date, look="section", running=True))
        body += (entry(edition, item, 3) for item in together)
    return finished(
        edition,
        f"{topic.title}: {title[0].lower()}{title[1:]}",
        f"{plural(len(items), 'entry', 'entries')} on {topic.title}",
        (topic.title, *topic.also_printed_as),
        body,
    )


def items_by_topic(archive: Archive) -> dict[str, list[Item]]:
    """The items of each topic and its narrower topics, newest issue first, in printed order."""
    sorted_out: dict[str, list[Item]] = {topic.slug: [] for topic in archive.topics}
    for issue in reversed(archive.issues):
        for item in issue.items:
            for slug in archive.wider_topics_of(item):
                sorted_out[slug].append(item)
    return {slug: items for slug, items in sorted_out.items() if items}


def _about(edition: Edition, topic: Topic) -> Iterator[Block]:
    """The scope note of a topic, its other names and its place among the others."""
    archive = edition.archive
    for part in topic.scope_note.split("\n\n"):
        if part.strip():
            yield Paragraph((Text(part),), "lead")
    facts = [("Also printed as", topic.also_printed_as)]
    for name, slugs in (
        ("Broader", topic.broader),
        ("Narrower, included here", archive.narrower.get(topic.slug, ())),
        ("Related", archive.related.get(topic.slug, ())),
    ):
        titles = (archive.topic[slug].title for slug in slugs if slug in archive.topic)
        facts.append((name, tuple(titles)))
    for name, words in facts:
        if words:
            yield Paragraph((Text(f"{name}: ", ("strong",)), Text("; ".join(words))), "small")


def _how_many(shown: int, found: int) -> str:
    if shown < found:
        return f"The newest {shown:,} of {plural(found, 'entry', 'entries')}, newest issue first."
    return f"{plural(shown, 'entry', 'entries')}, newest issue first."
