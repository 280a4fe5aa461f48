"""What is said of an item, in order, in the words of every output."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import ClassVar

import pytest

from closed import CLOSED, KINDS
from pdf.made import archive_of, issue_of, item
from sphinx_roundup.model.facts import (
    Fact,
    Value,
    facts,
    record_facts,
    said_in,
    said_of_withdrawn,
)
from sphinx_roundup.model.field_types import DATED
from sphinx_roundup.model.fields import FIELD, FIELDS
from sphinx_roundup.model.page_records import PageRecord, body
from sphinx_roundup.model.page_records import said as label
from sphinx_roundup.model.records import Item, Tombstone

DAY = dt.date(2024, 5, 3)
KIND = next(kind for kind in KINDS if kind.slug == "report")
LISTS = CLOSED.lists


def said(one: Item, date: dt.date | None = None) -> list[str]:
    archive = archive_of(issue_of(one), date=date)
    return [fact.said for fact in facts(archive, one)]


def fact(one: Item, field: str, date: dt.date | None = None) -> list[Fact]:
    archive = archive_of(issue_of(one), date=date)
    return [each for each in facts(archive, one) if each.field == field]


BARE = item(heading="", sources=(), kind="zzz")


def test_an_item_with_little_to_say() -> None:
    assert said(BARE) == ["Publisher not stated"]
    assert fact(BARE, "source") == [Fact("source", "fact", "", (Value("Publisher not stated"),))]


def test_the_facts_stand_in_the_order_of_the_fields() -> None:
    whole = replace(
        item(topics=("online-safety",), sources=("trust", "zzz", "example")),
        published=DAY, starts=DAY, closes=DAY, audience=("schools", "zzz"), nation=("england",),
        access="free", content_note=("suicide",), editor_note="Wrong month.", review=("Which?",),
    )  # fmt: skip
    assert said(whole) == [
        KIND.label,
        "TET, Example Council",
        "Missing, Online safety",
        "Published 3 May 2024",
        "Takes place 3 May 2024",
        "Closes 3 May 2024",
        f"Made for: {LISTS['audiences']['schools']}, zzz",
        f"Nation: {LISTS['nations']['england']}",
        f"Access: {LISTS['access']['free']}",
        f"Content note: {LISTS['content-notes']['suicide']}.",
        "Archive note: Wrong month.",
        "To settle: Which?",
    ]
    fields = [FIELD[name] for name in ("closes", "content-note", "editor-note")]
    note = LISTS["content-notes"]["suicide"]
    assert said_in(archive_of(), whole, fields) == f"3 May 2024. {note}. Wrong month."
    assert said_in(archive_of(), BARE, fields) == ""


def test_values_carry_what_leads_on() -> None:
    one = item(topics=("online-safety",), nation=("england",), published=DAY)
    assert fact(one, "kind")[0].values == (Value(KIND.label, "report"),)
    assert fact(one, "source")[0].values == (Value("TET", "trust"),)
    assert fact(one, "topics")[0].values == (
        Value("Missing", "missing"), Value("Online safety", "online-safety"),
    )  # fmt: skip
    assert fact(one, "nation")[0].values == (Value(LISTS["nations"]["england"], "england"),)
    assert fact(one, "published")[0].values == (Value("3 May 2024", day=DAY),)


@pytest.mark.parametrize(
    ("field", "before", "after", "note"),
    [
        ("starts", "Takes place", "Took place", "This event has passed."),
        ("closes", "Closes", "Closed", "This has closed."),
    ],
)
def test_a_day_that_has_passed(field: str, before: str, after: str, note: str) -> None:
    one = replace(BARE, **{field: DAY})  # type: ignore[arg-type]
    day = (Value("3 May 2024", day=DAY),)
    for today in (None, DAY, dt.date(2024, 5, 2)):
        assert fact(one, field, today) == [Fact(field, "fact", before, day)]
    assert fact(one, field, dt.date(2024, 5, 4)) == [
        Fact(field, "fact", after, day), Fact(field, "note", "", (Value(note),)),
    ]  # fmt: skip


def test_the_day_of_publishing_never_passes() -> None:
    one = replace(BARE, published=DAY)
    assert fact(one, "published", dt.date(2030, 1, 1)) == fact(one, "published")


def test_each_correction_is_a_fact_of_its_own() -> None:
    field = next(one for one in FIELDS if one.type is DATED)
    texts = ("2024-05-03 The day was wrong.", "2024-06-01 It is 5 May.")
    one = replace(BARE, **{field.attribute: texts})  # type: ignore[arg-type]
    assert field.place
    assert fact(one, field.name) == [
        Fact(field.name, field.place, field.label, (Value("3 May 2024. The day was wrong."),)),
        Fact(field.name, field.place, field.label, (Value("1 June 2024. It is 5 May."),)),
    ]


@pytest.mark.parametrize(
    ("kind", "day", "reason", "words"),
    [
        ("report", DAY, "wrong",
         f"An entry of the kind “{KIND.label}” stood here. It was withdrawn on 3 May 2024: A reason."),
        ("report", None, "wrong",
         f"An entry of the kind “{KIND.label}” stood here. It was withdrawn: A reason."),
        ("zzz", DAY, "zzz", "An entry stood here. It was withdrawn on 3 May 2024."),
        ("zzz", None, "", "An entry stood here. It was withdrawn."),
    ],
)  # fmt: skip
def test_what_is_said_of_an_entry_that_was_withdrawn(
    kind: str, day: dt.date | None, reason: str, words: str
) -> None:
    archive = replace(archive_of(), lists={**LISTS, "reasons": {"wrong": "A reason"}})
    stood = Tombstone("2024-04", "one", kind, withdrawn=day, reason=reason)
    assert said_of_withdrawn(archive, stood) == words


@dataclass(frozen=True, slots=True)
class Pack(PageRecord):
    """A page of a type that only this test has."""

    folder: ClassVar[str] = "packs"
    role: ClassVar[str] = "pack"

    made_for: tuple[str, ...] = label("Made for", cites="audiences")
    topics: tuple[str, ...] = label("About", cites="topic")
    entries: tuple[str, ...] = label("Entries", cites="item")
    reviewed: dt.date | None = label("Reviewed", default=None)
    by: str = label("Put together by", default="")
    also: tuple[str, ...] = label("Also")
    hidden: str = ""
    words: str = body()  # type: ignore[assignment]  # the property of the same name


def test_what_the_top_lines_of_a_page_say() -> None:
    one = Pack(
        "one", "One", made_for=("schools", "zzz"), topics=("missing", "zzz"),
        entries=("2024-04/one",), reviewed=DAY, by="A team", also=("a", "b"), hidden="x",
    )  # fmt: skip
    assert record_facts(archive_of(), one) == (
        Fact("audiences", "fact", "Made for", (Value(LISTS["audiences"]["schools"], "schools"),)),
        Fact("topic", "fact", "About", (Value("Missing", "missing"),)),
        Fact("reviewed", "fact", "Reviewed", (Value("3 May 2024", day=DAY),)),
        Fact("by", "fact", "Put together by", (Value("A team"),)),
        Fact("also", "fact", "Also", (Value("a"), Value("b"))),
    )
    assert record_facts(archive_of(), Pack("one", "One", made_for=("zzz",))) == ()
