"""No field of a record can be left out of what decides whether an output is out of date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import Field, dataclass, fields, replace
from dataclasses import field as declare
from typing import Any

import pytest

from pdf.made import WHEN, archive_of, issue_of, item
from sphinx_roundup.data.kept import Texts
from sphinx_roundup.model.archive import Archive
from sphinx_roundup.model.digests import shown, whole
from sphinx_roundup.model.history import Event, History
from sphinx_roundup.model.identity import Identity
from sphinx_roundup.model.moves import Moves
from sphinx_roundup.model.page_records import UNSEEN as NOT_SHOWN
from sphinx_roundup.model.page_records import Topic
from sphinx_roundup.model.records import Block, Evidence, Issue, Item, Link, Run, Section, Tombstone
from sphinx_roundup.model.related_words import RelatedWords
from sphinx_roundup.model.settings import Settings
from sphinx_roundup.model.vocabulary import Source
from sphinx_roundup.pdf.plan import Plan
from sphinx_roundup.pdf.print_settings import Edition
from sphinx_roundup.search.index import Index
from sphinx_roundup.views.fingerprints import Fingerprints
from sphinx_roundup.views.listings import Listings

ITEM = item(
    "one",
    body=(Block((Run("Read "), Run("this", "", 0))),),
    links=(Link("this", "https://example.org/a"),),
    topics=("missing",),
)
WHEN_SEEN = dt.date(2024, 3, 1)
FOUND = Evidence(
    "suggested", "T", "P", "how", "https://w.example", WHEN_SEEN, "us", "https://e.example/a"
)
RECORDS: tuple[Any, ...] = (FOUND, Run("x"), Link("x"), Block((Run("x"),)), ITEM)
OTHER: dict[str, Any] = {
    "issue": "2024-05",
    "runs": (Run("other"),),
    "links": (Link("other", "https://example.org/b"),),
    "body": (Block((Run("other"),)),),
    "places": (("kind", 9),),
    "link": 0,
    "style": "strong",
    "role": "bullet",
    "kind": "survey",
    "evidence": FOUND,
    "status": "restored",
    **dict.fromkeys(
        ("found", "checked", "published", "starts", "closes", "dated", "withdrawn"),
        dt.date(2024, 1, 1),
    ),
    "corrected": ("2024-01-01 Other.",),
    "tombstones": (Tombstone("2024-04", "gone", "survey"),),
}
"""A value other than the one that a record has, where its kind does not give one."""


def changed(record: Any, field: Field[Any]) -> Any:
    """The record with another value in one field."""
    now = getattr(record, field.name)
    if field.name in OTHER:
        other = OTHER[field.name]
    elif isinstance(now, bool):
        other = not now
    elif isinstance(now, int):
        other = now + 1
    elif isinstance(now, tuple):
        other = (*now, "other")
    else:
        other = f"{now or ''}other"
    assert other != now
    return replace(record, **{field.name: other})


def with_it(record: Any) -> Item:
    """The item of these tests with a record somewhere in it."""
    if isinstance(record, Item):
        return record
    if isinstance(record, Evidence):
        return with_it(Link("this", evidence=record))
    if isinstance(record, Link):
        return replace(ITEM, links=(record,))
    block = record if isinstance(record, Block) else Block((record,))
    return replace(ITEM, body=(block,))


UNSEEN = {"line", "places", "withdrawn", "reason"}
"""Where something stands in its file, which only messages say; and what no item that stands has."""

CASES = [
    pytest.param(record, field, id=f"{type(record).__name__}.{field.name}")
    for record in RECORDS
    for field in fields(record)
]


def archive_with(one: Item) -> Archive:
    return archive_of(issue_of(one, id=one.issue))


def page_digest(one: Item) -> str:
    archive = archive_with(one)
    return Listings(archive, Settings()).fingerprint(archive.items)


def pdf_digests(one: Item) -> dict[str, str]:
    plan = Plan(Edition(archive_with(one)), WHEN, 9, 9)
    return {job.path: job.digest for job in plan.jobs()}


def search_part(one: Item) -> tuple[str, Texts]:
    """What the index has of an item, and the key under which that is kept."""
    archive = archive_with(one)
    digest_of = Fingerprints(archive).of_whole
    index = Index(archive, lambda _: f"issues/{one.issue}#{one.anchor}", digest_of, None)
    (span,) = index.due
    return index._spans._key(span), index.make(span)


@pytest.mark.parametrize(("record", "field"), CASES)
def test_each_field_of_an_item_counts_for_its_page(record: Any, field: Field[Any]) -> None:
    before, after = page_digest(with_it(record)), page_digest(with_it(changed(record, field)))
    assert (before != after) is (field.name not in UNSEEN)


@pytest.mark.parametrize(("record", "field"), CASES)
def test_the_search_keeps_no_part_that_would_be_another(record: Any, field: Field[Any]) -> None:
    (one, before), (two, after) = (
        search_part(with_it(each)) for each in (record, changed(record, field))
    )
    assert one != two or before == after


@pytest.mark.parametrize(("record", "field"), CASES)
def test_each_field_of_an_item_counts_for_every_pdf_it_is_in(
    record: Any, field: Field[Any]
) -> None:
    if isinstance(record, Item) and field.name == "issue":
        return  # another file
    before, after = pdf_digests(with_it(record)), pdf_digests(with_it(changed(record, field)))
    assert {"2024-04.pdf", "2024.pdf", "archive.pdf", "topics/missing.pdf"} <= before.keys()
    for path in before.keys() & after.keys():
        assert (before[path] != after[path]) is (field.name not in UNSEEN), path


def heads() -> Iterator[Any]:
    issue = Issue("2024-04", "April 2024", "Masthead", "Strap-line", (Section("A", "a", (ITEM,)),))
    for record in (issue, issue.sections[0]):
        for field in fields(record):
            if field.name not in {"id", "sections", "items"}:
                yield pytest.param(issue, record, field, id=f"{type(record).__name__}.{field.name}")


@pytest.mark.parametrize(("issue", "record", "field"), list(heads()))
def test_each_field_of_an_issue_and_its_sections_counts(
    issue: Issue, record: Any, field: Field[Any]
) -> None:
    after = changed(record, field)
    other = after if isinstance(record, Issue) else replace(issue, sections=(after,))
    plans = [Plan(Edition(archive_of(one)), WHEN, 9, 9) for one in (issue, other)]
    one, two = ({job.path: job.digest for job in plan.jobs()}["2024-04.pdf"] for plan in plans)
    assert (one != two) is (field.name not in UNSEEN)
    prints = Fingerprints(archive_of(issue)).of_whole
    assert (prints(issue) != prints(other)) is (field.name not in UNSEEN)


@pytest.mark.parametrize(
    ("record", "field"),
    [
        pytest.param(record, field, id=f"{type(record).__name__}.{field.name}")
        for record in (Topic("missing", "Missing"), Source("trust", "Trust"))
        for field in fields(record)
    ],
)
def test_each_field_of_a_topic_and_a_source_counts(record: Any, field: Field[Any]) -> None:
    prints = Listings(archive_with(ITEM), Settings()).fingerprint
    other, seen = changed(record, field), field.name not in UNSEEN
    assert (prints(record) != prints(other)) is seen
    assert (shown(record) != shown(other)) is seen


def test_a_field_that_somebody_adds_is_in_every_digest() -> None:
    @dataclass(frozen=True)
    class More(Item):
        licence: str = ""

    def more(licence: str) -> Item:
        return More(**{f.name: getattr(ITEM, f.name) for f in fields(ITEM)}, licence=licence)

    assert shown(more("")) != shown(more("CC BY 4.0"))
    assert pdf_digests(more("")) != pdf_digests(more("CC BY 4.0"))


@dataclass(frozen=True)
class Leaf:
    words: str
    number: int = 1


@dataclass(frozen=True)
class Tree:
    name: str
    leaves: tuple[Leaf, ...]
    line: int = declare(default=0, metadata=NOT_SHOWN)
    day: dt.date | None = None


def test_a_record_is_shown_as_lists_of_its_values_to_the_last() -> None:
    tree = Tree("a", (Leaf("b"), Leaf("c", 2)), line=3, day=WHEN_SEEN)
    assert shown(tree) == ["a", [["b", 1], ["c", 2]], WHEN_SEEN]
    assert shown((tree, "x")) == [shown(tree), "x"]
    assert shown(tree, "leaves") == ["a", WHEN_SEEN]
    assert shown(tree, "leaves", "day") == ["a"]
    assert (shown("x"), shown(3), shown([1])) == ("x", 3, [1])


def test_what_is_made_of_the_whole_archive_is_made_again_where_any_part_is_another() -> None:
    archive = archive_with(ITEM)
    (issue,) = archive.issues
    parts: dict[str, Any] = {
        "issues": (replace(issue, sections=()),),
        "topics": (), "sources": (), "kinds": (),
        "pages": (Topic("more", "More"),),
        "related_words": (RelatedWords("care", ("home",)),),
        "lists": {**archive.lists, "nations": {}},
        "date": WHEN_SEEN, "named_by": "week",
        "identity": Identity(name="Other"),
        "history": {"2024-04/one": History(1, (Event(WHEN_SEEN, "published"),))},
        "moves": Moves({"2024-04/one": "2024-04/two"}),
    }  # fmt: skip

    def of(**values: Any) -> Any:
        return shown(whole(replace(archive, **values), shown))

    before = of()
    assert of() == before
    for name, value in parts.items():
        assert of(**{name: value}) != before, name
    assert of(identity=Identity(language="de")) != before
