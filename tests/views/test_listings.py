"""What the listings of an archive hold: rows, counts, order, and when a page is written anew."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any, ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from closed import CLOSED, KINDS
from sphinx_roundup.model import facts
from sphinx_roundup.model.archive import MAX_DEPTH, Archive
from sphinx_roundup.model.assembly import assemble
from sphinx_roundup.model.helplines import Helpline
from sphinx_roundup.model.identity import Identity
from sphinx_roundup.model.page_records import PageRecord, Topic
from sphinx_roundup.model.page_records import said as label
from sphinx_roundup.model.page_types import of_record
from sphinx_roundup.model.records import Block, Issue, Item, Run, Section, Tombstone
from sphinx_roundup.model.settings import Settings
from sphinx_roundup.model.vocabulary import Source, Vocabulary
from sphinx_roundup.views.facets import FACET, FACETS, Entry, Facet
from sphinx_roundup.views.listings import LISTINGS, Listings
from sphinx_roundup.views.reader_views import TopicLinesView
from sphinx_roundup.views.sorting import Sorted
from sphinx_roundup.views.views import (
    ContactView,
    EntryView,
    Fact,
    FieldsView,
    HelplinesView,
    IndexView,
    KeepingView,
    LeavePageView,
    MadeFromView,
    NewestView,
    Row,
    SearchView,
    YearsView,
)

TOPICS = (
    Topic("care", "Care", also_printed_as=("Caring",), related=("online",)),
    Topic("homes", "Homes", broader=("care", "zzz")),
    Topic("beds", "Beds", broader=("homes",)),
    Topic("unused", "Unused", broader=("care",)),
    Topic("online", "Online"),
)
SOURCES = (
    Source(
        "bbc", "BBC", "Beeb", aliases=("Beeb", "Auntie", "BBC"), part_of="state", successor="itv"
    ),
    Source("itv", "ITV"),
    Source("news", "BBC News", part_of="bbc"),
    Source("state", "The State"),
)
WORDS = Vocabulary(TOPICS, SOURCES, kinds=KINDS, lists=CLOSED.lists)


def item(issue: str, slug: str, *topics: str, **values: Any) -> Item:
    return Item(
        issue,
        slug,
        f"Title {slug}",
        **{"kind": "report", "heading": "Care", "topics": topics, **values},
    )


def issue_of(name: str, *items: Item) -> Issue:
    half = (Section("Care", "care", items, line=8), Section("Online", "online", line=30))
    return Issue(name, f"Month of {name}", sections=half)


OLD = issue_of("2023-12", item("2023-12", "a", "beds", sources=("bbc",)), item("2023-12", "b"))
NEW = issue_of("2024-01", item("2024-01", "c", "online", sources=("news", "bbc"), line=10))
ARCHIVE = assemble([NEW, OLD], WORDS)
A, B = OLD.items
(C,) = NEW.items


def listings(archive: Archive = ARCHIVE, split: int = 100) -> Listings:
    return Listings(archive, Settings(split=split))


def test_a_listing_that_there_is_not() -> None:
    assert listings().view("zzz", "") is None
    assert listings().view("topic", "zzz") is None


def test_the_newest_issue() -> None:
    assert listings().view("newest-issue", "") == NewestView(
        NEW,
        (Row("issues/2024-01#care", "Care", 1), Row("issues/2024-01#online", "Online", 0)),
        (C,),
    )
    assert listings(assemble([], WORDS)).view("newest-issue", "") is None


TREE = (
    Row("topics/care", "Care", 3, rows=(
        Row("topics/homes", "Homes", 1, rows=(Row("topics/beds", "Beds", 1),)),
    )),
    Row("topics/online", "Online", 1),
)  # fmt: skip


def test_topics_stand_as_a_tree_of_those_that_have_items() -> None:
    assert listings().topic_tree() == TREE
    assert listings().view("topics-index", "") == IndexView("topics", TREE, has_map=True)
    lines = tuple(replace(row, rows=()) for row in TREE)
    assert listings().view("topic-lines", "") == TopicLinesView(lines, 4, has_map=True)


def test_a_topic_with_two_above_it_shows_those_below_it_once() -> None:
    topics = (
        Topic("a", "A"), Topic("b", "B"), Topic("both", "Both", broader=("a", "b")),
        Topic("low", "Low", broader=("both",)),
    )  # fmt: skip
    archive = assemble(
        [issue_of("2024-01", item("2024-01", "c", "low", heading="-"))], Vocabulary(topics)
    )
    low = Row("topics/low", "Low", 1)
    assert listings(archive).topic_tree() == (
        Row("topics/a", "A", 1, rows=(Row("topics/both", "Both", 1, rows=(low,)),)),
        Row("topics/b", "B", 1, rows=(Row("topics/both", "Both", 1),)),
    )


def test_the_tree_goes_as_deep_as_the_check_allows() -> None:
    topics = tuple(
        Topic(f"t{n:02}", f"T{n:02}", broader=(f"t{n - 1:02}",) if n else ())
        for n in range(MAX_DEPTH + 3)
    )
    last = topics[-1].slug
    archive = assemble([issue_of("2024-01", item("2024-01", "c", last))], Vocabulary(topics))
    # Above the last stand more than is followed, so the tree begins at the first that is.
    rows = listings(archive).topic_tree()
    assert rows == ()
    shorter = assemble(
        [issue_of("2024-01", item("2024-01", "c", topics[MAX_DEPTH].slug))], Vocabulary(topics)
    )
    depth, rows = 0, listings(shorter).topic_tree()
    while rows:
        (row,) = rows
        depth, rows = depth + 1, row.rows
    assert depth == MAX_DEPTH + 1


def test_the_index_of_a_facet() -> None:
    assert listings().view("sources-index", "") == IndexView(
        "sources", (Row("sources/bbc", "BBC", 2), Row("sources/news", "BBC News", 1))
    )
    kind = next(kind for kind in KINDS if kind.slug == "report")
    assert listings().view("kinds-index", "") == IndexView(
        "kinds", (Row("kinds/report", kind.plural, 3, kind.group),)
    )


def test_the_years() -> None:
    view = YearsView((
        Row("years/2024", "2024", 1, "", (Row("issues/2024-01", "Month of 2024-01", 1),)),
        Row("years/2023", "2023", 2, "", (Row("issues/2023-12", "Month of 2023-12", 2),)),
    ))  # fmt: skip
    assert listings().view("years", "") == view
    other = issue_of("2023-11", item("2023-11", "z"))
    rows = listings(assemble([OLD, other], WORDS)).view("years", "").rows[0].rows  # type: ignore[union-attr]
    assert [row.page for row in rows] == ["issues/2023-12", "issues/2023-11"]


def test_the_search_box_and_the_guide() -> None:
    assert listings().view("search-box", "") == SearchView(3, ("Beds", "Online"))
    guide = listings().view("item-fields", "")
    assert isinstance(guide, FieldsView)
    assert guide.fields
    assert {f"{facet}-index" for facet in FACET} <= LISTINGS.keys()


class Looked:
    """An item that notes which of its attributes are looked at."""

    def __init__(self, item: Item) -> None:
        self._item = item
        self.at: set[str] = set()

    def __getattr__(self, name: str) -> Any:
        self.at.add(name)
        return getattr(self._item, name)


@pytest.mark.parametrize("facet", FACETS, ids=lambda facet: facet.key)
def test_a_facet_looks_at_nothing_but_what_it_declares(facet: Facet) -> None:
    items = (
        *ARCHIVE.items,
        replace(A, kind=KINDS[0].slug, topics=("online", "online")),
        replace(A, heading="Online", sources=("itv",), nation=("wales",)),
    )
    assert list(facet.each(ARCHIVE, items)) == [
        tuple(dict.fromkeys(facet.values(ARCHIVE, one))) for one in items
    ]
    looked = Looked(A)
    list(facet.values(ARCHIVE, looked))  # type: ignore[arg-type]
    assert looked.at == {*facet.given}


def entry(facet: str, slug: str, label: str, split: int = 100) -> EntryView:
    return listings(split=split).entry(FACET[facet], Entry(slug, label))


def ids(view: EntryView) -> list[list[str]]:
    return [[one.slug for one in group.items] for group in view.groups]


def test_the_page_of_a_topic() -> None:
    view = listings().view("topic", "care")
    assert view == entry("topics", "care", "Care")
    assert isinstance(view, EntryView)
    assert (view.facet, view.slug, view.label, view.total, view.spans, view.years) == (
        "topics", "care", "Care", 3, (), (),
    )  # fmt: skip
    assert ids(view) == [["c"], ["a", "b"]]
    assert view.facts == (
        Fact("Also printed as", words=("Caring",)),
        Fact("Includes", rows=(Row("topics/homes", "Homes", 1), Row("topics/unused", "Unused", 0))),
        Fact("Related", rows=(Row("topics/online", "Online", 1),)),
    )
    assert entry("topics", "homes", "Homes").facts == (
        Fact("Part of", rows=(Row("topics/care", "Care", 3),)),
        Fact("Includes", rows=(Row("topics/beds", "Beds", 1),)),
    )
    assert entry("topics", "online", "Online").facts == (
        Fact("Related", rows=(Row("topics/care", "Care", 3),)),
    )


def test_the_page_of_a_source() -> None:
    view = entry("sources", "bbc", "BBC")
    assert ids(view) == [["c"], ["a"]]
    assert view.facts == (
        Fact("Also named", words=("Beeb", "Auntie")),
        Fact("Part of", ("The State",)),
        Fact("Followed by", ("ITV",)),
        Fact("Includes", (), (Row("sources/news", "BBC News", 1),)),
    )
    assert entry("sources", "news", "BBC News").facts == (
        Fact("Part of", (), (Row("sources/bbc", "BBC", 2),)),
    )
    assert entry("kinds", "report", "R").facts == ()


@pytest.mark.parametrize(
    ("facet", "slug", "split", "is_split"),
    [
        ("topics", "care", 3, False), ("topics", "care", 2, True), ("sources", "bbc", 0, True),
        ("sources", "bbc", 1, False),
        ("topics", "homes", 0, False), ("years", "2023", 1, False),
    ],
)  # fmt: skip
def test_an_entry_with_many_items_has_pages_of_its_years(
    facet: str, slug: str, split: int, is_split: bool
) -> None:
    assert listings(split=split).is_split(FACET[facet], slug) is is_split


def test_a_split_entry_shows_its_newest_years() -> None:
    view = entry("topics", "care", "Care", split=1)
    assert view.spans == (
        Row("topics/care", "2024", 1), Row("topics/care/2023", "2023", 2),
    )  # fmt: skip
    assert (view.total, ids(view)) == (3, [["c"]])
    assert view.facts == entry("topics", "care", "Care").facts
    made = listings(split=1)
    _, older = made.spans(FACET["topics"], "care")
    span = made.entry_span(FACET["topics"], Entry("care", "Care"), older)
    assert (span.facet, span.slug, span.label, span.total, span.years, span.facts, span.spans) == (
        "topics", "care", "Care", 2, (2023,), (), (),
    )  # fmt: skip
    assert span.years_label == "2023"
    assert (view.shows, span.shows) == ("printed", "brief")
    assert ids(span) == [["a", "b"]]


@given(
    years=st.dictionaries(st.integers(1948, 2031), st.integers(1, 9), min_size=2),
    newest=st.integers(1, 12),
    older=st.integers(1, 40),
)
def test_years_share_pages_and_no_item_is_lost(
    years: dict[int, int], newest: int, older: int
) -> None:
    issues = [
        issue_of(f"{year}-01", *(item(f"{year}-01", f"i{n}", "care") for n in range(count)))
        for year, count in sorted(years.items())
    ]
    care = Sorted(assemble(issues, WORDS), FACET["topics"])
    spans = care.spans("care", newest, older)
    assert [one for span in spans for one in span.items] == list(care.of("care"))
    assert sorted(y for span in spans for y in span.years) == sorted(years)
    for most, span in zip([newest, *[older] * len(spans)], spans, strict=False):
        assert len(span.items) <= most or len(span.years) == 1
    assert all(len({year // 10 for year in span.years}) == 1 for span in spans[1:])


@given(
    years=st.dictionaries(st.integers(1948, 2031), st.integers(1, 9), min_size=3),
    older=st.integers(1, 40),
)
def test_an_issue_found_later_moves_items_of_its_decade_alone(
    years: dict[int, int], older: int
) -> None:
    found = min(years)

    def older_pages(of: dict[int, int]) -> dict[tuple[int, ...], int]:
        issues = [
            issue_of(f"{year}-01", *(item(f"{year}-01", f"i{n}", "care") for n in range(count)))
            for year, count in sorted(of.items())
        ]
        spans = Sorted(assemble(issues, WORDS), FACET["topics"]).spans("care", 1, older)
        return {s.years: len(s.items) for s in spans[1:] if s.years[0] // 10 != found // 10}

    before = {year: count for year, count in years.items() if year != found}
    assert older_pages(before) == older_pages(years)


def test_equal_values_have_equal_fingerprints_and_others_do_not() -> None:
    one = listings()
    values: list[Any] = [
        (), ("a",), ("a", "b"), (("a",), "b"), ("a", ("b",)), ("ab",), (1,), ("1",), (None,),
        (A,), (A, B), (B, A), ((A, B),), ((A, B), "x"), ((A, "x", B),), ((A, B, "x"),), (OLD,), (NEW,), (Row("p", "l", 1),), (Row("p", "l", 2),),
        (Fact("l"),), (one.topic_tree(),), (one.view("years", ""),),
    ]  # fmt: skip
    found = [one.fingerprint(*value) for value in values]
    assert len(set(found)) == len(found)
    assert found == [listings().fingerprint(*value) for value in values]
    assert found == [one.fingerprint(*value) for value in values]
    assert {len(each) for each in found} == {32}


def test_an_issue_as_a_whole_counts_by_all_that_stands_in_it() -> None:
    def digest(issue: Issue) -> str:
        return Listings(assemble([issue], WORDS), Settings()).fingerprints.of_whole(issue)

    first, second = OLD.sections
    changed = (
        OLD, replace(OLD, date="Other"), replace(OLD, sections=(first,)),
        replace(OLD, sections=(replace(first, items=(B, A)), second)),
        replace(OLD, sections=(replace(first, items=(replace(A, title="Z"), B)), second)),
        replace(OLD, sections=(first, replace(second, quotes=("Q",)))),
        replace(OLD, sections=(replace(first, tombstones=(Tombstone("2023-12", "z", "report"),)), second)),
    )  # fmt: skip
    assert len(set(map(digest, changed))) == len(changed)
    one = Listings(ARCHIVE, Settings()).fingerprints
    assert one.of_whole(OLD) == one.of_whole(OLD) == digest(OLD)


def test_what_is_said_of_an_item_counts_and_what_no_reader_sees_does_not() -> None:
    digest = listings().fingerprint(A)
    renamed = replace(WORDS, topics=(replace(TOPICS[0], title="Caring"), *TOPICS[1:]))
    assert listings(assemble([OLD, NEW], renamed)).fingerprint(A) != digest
    assert listings().fingerprint(replace(A, body=(Block((Run("W"),)),))) != digest
    assert listings().fingerprint(replace(A, line=99)) == digest


def test_an_issue_counts_by_what_is_printed_above_its_items() -> None:
    digest = listings().fingerprint(OLD)
    assert listings().fingerprint(replace(OLD, sections=())) == digest
    assert listings().fingerprint(replace(OLD, date="Other")) != digest


def shown_of(name: str, argument: str = "", **values: Any) -> Any:
    """The view of a listing, where the archive has some values of its own."""
    return listings(replace(ARCHIVE, **values)).view(name, argument)


def test_whom_to_ask() -> None:
    identity = Identity(
        run_by="A team", contact="a@example.org", repository="https://github.com/a/b"
    )
    assert shown_of("contact", identity=identity) == ContactView(
        "A team", "a@example.org", True, "https://github.com/a/b",
        "https://github.com/a/b/issues/new/choose",
    )  # fmt: skip
    identity = Identity(contact="https://example.org/ask")
    assert shown_of("contact", identity=identity) == ContactView(
        "", "https://example.org/ask", False, "", ""
    )


def test_how_to_keep_a_copy() -> None:
    identity = Identity(repository="https://example.org/a")
    assert shown_of("keeping", identity=identity) == KeepingView(
        "https://example.org/a", True, "archive.json"
    )
    few = Listings(ARCHIVE, Settings(zip=1)).view("keeping", "")
    assert few == KeepingView("", False, "archive.json")


def test_services_for_a_group_or_for_all() -> None:
    young = Helpline("one", "One", "Says.", "https://one.example", ("young",))
    adult = Helpline("two", "Two", "Says.", "https://two.example", ("adults", "carers"))
    for group, found in (
        ("", (young, adult)), ("young", (young,)), ("carers", (adult,)), ("zzz", ()),
    ):  # fmt: skip
        view = shown_of("helplines", group, helplines=(young, adult))
        assert view == HelplinesView(found)


def test_what_the_site_is_made_from_and_where_one_leaves_to() -> None:
    day = dt.date(2024, 5, 3)
    assert shown_of("made-from", date=day, commit="abc") == MadeFromView(day, "abc")
    assert shown_of("leave-page") is None
    identity = Identity(leave_to="https://example.org")
    assert shown_of("leave-page", identity=identity) == LeavePageView("https://example.org")


@dataclass(frozen=True, slots=True)
class Pack(PageRecord):
    """A page of a type that only this test has."""

    folder: ClassVar[str] = "packs"
    role: ClassVar[str] = "pack"

    entries: tuple[str, ...] = label("Entries", cites="item")
    by: str = label("By", default="")


@pytest.mark.parametrize("printed", [True, False])
def test_pages_that_are_a_record(printed: bool) -> None:
    kind = of_record(Pack, "a pack", roles=(), template="own", printed=printed)
    one = Pack("one", "One", entries=("2024-01/c", "2023-12/a"), by="A team")
    made = listings(replace(ARCHIVE, pages=(one, Pack("two", "an empty one"))))
    view = made.record(kind, one)
    assert (view.template, view.record) == ("own", one)
    assert view.facts == (facts.Fact("by", "fact", "By", (facts.Value("A team"),)),)
    assert [[each.slug for each in group.items] for group in view.groups] == [["c"], ["a"]]
    assert view.document == ("pdf/packs/one.pdf" if printed else "")
