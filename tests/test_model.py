"""What is derived from the archive: relations, neighbours, wider topics."""

from __future__ import annotations

import pickle

from gold import PRINTED
from sphinx_roundup.model.assembly import assemble
from sphinx_roundup.model.page_records import Topic
from sphinx_roundup.model.records import Issue, Item, Link, Section
from sphinx_roundup.model.vocabulary import Vocabulary
from sphinx_roundup.parse.vocabulary import load
from sphinx_roundup.views.facets import FACET
from sphinx_roundup.views.sorting import Sorted

TOPICS = (
    Topic("a", "Alpha"),
    Topic("b", "Beta", broader=("a",), related=("d",)),
    Topic("c", "Gamma", broader=("b",)),
    Topic("d", "Delta"),
)


def _issue(name: str, *items: Item) -> Issue:
    return Issue(name, name, sections=(Section("Gamma", "gamma", items),))


ONE = Item("2023-01", "one", "One", "news", heading="Gamma", topics=("d", "c"))
TWO = Item("2024-01", "two", "Two", "news", heading="Gamma")
ARCHIVE = assemble([_issue("2024-01", TWO), _issue("2023-01", ONE)], Vocabulary(TOPICS))


def test_issues_stand_oldest_first_whatever_the_order_read() -> None:
    assert [issue.id for issue in ARCHIVE.issues] == ["2023-01", "2024-01"]
    assert ARCHIVE.neighbours("2023-01") == (None, ARCHIVE.issues[1])


def test_the_heading_gives_the_first_topic_and_none_comes_twice() -> None:
    assert [topic.slug for topic in ARCHIVE.topics_of(ONE)] == ["c", "d"]


def test_wider_topics_go_all_the_way_up() -> None:
    assert ARCHIVE.wider_topics_of(TWO) == {"a", "b", "c"}


def test_both_halves_of_a_relation() -> None:
    assert ARCHIVE.narrower["a"] == ("b",)
    assert (ARCHIVE.related["b"], ARCHIVE.related["d"]) == (("d",), ("b",))


def test_items_of_a_facet_are_newest_first() -> None:
    found = Sorted(ARCHIVE, FACET["topics"])
    assert [item.slug for item in found.of("a")] == ["two", "one"]
    assert found.of("nothing") == ()


def test_where_a_link_comes_from_and_leads() -> None:
    assert Link("x").status == "not-recorded"
    known = Link("x", "https://example.org")
    assert known.status == "printed"
    assert known.leads_to == "https://example.org"
    kept = Link("x", "https://example.org", "https://web.archive.org/x")
    assert kept.status == "printed"
    assert kept.leads_to == "https://web.archive.org/x"


def test_records_travel_between_processes() -> None:
    assert pickle.loads(pickle.dumps(ARCHIVE.issues)) == ARCHIVE.issues  # noqa: S301 - our own


def test_the_real_vocabulary_has_no_topic_related_to_one_above_it() -> None:
    real = assemble([], load(PRINTED))
    for topic in real.topics:
        for other in topic.related:
            assert other not in real.ancestors[topic.slug]
            assert topic.slug not in real.ancestors[other]
