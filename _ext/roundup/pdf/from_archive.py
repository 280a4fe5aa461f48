"""The archive as documents: an issue, a year, the whole, a topic."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from ..model import Archive, Issue, Item, Section
from .edition import Edition, topic_label
from .entries import entry
from .indexes import indexes
from .model import (
    Block,
    Contents,
    Document,
    Heading,
    Inline,
    NewPage,
    Opening,
    Paragraph,
    Quote,
    Text,
    TitlePage,
)

_MANY = 4  # sections: with fewer, an issue needs no contents
_FEW = 24  # issues: with more, contents that name every section would be pages long


def issue_document(edition: Edition, issue: Issue) -> Document:
    """One issue, as it is forwarded or printed."""
    body = list(_issue(edition, issue, 1))
    if len(issue.sections) >= _MANY:
        place = 1 + any(isinstance(block, Paragraph) for block in body[1:2])
        body.insert(place, Contents(1, first=2, columns=2, title="In this issue", look="plain"))
    return of_issues(edition, f"{edition.masthead}: {issue.date}", (issue,), body)


def year_document(edition: Edition, year: int) -> Document:
    """The issues of one year, with their indexes."""
    edition = replace(edition, indexed=True)
    issues = tuple(issue for issue in edition.archive.issues if issue.year == year)
    body = [
        TitlePage(edition.masthead, str(year), (about(issues),)),
        NewPage(),
        Contents(depth=2),
        *(block for issue in issues for block in (NewPage(), *_issue(edition, issue, 1))),
        *indexes(edition, issues),
    ]
    return of_issues(edition, f"{edition.masthead}: {year}", issues, body)


def archive_document(edition: Edition) -> Document:
    """The whole archive: title page, contents, every issue by year, indexes."""
    edition = replace(edition, indexed=True)
    issues = edition.archive.issues
    body: list[Block] = [
        TitlePage(edition.masthead, "The archive", (span(issues), about(issues))),
        NewPage(),
        Contents(depth=3 if len(issues) <= _FEW else 2),
    ]
    for year, found in groupby(issues, key=lambda issue: issue.year):
        body += [NewPage(), Heading(1, str(year), look="year")]
        for number, issue in enumerate(found):
            body += [NewPage()] if number else []
            body += _issue(edition, issue, 2)
    body += indexes(edition, issues)
    return of_issues(edition, f"{edition.masthead}: the archive", issues, body)


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
    found = [item for item in items if since is None or item.year >= since]
    items = found[:limit]
    period = f", since {since}" if since else ""
    body: list[Block] = [
        Opening(
            1,
            topic_label(slug),
            edition.masthead,
            topic.title,
            f"Reading list{period}",
            topic.title,
        )
    ]
    body += (
        Paragraph((Text(part),), "lead") for part in topic.scope_note.split("\n\n") if part.strip()
    )
    body += _topic_facts(edition, slug)
    body.append(Paragraph((Text(_how_many(len(items), len(found))),), "small"))
    body.append(_note(items))
    for issue_id, together in groupby(items, key=lambda item: item.issue):
        body.append(Heading(2, archive.issue[issue_id].date, look="section", running=True))
        body += (entry(edition, item, 3) for item in together)
    title = f"{topic.title}: reading list{period}"
    keywords = (topic.title, *topic.also_printed_as)
    return _finished(
        edition, title, f"{count(len(items), 'entry', 'entries')} on {topic.title}", keywords, body
    )


def items_by_topic(archive: Archive) -> dict[str, list[Item]]:
    """The items of each topic and its narrower topics, newest issue first, in printed order."""
    sorted_out: dict[str, list[Item]] = {topic.slug: [] for topic in archive.topics}
    for issue in reversed(archive.issues):
        for item in issue.items:
            for slug in archive.wider_topics_of(item):
                sorted_out[slug].append(item)
    return {slug: items for slug, items in sorted_out.items() if items}


# An issue.


def _issue(edition: Edition, issue: Issue, level: int) -> Iterator[Block]:
    label = f"issue-{issue.id}"
    yield Opening(level, label, issue.masthead, issue.date, issue.strap_line, issue.date)
    yield _note(issue.items)
    yield from edition.loose.get(issue.docname, ())
    for section in issue.sections:
        yield from _section(edition, issue, section, level + 1)


def _note(items: Iterable[Item]) -> Paragraph:
    """What a reader should know once: whose words these are, and what became of the links."""
    note = (
        "Titles, topics and notes were added by the archive; the words below them are as printed."
    )
    return Paragraph((Text(f"{note} {_lost_note(items)}".rstrip()),), "small")


def _lost_note(items: Iterable[Item]) -> str:
    lost = sum(link.status == "not-recorded" for item in items for link in item.links)
    if not lost:
        return ""
    if lost == 1:
        return "Address not recorded: 1 link. Its words are underlined with dots."
    return f"Address not recorded: {lost:,} links. Their words are underlined with dots."


def _section(edition: Edition, issue: Issue, section: Section, level: int) -> Iterator[Block]:
    if section.heading:
        yield Heading(level, section.heading, look="section", running=True)
        level += 1
    yield from (Quote((Paragraph((Text(words),)),), pull=True) for words in section.quotes)
    if section.heading:
        yield from edition.loose.get(f"{issue.docname}#{section.anchor}", ())
    for item in section.items:
        yield entry(edition, item, level)
        yield from edition.loose.get(f"{issue.docname}#{item.anchor}", ())


# What is said about a document.


def _topic_facts(edition: Edition, slug: str) -> Iterator[Block]:
    archive = edition.archive
    topic = archive.topic[slug]
    if topic.also_printed_as:
        words: list[Inline] = [Text("; ".join(topic.also_printed_as))]
        yield Paragraph((Text("Also printed as: ", ("strong",)), *words), "small")
    for name, slugs in (
        ("Broader", topic.broader),
        ("Narrower, included here", archive.narrower.get(slug, ())),
        ("Related", archive.related.get(slug, ())),
    ):
        words = []
        for other in (archive.topic[one] for one in slugs if one in archive.topic):
            words += [Text("; "), edition.topic(other)] if words else [edition.topic(other)]
        if words:
            yield Paragraph((Text(f"{name}: ", ("strong",)), *words), "small")


def _how_many(shown: int, found: int) -> str:
    if shown < found:
        return f"The newest {shown:,} of {count(found, 'entry', 'entries')}, newest issue first."
    return f"{count(shown, 'entry', 'entries')}, newest issue first."


def count(number: int, one: str, many: str) -> str:
    """A number with its noun: 1 entry, 1,234 entries."""
    return f"{number:,} {one if number == 1 else many}"


def about(issues: tuple[Issue, ...]) -> str:
    """How much there is in these issues."""
    items = sum(len(issue.items) for issue in issues)
    return f"{count(len(issues), 'issue', 'issues')}, {count(items, 'entry', 'entries')}"


def span(issues: tuple[Issue, ...]) -> str:
    """The dates of the first and the last issue, as printed."""
    if not issues:
        return "No issue yet"
    dates = dict.fromkeys((issues[0].date, issues[-1].date))
    return " to ".join(dates)


def of_issues(
    edition: Edition, title: str, issues: tuple[Issue, ...], body: list[Block]
) -> Document:
    """A document of issues; its keywords are their topics."""
    topics = {
        topic.title: None
        for issue in issues
        for item in issue.items
        for topic in edition.archive.topics_of(item)
    }
    return _finished(edition, title, about(issues), tuple(topics), body)


def _finished(
    edition: Edition, title: str, subject: str, keywords: tuple[str, ...], body: list[Block]
) -> Document:
    return Document(title, tuple(body), edition.author, subject, keywords, edition.paper)
