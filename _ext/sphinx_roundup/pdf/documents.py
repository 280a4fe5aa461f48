"""The archive as documents: an issue, a year, the whole, a topic."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from ..model.dates import locale_of
from ..model.facts import said_of_withdrawn
from ..model.plural import plural
from ..model.records import Issue, Item, Section
from .document import (
    Block,
    Contents,
    Document,
    Heading,
    NewPage,
    Opening,
    Paragraph,
    Quote,
    Text,
    TitlePage,
    Web,
    Words,
)
from .entries import entry
from .indexes import indexes
from .print_settings import Edition

_NO_PUBLISHER = "The publisher of the newsletter is not known."
_MANY = 4  # sections: with fewer, an issue needs no contents
_FEW = 24  # issues: with more, contents that name every section would be pages long


def issue_document(edition: Edition, issue: Issue) -> Document:
    """One issue, as it is forwarded or printed."""
    head, said, *rest = _issue(edition, issue, 1)
    body = [head, origin_note(edition), said, *rest]
    if len(issue.sections) >= _MANY:
        body.insert(3, Contents(1, first=2, columns=2, title="In this issue", look="plain"))
    return of_issues(edition, f"{edition.masthead}: {issue.date}", (issue,), body)


def year_document(edition: Edition, year: int) -> Document:
    """The issues of one year, with their indexes."""
    edition = replace(edition, indexed=True)
    issues = tuple(issue for issue in edition.archive.issues if issue.year == year)
    body = [
        TitlePage(edition.masthead, str(year), ((Text(about(issues)),), *origin(edition))),
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
        title_page(edition, "The archive", issues),
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


# An issue.


def _issue(edition: Edition, issue: Issue, level: int) -> Iterator[Block]:
    label = f"issue-{issue.id}"
    yield Opening(level, label, issue.masthead, issue.date, issue.strap_line, issue.date)
    yield note(issue.items)
    for section in issue.sections:
        yield from _section(edition, section, level + 1)


def title_page(edition: Edition, subtitle: str, issues: tuple[Issue, ...]) -> TitlePage:
    """Make the first page of what binds these issues: their dates, how many, whence they are."""
    lines = ((Text(span(issues)),), (Text(about(issues)),))
    return TitlePage(edition.masthead, subtitle, (*lines, *origin(edition)))


def origin(edition: Edition) -> Iterator[Words]:
    """Say who published the newsletter, and from which archive this copy is."""
    known = f"Published by {edition.publisher}." if edition.publisher else _NO_PUBLISHER
    yield (Text(known),)
    words: Words = (Text(f"From: {edition.name}"),)
    if edition.address:
        words = (*words, Text(", "), Web(edition.address, (Text(edition.address),)))
    yield words


def origin_note(edition: Edition) -> Paragraph:
    """Say the same in one small paragraph, for a document without a title page."""
    publisher, copy = origin(edition)
    return Paragraph((*publisher, Text(" "), *copy), "small")


def note(items: Iterable[Item]) -> Paragraph:
    """What a reader should know once: whose words these are, and what became of the links."""
    words = (
        "Titles, topics and notes were added by the archive; the words below them are as printed."
    )
    return Paragraph((Text(f"{words} {_lost_note(items)}".rstrip()),), "small")


def _lost_note(items: Iterable[Item]) -> str:
    unlinked = [link for item in items for link in item.links if not link.leads_to]
    if not unlinked:
        return ""
    certain = all(link.status == "not-recorded" for link in unlinked)
    lost = f"Address not recorded{'' if certain else ', or not certain'}"
    if len(unlinked) == 1:
        return f"{lost}: 1 link. Its words are underlined with dots."
    return f"{lost}: {len(unlinked):,} links. Their words are underlined with dots."


def _section(edition: Edition, section: Section, level: int) -> Iterator[Block]:
    if section.heading:
        yield Heading(level, section.heading, look="section", running=True)
        level += 1
    yield from (Quote((Paragraph((Text(words),)),)) for words in section.quotes)
    for item in section.items:
        yield entry(edition, item, level)
    for one in section.tombstones:
        yield Paragraph((Text(said_of_withdrawn(edition.archive, one)),), "small")


# What is said about a document.


def about(issues: tuple[Issue, ...]) -> str:
    """How much there is in these issues."""
    items = sum(len(issue.items) for issue in issues)
    return f"{plural(len(issues), 'issue')}, {plural(items, 'entry', 'entries')}"


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
    return finished(edition, title, about(issues), tuple(topics), body)


def finished(
    edition: Edition, title: str, subject: str, keywords: tuple[str, ...], body: list[Block]
) -> Document:
    """A document with what its viewer shows about it."""
    locale = locale_of(edition.archive.language)
    return Document(
        title,
        tuple(body),
        edition.author,
        subject,
        keywords,
        edition.paper,
        locale.language,
        locale.territory or "",
        edition.name,
        edition.address,
    )
