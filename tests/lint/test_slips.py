"""Slips that Markdown takes for plain words: told by kind, and silent where words are printed so."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examples import examples
from gold import PRINTED
from sphinx_roundup.lint.slips import check_slips
from sphinx_roundup.model.messages import Problem
from sphinx_roundup.parse.page import read_page
from sphinx_roundup.syntax.markdown import tokens_of

ABOVE = 15
"""The line on which the words begin."""


def page(words: str, *, title: str = "A title", fields: str = "") -> str:
    lines = ["---", "masthead: M", "---", "", "# April 2024", "", "## County lines", ""]
    lines += [f":::{{item}} {title}", ":id: one", ":kind: news", ":source: bbc", ":topics: missing"]
    return "\n".join([*lines, *fields.splitlines(), "", words, ":::", ""])


def told(words: str, *, title: str = "A title", fields: str = "") -> list[Problem]:
    found = read_page("issues/2024-04.md", page(words, title=title, fields=fields))
    return sorted({*found.refused, *found.problems})


def slips(words: str) -> list[tuple[int, str]]:
    return [(p.line - ABOVE, p.message) for p in told(words) if p.subtype == "looks-unread"]


SLIPS = [
    ("See the [guide](https://example.org/my guide.pdf).", 0, "a link is not read"),
    ("See the\n[guide](https://example.org/my\nguide.pdf).", 1, "a link is not read"),
    ("See the [guide] (https://example.org/).", 0, "a link is not read"),
    ("See the [guide]  \n(https://example.org/).", 0, "a link is not read"),
    ("See the [guide](https://example.org/ and more.", 0, "a link is not read"),
    ("See the (guide)[https://example.org/].", 0, "a link is not read"),
    (
        "See the [guide](https://example.org “archived https://web.archive.org/x”).",
        0,
        "a link is not",
    ),
    ("See the [guide](https://example.org a note).", 0, "a link is not read"),
    ("See the [guide](file:///home/a.pdf).", 0, "a link is not read"),
    ("See the [*guide*] (www.example.org).", 0, "a link is not read"),
    ("See the [guide][1].", 0, "a link is not read"),
    ("See https://example.org/x for more.", 0, "an address stands"),
    ("One.\nTwo http://example.org.", 1, "an address stands"),
    ("Published a [](https://example.org) on return.", 0, "a link has no words"),
    (":topics: policing\n\nWords.", 0, "a field stands"),
    ("Words.\n\n:nation: england", 2, "a field stands"),
    ("closes: 2024-07-12", 0, "a field stands"),
    ("Words.\n:closes:2024-07-12", 1, "a field stands"),
    ("• one\n• two", 0, "a line begins with the bullet"),
    ("One:\n· two", 1, "a line begins with the bullet"),
    ("One:\n– two\n– three", 1, "a line begins with the bullet"),
    ("– one thing", 0, "a line begins with the bullet"),
    ("Words <o:p></o:p>.", 0, "there is markup of a word"),
    ("Words &nbsp more &rsquoo; x.", 0, "there is a code"),
    ("Itâ€™s here.", 0, "characters were lost"),
    ("Costs Â£5.", 0, "characters were lost"),
    ("Caf\ufffd culture.", 0, "characters were lost"),
    ("A **bold word.", 0, "stars for bold"),
    ("A __bold word.", 0, "stars for bold"),
    ("Words.\n##Heading", 1, "a heading is not read"),
]


@pytest.mark.parametrize(("words", "line", "message"), SLIPS)
def test_a_slip_is_told_once_with_its_line(words: str, line: int, message: str) -> None:
    found = slips(words)
    assert [place for place, said in found if said.startswith(message)] == [line], found
    assert len(found) == 1, found


HINT = "Write the words of the link, as in [report](https://…), or put a backslash before it if it is printed so."
ADDRESS = "an address stands in the words, and is no link: “{}”."


@pytest.mark.parametrize(
    ("words", "line", "shown"),
    [
        # So much of the line is shown before and after it, and nothing of other lines.
        ("One two three four five six https://a.org/x seven eight nine ten eleven twelve", 0,
         "three four five six https://a.org/x seven eight nine ten el"),
        ("One.\nhttps://a.org\nTwo.", 1, "https://a.org"),
        ("ab https://a.org", 0, "ab https://a.org"),
        ("*One\ntwo*\nthree [four](#)\nand https://a.org here", 3, "and https://a.org here"),
        ("One  \ntwo\\\nthree https://a.org", 2, "three https://a.org"),
        # A backslash before another sign does not hide it, nor does one before a link's.
        (r"A \* star, https://a.org", 0, "A \ue000 star, https://a.org"),
        (r"[x](#) \[y\] https://a.org", 0, "\ue000y\ue000 https://a.org"),
    ],
)  # fmt: skip
def test_what_is_shown_of_a_slip(words: str, line: int, shown: str) -> None:
    text = page(words)
    block = tokens_of(text)
    assert [
        (p.path, p.line - ABOVE, p.subtype, p.message, p.hint) for p in check_slips("x.md", block)
    ] == [("x.md", line, "looks-unread", ADDRESS.format(shown), HINT)]


def test_each_paragraph_and_each_kind_is_told() -> None:
    found = slips("See [a] (https://a.org).\n• one &nbsp **two\n\nSee https://b.org and ##x\n##y")
    assert [(line, message.partition(":")[0]) for line, message in found] == [
        (0, "a link is not read as one"),
        (1, "a line begins with the bullet of a word processor"),
        (1, "stars for bold words are not closed"),
        (1, "there is a code in place of a character"),
        (3, "an address stands in the words, and is no link"),
        (4, "a heading is not read as one"),
    ]


def test_words_of_a_link_are_on_their_own() -> None:
    assert slips("[https://a.org and *more*](https://a.org/b) then") == []
    assert slips("[*https://a.org* and more](https://a.org/b) then https://c.org")[0][1].endswith(
        "“then https://c.org”."
    )
    assert slips("[one](#) https://c.org [two](#)") == [(0, ADDRESS.format("https://c.org"))]
    # What stands behind markup begins no line.
    assert slips("[one](#)kind: x") == []
    assert slips("[one](#)\nkind: x") == [(1, "a field stands among the printed words: “kind: x”.")]


def test_a_link_without_words_is_told_with_its_line() -> None:
    found = told("One\ntwo  \nthree [](https://example.org).")
    assert [(p.path, p.line - ABOVE, p.subtype, p.message, p.hint) for p in found] == [
        ("issues/2024-04.md", 2, "looks-unread", "a link has no words, so that nobody sees it.",
         "Put the words of the link into the square brackets."),
    ]  # fmt: skip


def test_the_first_lines_of_other_boxes_are_no_fields() -> None:
    block = tokens_of("# A\n\n:::{note} T\n:id: x\n\nWords.\n:::\n")
    assert [p.line for p in check_slips("x.md", block)] == [4]
    block = tokens_of("# A\n\n:::{item} T\n:id: x\n\nWords.\n:::\n")
    assert list(check_slips("x.md", block)) == []


PRINTED_SO = [
    r"See the [guide\](https\://example.org/my guide.pdf).",
    r"See the [guide\] (https\://example.org/).",
    r"See https\://example.org/x for more.",
    "\\:topics: policing\n\nWords.",
    r"closes\: 2024-07-12",
    "&bull; one\n&#8226; two",
    "&ndash; one thing",
    r"Words \<o\:p>.",
    r"Words \&nbsp; more.",
    r"A \*\*bold word.",
    "Words.\n\\##Heading",
]


@pytest.mark.parametrize("words", PRINTED_SO)
def test_what_is_printed_so_is_written_with_a_backslash_or_a_code(words: str) -> None:
    assert told(words) == []


INNOCENT = [
    "A [guide](https://example.org/a_(b)) and [more](#), [x](mailto:a@example.org).",
    "Quoted [sic] (see note) and (a)[b] and [2024] EWHC 1.",
    "[https://example.org/x](https://example.org/x) and <https://example.org>.",
    "In short: the report – a long one –\n– and a line that goes on.",
    "A [link](#) – and so on, [kind](#): two.",
    "*Source*: BBC. Kind: news. The kind: and more.",
    "Topics: schools, homes.",
    "A*, B** and C** grades; 5 ** 3; a_b__c; ____ to fill in.",
    "R&D; Q&A; AT&T; 3 < 4 > 2; 50% {or} more #1 ## two.",
    "E-mail a@example.org or see www.example.org.",
    "- one\n- two – three\n- [four](https://example.org)",
    "Ânes, Ãuml and naïve café.",
    "A **bold** and *slanted **both** words*.",
]


@pytest.mark.parametrize("words", INNOCENT)
def test_printed_words_are_left_alone(words: str) -> None:
    assert told(words) == []


def test_no_word_of_the_printed_issues_looks_like_a_slip() -> None:
    pages = sorted(PRINTED.glob("issues/*.md"))
    assert pages
    for path in pages:
        assert list(check_slips(path.name, tokens_of(path.read_text(encoding="utf-8")))) == []


SIGNS = st.lists(
    st.sampled_from([*r"ab :[]()*_#<>/&;•–\.-", "https://", "nbsp", "topics"]), max_size=40
).map("".join)


@settings(deadline=None, max_examples=examples(100))
@given(SIGNS)
def test_any_words_can_be_written_as_printed(words: str) -> None:
    """Whatever the signs, each behind a backslash or as a code, nothing is taken for a slip."""
    kept = "".join(
        f"\\{c}"
        if c.isascii() and not c.isalnum() and not c.isspace()
        else f"&#{ord(c)};"
        if ord(c) > 127
        else c
        for c in " ".join(words.split())
    )
    assert slips(f"Words {kept}") == []


@pytest.mark.parametrize(
    "line", ["published:2024-04-01", ":published:2024-04-01", "published: 2024-04-01"]
)
def test_a_field_without_its_colons_is_told_and_read(line: str) -> None:
    found = read_page("issues/2024-04.md", page("Words.", fields=f"{line}\n:nation: england"))
    assert [(p.line, p.subtype) for p in found.problems] == [(14, "field-form")]
    assert found.problems[0].hint == "Write “:published: 2024-04-01”."
    assert found.issue is not None
    assert found.issue.items[0].published is not None
    assert found.issue.items[0].nation == ("england",)


@pytest.mark.parametrize("value", ["See [the correction](https://example.org).", "It is **bold**."])
def test_a_note_or_a_title_with_markup_is_told(value: str) -> None:
    (note,) = told("Words.", fields=f":editor-note: {value}")
    assert (note.line, note.subtype) == (14, "looks-unread")
    (title,) = told("Words.", title=value)
    assert (title.line, title.subtype) == (9, "looks-unread")


BROKEN = [
    ("::::{item} T", 9, "4 colons open this item"),
    ("::{item} T", 9, "one or two colons open no item"),
    (":{item} T", 9, "one or two colons open no item"),
    ("<<<<<<< HEAD\n:::{item} T", 9, "a merge of two versions"),
    (">>>>>>> main\n:::{item} T", 9, "a merge of two versions"),
    ("=======\n:::{item} T", 9, "a merge of two versions"),
]


@pytest.mark.parametrize(("opening", "line", "message"), BROKEN)
def test_what_breaks_a_page_is_told_alone_and_where_it_begins(
    opening: str, line: int, message: str
) -> None:
    text = page("Words.").replace(":::{item} A title", opening)
    text += "\n:::{item} Next\n:id: two\n:kind: newz\n\nWords.\n:::\n"
    found = read_page("issues/2024-04.md", text)
    (only,) = (*found.refused, *found.problems)
    assert only.line == line
    assert only.message.startswith(message)
    assert found.published is None


@pytest.mark.parametrize(
    ("heading", "found"),
    [
        ("# April 2024", []),
        ("# The April 2024 round-up", []),
        ("# Issue 12", []),
        ("# Maybe 2023", []),
        ("# June 2024", [(5, "other-month")]),
        ("# April 2023", [(5, "other-month")]),
        ("# april 2023", [(5, "other-month")]),
        ("# April 2024\n\n# Again", [(7, "heading-jump")]),
        ("", [(1, "bad-issue"), (7, "heading-jump")]),
    ],
)
def test_the_date_line(heading: str, found: list[tuple[int, str]]) -> None:
    text = page("Words.").replace("# April 2024", heading)
    problems = read_page("issues/2024-04.md", text).problems
    if not heading:
        assert [(p.line, p.message) for p in problems] == [
            (7, "no date line stands above the first heading.")
        ]
    else:
        assert [(p.line, p.subtype) for p in problems] == found


def test_a_merge_explains_the_heading_that_its_sign_makes() -> None:
    found = told("<<<<<<< HEAD\nWords.\n=======\nOther words.\n>>>>>>> other")
    assert [problem.subtype for problem in found] == ["merge-marker"]
