"""What a page comes to besides its items: what it cites, what is refused, and its nodes."""

from __future__ import annotations

from sphinx_roundup.parse.page import Page, page_of, read_page, top_of
from sphinx_roundup.syntax import tree

TOP = "---\nmasthead: M\n---\n\n"
OPEN = ":::{item} A title\n:id: one\n:kind: news\n:source: bbc\n:topics: missing\n\n"
START = f"{TOP}# April 2024\n\n## Missing\n\n{OPEN}"


def read(text: str, path: str = "issues/2024-04.md") -> Page:
    return read_page(path, text)


def told(page: Page) -> list[tuple[int, str]]:
    found = (*page.refused, *page.problems)
    assert {p.path for p in found} <= {page.path}
    return [(p.line, p.subtype) for p in found]


def test_other_pages_have_no_issue_but_headings_slips_and_what_they_cite() -> None:
    page = read(
        "---\ntitle: A\n---\n\n## B\n\n### C\n\nSee [x] (https://a.org).\n{topic}`care`\n", "a.md"
    )
    assert page.issue is None
    assert page.published is None
    assert [(kind, name, line) for kind, name, line in page.cited] == [("topic", "care", 10)]
    assert told(page) == [(9, "looks-unread")]
    bare = read("## B\n", "a.md")
    assert told(bare) == [(1, "heading-jump")]
    assert [p.subtype for p in read("---\ntitle: ' '\n---\n\n## B\n", "topics/a.md").problems] == [
        "heading-jump"
    ]


def test_a_page_whose_top_cannot_be_read_is_read_no_further() -> None:
    page = read("---\na: *b\n---\n\n# April 2024\n\n#### A\n")
    assert (page.path, page.issue, page.problems) == ("issues/2024-04.md", None, ())
    assert [p.subtype for p in page.refused] == ["unsafe-top-lines"]
    assert (top_of("---\n- a\n---\n"), top_of("# A\n"), top_of("---\na: b\n---\n")) == (
        None,
        {},
        {"a": "b"},
    )


def test_a_refused_page_keeps_neither_words_nor_quotes_nor_links() -> None:
    page = read(f"{TOP}# April 2024\n\n## A\n\n> Said.\n\n{OPEN}W [a](#).\n:::\n\n<b>\n")
    assert page.published is None
    assert page.issue is not None
    (section,) = page.issue.sections
    assert (section.quotes, section.items[0].body, section.items[0].links) == ((), (), ())


def test_problems_on_the_lines_of_a_refusal_and_behind_what_is_open_are_not_told() -> None:
    page = read(f"{TOP}# April 2024\n\n#### A\n\n:::\n\n#### B\n\n# C\n")
    assert told(page) == [
        (9, "item-fence"), (7, "heading-jump"),
    ]  # fmt: skip


def test_line_ends_of_other_systems_are_the_same() -> None:
    text = f"{START}One\ntwo.\n:::\n"
    assert read(text.replace("\n", "\r\n")) == read(text)


def test_the_nodes_of_a_page() -> None:
    nodes = page_of(
        "issues/a.md", "# A\n\nOne\n*two*\n\n- x\n\n---\n\n```\nc\n```\n\n## B\n### C\n## D\n"
    )
    assert [(n.kind, n.line, n.depth, n.text) for n in nodes] == [
        (tree.HEADING, 1, 1, "A"), (tree.PARAGRAPH, 3, 0, "One\ntwo"), (tree.BULLETS, 6, 0, "x"),
        (tree.RULE, 8, 0, ""), (tree.CODE, 10, 0, "c\n"), (tree.HEADING, 14, 2, "B"),
        (tree.HEADING, 15, 3, "C"), (tree.HEADING, 16, 2, "D"),
    ]  # fmt: skip
    (item,) = page_of("issues/2024-04.md", ":::{item} T\n:id: a\n\nW.\n:::\n")
    assert item.record is not None
    assert (item.record.id, item.record.title, item.record.line) == ("2024-04/a", "T", 1)
    (bare,) = page_of("issues/2024-04.md", "\n\n:::{item} T\nW.\n:::\n")
    assert bare.record is not None
    assert (bare.record.slug, bare.record.kind) == ("line-3", "")


def test_lines_are_the_pages_own_where_an_item_begins_with_a_fence() -> None:
    text = (
        "---\nmasthead: M\n---\n\n# April 2024\n\n## H\n\n"
        "::::{item} Out\n:::{item} In\n:id: b\n:::\n\n1. one\n::::\n"
    )
    found = {(p.line, p.message) for p in read_page("issues/2024-04.md", text).problems}
    assert (10, "the item “In” stands inside the item at line 9.") in found
    assert (14, "an item cannot hold a numbered list.") in found
