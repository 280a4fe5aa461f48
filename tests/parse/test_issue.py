"""What is read off an issue's page: the record, the problems, and where a refused page ends."""

from __future__ import annotations

import datetime as dt

import pytest

from sphinx_roundup.model.records import Tombstone
from sphinx_roundup.parse.page import Page, read_page

TOP = "---\nmasthead: M\nstrap-line: S\n---\n\n"
FIELDS = ":id: one\n:kind: news\n:source: bbc\n:topics: missing\n\n"
START = f"{TOP}# April 2024\n\n## Missing\n\n:::{{item}} A title\n{FIELDS}"


def read(body: str, top: str = TOP) -> Page:
    return read_page("issues/2024-04.md", f"{top}{body}")


def told(page: Page) -> list[tuple[int, str]]:
    return [(p.line, p.subtype) for p in (*page.refused, *page.problems)]


def of_item(words: str) -> Page:
    return read_page("issues/2024-04.md", f"{START}{words}\n:::\n")


def test_the_record_of_an_issue() -> None:
    page = of_item(
        "One *two* **three** [four](https://example.org/4)\nfive.\n\n- six\n- [seven](#)"
    )
    assert told(page) == []
    assert page.published is page.issue is not None
    issue = page.issue
    assert (issue.id, issue.date, issue.masthead, issue.strap_line) == (
        "2024-04", "April 2024", "M", "S",
    )  # fmt: skip
    assert not issue.draft
    (section,) = issue.sections
    assert (section.heading, section.anchor, section.line) == ("Missing", "heading-missing", 8)
    (item,) = section.items
    assert (item.id, item.title, item.kind, item.heading) == (
        "2024-04/one", "A title", "news", "Missing",
    )  # fmt: skip
    assert (item.sources, item.topics, item.line) == (("bbc",), ("missing",), 10)
    assert [(block.role, block.text) for block in item.body] == [
        ("paragraph", "One two three four five."), ("bullet", "six"), ("bullet", "seven"),
    ]  # fmt: skip
    assert [(run.text, run.style, run.link) for run in item.body[0].runs] == [
        ("One ", "", None), ("two", "emphasis", None), (" ", "", None), ("three", "strong", None),
        (" ", "", None), ("four", "", 0), (" five.", "", None),
    ]  # fmt: skip
    assert [(link.text, link.target) for link in item.links] == [
        ("four", "https://example.org/4"), ("seven", None),
    ]  # fmt: skip


def test_quotes_below_a_heading_and_items_below_the_date() -> None:
    page = read(f"# April 2024\n\n:::{{item}} T\n{FIELDS}W.\n:::\n\n## A\n\n> Said.\n\n## B\n")
    assert told(page) == []
    assert page.issue is not None
    found = [(s.heading, s.quotes, len(s.items)) for s in page.issue.sections]
    assert found == [("", (), 1), ("A", ("Said.",), 0), ("B", (), 0)]


@pytest.mark.parametrize("under", ["# April 2024\n", "# April 2024\n\n## Missing\n"])
def test_what_is_left_of_a_withdrawn_entry(under: str) -> None:
    gone = "\n:::{item} Withdrawn entry\n:id: gone\n:kind: news\n:withdrawn: 2024-05-03\n:reason: wrong\n"
    page = read(f"{under}{gone}:::\n")
    assert told(page) == []
    assert page.issue is not None
    (section,) = page.issue.sections
    line = under.count("\n") + 7
    assert section.items == ()
    assert section.tombstones == (
        Tombstone("2024-04", "gone", "news", dt.date(2024, 5, 3), "wrong", line),
    )
    left = read(f"{under}{gone}\nWords.\n:::\n")
    assert [(p.path, p.line) for p in left.problems] == [("issues/2024-04.md", line)]
    assert left.issue is not None
    assert left.issue.sections[0].tombstones == section.tombstones


def test_an_archived_copy() -> None:
    archived = "https://web.archive.org/web/2024/https://example.org"
    page = of_item(f'A [b](https://example.org "archived {archived}").')
    assert page.issue is not None
    (link,) = page.issue.items[0].links
    assert (link.target, link.archived, told(page)) == ("https://example.org", archived, [])
    page = of_item('A [b](https://example.org "archived https://example.org").')
    assert page.issue is not None
    assert page.issue.items[0].links[0].archived is None
    assert told(page) == [(16, "bad-link")]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", [(10, "empty-item")]),
        ("`code`", [(16, "item-markup")]),
        ("> quoted", [(16, "item-markup")]),
        ("1. one", [(16, "item-markup")]),
        ("Words.\n\n```\ncode\n```", [(18, "item-markup")]),
        ("[a](ftp://example.org)", [(16, "bad-link")]),
        ("Words.\n\n***", [(18, "item-markup")]),
    ],
)
def test_what_an_item_cannot_hold(words: str, found: list[tuple[int, str]]) -> None:
    assert told(of_item(words)) == found


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("", [(1, "bad-issue")]),
        ("Words.\n\n# April 2024\n", [(6, "text-outside-item")]),
        ("# April 2024\n\n## A\n\nWords.\n", [(10, "text-outside-item")]),
        ("# April 2024\n\n> Said.\n", [(8, "text-outside-item")]),
        (f":::{{item}} T\n{FIELDS}W.\n:::\n\n# April 2024\n", [(6, "nested-item")]),
        ("# April 2024\n\n#### A\n", [(8, "heading-jump")]),
        ("## A\n\n### B\n", [(6, "heading-jump")]),
        ("# April 2024\n\n# Again\n\n### B\n", [(8, "heading-jump")]),
    ],
)
def test_what_stands_where_it_cannot(body: str, found: list[tuple[int, str]]) -> None:
    assert told(read(body)) == found


@pytest.mark.parametrize(
    ("top", "found"),
    [
        ("", [(1, "bad-issue")]),
        ("---\nmasthead: M\nstatus: draft\n---\n", [(1, "draft-issue")]),
        ("---\nmasthead: M\nstatus: done\n---\n", [(3, "bad-issue")]),
        ("---\nmasthead: M\nmastheed: N\n---\n", [(3, "bad-issue")]),
        ("---\nmasthead: M: N\n---\n", [(2, "unsafe-top-lines")]),
        ("---\nmasthead: M\n", [(1, "unsafe-top-lines")]),
    ],
)
def test_the_top_lines(top: str, found: list[tuple[int, str]]) -> None:
    page = read("\n# April 2024\n", top)
    assert told(page)[: len(found)] == found
    assert (page.published is None) == bool(page.refused)


def test_a_refused_page_tells_the_rest_but_keeps_no_words() -> None:
    page = of_item(
        "Words ![x](y.png).\n:::\n\n:::{item} Next\n:id: B\n:kind: news\n:source: bbc\n\nSecret."
    )
    assert {p.subtype for p in page.refused} == {"unsafe-markup"}
    assert (20, "bad-id") in told(page)
    assert page.published is None
    assert page.issue is not None
    assert "Secret" not in repr(page)
    assert [item.body for item in page.issue.items] == [(), ()]


def test_what_follows_from_an_open_item_is_not_told() -> None:
    page = read(
        "# April 2024\n\n## A\n\n:::{item} T\n:id: B\n\nWords.\n\n## C\n\n:::{item} U\n:id: D\n:::\n"
    )
    assert {line for line, _ in told(page)} == {10, 11, 15}


def test_a_page_that_is_too_large_is_read_no_further() -> None:
    page = of_item("a" * 6000)
    assert {p.subtype for p in page.refused} == {"too-large"}
    assert page.issue is None
    assert page.problems == ()
