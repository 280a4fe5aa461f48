"""Every check on a field, an item, an issue or the whole archive.

One implementation, asked by the directive, the command line and the importer.
Field rules turn what an editor typed into a value or say why not; the rest are
small generators of :class:`~roundup.messages.Problem`.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from .kinds import ACCESS, AUDIENCES, CONTENT_NOTES, KIND, NATIONS
from .messages import Problem, did_you_mean
from .model import NOT_STATED, Archive, Issue, Item, Section
from .vocabulary import SLUG, Vocabulary

TITLE_WORDS = 25
LINK_SCHEMES = ("https", "http", "mailto")
WEB_ARCHIVES = (
    "web.archive.org",
    "archive.org",
    "perma.cc",
    "webarchive.nationalarchives.gov.uk",
    "webarchive.org.uk",
    "archive.ph",
    "archive.today",
)
"""Where an archived copy of a page may be: readers are told that it is one."""
ISSUE_NAME = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])")
_FIELD_LINE = re.compile(r"\s*:(?P<name>[A-Za-z][\w-]*):(?:\s+(?P<value>.*?))?\s*")


class FieldError(ValueError):
    """A field's text is not acceptable.

    :ivar subtype: the message's subtype.
    :ivar hint: how to mend it.
    """

    def __init__(self, subtype: str, message: str, hint: str) -> None:
        """Keep what is wrong and how to mend it apart."""
        super().__init__(message)
        self.subtype = subtype
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Field:
    """A field of an item: its name, the attribute it fills and how its text is read."""

    name: str
    attribute: str
    read: Callable[[str], Any]
    meaning: str
    example: str
    required: bool = False
    many: bool = False
    """Whether it may be given several times; its values are then joined."""


def _list(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part for part in (p.strip() for p in text.split(",")) if part))


def _one_of(known: Mapping[str, Any], subtype: str, what: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in known:
            otherwise = f"Use one of {', '.join(known)}."
            raise FieldError(
                subtype,
                f"“{text}” is no {what}.",
                did_you_mean(text, known, otherwise=otherwise),
            )
        return text

    return read


def _some_of(known: Mapping[str, Any], what: str) -> Callable[[str], tuple[str, ...]]:
    one = _one_of(known, "unknown-value", what)
    return lambda text: tuple(one(part) for part in _list(text))


def _read_id(text: str) -> str:
    if not SLUG.fullmatch(text):
        raise FieldError(
            "bad-id",
            f"“{text}” cannot be an id.",
            "Use lower-case words joined by hyphens, beginning with a letter.",
        )
    return text


def _read_date(text: str) -> dt.date:
    # fromisoformat alone would take 20240523 and 2024-W21-4 too.
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        with contextlib.suppress(ValueError):
            return dt.date.fromisoformat(text)
    raise FieldError(
        "bad-date", f"“{text}” is not a date.", "Write year-month-day, as in 2024-05-23."
    )


def _read_sources(text: str) -> tuple[str, ...]:
    slugs = _list(text)
    return () if slugs == (NOT_STATED,) else slugs


FIELDS: tuple[Field, ...] = (
    Field(
        "id",
        "slug",
        _read_id,
        "A short permanent name, unique within the issue. It never changes.",
        "whatsapp-groups",
        required=True,
    ),
    Field(
        "kind",
        "kind",
        _one_of(KIND, "unknown-kind", "kind"),
        "What sort of thing the item points to, from the closed list of kinds.",
        "news",
        required=True,
    ),
    Field(
        "source",
        "sources",
        _read_sources,
        f"Who published it: slugs of sources.yml, or {NOT_STATED}.",
        "bbc",
        required=True,
    ),
    Field(
        "topics",
        "topics",
        _list,
        "Topics besides the one that the heading names: slugs of files in topics/.",
        "social-media-and-messaging",
    ),
    Field(
        "published",
        "published",
        _read_date,
        "When the thing itself was published.",
        "2024-04-11",
    ),
    Field("starts", "starts", _read_date, "When an event begins.", "2023-03-15"),
    Field("closes", "closes", _read_date, "When a survey or call closes.", "2024-05-23"),
    Field(
        "audience", "audience", _some_of(AUDIENCES, "audience"), "Whom it is made for.", "schools"
    ),
    Field("nation", "nation", _some_of(NATIONS, "nation"), "Where it applies.", "england"),
    Field(
        "access",
        "access",
        _one_of(ACCESS, "unknown-value", "access"),
        "Whether it can be read freely.",
        "free",
    ),
    Field(
        "content-note",
        "content_note",
        _some_of(CONTENT_NOTES, "content note"),
        "What a reader may wish to know before opening it.",
        "suicide",
    ),
    Field(
        "editor-note",
        "editor_note",
        str,
        "What the archive has to say about the printed words.",
        "The report’s title is Lost in Transition.",
    ),
    Field(
        "review",
        "review",
        lambda text: (text,),
        "An open point that an import leaves for you: settle it, then take the line out.",
        "no publisher is recognised in the words: name one, or write not-stated.",
        many=True,
    ),
)
FIELD: Mapping[str, Field] = {field.name: field for field in FIELDS}


@dataclass(frozen=True, slots=True)
class Line:
    """A numbered line of a page; ``number`` counts from 1."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Fields:
    """What the top lines of an item say: values by attribute, and what was wrong."""

    values: Mapping[str, Any]
    problems: tuple[Problem, ...]
    places: tuple[tuple[str, int], ...]
    """The line of each field, by name, good or bad."""
    count: int
    """How many lines they take."""


def field_lines(lines: Sequence[str]) -> int:
    """How many lines at the top of an item's body have the form of a field."""
    others = (n for n, line in enumerate(lines) if _FIELD_LINE.fullmatch(line) is None)
    return next(others, len(lines))


def read_fields(path: str, lines: Sequence[Line]) -> Fields:
    """Read the ``:name: value`` lines at the top of an item's body.

    Values are taken as they stand, to the end of the line: quotes, colons and
    hashes mean nothing, so a slip in one field cannot cost the others.
    """
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    seen: dict[str, int] = {}
    count = 0
    for line in lines:
        match = _FIELD_LINE.fullmatch(line.text)
        if match is None:
            break
        count += 1
        try:
            field, value = _read_field(match["name"], match["value"] or "", seen)
            values[field.attribute] = (
                (*values.get(field.attribute, ()), *value) if field.many else value
            )
        except FieldError as error:
            problems.append(Problem(path, line.number, error.subtype, str(error), error.hint))
        seen.setdefault(match["name"], line.number)
    return Fields(values, tuple(problems), tuple(seen.items()), count)


def _read_field(name: str, text: str, seen: Container[str]) -> tuple[Field, Any]:
    if name not in FIELD:
        otherwise = f"Known fields are {', '.join(FIELD)}."
        hint = did_you_mean(name, FIELD, otherwise=otherwise)
        raise FieldError("unknown-field", f"“{name}” is not a field of an item.", hint)
    if name in seen and not FIELD[name].many:
        raise FieldError("repeated-field", f"“{name}” is given twice.", "Keep one of them.")
    field = FIELD[name]
    if not text:
        raise FieldError(
            "missing-field",
            f"“{name}” is empty.",
            f"Fill it in, as in “:{name}: {field.example}”, or take the line out.",
        )
    return field, field.read(text)


def check_item(path: str, item: Item) -> Iterator[Problem]:
    """Find what an item lacks: fields, a title, printed words."""
    given = {name for name, _ in item.places}
    for field in FIELDS:
        if field.required and field.name not in given:
            yield Problem(
                path,
                item.line,
                "missing-field",
                f"the item has no {field.name}.",
                f"Add a line such as “:{field.name}: {field.example}”.",
            )
    words = len(item.title.split())
    if not words:
        yield Problem(
            path, item.line, "missing-title", "the item has no title.", "Write it after {item}."
        )
    elif words > TITLE_WORDS:
        yield Problem(
            path,
            item.line,
            "long-title",
            f"the title has {words} words.",
            f"Keep it to {TITLE_WORDS} at most.",
        )
    if not item.text.strip():
        yield Problem(
            path,
            item.line,
            "empty-item",
            "the item has no printed words.",
            "Put the printed paragraph after the fields, with an empty line between.",
        )


def link_problem(target: str) -> str:
    """Why an address is not accepted as a link, in one sentence; "" if it is."""
    try:
        address = urlsplit(target)
        host = address.hostname or ""
    except ValueError:
        return f"“{target}” is not an address."
    scheme = address.scheme.casefold()
    if scheme not in LINK_SCHEMES:
        return f"“{target}” does not begin with https://, http:// or mailto:."
    return "" if scheme == "mailto" else _host_problem(target, host, address.netloc)


def archive_problem(target: str) -> str:
    """Why an address is not accepted as that of an archived copy; "" if it is."""
    why = link_problem(target)
    if why:
        return why
    host = (urlsplit(target).hostname or "").removeprefix("www.")
    if host not in WEB_ARCHIVES:
        return f"“{target}” is said to be an archived copy, but {host} is no web archive we know."
    return ""


def _host_problem(target: str, host: str, netloc: str) -> str:
    if not host:
        return f"“{target}” names no website."
    if "@" in netloc:
        return f"“{target}” has a name before the @, and leads to {host}."
    if strange := _strange_letters(host):
        return f"“{target}” leads to a website with letters that look like others: {strange}."
    return ""


def _strange_letters(host: str) -> str:
    """The letters of a host's name that are not Latin, by name; "" where there are none."""
    try:
        host = host.encode("ascii").decode("idna")
    except UnicodeEncodeError:
        pass
    except UnicodeError:
        return host
    strange = [letter for letter in host if not letter.isascii() and not _is_latin(letter)]
    return ", ".join(f"U+{ord(letter):04X}" for letter in dict.fromkeys(strange))


def _is_latin(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith("LATIN ")


def check_issue(issue: Issue, vocabulary: Vocabulary) -> Iterator[Problem]:
    """Find what is wrong inside one issue: ids, headings, topics, sources."""
    path = f"{issue.docname}.md"
    yield from _check_ids(path, issue)
    for section in issue.sections:
        yield from _check_heading(path, section, vocabulary)
    for item in issue.items:
        yield from _check_topics(path, item, vocabulary)
        yield from _check_sources(path, item, vocabulary)
        yield from _check_review(path, item)


def _check_review(path: str, item: Item) -> Iterator[Problem]:
    line = item.line_of("review")
    for place, point in enumerate(item.review):
        yield Problem(
            path, line + place, "open-point", point, "Settle it, then take its :review: line out."
        )


def _check_ids(path: str, issue: Issue) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for item in issue.items:
        line = first.setdefault(item.slug, item.line)
        if line != item.line:
            yield Problem(
                path,
                item.line_of("id"),
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
        yield Problem(
            path,
            section.line,
            "near-heading",
            f"the heading “{section.heading}” names no topic.",
            f"{near} If it is printed so, add it to that topic’s also-printed-as.",
        )
    elif bare:
        lines = ", ".join(str(item.line) for item in bare)
        yield Problem(
            path,
            section.line,
            "heading-without-topic",
            f"the heading “{section.heading}” names no topic, and items under it have none"
            f" (line {lines}).",
            "Give each a line such as “:topics: county-lines”.",
        )


def _check_topics(path: str, item: Item, vocabulary: Vocabulary) -> Iterator[Problem]:
    for slug in item.topics:
        topic = vocabulary.topic.get(slug)
        if topic is None:
            otherwise = "See topics/ for those there are."
            yield Problem(
                path,
                item.line_of("topics"),
                "unknown-topic",
                f"“{slug}” is no topic.",
                did_you_mean(slug, vocabulary.topic, otherwise=otherwise),
            )
        elif topic.group:
            yield Problem(
                path,
                item.line_of("topics"),
                "group-topic",
                f"“{slug}” only gathers other topics.",
                "Choose one of the topics below it.",
            )


def _check_sources(path: str, item: Item, vocabulary: Vocabulary) -> Iterator[Problem]:
    for slug in item.sources:
        if slug == NOT_STATED:
            yield Problem(
                path,
                item.line_of("source"),
                "unknown-source",
                f"{NOT_STATED} stands beside an organisation.",
                "Keep one of the two.",
            )
        elif slug not in vocabulary.source:
            otherwise = f"Add it to sources.yml, or write {NOT_STATED}."
            known = (*vocabulary.source, NOT_STATED)
            yield Problem(
                path,
                item.line_of("source"),
                "unknown-source",
                f"“{slug}” is not in sources.yml.",
                did_you_mean(slug, known, otherwise=otherwise),
            )


def check_archive(archive: Archive, vocabulary: Vocabulary) -> Iterator[Problem]:
    """Run every whole-archive rule; the order of problems is not defined: sort them."""
    yield from vocabulary.problems
    for issue in archive.issues:
        yield from check_issue(issue, vocabulary)
