"""Judge topics and sources as a whole: names given twice, unknown relations, cycles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..model.archive import MAX_DEPTH
from ..model.messages import Problem, did_you_mean
from ..model.vocabulary import Vocabulary, fold


def check_vocabulary(vocabulary: Vocabulary) -> Iterator[tuple[str, Problem]]:
    """Find what is wrong between the entries of a vocabulary.

    Each problem comes with the key of its file that it is about.
    """
    yield from _check_relations(vocabulary)
    yield from _check_depth(vocabulary)
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
    pages = (*vocabulary.topics, *vocabulary.pages)
    places = [(page.slug, page.path, "title") for page in pages]
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


def _check_depth(vocabulary: Vocabulary) -> Iterator[tuple[str, Problem]]:
    """Find topics that are broader than themselves; else those below too many others."""
    circling = _circling(vocabulary)
    for slug in sorted(circling):
        broader = ", ".join(vocabulary.topic[slug].broader)
        yield (
            "broader",
            Problem(
                f"topics/{slug}.md",
                1,
                "topic-cycle",
                f"“{slug}” is broader than itself by way of {broader}.",
                "Remove one of the broader topics on the way round.",
            ),
        )
    if circling:
        return
    below = _narrower(vocabulary)
    here = {topic.slug for topic in vocabulary.topics}
    for _ in range(MAX_DEPTH + 1):
        here = {narrower for slug in here for narrower in below.get(slug, ())}
    for slug in sorted(here):
        message = f"more than {MAX_DEPTH} topics stand above “{slug}”, one above the other."
        hint = "Take one of those in between out of broader."
        yield "broader", Problem(f"topics/{slug}.md", 1, "too-large", message, hint)


def _narrower(vocabulary: Vocabulary) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for topic in vocabulary.topics:
        for broader in topic.broader:
            if broader in vocabulary.topic:
                found.setdefault(broader, []).append(topic.slug)
    return found


def _circling(vocabulary: Vocabulary) -> set[str]:
    """The topics that lead to themselves: what is left when ends are taken off, up and down."""
    below = _narrower(vocabulary)
    above = {t.slug: [b for b in t.broader if b in vocabulary.topic] for t in vocabulary.topics}
    left = _without_ends(_without_ends(set(above), above, below), below, above)
    return {slug for slug in left if _reaches_itself(slug, above, left)}


def _without_ends(
    slugs: set[str], before: Mapping[str, list[str]], after: Mapping[str, list[str]]
) -> set[str]:
    """Take away again and again what has nothing of ``slugs`` before it."""
    waiting_for = {slug: sum(one in slugs for one in before.get(slug, ())) for slug in slugs}
    ends = [slug for slug, count in waiting_for.items() if not count]
    while ends:
        for slug in after.get(ends.pop(), ()):
            if slug in waiting_for:
                waiting_for[slug] -= 1
                ends += [slug] * (waiting_for[slug] == 0)
    return {slug for slug, count in waiting_for.items() if count}


def _reaches_itself(slug: str, above: Mapping[str, list[str]], among: set[str]) -> bool:
    seen: set[str] = set()
    waiting = list(above[slug])
    while waiting and slug not in seen:
        here = waiting.pop()
        if here in among and here not in seen:
            seen.add(here)
            waiting.extend(above[here])
    return slug in seen


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
