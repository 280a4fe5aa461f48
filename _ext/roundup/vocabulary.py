"""Topics and sources: load them, resolve a printed name, put the archive together."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import yaml

from .kinds import KINDS
from .messages import Problem, did_you_mean
from .model import Archive, Issue, Source, Topic
from .strict_yaml import front_matter, read_yaml, yaml_place

SLUG = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_TOPIC_KEYS = (
    "title",
    "also-printed-as",
    "search-terms",
    "broader",
    "related",
    "group",
)
_SOURCE_KEYS = ("name", "short-name", "aliases", "part-of", "successor")


def fold(label: str) -> str:
    """Reduce a printed name to what makes it the same name.

    Letter case, accents on quotes, "&" for "and", brackets, hyphens and other
    punctuation do not count: ``Online Safety & Harms`` is ``online safety and harms``.
    """
    text = unicodedata.normalize("NFKC", label).casefold().replace("&", " and ")
    text = re.sub(r"[’‘']", "", text)
    return " ".join(re.findall(r"\w+", text))


class Loaded(NamedTuple):
    """What was read from a file of the vocabulary, and what was wrong with it."""

    values: tuple[Any, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Vocabulary:
    """The topics and sources an archive uses, with all the names they go by."""

    topics: tuple[Topic, ...] = ()
    sources: tuple[Source, ...] = ()
    problems: tuple[Problem, ...] = ()

    @cached_property
    def topic(self) -> Mapping[str, Topic]:
        """Topics by slug."""
        return MappingProxyType({topic.slug: topic for topic in self.topics})

    @cached_property
    def source(self) -> Mapping[str, Source]:
        """Sources by slug."""
        return MappingProxyType({source.slug: source for source in self.sources})

    @cached_property
    def _topic_labels(self) -> Mapping[str, str]:
        return {fold(label): topic.slug for topic in self.topics for label in topic.labels}

    def topic_of_heading(self, heading: str) -> str | None:
        """The slug of the topic that a printed heading names, if it names one."""
        return self._topic_labels.get(fold(heading))

    def near_headings(self, heading: str) -> str:
        """A did-you-mean sentence for a heading that is almost a topic's name, or ""."""
        titles = {fold(topic.title): topic.title for topic in self.topics}
        hint = did_you_mean(fold(heading), titles, otherwise="", likeness=0.8)
        for folded, title in titles.items():
            hint = hint.replace(f"“{folded}”", f"“{title}”")
        return hint


def load(folder: Path) -> Vocabulary:
    """Read ``topics/*.md`` and ``sources.yml`` below ``folder``.

    Never raises for what an editor wrote: whatever cannot be used is left out
    and told in :attr:`Vocabulary.problems`, in a fixed order.
    """
    paths = sorted((folder / "topics").glob("*.md"))
    topics = [_load_topic(path) for path in paths if not _refused(folder, path)]
    sources = _load_sources(folder / "sources.yml")
    vocabulary = Vocabulary(
        topics=tuple(topic for loaded in topics for topic in loaded.values),
        sources=tuple(sorted(sources.values, key=lambda source: source.slug)),
    )
    problems = [problem for loaded in (*topics, sources) for problem in loaded.problems]
    problems.extend(
        replace(problem, line=_line_of(folder / problem.path, key))
        for key, problem in check(vocabulary)
    )
    return Vocabulary(vocabulary.topics, vocabulary.sources, tuple(sorted(problems)))


def _refused(folder: Path, path: Path) -> bool:
    """Tell whether the guard leaves a topic's page out; whoever reads the page says why."""
    from . import guard  # noqa: PLC0415 - its rules know the vocabulary

    name = path.relative_to(folder).as_posix()
    return bool(guard.file_problem(folder, name) or guard.inspect(name, guard.decoded(path)))


def _line_of(path: Path, key: str) -> int:
    """The line on which a YAML key stands, from 1; 1 if it is not there."""
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    return next((n for n, line in enumerate(lines, 1) if line.startswith(f"{key}:")), 1)


def assemble(
    issues: Iterable[Issue], vocabulary: Vocabulary, date: dt.date | None = None
) -> Archive:
    """Put the issues, in any order, and the vocabulary together as one value."""
    ordered = tuple(sorted(issues, key=lambda issue: issue.id))
    headings = sorted({section.heading for issue in ordered for section in issue.sections})
    named = {heading: vocabulary.topic_of_heading(heading) for heading in headings}
    return Archive(
        issues=ordered,
        topics=vocabulary.topics,
        sources=vocabulary.sources,
        kinds=KINDS,
        heading_topics=MappingProxyType({h: slug for h, slug in named.items() if slug}),
        date=date,
    )


def check(vocabulary: Vocabulary) -> Iterator[tuple[str, Problem]]:
    """Find what is wrong between the entries of a vocabulary.

    Each problem comes with the key of its file that it is about.
    """
    yield from _check_relations(vocabulary)
    yield from _check_cycles(vocabulary)
    yield from _check_addresses(vocabulary)
    yield from _check_labels(
        (topic.slug, label, f"topics/{topic.slug}.md", key)
        for topic in vocabulary.topics
        for key, labels in (("title", (topic.title,)), ("also-printed-as", topic.also_printed_as))
        for label in labels
    )
    yield from _check_labels(
        (source.slug, label, "sources.yml", source.slug)
        for source in vocabulary.sources
        for label in dict.fromkeys((source.name, source.label, *source.aliases))
    )
    for source in vocabulary.sources:
        for field, slug in (("part-of", source.part_of), ("successor", source.successor)):
            if slug and slug not in vocabulary.source:
                yield (
                    source.slug,
                    Problem(
                        "sources.yml",
                        1,
                        "bad-sources",
                        f"“{source.slug}” has {field}: {slug}, which is not in the file.",
                        did_you_mean(slug, vocabulary.source, otherwise="Add it or take it out."),
                    ),
                )


def _check_addresses(vocabulary: Vocabulary) -> Iterator[tuple[str, Problem]]:
    """Find a slug whose page would stand where the index of its kind stands."""
    places = [(topic.slug, f"topics/{topic.slug}.md", "title") for topic in vocabulary.topics]
    places += [(source.slug, "sources.yml", source.slug) for source in vocabulary.sources]
    for slug, path, key in places:
        if slug == "index":
            message = "“index” is the address of the list itself."
            yield key, Problem(path, 1, "page-clash", message, "Choose another slug.")


def _check_relations(vocabulary: Vocabulary) -> Iterator[tuple[str, Problem]]:
    for topic in vocabulary.topics:
        for field, slugs in (("broader", topic.broader), ("related", topic.related)):
            for slug in slugs:
                if slug not in vocabulary.topic:
                    otherwise = f"Add topics/{slug}.md or remove it."
                    yield (
                        field,
                        Problem(
                            f"topics/{topic.slug}.md",
                            1,
                            "unknown-related",
                            f"{field} names “{slug}”, which is no topic.",
                            did_you_mean(slug, vocabulary.topic, otherwise=otherwise),
                        ),
                    )


def _check_cycles(vocabulary: Vocabulary) -> Iterator[tuple[str, Problem]]:
    archive = assemble((), vocabulary)
    for topic in vocabulary.topics:
        if any(topic.slug in archive.ancestors.get(slug, ()) for slug in topic.broader):
            yield (
                "broader",
                Problem(
                    f"topics/{topic.slug}.md",
                    1,
                    "topic-cycle",
                    f"“{topic.slug}” is broader than itself by way of {', '.join(topic.broader)}.",
                    "Remove one of the broader topics on the way round.",
                ),
            )


def _check_labels(
    labels: Iterable[tuple[str, str, str, str]],
) -> Iterator[tuple[str, Problem]]:
    first: dict[str, tuple[str, str]] = {}
    for slug, label, path, key in labels:
        known = first.setdefault(fold(label), (slug, path))
        if known[0] != slug:
            other = f"“{known[0]}” ({known[1]})"
            yield (
                key,
                Problem(
                    path,
                    1,
                    "duplicate-label",
                    f"the name “{label}” of “{slug}” is already a name of {other}.",
                    "Keep it in one of the two.",
                ),
            )


class UnusableError(ValueError):
    """A value of the vocabulary cannot be used; says why in one sentence.

    :ivar key: the key of the file that it is about.
    """

    def __init__(self, key: str, message: str) -> None:
        """Keep the key beside the message."""
        super().__init__(message)
        self.key = key


def _load_topic(path: Path) -> Loaded:
    name = f"topics/{path.name}"

    def problem(line: int, message: str, hint: str = "") -> Loaded:
        return Loaded((), (Problem(name, line, "bad-topic", message, hint),))

    try:
        header, body = front_matter(path.read_text(encoding="utf-8"))
        data = read_yaml(header)
    except UnicodeDecodeError:
        return problem(1, "the file is not UTF-8 text.", "Save it as UTF-8.")
    except yaml.YAMLError as error:
        line, words = yaml_place(error)
        return problem(line + 1, f"the top lines cannot be read: {words}.")
    if not isinstance(data, Mapping):
        return problem(1, "the page has no top lines.", "Begin it with --- and title: ….")
    try:
        return Loaded((_topic(path.stem, data, body.strip()),), ())
    except UnusableError as error:
        return problem(_line_of(path, error.key), str(error))


def _topic(slug: str, data: Mapping[Any, Any], scope_note: str) -> Topic:
    _refuse_unknown(data, _TOPIC_KEYS)
    if not SLUG.fullmatch(slug):
        raise UnusableError("", f"“{slug}” is no slug: use lower-case words joined by hyphens.")
    group = data.get("group", False)
    if not isinstance(group, bool):
        raise UnusableError("group", "group must be true or left out.")
    return Topic(
        slug=slug,
        title=_text(data, "title", required=True),
        also_printed_as=_texts(data, "also-printed-as"),
        search_terms=_texts(data, "search-terms"),
        broader=_texts(data, "broader"),
        related=_texts(data, "related"),
        group=group,
        scope_note=scope_note,
    )


def _load_sources(path: Path) -> Loaded:
    from . import guard  # noqa: PLC0415 - its rules know the vocabulary

    if not (path.exists() or path.is_symlink()):
        return Loaded((), ())
    if problem := guard.file_problem(path.parent, path.name):
        return Loaded((), (problem,))
    if found := tuple(guard.check_text(path.name, guard.decoded(path))):
        return Loaded((), found)
    try:
        data = read_yaml(path.read_text(encoding="utf-8")) or {}
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        line, words = yaml_place(error) if isinstance(error, yaml.YAMLError) else (1, "not UTF-8")
        return Loaded(
            (), (Problem("sources.yml", line, "bad-sources", f"it cannot be read: {words}."),)
        )
    if not isinstance(data, Mapping):
        problem = Problem("sources.yml", 1, "bad-sources", "it must be a list of “slug:” entries.")
        return Loaded((), (problem,))
    sources: list[Source] = []
    problems: list[Problem] = []
    for slug, row in data.items():
        try:
            sources.append(_source(slug, row))
        except UnusableError as error:
            line = _line_of(path, str(slug))
            problems.append(Problem("sources.yml", line, "bad-sources", f"“{slug}”: {error}"))
    return Loaded(tuple(sources), tuple(problems))


def _source(slug: Any, row: Any) -> Source:
    if not isinstance(slug, str) or not SLUG.fullmatch(slug):
        raise UnusableError("", "the slug must be lower-case words joined by hyphens.")
    if not isinstance(row, Mapping):
        raise UnusableError("", "give at least a name.")
    _refuse_unknown(row, _SOURCE_KEYS)
    return Source(
        slug=slug,
        name=_text(row, "name", required=True),
        short_name=_text(row, "short-name"),
        aliases=_texts(row, "aliases"),
        part_of=_text(row, "part-of"),
        successor=_text(row, "successor"),
    )


def _refuse_unknown(data: Mapping[Any, Any], known: tuple[str, ...]) -> None:
    for key in data:
        if key not in known:
            hint = did_you_mean(str(key), known, otherwise=f"Known are {', '.join(known)}.")
            raise UnusableError(str(key), f"“{key}” is not a known key. {hint}")


def _text(data: Mapping[Any, Any], key: str, *, required: bool = False) -> str:
    value = data.get(key, "")
    if not isinstance(value, str):
        raise UnusableError(key, f"{key} must be text; put it in quotes.")
    if required and not value.strip():
        raise UnusableError(key, f"{key} is missing.")
    return value.strip()


def _texts(data: Mapping[Any, Any], key: str) -> tuple[str, ...]:
    value = data.get(key, [])
    if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
        raise UnusableError(key, f"{key} must be a list of texts, as in [one, two].")
    return tuple(value)
