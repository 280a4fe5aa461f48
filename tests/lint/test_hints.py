"""What an editor is asked to look at again, and where the line is drawn."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

import pytest

from closed import KINDS
from sphinx_roundup.lint.hints import advise, advise_on_sources, first_seen, known_of, look, seen_in
from sphinx_roundup.model.messages import ADVICE, MOST_PROBLEMS, Problem
from sphinx_roundup.model.records import Block, Issue, Item, Link, Run, Section
from sphinx_roundup.model.vocabulary import Source, Vocabulary

WORDS = Vocabulary(kinds=KINDS, addresses_from="2024-04")
EVENT = next(kind.slug for kind in KINDS if kind.schema_org == "Event")
FIELDS = (("published", 12), ("starts", 13), ("closes", 14))
ITEM = Item(
    "2024-04", "one", "One title", "report", "A", body=(Block((Run("Words of one."),)),),
    line=10, places=FIELDS,
)  # fmt: skip


def issue_of(*items: Item, id: str = "2024-04", dated: dt.date | None = None) -> Issue:  # noqa: A002
    return Issue(id, "Date", sections=(Section("A", "a", items, line=8),), dated=dated)


def advice(
    issue: Issue, *others: Issue, words: Vocabulary = WORDS
) -> list[tuple[str, int, str, str, str]]:
    first = first_seen(seen for one in (issue, *others) for seen in seen_in(one))
    return told(advise(look(issue, known_of(words)), first))


def told(found: Iterable[Problem]) -> list[tuple[str, int, str, str, str]]:
    return [(p.path, p.line, p.subtype, p.message, p.hint) for p in found]


def of_item(item: Item, **changes: object) -> list[tuple[int, str]]:
    return [
        (line, subtype) for _, line, subtype, _, _ in advice(issue_of(replace(item, **changes)))
    ]  # type: ignore[arg-type]


def linked(text: str, target: str | None) -> Item:
    return replace(ITEM, links=(Link(text, target),))


def test_nothing_is_said_of_an_item_in_order() -> None:
    assert advice(issue_of(ITEM)) == []
    assert advice(issue_of(linked("the BBC", "https://www.bbc.co.uk/news"))) == []


def test_what_stands_in_another_issue_too() -> None:
    here = replace(ITEM, links=(Link("a", "https://example.org/a"), Link("m", "mailto:a@b.org")))
    there = replace(here, issue="2024-03", line=5)
    place = "issues/2024-03.md, line 5"
    assert advice(issue_of(here), issue_of(there, id="2024-03")) == [
        ("issues/2024-04.md", 10, "repeated-address",
         f"an address of this item also stands in {place}.", "Keep the better of the two."),
        ("issues/2024-04.md", 10, "repeated-title",
         f"this title also stands in {place}.", "Say what sets this one apart."),
        ("issues/2024-04.md", 10, "repeated-words",
         f"the words of this item also stand in {place}.", "If it was printed twice, leave both."),
    ]  # fmt: skip
    assert advice(issue_of(there, id="2024-03"), issue_of(here)) == []


def test_what_stands_twice_in_one_issue_is_told_of_the_second() -> None:
    again = replace(ITEM, slug="two", line=20, body=(Block((Run("Other words."),)),))
    found = advice(issue_of(ITEM, again))
    assert [(line, subtype) for _, line, subtype, _, _ in found] == [(20, "repeated-title")]
    assert "line 10" in found[0][3]


@pytest.mark.parametrize(
    ("one", "other", "is_told"),
    [
        ("https://example.org/a", "http://www.example.org/a/?utm_source=x#top", True),
        ("https://example.org/a", "https://example.org/b", False),
        ("mailto:a@example.org", "mailto:a@example.org", False),
        (None, None, False),
    ],
)
def test_an_address_is_the_same_however_it_is_written(
    one: str | None, other: str | None, is_told: bool
) -> None:
    earlier = issue_of(
        replace(linked("a", one), issue="2024-03", title="Other title", body=()), id="2024-03"
    )
    found = {subtype for _, _, subtype, _, _ in advice(issue_of(linked("a", other)), earlier)}
    assert ("repeated-address" in found) is is_told


def test_a_repeated_address_is_told_once_an_item() -> None:
    twice = (Link("a", "https://example.org/a"), Link("b", "https://example.org/b"))
    earlier = replace(ITEM, issue="2024-03", title="Other title", body=(), links=twice)
    found = advice(issue_of(replace(ITEM, links=twice)), issue_of(earlier, id="2024-03"))
    assert [subtype for _, _, subtype, _, _ in found] == ["repeated-address"]
    # An item that has an address twice does not repeat itself.
    same = (Link("a", "https://example.org/a"), Link("b", "https://example.org/a"))
    assert advice(issue_of(replace(ITEM, links=same))) == []


def test_items_without_title_or_words_repeat_nothing() -> None:
    empty = replace(ITEM, title="", body=())
    assert advice(issue_of(empty, replace(empty, slug="two", line=20))) == []


def test_the_first_of_two_places_is_that_of_the_older_issue_and_the_lower_line() -> None:
    places = [*seen_in(issue_of(ITEM)), *seen_in(issue_of(replace(ITEM, line=9)))]
    assert {seen.line for seen in first_seen(places).values()} == {9}
    assert {seen.line for seen in first_seen(reversed(places)).values()} == {9}


def test_a_heading_without_items() -> None:
    sections = (Section("", "top"), Section("A", "a", (ITEM,), line=8), Section("B", "b", line=30))
    assert advice(Issue("2024-04", "Date", sections=sections)) == [
        ("issues/2024-04.md", 30, "empty-heading", "no item stands under “B”.",
         "Take the heading out, or put an item under it."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("title", "is_vague"),
    [
        ("Report", True), ("The report", True), ("READ MORE", True), ("Safeguarding", True),
        ("Two words", False), ("A report on care", False), ("", False),
    ],
)  # fmt: skip
def test_a_title_that_says_little(title: str, is_vague: bool) -> None:
    assert of_item(ITEM, title=title) == ([(10, "vague-title")] if is_vague else [])


def test_what_is_said_of_a_vague_title() -> None:
    assert advice(issue_of(replace(ITEM, title="Here"))) == [
        ("issues/2024-04.md", 10, "vague-title", "the title “Here” says too little on its own.",
         "Say what it is about, as a reader would search for it."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("field", "day", "why"),
    [
        ("published", dt.date(2024, 4, 30), ""),
        ("published", dt.date(2024, 5, 1), "after the issue"),
        ("published", dt.date(1999, 1, 1), ""),
        ("closes", dt.date(2024, 4, 1), ""),
        ("closes", dt.date(2024, 3, 31), "before the issue"),
        ("closes", dt.date(2026, 3, 31), ""),
        ("closes", dt.date(2026, 4, 1), "years after the issue"),
        ("starts", dt.date(2024, 3, 31), ""),
        ("starts", dt.date(2026, 3, 31), ""),
        ("starts", dt.date(2026, 4, 1), "years after the issue"),
    ],
)
def test_dates_that_are_odd_for_their_issue(field: str, day: dt.date, why: str) -> None:
    found = advice(issue_of(replace(ITEM, **{field: day})))  # type: ignore[arg-type]
    line = dict(FIELDS)[field]
    message = f"{field} is {day.isoformat()}, which is {why}."
    odd = ("issues/2024-04.md", line, "odd-date", message, "Check the year.")
    assert found == ([odd] if why else [])


@pytest.mark.parametrize(
    ("name", "dated", "published", "is_told"),
    [
        ("2024-W14", None, dt.date(2024, 4, 7), False),
        ("2024-W14", None, dt.date(2024, 4, 8), True),
        ("12", dt.date(2024, 4, 3), dt.date(2024, 4, 3), False),
        ("12", dt.date(2024, 4, 3), dt.date(2024, 4, 4), True),
        ("2024-02-29", None, dt.date(2024, 2, 29), False),
    ],
)
def test_dates_beside_issues_of_other_periods(
    name: str, dated: dt.date | None, published: dt.date, is_told: bool
) -> None:
    item = replace(ITEM, issue=name, published=published)
    assert bool(advice(issue_of(item, id=name, dated=dated))) is is_told


def test_years_after_counts_from_the_first_of_the_month() -> None:
    leap = replace(ITEM, issue="2024-02-29", starts=dt.date(2026, 1, 31))
    assert advice(issue_of(leap, id="2024-02-29")) == []
    late = replace(leap, starts=dt.date(2026, 2, 1))
    assert len(advice(issue_of(late, id="2024-02-29"))) == 1


@pytest.mark.parametrize(
    ("kind", "closes", "is_told"),
    [
        (EVENT, dt.date(2024, 5, 3), False),
        (EVENT, dt.date(2024, 5, 4), True),
        ("report", dt.date(2024, 5, 4), False),
    ],
)
def test_an_event_that_begins_before_it_closes(kind: str, closes: dt.date, is_told: bool) -> None:
    found = advice(issue_of(replace(ITEM, kind=kind, starts=dt.date(2024, 5, 3), closes=closes)))
    message = "the event begins before one can no longer sign up."
    odd = ("issues/2024-04.md", 14, "odd-date", message, "Check both dates.")
    assert found == ([odd] if is_told else [])


@pytest.mark.parametrize(
    ("name", "begins", "is_told"),
    [("2024-03", "2024-04", False), ("2024-04", "2024-04", True), ("2024-05", "2024-04", True),
     ("2024-03", "", True), ("9", "12", False), ("12", "9", True)],
)  # fmt: skip
def test_a_link_without_address_is_told_from_the_day_that_addresses_are_kept(
    name: str, begins: str, is_told: bool
) -> None:
    item = replace(linked("words", None), issue=name)
    dated = dt.date(2024, 4, 3) if name.isdigit() else None
    words = replace(WORDS, addresses_from=begins)
    found = advice(issue_of(item, id=name, dated=dated), words=words)
    whole = (f"issues/{name}.md", 10, "no-address", "the address behind “words” is not recorded.",
             "Write it between the round brackets, if you know it.")  # fmt: skip
    assert found == ([whole] if is_told else [])


def test_an_address_that_counts_readers() -> None:
    for address in (
        "https://acme.list-manage.com/track/click?u=1",
        "https://www.google.com/url?q=https://example.org/a",
    ):
        assert advice(issue_of(linked("words", address))) == [
            ("issues/2024-04.md", 10, "tracked-address",
             "the address behind “words” goes through a service that counts readers.",
             "Open it, and write the address of the page that it leads to."),
        ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "address", "host"),
    [
        ("www.bbc.co.uk/news", "https://bbc.co.uk/x", ""),
        ("https://example.org/a", "https://www.example.org/b", ""),
        ("Example.org", "https://other.net/", "example.org"),
        ("http://www.gov.uk", "https://example.org/", "www.gov.uk"),
        ("see gov.uk", "https://example.org/", ""),
    ],
)
def test_words_that_name_another_website(words: str, address: str, host: str) -> None:
    leads = address.split("/")[2].removeprefix("www.")
    message = f"the words name {host}, but the link leads to {leads}."
    odd = ("issues/2024-04.md", 10, "misleading-link", message, "Check the address.")
    assert advice(issue_of(linked(words, address))) == ([odd] if host else [])


def test_organisations_with_nearly_the_same_name() -> None:
    sources = (
        Source("trust", "The Example Trust"), Source("trusts", "The Example Trusts"),
        Source("bbc", "BBC"),
    )  # fmt: skip
    assert told(advise_on_sources(Vocabulary(sources=sources))) == [
        ("sources.yml", 1, "similar-source",
         "“The Example Trusts” (trusts) is nearly “The Example Trust” (trust).",
         "If they are one, keep one and give it an alias."),
    ]  # fmt: skip


def test_not_all_organisations_that_are_alike_are_told() -> None:
    many = tuple(Source(f"s{n}", f"The Example Trust for Children {n:03}") for n in range(100))
    assert len(told(advise_on_sources(Vocabulary(sources=many)))) == MOST_PROBLEMS


def test_all_that_is_said_is_advice() -> None:
    assert "no-address" in ADVICE
    odd = replace(linked("Example.org", "https://other.net/"), title="Here")
    assert {subtype for _, _, subtype, _, _ in advice(issue_of(odd))} <= ADVICE
