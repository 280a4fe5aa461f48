"""Every check on an item, an issue or the whole archive.

One implementation, asked by the build, the command line and the importer: small
generators of :class:`~sphinx_roundup.model.messages.Problem`. How a field is read is in
:mod:`sphinx_roundup.model.fields`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from itertools import islice
from operator import attrgetter

from ..model.archive import Archive
from ..model.dates import ENGLISH, months
from ..model.fields import FIELD, FIELDS, Field
from ..model.messages import MOST_PROBLEMS, Problem, did_you_mean
from ..model.periods import PERIODS, day_of, label, period_of
from ..model.records import NOT_STATED, WITHDRAWN_TITLE, Issue, Item, Section, Tombstone
from ..model.rules import RULES, TITLE_WORDS
from ..model.vocabulary import Vocabulary
from .slips import unread_in_field


def check_date_line(
    path: str, name: str, dated: dt.date | None, words: str, line: int
) -> Iterator[Problem]:
    """Find an issue whose date line names, in English, a month that it has no day of."""
    said = _month_year().search(words)
    first = day_of(name) or dated
    if said is None or first is None:
        return
    period = PERIODS[period_of(name)]
    named = dt.date(int(said[2]), months(ENGLISH)[said[1].casefold()], 1)
    if not named < period.after(first) or not first < PERIODS["month"].after(named):
        own = label(name, dated, ENGLISH)
        message = f"the date line says {said[0]}, and the file is that of {own}."
        yield Problem(path, line, "other-month", message, f"Write “# {own}”, or rename the file.")


@cache
def _month_year() -> re.Pattern[str]:
    return re.compile(
        rf"\b({'|'.join(months(ENGLISH))})\s+((?:1[89]|2[01])[0-9]{{2}})\b", re.IGNORECASE
    )


_REQUIRED = tuple(field for field in FIELDS if field.required)


def check_item(path: str, item: Item) -> Iterator[Problem]:
    """Find what an item lacks: fields, a title, printed words."""
    given = {name for name, _ in item.places}
    for field in _REQUIRED:
        if field.name not in given:
            said = {"name": field.name, "example": field.example}
            yield RULES["missing-field"].problem(path, item.line, **said)
    words = len(item.title.split())
    if not words:
        yield RULES["missing-title"].problem(path, item.line)
    elif words > TITLE_WORDS:
        yield RULES["long-title"].problem(path, item.line, count=words, most=TITLE_WORDS)
    written = [("title", item.title), ("editor-note", item.editor_note)]
    if item.corrected:
        written += [("corrected", text) for text in item.corrected]
    for name, value in written:
        if unread_in_field(value):
            yield RULES["marked-field"].problem(path, item.line_of(name), name=name)
    if not any(run.text.strip() for block in item.body for run in block.runs):
        yield RULES["empty-item"].problem(path, item.line)


_OF_WITHDRAWN = ("id", "kind", "withdrawn", "reason")
"""The fields of an entry that was withdrawn."""


def check_withdrawn(path: str, item: Item, *, has_words: bool) -> Iterator[Problem]:
    """Find what a withdrawn entry lacks, and what its file still holds of it."""
    given = {name for name, _ in item.places}
    for name in _OF_WITHDRAWN:
        if name not in given:
            hint = f"Add a line such as “:{name}: {FIELD[name].example}”."
            yield Problem(path, item.line, "missing-field", f"the item has no {name}.", hint)
    kept = [name for name in given if name in FIELD and name not in _OF_WITHDRAWN]
    if has_words or kept or item.title != WITHDRAWN_TITLE:
        message = "a withdrawn entry still holds something of what it was."
        hint = (
            f"Name it “{WITHDRAWN_TITLE}” and keep nothing but its {', '.join(_OF_WITHDRAWN[:-1])}"
            f" and {_OF_WITHDRAWN[-1]}, as “roundup withdraw” does."
        )
        yield Problem(path, item.line, "withdrawn-words", message, hint)


def check_issue(issue: Issue, vocabulary: Vocabulary) -> Iterator[Problem]:
    """Find what is wrong inside one issue: ids, headings, topics, sources."""
    # Each may ask for what was meant, which takes time.
    yield from islice(_check_issue(issue, vocabulary), MOST_PROBLEMS)


def _check_issue(issue: Issue, vocabulary: Vocabulary) -> Iterator[Problem]:
    path = f"{issue.docname}.md"
    yield from _check_period(path, issue, vocabulary)
    yield from _check_ids(path, issue)
    for section in issue.sections:
        yield from check_section(path, section, vocabulary)
    for one in issue.tombstones:
        for name, word in (("kind", one.kind), ("reason", one.reason)):
            if word:
                yield from _check_word(path, one.line, FIELD[name], word, vocabulary)


def check_section(path: str, section: Section, vocabulary: Vocabulary) -> Iterator[Problem]:
    """Find what is wrong with a heading, and with the words that its items take from lists."""
    yield from _check_heading(path, section, vocabulary)
    for item in section.items:
        yield from check_words(path, item, vocabulary)


def check_words(path: str, item: Item, vocabulary: Vocabulary) -> Iterator[Problem]:
    """Find what is wrong with the words that an item takes from lists."""
    given = _FROM_LISTS(item)
    if given in vocabulary.found_right:  # of 40,000 items most say what others say
        return
    is_right = True
    for check in (_check_topics, _check_sources, _check_closed, _check_review):
        for problem in check(path, item, vocabulary):
            is_right = False
            yield problem
    if is_right:
        vocabulary.found_right.add(given)


_FROM_LISTS = attrgetter(
    "topics", "sources", "review", *(field.attribute for field in FIELDS if field.closed)
)
"""All that :func:`check_words` looks at, but for lines."""


def _check_review(path: str, item: Item, _vocabulary: Vocabulary) -> Iterator[Problem]:
    line = item.line_of("review")
    for place, point in enumerate(item.review):
        yield Problem(
            path, line + place, "open-point", point, "Settle it, then take its :review: line out."
        )


def _check_period(path: str, issue: Issue, vocabulary: Vocabulary) -> Iterator[Problem]:
    """Find an issue that is not named as the archive's are, or dated outside what its name says."""
    period = PERIODS[vocabulary.named_by]
    if period_of(issue.id) != vocabulary.named_by:
        yield Problem(
            path,
            0,
            "bad-issue",
            f"“{issue.id}” is not named by {period.named_by}, as the issues of this archive are.",
            f"Name the file as {period.example}.md, or say in vocabulary.yml how issues are named.",
        )
    first = day_of(issue.id)
    if (
        issue.dated
        and first
        and not first <= issue.dated < PERIODS[period_of(issue.id)].after(first)
    ):
        message = f"the date {issue.dated.isoformat()} is not in “{issue.id}”."
        yield Problem(path, 1, "bad-issue", message, "Mend the date, or the name of the file.")


def _check_ids(path: str, issue: Issue) -> Iterator[Problem]:
    first: dict[str, int] = {}
    every: list[Item | Tombstone] = sorted(
        (*issue.items, *issue.tombstones), key=lambda one: one.line
    )
    for item in every:
        line = first.setdefault(item.slug, item.line)
        if line != item.line:
            yield Problem(
                path,
                item.line_of("id") if isinstance(item, Item) else item.line,
                "duplicate-id",
                f"the id “{item.slug}” is already that of the item at line {line}.",
                "Give one of the two another id.",
            )


def _check_heading(path: str, section: Section, vocabulary: Vocabulary) -> Iterator[Problem]:
    if vocabulary.topic_of_heading(section.heading):
        return
    near = vocabulary.near_headings(section.heading)
    bare = [item for item in section.items if not item.topics]
    if near:
        hint = f"{near} If it is printed so, add it to that topic’s also-printed-as."
        problem = RULES["near-heading"].problem(path, section.line, heading=section.heading)
        yield replace(problem, hint=hint)
    elif bare and not section.heading:
        lines = ", ".join(str(item.line) for item in bare)
        message = f"items without topics stand under no heading (line {lines})."
        hint = "Put each under a heading that names a topic, or give it a line “:topics: …”."
        yield Problem(path, section.line, "heading-without-topic", message, hint)
    elif bare:
        lines = ", ".join(str(item.line) for item in bare)
        said = {"heading": section.heading, "lines": lines, "example": vocabulary.example_topic}
        yield RULES["bare-heading"].problem(path, section.line, **said)


def _check_topics(path: str, item: Item, vocabulary: Vocabulary) -> Iterator[Problem]:
    line = item.line_of("topics")
    for slug in item.topics:
        topic = vocabulary.topic.get(slug)
        if topic is None:
            otherwise = "See topics/ for those there are."
            hint = did_you_mean(slug, vocabulary.topic, otherwise=otherwise)
            yield replace(RULES["unknown-topic"].problem(path, line, text=slug), hint=hint)
        elif topic.group:
            yield RULES["group-topic"].problem(path, line, text=slug)


def _check_sources(path: str, item: Item, vocabulary: Vocabulary) -> Iterator[Problem]:
    line = item.line_of("source")
    for slug in item.sources:
        if slug == NOT_STATED:
            yield RULES["stated-beside"].problem(path, line, text=NOT_STATED)
        elif slug not in vocabulary.source:
            otherwise = f"Add it to sources.yml, or write {NOT_STATED}."
            hint = did_you_mean(slug, (*vocabulary.source, NOT_STATED), otherwise=otherwise)
            yield replace(RULES["unknown-source"].problem(path, line, text=slug), hint=hint)


def _check_closed(path: str, item: Item, vocabulary: Vocabulary) -> Iterator[Problem]:
    """Find words that the closed list of their field does not have."""
    for field in FIELDS:
        for word in field.words(item) if field.closed else ():
            yield from _check_word(path, item.line_of(field.name), field, word, vocabulary)


def _check_word(
    path: str, line: int, field: Field, word: str, vocabulary: Vocabulary
) -> Iterator[Problem]:
    known = vocabulary.closed[field.closed]
    if word in known:
        return
    otherwise = (
        f"Use one of {', '.join(known)}."
        if known
        else f"This archive has no {field.closed.replace('-', ' ')}: take the line out."
    )
    rule = RULES["unknown-kind" if field.name == "kind" else "unknown-value"]
    problem = rule.problem(path, line, text=word, name=field.name.replace("-", " "))
    yield replace(problem, hint=did_you_mean(word, known, otherwise=otherwise))


ArchiveRule = Callable[[Archive, Vocabulary], Iterator[Problem]]

ARCHIVE_RULES: tuple[ArchiveRule, ...] = ()
"""Rules on the archive as a whole, which no single page can answer."""


def check_archive(archive: Archive, vocabulary: Vocabulary) -> Iterator[Problem]:
    """Run every whole-archive rule; the order of problems is not defined: sort them."""
    for rule in ARCHIVE_RULES:
        yield from rule(archive, vocabulary)
