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

from .archive import Archive
from .kinds import KINDS
from .messages import Problem, did_you_mean
from .model import Issue, Source, Topic
from .vocabulary_files import line_of, load_sources, load_topic


def fold(label: str) -> str:
    """Reduce a printed name to what makes it the same name.

    Letter case, accents on quotes, "&" for "and", brackets, hyphens and other
    punctuation do not count: ``Online Safety & Harms`` is ``online safety and harms``.
    """
    text = unicodedata.normalize("NFKC", label).casefold().replace("&", " and ")
    text = re.sub(r"[’‘']", "", text)
    return " ".join(re.findall(r"\w+", text))


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
    topics = [load_topic(path) for path in paths if not _refused(folder, path)]
    sources = load_sources(folder / "sources.yml")
    vocabulary = Vocabulary(
        topics=tuple(topic for loaded in topics for topic in loaded.values),
        sources=tuple(sorted(sources.values, key=lambda source: source.slug)),
    )
    problems = [problem for loaded in (*topics, sources) for problem in loaded.problems]
    problems.extend(
        replace(problem, line=line_of(folder / problem.path, key))
        for key, problem in check(vocabulary)
    )
    return Vocabulary(vocabulary.topics, vocabulary.sources, tuple(sorted(problems)))


def _refused(folder: Path, path: Path) -> bool:
    """Tell whether the guard leaves a topic's page out; whoever reads the page says why."""
    from . import guard  # noqa: PLC0415 - its rules know the vocabulary

    name = path.relative_to(folder).as_posix()
    return bool(guard.file_problem(folder, name) or guard.inspect(name, guard.decoded(path)))


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
