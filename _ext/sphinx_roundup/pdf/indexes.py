"""The indexes at the end of a volume: topics and sources, with the entries they lead to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..model.page_records import Topic
from ..model.records import Issue, Item
from ..model.vocabulary import Source
from .document import Block, Heading, Index, IndexRow, Inline, NewPage, Ref, Text
from .print_settings import Edition, source_label, topic_label


def indexes(edition: Edition, issues: Iterable[Issue]) -> Iterator[Block]:
    """The topic index and the source index of these issues."""
    items = [item for issue in issues for item in issue.items]
    for title, rows in (
        ("Topic index", _topic_rows(edition, items)),
        ("Source index", _source_rows(edition, items)),
    ):
        if rows:
            yield NewPage()
            yield Heading(1, title, look="page")
            yield Index(tuple(sorted(rows, key=_alphabetical)))


def _alphabetical(row: IndexRow) -> tuple[str, str]:
    first = row.words[0]
    text = first.text if isinstance(first, Text) else ""
    return text.casefold(), row.label


def _topic_rows(edition: Edition, items: list[Item]) -> list[IndexRow]:
    archive = edition.archive
    found: dict[str, list[str]] = {}
    shown: set[str] = set()
    for item in items:
        shown |= archive.wider_topics_of(item)
        for topic in archive.topics_of(item):
            found.setdefault(topic.slug, []).append(item.anchor)
    rows = []
    for topic in archive.topics:
        if topic.slug in shown:
            rows.append(_topic_row(edition, topic, found.get(topic.slug, []), shown))
            rows += (
                _see(alias, topic_label(topic.slug), topic.title) for alias in topic.also_printed_as
            )
    return rows


def _topic_row(edition: Edition, topic: Topic, labels: list[str], shown: set[str]) -> IndexRow:
    archive = edition.archive
    near = (*archive.narrower.get(topic.slug, ()), *archive.related.get(topic.slug, ()))
    also: list[Inline] = []
    for slug in dict.fromkeys(near):
        if slug in shown:
            also.append(Text(", " if also else "see also " if labels else "see "))
            also.append(Ref(topic_label(slug), (Text(archive.topic[slug].title),)))
    return IndexRow(
        words=(Text(topic.title),),
        label=topic_label(topic.slug),
        labels=tuple(dict.fromkeys(labels)),
        see=(tuple(also),) if also else (),
    )


def _source_rows(edition: Edition, items: list[Item]) -> list[IndexRow]:
    found: dict[str, list[str]] = {}
    for item in items:
        for source in edition.archive.sources_of(item):
            found.setdefault(source.slug, []).append(item.anchor)
    return [
        row
        for slug, labels in found.items()
        for row in _rows_of(edition.archive.source, slug, labels)
    ]


def _rows_of(sources: Mapping[str, Source], slug: str, labels: list[str]) -> Iterator[IndexRow]:
    source = sources[slug]
    yield IndexRow((Text(source.name),), source_label(slug), tuple(dict.fromkeys(labels)))
    if source.short_name and source.short_name != source.name:
        yield _see(source.short_name, source_label(slug), source.name)


def _see(alias: str, label: str, title: str) -> IndexRow:
    return IndexRow((Text(alias), Text(", see "), Ref(label, (Text(title),))), "", ())
