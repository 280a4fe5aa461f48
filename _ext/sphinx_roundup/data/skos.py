"""Write the topics as a SKOS vocabulary, in Turtle.

rdflib would write it, too, but is a heavy thing for a site to need; tests read it back with rdflib.
A concept is the page's address with ``#concept``, since a static host cannot redirect.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from ..model.archive import Archive
from ..model.page_records import Topic
from ..model.permalinks import absolute, page_path

FILE = "topics.ttl"
_PREFIXES = (
    ("dcterms", "http://purl.org/dc/terms/"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
)


def topics_turtle(archive: Archive) -> str:
    """Make the text of the vocabulary; "" while the archive has no address."""
    if not archive.identity.address:
        return ""
    parts = ["".join(f"@prefix {name}: <{address}> .\n" for name, address in _PREFIXES)]
    tops = [topic for topic in archive.topics if not _known(archive, topic.broader)]
    parts.append(
        _described(
            _scheme(archive),
            [
                ("a", ["skos:ConceptScheme"]),
                ("dcterms:title", [_words(archive, f"Topics of {archive.name}")]),
                ("skos:hasTopConcept", [_concept(archive, topic.slug) for topic in tops]),
            ],
        )
    )
    parts += [_topic(archive, topic) for topic in archive.topics]
    return "\n".join(parts)


def _topic(archive: Archive, topic: Topic) -> str:
    def concepts(slugs: Iterable[str]) -> list[str]:
        return [_concept(archive, slug) for slug in _known(archive, slugs)]

    def words(texts: Iterable[str]) -> list[str]:
        return [_words(archive, text) for text in texts if text]

    broader = _known(archive, topic.broader)
    urn = archive.urn("topic", topic.docname)
    return _described(
        _concept(archive, topic.slug),
        [
            ("a", ["skos:Concept"]),
            ("skos:inScheme", [_scheme(archive)]),
            ("skos:topConceptOf", [] if broader else [_scheme(archive)]),
            ("skos:prefLabel", words([topic.title])),
            ("skos:altLabel", words(dict.fromkeys(topic.also_printed_as))),
            ("skos:scopeNote", words([topic.scope_note])),
            ("skos:notation", [json.dumps(topic.slug)]),
            ("dcterms:identifier", [json.dumps(urn)] if urn else []),
            ("skos:broader", concepts(broader)),
            ("skos:narrower", concepts(archive.narrower.get(topic.slug, ()))),
            ("skos:related", concepts(archive.related.get(topic.slug, ()))),
        ],
    )


def _known(archive: Archive, slugs: Iterable[str]) -> tuple[str, ...]:
    return tuple(slug for slug in slugs if slug in archive.topic)


def _described(subject: str, said: Iterable[tuple[str, list[str]]]) -> str:
    lines = list(_lines(said))
    return f"{subject}\n" + " ;\n".join(lines) + " .\n"


def _lines(said: Iterable[tuple[str, list[str]]]) -> Iterator[str]:
    for name, values in said:
        if values:
            yield f"    {name} {', '.join(values)}"


def _concept(archive: Archive, slug: str) -> str:
    return f"<{absolute(archive.identity, page_path(f'topics/{slug}', 'concept'))}>"


def _scheme(archive: Archive) -> str:
    return f"<{absolute(archive.identity, page_path('topics/index', 'scheme'))}>"


def _words(archive: Archive, text: str) -> str:
    """A text with its language; what JSON escapes, Turtle reads alike."""
    return f"{json.dumps(text, ensure_ascii=False)}@{archive.language.replace('_', '-')}"
