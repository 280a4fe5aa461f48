"""Which Markdown each type of page may use, and what is said of all else."""

from __future__ import annotations

import pytest

from sphinx_roundup.guard.markdown import check_markup, is_plain
from sphinx_roundup.guard.policy import (
    MAX_DIRECTIVES,
    MAX_FIELDS,
    MAX_HEADINGS,
    MAX_NESTING,
    MAX_REFERENCES,
    MAX_TOKENS,
)
from sphinx_roundup.model.page_types import page_type_of
from sphinx_roundup.syntax.markdown import MAX_ITEMS

ISSUE, TOPIC, PAGE = "issues/2024-04.md", "topics/a.md", "index.md"
WHAT = {ISSUE: "an issue", TOPIC: "a topic's page", PAGE: "a page of the site"}
PLAIN = "Write plain words and links."
DEEP = "this is nested too deeply."
CLOSE = "Close each item with ::: on a line of its own."
Told = list[tuple[int, str, str, str]]


def told(path: str, text: str) -> Told:
    found = list(check_markup(path, text, page_type_of(path)))
    assert {p.path for p in found} <= {path}
    return [(p.line, p.subtype, p.message, p.hint) for p in found]


def kinds(path: str, text: str) -> list[tuple[int, str]]:
    return [(line, subtype) for line, subtype, _, _ in told(path, text)]


ORDINARY = (
    "---\ntitle: A\n---\n\n# A\n\n## B\n\nWords *a* **b** `c` \\* [d](https://example.org/) [e](#) [f]()\n"
    "and more  \nand [m](mailto:a@example.org).\n\n- one\n\n  1. two\n\n> said\n\n"
    "| a | b |\n|---|---|\n| 1 | 2 |\n\n```\ncode\n```\n\n    indented\n\n***\n"
)


@pytest.mark.parametrize("path", [ISSUE, TOPIC, PAGE])
def test_ordinary_markup_is_for_every_page(path: str) -> None:
    assert told(path, ORDINARY) == []


@pytest.mark.parametrize("path", [ISSUE, TOPIC, PAGE])
@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("![a](b.png)", "a picture"),
        ("a[^1]\n\n[^1]: b", "a footnote"),
        ("(place)=\n\nWords.", "a named place “(…)=”"),
        ("$a$", ""),
    ],
)
def test_markup_that_is_for_no_page(path: str, text: str, what: str) -> None:
    found = told(path, f"# A\n\n{text}\n")
    message = f"{what} cannot be used on {WHAT[path]}."
    assert {one[1:] for one in found} == ({("unsafe-markup", message, PLAIN)} if what else set())
    assert all(line in (3, 5) for line, *_ in found)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a[^1]\n\n[^1]: b", [1]),
        ("[^1]: b\n\na[^1] and[^1]", [1]),
        ("a[^1] b[^2]\n\n[^1]: c\n[^2]: d\n\n[^1]: e", [1, 1]),
        (":::{note}\na[^x]\n:::\n\n[^x]: b\n\n[^y]: c", [2, 7]),
        ("a[^1]", [1]),
        ("![a](b.png) ![a](b.png)", [1, 1]),
    ],
)
def test_a_footnote_is_told_once_with_its_words(text: str, lines: list[int]) -> None:
    assert [line for line, *_ in told(PAGE, text)] == lines


@pytest.mark.parametrize("path", [ISSUE, TOPIC, PAGE])
def test_comments_and_definitions(path: str) -> None:
    assert told(path, "# A\n\n% note\n\n+++\n\n[a]: https://example.org\n[a]: https://b.org\n") == [
        (7, "unsafe-markup", "an address that is kept apart from its words is not shown to readers.",
         "Write the address behind the words, as in [report](https://example.org)."),
        (8, "unsafe-markup", "an address that is kept apart from its words is not shown to readers.",
         "Write the address behind the words, as in [report](https://example.org)."),
        *((line, "comment", "there is a comment, and everybody can read it in the archive's files.",
           "Take it out; put a backslash before a % or a + that is meant as such.")
          for line in (3, 5)),
    ]  # fmt: skip


def test_top_lines_are_at_the_top_alone() -> None:
    inside = "# A\n\n:::{item} T\n---\na: b\n---\n:::\n"
    assert told(ISSUE, inside) == [
        (4, "unsafe-markup", "a second set of top lines cannot be used on an issue.", PLAIN),
    ]


@pytest.mark.parametrize(
    ("path", "address", "told_as"),
    [
        (ISSUE, "https://example.org/a", None),
        (ISSUE, "ftp://example.org/a", "“ftp://example.org/a” does not begin with https://, http:// or mailto:."),
        (ISSUE, "https://localhost/a", "“https://localhost/a” leads to localhost, which is no name of a website."),
        (TOPIC, "a.md", "“a.md” is no web address."),
        (ISSUE, "tel:123", "“tel:123” is no web address."),
        (ISSUE, f"/{'x' * 100}", f"“/{'x' * 79}” is no web address."),
        (PAGE, "topics/a.md", None), (PAGE, "a-b.md#c_d", None), (PAGE, "#here", None),
        (PAGE, "../a.md", "“../a.md” is no web address."),
        (PAGE, "a/b/c.md", "“a/b/c.md” is no web address."),
        (PAGE, "HTTPS://localhost/a", "“HTTPS://localhost/a” does not begin with https://, http:// or mailto:."),
    ],
)  # fmt: skip
def test_where_a_link_may_lead(path: str, address: str, told_as: str | None) -> None:
    end = "" if told_as and "no web address" in told_as else None
    hint = (
        "Write the full address with https://, or # where it is not known."
        if end == ""
        else "Write the full address, or # where it is not known."
    )
    assert told(path, f"# A\n\nSee\n[a]({address}).\n") == (
        [(3, "unsafe-link", told_as, hint)] if told_as else []
    )


def test_a_bad_address_inside_an_item_is_for_its_reader() -> None:
    inside = "# A\n\n:::{item} T\n:id: a\n\n[a](https://localhost/) [b](a.md)\n:::\n"
    assert [(line, message) for line, _, message, _ in told(ISSUE, inside)] == [
        (6, "“a.md” is no web address.")
    ]
    assert kinds(PAGE, "# A\n\n:::{note}\n[a](https://localhost/)\n:::\n") == [(4, "unsafe-link")]


@pytest.mark.parametrize(
    ("path", "role", "is_told"),
    [
        (ISSUE, "topic", True), (TOPIC, "topic", False), (TOPIC, "item", False),
        (TOPIC, "ref", True), (PAGE, "ref", False), (PAGE, "raw", True),
    ],
)  # fmt: skip
def test_which_roles_a_page_may_use(path: str, role: str, is_told: bool) -> None:
    whole = (3, "unsafe-markup", f"“{{{role}}}” before words cannot be used on {WHAT[path]}.",
             "Write plain words.")  # fmt: skip
    assert told(path, f"# A\n\n{{{role}}}`a`\n") == ([whole] if is_told else [])


@pytest.mark.parametrize(
    ("path", "name", "hint"),
    [
        (ISSUE, "item", ""), (PAGE, "note", ""), (PAGE, "listing", ""),
        (ISSUE, "items", "Did you mean “item”?"), (ISSUE, "raw", "Allowed are item."),
        (TOPIC, "item", "Write plain words."),
        (PAGE, "include", ("Allowed are card, dropdown, grid, grid-item-card, important, listing, note,"
         " tip, warning.")),
    ],
)  # fmt: skip
@pytest.mark.parametrize("fence", [":::", "```"])
def test_which_directives_a_page_may_use(path: str, name: str, hint: str, fence: str) -> None:
    whole = (3, "unsafe-markup", f"a block “{{{name}}}” cannot be used on {WHAT[path]}.", hint)
    assert told(path, f"# A\n\n{fence}{{{name}}} T\n{fence}\n") == ([whole] if hint else [])


def test_a_long_name_of_a_directive_is_cut() -> None:
    (found,) = told(TOPIC, f"```{{{'x' * 50}}}\n```\n")
    assert found[2] == f"a block “{{{'x' * 40}}}” cannot be used on a topic's page."


def test_an_item_stands_by_itself() -> None:
    for inside, line in (("- :::{item} T\n  :::\n", 1), ("> :::{item} T\n> :::\n", 1)):
        assert told(ISSUE, inside) == [
            (line, "unsafe-markup", "an item stands inside a list or a quotation.",
             "Begin its line with ::: and no space or other sign before it."),
        ]  # fmt: skip
    assert told(PAGE, "- :::{note}\n  a\n  :::\n") == []


def test_colons_that_begin_no_item() -> None:
    hint = "Write :::{item} and a title, or take them out."
    stray = (3, "item-fence", "these colons begin no item.", hint)
    assert told(ISSUE, "# A\n\n:::\nWords.\n") == [stray]
    assert told(ISSUE, "# A\n\n::: item\n:::\n") == [stray]
    assert told(ISSUE, "# A\n\n```\n:::\n```\n") == []
    four = "# A\n\n::::{item} T\n:id: a\n\nWords.\n:::\n\n# B\n"
    assert told(ISSUE, four)[0] == (
        3, "item-fence", "4 colons open this item, and three do not close it.",
        "Open it with three colons, too.",
    )  # fmt: skip


def test_a_heading_inside_an_item_means_that_it_is_open() -> None:
    text = "# A\n\n:::{item} T\n:id: a\n\nWords.\n\n## B\n"
    assert told(ISSUE, text) == [
        (8, "item-fence", "a heading stands inside an item.",
         "Close the item above it with ::: on a line of its own."),
    ]  # fmt: skip
    assert told(PAGE, "# A\n\n:::{note}\n## B\n:::\n") == []


def fence(depth: int) -> str:
    opened = [f"{':' * (depth + 3 - n)}{{note}} T" for n in range(depth)]
    return "\n".join([*opened, "Words.", *(line.partition("{")[0] for line in reversed(opened))])


def test_how_deep_directives_may_stand_in_one_another() -> None:
    assert told(PAGE, fence(MAX_DIRECTIVES)) == []
    (found,) = told(PAGE, fence(MAX_DIRECTIVES + 1))
    assert found == (MAX_DIRECTIVES + 1, "too-large", DEEP, CLOSE)


def test_how_deep_markup_may_stand_in_itself() -> None:
    def quoted(depth: int) -> str:
        return f"{'> ' * depth}a\n"

    deepest = MAX_NESTING - 1
    assert told(PAGE, quoted(deepest)) == []
    assert told(PAGE, "Words.\n\n" + quoted(MAX_NESTING + 1)) == [
        (3, "too-large", DEEP, "Write it as plain paragraphs.")
    ]

    def starred(depth: int) -> str:
        return "a\n" + "*a " * depth + "b" + "*" * depth + "\n"

    assert told(PAGE, starred(MAX_NESTING)) == []
    assert told(PAGE, starred(MAX_NESTING + 1)) == [(1, "too-large", DEEP, "Use fewer stars.")]


HERE = "Leave out what does not belong here."


def test_how_many_headings_references_items_and_fields_a_page_may_have() -> None:
    headings = "# A\n\n" * MAX_HEADINGS
    assert told(PAGE, headings) == []
    assert told(PAGE, f"{headings}# B\n\n# C\n\n![a](b)\n") == [
        (601, "too-large", "the page has more than 300 headings.", HERE)
    ]
    roles = "{topic}`a` " * MAX_REFERENCES
    assert told(PAGE, f"{roles}\n") == []
    assert told(PAGE, f"{roles}\n\n{{topic}}`b`\n\n![a](b)\n")[0] == (
        3, "too-large", "the page has more than 300 references.", HERE,
    )  # fmt: skip
    items = ":::{item} T\n:::\n\n" * MAX_ITEMS
    assert told(ISSUE, items) == []
    assert told(ISSUE, f"{items}:::{{item}} T\n:::\n\n![a](b)\n") == [
        (901, "too-large", "the page has more than 300 items.",
         "Leave out what is not an entry of this issue."),
    ]  # fmt: skip
    fields = ":::{item} T\n" + ":id: a\n" * MAX_FIELDS
    assert told(ISSUE, f"{fields}:::\n") == []
    assert told(ISSUE, f"{fields}:id: b\n\n![a](b)\n:::\n") == [
        (1, "too-large", "the page has more than 4,000 fields.", HERE)
    ]


def test_how_many_parts_a_page_may_have() -> None:
    # A paragraph of one word has three tokens, and one inside the second.
    paragraphs = "a\n\n" * (MAX_TOKENS // 4)
    assert told(PAGE, paragraphs) == []
    assert told(PAGE, f"{paragraphs}b\n\n![a](b)\n") == [
        (10_001, "too-large", "the page has too many parts.", "Make it shorter.")
    ]


@pytest.mark.parametrize(
    ("title", "is_it"),
    [
        ("Words", True), ("A & B", True), ("1999", True), ("R&D", True),
        ("A *b*", False), ("&amp;", False), (r"\*", False), ("A\n\nB", False), ("# A", True),
        ("A\nB", False), ("[a](b)", False), ("<https://a.b>", False), ("A #", False),
    ],
)  # fmt: skip
def test_a_title_that_means_the_same_as_plain_words(title: str, is_it: bool) -> None:
    assert is_plain(title) is is_it
