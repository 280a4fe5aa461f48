"""Judge topics and sources as a whole: names given twice, unknown relations, cycles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..model.archive import assemble
from ..model.messages import Problem, did_you_mean
from ..model.vocabulary import Vocabulary, fold


def check_vocabulary(vocabulary: Vocabulary) -> Iterator[tuple[str, Problem]]:
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
