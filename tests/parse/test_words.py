"""Every word of an item is kept as printed, wherever its lines break; and each problem is told whole."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_roundup.model.records import Item
from sphinx_roundup.parse.page import Page, read_page

TOP = "---\nmasthead: M\n---\n\n"
OPEN = ":::{item} A title\n:id: one\n:kind: news\n:source: bbc\n:topics: missing\n\n"
START = f"{TOP}# April 2024\n\n## Missing\n\n{OPEN}"
MARKUP = "Keep to plain words, *emphasis*, **strong words**, links and bullets."
ADDRESS = "Write the full address, or # where it is not known."
Told = list[tuple[int, str, str, str]]


def told(page: Page, path: str = "issues/2024-04.md") -> Told:
    found = (*page.refused, *page.problems)
    assert {p.path for p in found} <= {path}
    return [(p.line, p.subtype, p.message, p.hint) for p in found]


def read(text: str, path: str = "issues/2024-04.md") -> Page:
    return read_page(path, text)


def item_of(words: str) -> tuple[Item, Told]:
    page = read(f"{START}{words}\n:::\n")
    assert page.issue is not None
    (one,) = page.issue.items
    return one, told(page)


def blocks(words: str) -> list[tuple[str, str]]:
    one, problems = item_of(words)
    assert problems == []
    return [(block.role, block.text) for block in one.body]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("one\ntwo", [("paragraph", "one two")]),
        ("one  \ntwo", [("paragraph", "one two")]),
        ("one\\\ntwo", [("paragraph", "one two")]),
        ("*one\ntwo*\n**three\nfour**", [("paragraph", "one two three four")]),
        ("[one\ntwo](#)\nthree", [("paragraph", "one two three")]),
        ("one\n\ntwo", [("paragraph", "one"), ("paragraph", "two")]),
        ("- one\n  two\n- three\n\n  four", [("bullet", "one two"), ("bullet", "three"), ("bullet", "four")]),
        ("- one\n  - two", [("bullet", "one"), ("bullet", "two")]),
        ("one\n- two", [("paragraph", "one"), ("bullet", "two")]),
        (r"a \* b &amp; &bull; c", [("paragraph", "a * b & • c")]),
    ],
)  # fmt: skip
def test_words_at_the_ends_of_lines(words: str, found: list[tuple[str, str]]) -> None:
    assert blocks(words) == found


WORD = st.text(st.sampled_from("abcé"), min_size=1, max_size=5)
GAP = st.sampled_from([" ", "\n", "  \n", "\\\n"])


@given(st.lists(st.tuples(WORD, GAP, st.sampled_from(["", "*", "**"])), min_size=1, max_size=8))
def test_no_line_break_glues_or_loses_words(parts: list[tuple[str, str, str]]) -> None:
    words = "".join(f"{mark}{word}{mark}{gap}" for word, gap, mark in parts).rstrip("\\\n ")
    one, problems = item_of(f"x {words}")
    assert problems == []
    assert one.text.split() == ["x", *(word for word, _, _ in parts)]


def test_the_looks_of_words() -> None:
    one, problems = item_of("a *b **c** [d *e*](#) f*  \n**g** [h](#) [i](#)")
    assert problems == []
    assert [(run.text, run.style, run.link) for run in one.body[0].runs] == [
        ("a ", "", None), ("b ", "emphasis", None), ("c", "strong", None), (" ", "emphasis", None),
        ("d e", "emphasis", 0), (" f", "emphasis", None),
        (" ", "", None), ("g", "strong", None), (" ", "", None), ("h", "", 1), (" ", "", None), ("i", "", 2),
    ]  # fmt: skip
    assert one.text == "a b c d e f g h i"
    assert [link.text for link in one.links] == ["d e", "h", "i"]


def test_a_break_keeps_the_look_and_the_link_around_it() -> None:
    one, _ = item_of("*a  \nb* [c  \nd](#)")
    assert [(run.text, run.style, run.link) for run in one.body[0].runs] == [
        ("a b", "emphasis", None), (" ", "", None), ("c d", "", 0),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "problems", "text"),
    [
        ("a `b` c", [(15, "item-markup", "an item cannot hold words between backticks.", MARKUP)], "a b c"),
        ("> a\n> b", [(15, "item-markup", "an item cannot hold a quotation.", MARKUP)], "a b"),
        ("1. a", [(15, "item-markup", "an item cannot hold a numbered list.", MARKUP)], "a"),
        ("a\n\n    b", [(17, "item-markup", "an item cannot hold a block of code.", MARKUP)], "a\nb "),
        ("a\n\n| b | c |\n|---|---|\n| d | e |",
         [(17, "item-markup", "an item cannot hold a table.", MARKUP)], ""),
        ("[a](https://localhost/)",
         [(15, "bad-link",
           "“https://localhost/” leads to localhost, which is no name of a website.", ADDRESS)], "a"),
    ],
)  # fmt: skip
def test_what_an_item_cannot_hold_keeps_its_words(words: str, problems: Told, text: str) -> None:
    one, found = item_of(words)
    assert found == problems
    if text:
        assert one.text == text
    else:
        assert one.text.split() == ["a", "b", "c", "d", "e"]
    assert all(link.target is None for link in one.links)


@pytest.mark.parametrize(
    ("note", "why"),
    [
        ("https://example.org/a", ("“https://example.org/a” is said to be an archived copy, but"
         " example.org is no web archive we know.")),
        ("https://web.archive.org/web/2024/https://b.org/",
         ("“https://web.archive.org/web/2024/https://b.org/” is a copy of another page than the one"
         " that the link leads to.")),
    ],
)  # fmt: skip
def test_a_copy_that_is_refused_is_not_kept(note: str, why: str) -> None:
    one, found = item_of(f'[a](https://example.org/a "archived {note}")')
    assert found == [(15, "bad-link", why, ADDRESS)]
    (link,) = one.links
    assert (link.target, link.archived) == ("https://example.org/a", None)


def test_other_notes_of_a_link_are_no_copy() -> None:
    one, found = item_of('[a](https://example.org/a "a note") [b](# "archived x")')
    assert found == []
    assert [(link.target, link.archived) for link in one.links] == [
        ("https://example.org/a", None), (None, None),
    ]  # fmt: skip


def test_an_item_inside_another_is_told_and_its_words_are_kept() -> None:
    text = f"{TOP}# April 2024\n\n## Missing\n\n:::{OPEN}First.\n\n{OPEN}Second.\n:::\n::::\n"
    page = read(text.replace("::::::{item}", "::::{item}"))
    assert page.issue is not None
    (one,) = page.issue.items
    assert one.text == "First.\nSecond."
    assert [p for p in told(page) if p[1] == "nested-item"] == [
        (17, "nested-item", "the item “A title” stands inside the item at line 9.",
         "Close the first with ::: on a line of its own."),
    ]  # fmt: skip


def test_quotes_stand_above_the_items_of_a_heading() -> None:
    page = read(
        f"{TOP}# April 2024\n\n## A\n\n> One\n> two.\n\n> Three.\n\n{OPEN}W.\n:::\n\n> Late.\n"
    )
    assert page.issue is not None
    assert [s.quotes for s in page.issue.sections] == [("One two.", "Three.")]
    assert told(page) == [
        (23, "text-outside-item", "the text “Late.” stands outside an item.",
         "Put it inside the :::{item} it belongs to: lists, search and PDFs leave it out."),
    ]  # fmt: skip


def test_a_long_text_outside_is_shown_shortened() -> None:
    (found,) = told(read(f"{TOP}# April 2024\n\n## A\n\n{'word ' * 20}\n"))
    assert (
        found[2]
        == "the text “word word word word word word word word word …” stands outside an item."
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("# April 2024\n", (1, "bad-issue", "the top lines give no masthead.",
                            "Begin the page with ---, masthead: … and ---.")),
        (TOP, (1, "bad-issue", "the issue has no date line.", "Write it as “# April 2024”.")),
        (f"{TOP}# April 2024\n\n# Again\n",
         (7, "heading-jump", "this is a second date line.",
          "Begin the headings of the issue with ##.")),
        (f"{TOP}## A\n", (5, "heading-jump", "no date line stands above the first heading.",
                          "Write it as “# April 2024” above the headings.")),
        (f"{TOP}# April 2024\n\n#### A\n",
         (7, "heading-jump", "the heading begins with ####, but stands below one that begins with #.",
          "Begin it with ##.")),
        (f"{TOP}# May 2024\n",
         (5, "other-month", "the date line says May 2024, and the file is that of April 2024.",
          "Write “# April 2024”, or rename the file.")),
        (f"{TOP}{OPEN}W.\n:::\n\n# April 2024\n",
         (5, "nested-item", "the item “A title” stands above the date.", "Put it under a heading.")),
        (f"{TOP}# April 2024\n".replace("M\n", "M\nstatus: done\n"),
         (3, "bad-issue", "“done” is no status.", "Write status: draft, or take the line out.")),
        (f"{TOP}# April 2024\n".replace("M\n", "M\nstatus: draft\n"),
         (1, "draft-issue", "the issue is a draft; points left to review: 0.",
          "When it is complete, take “status: draft” out.")),
    ],
)  # fmt: skip
def test_what_is_told_of_an_issue(text: str, found: tuple[int, str, str, str]) -> None:
    assert told(read(text)) == [found]


def test_a_draft_counts_its_points() -> None:
    items = (OPEN + "W.\n:::\n\n").replace(":topics:", ":review: a\n:review: b\n:topics:") * 2
    page = read(f"{TOP}# April 2024\n\n## A\n\n{items}".replace("M\n", "M\nstatus: draft\n"))
    assert page.issue is not None
    assert page.issue.draft
    assert told(page) == [
        (1, "draft-issue", "the issue is a draft; points left to review: 4.",
         "Settle each line that begins with :review:, then take “status: draft” out."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "date", "day", "problems"),
    [
        ("12", "2024-05-03", dt.date(2024, 5, 3), []),
        ("2024-05", "2024-05-03", dt.date(2024, 5, 3), []),
        ("2024-05", "", None, []),
        ("12", "", None, [(1, "bad-issue", "the top lines give no date: a number says none.",
                           "Write it as “date: 2024-05-03”.")]),
        ("12", "May", None, [(3, "bad-issue", "“May” is not a date.", "Write it as “date: 2024-05-03”.")]),
        ("12", "1799-12-31", None,
         [(3, "bad-issue", "the year of 1799-12-31 is not between 1800 and 2199.", "Mend the date.")]),
        ("12", "2200-01-01", None,
         [(3, "bad-issue", "the year of 2200-01-01 is not between 1800 and 2199.", "Mend the date.")]),
        ("12", "1800-01-01", dt.date(1800, 1, 1), []),
        ("12", "2199-12-31", dt.date(2199, 12, 31), []),
        ("draft", "", None,
         [(0, "bad-issue", "“draft” is no issue: it is neither a month, a week, a day nor a number.",
           "Name the file as 2024-05.md, 2024-W18.md, 2024-05-03.md or 544.md.")]),
    ],
)  # fmt: skip
def test_the_day_of_an_issue(name: str, date: str, day: dt.date | None, problems: Told) -> None:
    path = f"issues/{name}.md"
    top = f"---\nmasthead: M\n{f'date: {date}' if date else ''}\n---\n\n"
    page = read(f"{top}# Words\n", path)
    assert told(page, path) == problems
    assert (page.issue is None) is (not day and name in {"12", "draft"})
    if page.issue:
        assert (page.issue.id, page.issue.dated, page.issue.date) == (name, day, "Words")


def test_top_lines_that_are_left_out_are_empty_words() -> None:
    issue = read("# April 2024\n").issue
    assert issue is not None
    assert (issue.masthead, issue.strap_line, issue.draft) == ("", "", False)
