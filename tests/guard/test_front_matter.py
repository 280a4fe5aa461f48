"""What the top lines of a page may hold."""

from __future__ import annotations

import pytest

from sphinx_roundup.guard.front_matter import check_top, check_values
from sphinx_roundup.model.page_types import page_type_of
from sphinx_roundup.syntax.strict_yaml import read_yaml

ISSUE, TOPIC, PAGE = "issues/2024-04.md", "topics/a.md", "index.md"
Told = list[tuple[int, str, str, str]]
LINES = "Write them as “key: value” between two lines of three dashes."


def of_top(path: str, *lines: str, end: str = "---\n") -> Told:
    text = "\n".join(["---", *lines, end])
    return of_text(path, text)


def of_text(path: str, text: str) -> Told:
    found = list(check_top(path, text, page_type_of(path)))
    assert {p.path for p in found} <= {path}
    return [(p.line, p.subtype, p.message, p.hint) for p in found]


def unreadable(line: int, why: str, hint: str = LINES) -> Told:
    return [(line, "unsafe-top-lines", f"the top lines cannot be read: {why}.", hint)]


@pytest.mark.parametrize(
    ("path", "lines"),
    [
        (ISSUE, ["masthead: A", 'strap-line: "B: c"', "status: draft", "date: 2024-05-03"]),
        (TOPIC, ["title: A", "also-printed-as: [B, 'C: d']", "search-terms: [x]", "broader: []",
                 "related: [c]", "group: true"]),
        (PAGE, ["title: A", "hide-toc: false"]),
    ],
)  # fmt: skip
def test_top_lines_in_order(path: str, lines: list[str]) -> None:
    assert of_top(path, *lines) == []


def test_a_page_needs_no_top_lines() -> None:
    assert of_text(PAGE, "# Home\n") == []
    assert of_text(PAGE, "") == []


def test_top_lines_that_do_not_end_once() -> None:
    never = unreadable(1, "they do not end with a line of three dashes")
    assert of_text(ISSUE, "---\nmasthead: A\n") == never
    assert of_text(ISSUE, "---\nmasthead: A\n----\n") == never
    for end in ("...", "--- x"):
        assert of_top(ISSUE, "masthead: A", end, "b: c") == unreadable(1, "they end twice")
    assert of_top(ISSUE, "masthead: A - --- b") == []


def test_top_lines_that_are_no_yaml() -> None:
    colon = unreadable(
        3, "a value has a colon in it", 'Put the value in quotes: masthead: "R&D: news".'
    )
    assert of_top(ISSUE, "masthead: A", "strap-line: B: c") == colon
    assert of_top(ISSUE, "masthead: A", "strap-line: *b") == unreadable(
        3, "a value begins with *, and must be in quotes"
    )
    assert of_top(ISSUE, "- a") == unreadable(1, "each must be a key, a colon and a value")


def test_how_many_keys_are_judged() -> None:
    many = [f"k{n}: a" for n in range(50)]
    assert len(of_top(PAGE, *many)) == 50
    assert of_top(PAGE, *many, "more: a") == unreadable(1, "there are 51 of them")


@pytest.mark.parametrize(
    ("path", "line", "subtype", "message", "hint"),
    [
        (ISSUE, "mastheed: A", "bad-issue", "“mastheed” is not a known key. Did you mean “masthead”?", ""),
        (ISSUE, "zzz: A", "bad-issue",
         "“zzz” is not a known key. Known are masthead, strap-line, status, date.", ""),
        (TOPIC, f"{'z' * 50}: A", "bad-topic",
         (f"“{'z' * 40}” is not a known key. Known are title, also-printed-as, search-terms, broader,"
         " related, group."), ""),
        (PAGE, "masthead: A", "unsafe-top-lines", "“masthead” is not a known key. Known are title, hide-toc.", ""),
        (ISSUE, "masthead: [A]", "bad-issue", "masthead must be one text.", "Put it in quotes."),
        (ISSUE, "masthead: {a: b}", "bad-issue", "masthead must be one text.", "Put it in quotes."),
        (TOPIC, "group: yes", "unsafe-top-lines",
         "the top lines cannot be read: “yes” must be in quotes.", LINES),
        (TOPIC, "group: 'yes'", "bad-topic", "group must be true or left out.", ""),
        (TOPIC, "group: [true]", "unsafe-top-lines",
         "the top lines cannot be read: “true” must be in quotes.", LINES),
        (TOPIC, "related: a", "bad-topic", "related must be a list of texts, as in [one, two].", ""),
        (TOPIC, "related: [[a]]", "bad-topic", "related must be a list of texts, as in [one, two].", ""),
        (TOPIC, "related: [a, '–', '!']", "bad-topic", "“–” in related has no letter or digit; take it out.", ""),
        (TOPIC, "title: '–'", "bad-topic", "title is missing.", "Write one."),
        (TOPIC, "title:", "bad-topic", "title is missing.", "Write one."),
    ],
)  # fmt: skip
def test_values_that_a_key_cannot_have(
    path: str, line: str, subtype: str, message: str, hint: str
) -> None:
    assert of_top(path, "# A note", line) == [(3, subtype, message, hint)]


@pytest.mark.parametrize("title", ["A *b*", "`a`", "[a](b)", "{a}`b`", "A &amp; B", r"A \* b"])
def test_a_title_is_plain_words(title: str) -> None:
    assert of_top(TOPIC, f"title: '{title}'") == [
        (2, "unsafe-top-lines", "title must be one line of plain words.",
         "Leave out stars, brackets, backticks and braces, and names of signs such as “&amp;”."),
    ]  # fmt: skip


@pytest.mark.parametrize("title", ["A & B", "Looked-after (SEND)", "'  A  '", "“Prevent”", "R&D"])
def test_titles_that_are_plain_words(title: str) -> None:
    assert of_top(TOPIC, f"title: {title}") == []


def test_what_a_value_means_is_held_to_the_rules_of_a_line() -> None:
    assert [(line, subtype) for line, subtype, _, _ in of_top(ISSUE, "masthead: A", r'status: "a\u202eb"')] == [
        (3, "hidden-character"),
    ]  # fmt: skip
    assert [(line, subtype) for line, subtype, _, _ in of_top(ISSUE, r'"mast\u003cb\u003e": A')] == [
        (2, "unsafe-markup"), (2, "bad-issue"),
    ]  # fmt: skip
    assert of_top(ISSUE, "masthead: |", "  a", "  b", "status: draft") == [
        (2, "unsafe-top-lines", "a value goes over several lines.", "Write one."),
    ]


def test_values_of_other_files_have_their_own_lines() -> None:
    file = read_yaml('a: "{{"\nb: c\nd: "e\\nf"\n')
    found = [(p.path, p.line, p.subtype) for p in check_values("sources.yml", file)]
    assert found == [("sources.yml", 1, "unsafe-markup"), ("sources.yml", 3, "unsafe-top-lines")]
    assert [p.line for p in check_values("x.md", read_yaml('a: "{{"'), first=5)] == [5]
