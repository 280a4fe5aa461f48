"""The rules on pages that are no issues, and what pages cite."""

from __future__ import annotations

import pytest

from sphinx_roundup.lint.markup import check_markup
from sphinx_roundup.parse.cited_names import read_cited_names
from sphinx_roundup.syntax.markdown import tokens_of


def told(text: str, *, titled: bool = False) -> list[tuple[int, str, str]]:
    found = list(check_markup("x.md", tokens_of(text), titled=titled))
    assert {p.path for p in found} <= {"x.md"}
    return [(p.line, p.subtype, p.hint) for p in found]


@pytest.mark.parametrize(
    ("text", "titled", "jumps"),
    [
        ("# A\n\n## B\n\n### C\n\n## D\n\n# E\n", False, []),
        ("## A\n", True, []),
        ("## A\n", False, [(1, "Begin it with #.")]),
        ("# A\n\n### B\n", False, [(3, "Begin it with ##.")]),
        ("# A\n\n## B\n\n#### C\n\n#### D\n\n## E\n\n#### F\n", False,
         [(5, "Begin it with ###."), (7, "Begin it with ###."), (11, "Begin it with ###.")]),
        ("# A\n\n> ### quoted\n", False, []),
    ],
)  # fmt: skip
def test_headings(text: str, titled: bool, jumps: list[tuple[int, str]]) -> None:
    assert told(text, titled=titled) == [(line, "heading-jump", hint) for line, hint in jumps]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("# A\n\n---\n", [(3, "dividing-line")]),
        ("# A\n\n:::{note}\nB\n\n***\n:::\n", [(6, "dividing-line")]),
        ("# A\n\n```nosuch\nx\n```\n", [(3, "code-language")]),
        ("# A\n\n```json\n{]\n```\n", []),
        ("# A\n\n```json\n§\n```\n", [(3, "code-language")]),
        ("# A\n\n```json and more words\n§\n```\n", [(3, "code-language")]),
        (
            "# A\n\n---\n\n```nosuch\n```\n\n---\n",
            [(3, "dividing-line"), (5, "code-language"), (8, "dividing-line")],
        ),
        ("# A\n\n```python\nx = 1\n```\n\n```\n§\n```\n\n```none\n§\n```\n\n```text\n§\n```\n", []),
        ("# A\n\n    indented\n", []),
        ("# A\n\nWords *and* more.\n", []),
    ],
)
def test_lines_and_code(text: str, found: list[tuple[int, str]]) -> None:
    assert [(line, subtype) for line, subtype, _ in told(text)] == found


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("See {item}`2024-04/one`.", [("item", "2024-04/one", 1)]),
        ("a\nb {topic}`x` c\nd {topic}`y`", [("topic", "x", 2), ("topic", "y", 3)]),
        ("{item}`these words <2024-04/one>`", [("item", "2024-04/one", 1)]),
        ("a  \nb {topic}`x`\n*c\nd* {item}`y`", [("topic", "x", 2), ("item", "y", 4)]),
        (
            "{topic}`some   words` {topic}`w < a  b >`",
            [("topic", "some words", 1), ("topic", "a b", 1)],
        ),
        ("```{listing} topic county lines\n```", [("listing", "topic", 1)]),
        ("{topic}`!x` and {kbd}`y` and `z`", []),
        ("```{listing} newest-issue\n```", [("listing", "newest-issue", 1)]),
        ("```{listing} topic missing\n```", [("listing", "topic", 1)]),
        ("```{listing}\n```", [("listing", "", 1)]),
        (
            "a\n\n```{listing} helplines  young \n```",
            [("listing", "helplines", 3), ("helplines", "young", 3)],
        ),
        ("```{listing} helplines\n```", [("listing", "helplines", 1)]),
        ("a\n[b](other.md) [c](#place)", [("file", "other.md", 2), ("file", "#place", 2)]),
        ("[a](other.md#place)", [("file", "other.md#place", 1)]),
        ("[a](#) [b](<>) [c](https://example.org/x.md) [d](x.pdf) [e](x.md?y)", []),
        (":::{note}\na\n\n{topic}`x`\n:::", [("topic", "x", 4)]),
        (":::{item} T\n:id: a\n\n{topic}`x`\n:::", []),
        ("| a |\n|---|\n| {topic}`x` |", [("topic", "x", 3)]),
    ],
)
def test_what_a_page_cites(text: str, cited: list[tuple[str, str, int]]) -> None:
    assert [tuple(one) for one in read_cited_names(tokens_of(f"{text}\n"))] == cited


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("### A\n", "the heading begins with ###, but is the first.", "Begin it with #."),
        ("# A\n\n## B\n\n#### C\n",
         "the heading begins with ####, but stands below one that begins with ##.",
         "Begin it with ###."),
        ("***\n", "a line of dashes, stars or underscores divides the page.",
         "Take it out, or write a heading in its place."),
        (f"```{'x' * 41}\n```\n", f"“{'x' * 40}” is no language that can be coloured.",
         "Leave the word out."),
        ("```json\n§\n```\n", "this is not “json” as its language has it.",
         "Mend it, or leave the word out."),
    ],
)  # fmt: skip
def test_how_it_is_said(text: str, message: str, hint: str) -> None:
    assert [(p.message, p.hint) for p in check_markup("x.md", tokens_of(text), titled=False)] == [
        (message, hint)
    ]
