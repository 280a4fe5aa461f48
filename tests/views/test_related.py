"""What is related to an entry: what shares rare topics and sources with it, and little changes it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import yaml

from conftest import PROJECT
from gold import printed_archive
from sphinx_roundup.html.mentions import Mentions
from sphinx_roundup.model.archive import Archive
from sphinx_roundup.model.assembly import assemble
from sphinx_roundup.model.page_records import Topic
from sphinx_roundup.model.records import Issue, Item, Link, Section
from sphinx_roundup.model.vocabulary import Source, Vocabulary
from sphinx_roundup.views.related import MOST, Related

JUDGED = PROJECT / "benchmarks/related.yml"
TOPICS = tuple(
    Topic(slug, slug, broader=("all",) if slug != "all" else ())
    for slug in ("all", "common", "rare")
)
SOURCES = (Source("bbc", "BBC"), Source("nspcc", "NSPCC"))


def _item(issue: str, slug: str, *topics: str, source: str = "", title: str = "") -> Item:
    sources = (source,) if source else ()
    return Item(issue, slug, title or slug, "news", sources=sources, topics=topics)


def _archive(*items: Item) -> Archive:
    by_issue: dict[str, list[Item]] = {}
    for item in items:
        by_issue.setdefault(item.issue, []).append(item)
    issues = [
        Issue(name, name, sections=(Section("News", "news", tuple(of)),))
        for name, of in by_issue.items()
    ]
    return assemble(issues, Vocabulary(TOPICS, SOURCES), dt.date(2030, 1, 1))


def _found(archive: Archive, name: str) -> list[str]:
    return [one.slug for one in Related(archive).of(archive.item[name])]


def test_what_few_entries_have_weighs_more_and_a_topic_more_than_a_source() -> None:
    many = [_item("2020-01", f"m{n}", "common") for n in range(30)]
    one = _item("2020-01", "one", "common", "rare", source="nspcc")
    others = [
        _item("2020-03", "same-source", source="nspcc"),
        _item("2020-03", "same-rare", "rare"),
        _item("2020-03", "nothing"),
    ]
    found = _found(_archive(one, *many, *others), "2020-01/one")
    assert found[:2] == ["same-rare", "same-source"]
    assert "nothing" not in found
    assert len(found) == MOST


def test_of_as_good_ones_words_of_the_title_decide_and_then_what_is_near_in_time() -> None:
    one = _item("2020-01", "one", "rare", title="Warning of dangerous bridges")
    others = [_item(f"2020-{n:02}", f"of-{n}", "rare") for n in (6, 5, 4, 3)]
    alike = replace(others[0], title="Dangerous bridges again")
    filler = [_item("2020-01", f"f{n}") for n in range(20)]
    assert _found(_archive(one, *others, *filler), "2020-01/one") == [
        "of-3",
        "of-4",
        "of-5",
        "of-6",
    ]
    found = _found(_archive(one, alike, *others[1:], *filler), "2020-01/one")
    assert found == ["of-6", "of-3", "of-4", "of-5"]


def test_what_points_to_the_same_document_is_told_apart() -> None:
    def pointing(issue: str, slug: str, address: str) -> Item:
        return replace(_item(issue, slug, "rare"), links=(Link("it", address),))

    report = "https://www.example.org/reports/one/"
    archive = _archive(
        pointing("2020-01", "one", report),
        pointing("2020-05", "again", "http://example.org/reports/one?utm_source=x#page=2"),
        pointing("2020-02", "other", "https://example.org/reports/one?year=2020"),
        pointing("2020-03", "home", "https://example.org/"),
        pointing("2020-04", "home-too", "https://example.org"),
        *(_item("2020-01", f"f{n}") for n in range(9)),
    )
    mentions = Mentions(archive)
    again = {item.slug: mentions.again(item) for item in archive.items}
    assert {slug: [one.slug for one in found] for slug, found in again.items() if found} == {
        "one": ["again"],
        "again": ["one"],
    }
    one = archive.item["2020-01/one"]
    related = [item.slug for item in Related(archive).of(one, but=again["one"])]
    assert related == ["other", "home", "home-too"]


def test_an_entry_that_is_added_changes_what_is_related_to_few() -> None:
    topics = ("common", "rare", "all")
    items = [
        _item(
            f"{1990 + n // 48}-{n // 4 % 12 + 1:02}",
            f"e{n}",
            topics[n % 3],
            source=("bbc", "nspcc")[n % 2],
        )
        for n in range(1200)
    ]
    before, added = _archive(*items), _item("2014-12", "added", "rare", source="bbc")
    after = _archive(*items, added)
    first, then = Related(before), Related(after)
    changed = [
        item.id
        for item in items
        if [one.id for one in first.of(item)] != [one.id for one in then.of(item)]
    ]
    assert 0 < len(changed) <= 24
    assert min(changed) > "2013"


def test_most_of_what_is_found_was_judged_to_be_related() -> None:
    """20 entries of the printed issues: the figure stands in benchmarks/README.md."""
    archive = printed_archive()
    related = Related(archive)
    judged = yaml.safe_load(JUDGED.read_text(encoding="utf-8"))
    assert len(judged) == 20
    assert all(one in archive.item for name, good in judged.items() for one in (name, *good))
    right = sum(
        one.id in good
        for name, good in judged.items()
        for one in related.of(archive.item[name])[:3]
    )
    assert right / (3 * len(judged)) > 0.7
