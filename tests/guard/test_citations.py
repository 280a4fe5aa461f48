"""Words before a name in a role: what is let through, and what an editor is told of the rest."""

from __future__ import annotations

import pytest

from conftest import Site
from sphinx_roundup.guard import inspect
from sphinx_roundup.guard.citations import citation_problem

TOP = "---\ntitle: A\n---\n\n"
TOPIC, PAGE, ISSUE = "topics/a.md", "about.md", "issues/2024-04.md"


def told(path: str, text: str) -> list[tuple[int, str]]:
    return [(one.line - 4, one.message) for one in inspect(path, f"{TOP}{text}\n")]


@pytest.mark.parametrize("path", [TOPIC, PAGE])
@pytest.mark.parametrize(
    "text",
    [
        "See {topic}`these words <county-lines>`.",
        "See {item}`Drugs & money – a “report” <2024-04/drugs-report>`.",
        "See {topic}`these\nwords <county-lines>` and {topic}`more\n<care>`.",
        "> See {topic}`these\n> words <county-lines>`.",
        "- See {topic}`these\n  words\n  <county-lines>`.",
        "| a |\n|---|\n| {topic}`these words <care>` |",
        "{topic}`a <care>`, {topic}`b <care>`",
        "{topic}`!no link <care>`",
    ],
)
def test_words_before_a_name(path: str, text: str) -> None:
    assert told(path, text) == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("{topic}`words <b onclick=x> <care>`", 1),
        ("{topic}`words <care onclick=x>`", 1),
        ("{topic}`words <img/src=x/onerror=alert(1)>`", 1),
        ("{topic}`words\n\nmore <script>`", 3),
        ("\\{topic}`words <script>`", 1),
        ("`words <script>`", 1),
        ("{topic}`words` <script>`", 1),
        ("{topic}`words <care> more`", 1),
        ("{kbd}`words <care>`", 1),
        ("{raw}`words <care>`", 1),
        ("{topic}`words <!-- x -->`", 1),
    ],
)
def test_what_only_looks_like_a_name_is_still_html(text: str, line: int) -> None:
    found = told(PAGE, text)
    assert [place for place, why in found if "HTML such as" in why or "comment" in why] == [line]


def test_an_issue_cites_nothing() -> None:
    text = f"{TOP}{{topic}}`words <care>`\n"
    assert any("HTML such as “<care>”" in one.message for one in inspect(ISSUE, text))


def test_a_name_in_the_top_lines_is_html() -> None:
    found = inspect(TOPIC, "---\ntitle: '{topic}`a <care>`'\n---\n\nNote.\n")
    assert any("HTML such as “<care>”" in one.message for one in found)


SIGNS = "Take out addresses, links, stars, backslashes, codes and signs of HTML."


@pytest.mark.parametrize(
    "words",
    [
        "[x](https://evil.test)", "https://evil.test", "www.evil.test", "javascript:alert(1)",
        "*County* lines", "**x**", "&lt;b&gt;", "&amp;", "a\\*b", "a\\", "5 > 4", "![x](y)", "<https://a.test>",
    ],
)  # fmt: skip
def test_words_that_are_not_plain(words: str) -> None:
    assert citation_problem("topic", f"{words} <care>") == (
        "the words before <care> are not plain, and would be shown with all their signs.",
        SIGNS,
    )


@pytest.mark.parametrize(
    ("role", "content", "why", "hint"),
    [
        ("topic", "<care>", "no words stand before <care>.",
         "Write {topic}`care`, or words, a space and the name in < and >."),
        ("archive", "our name <name>",
         "{archive} shows what archive.toml says; no words stand before <name>.", "Write {archive}`name`."),
        ("topic", "words <a=b>", "“a=b” is no name.", "Write it as in {topic}`words <name>`."),
        ("topic", "Parents’ views", "", ""),  # told when all is read: there is no such topic
        ("doc", "words </index>", "", ""),
    ],
)  # fmt: skip
def test_what_is_said_of_a_citation(role: str, content: str, why: str, hint: str) -> None:
    assert citation_problem(role, content) == (why, hint)


def test_the_words_are_shown_and_lead_to_what_is_named(built_small: Site) -> None:
    cited = ("{topic}`county-lines`", "{item}`2024-04/drugs-report`")
    built_small.edit("index.md", cited[0], "{topic}`these\nwords <county-lines>`")
    built_small.edit("index.md", cited[1], "{item}`A & B <2024-04/drugs-report>`")
    html = (built_small.build_quietly() / "index.html").read_text("utf-8")
    assert 'href="topics/county-lines.html" title="County lines">' in html
    assert '<span class="xref roundup roundup-topic">these words</span></a>' in html
    assert 'href="issues/2024-04.html#item-2024-04-drugs-report"' in html
    assert '<span class="xref roundup roundup-item">A &amp; B</span></a>' in html
