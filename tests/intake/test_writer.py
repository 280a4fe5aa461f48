"""What is written as Markdown is read back as the same words, whatever they are."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examples import examples
from intake.strategies import hard_text, tight_text
from sphinx_roundup.importer.blocks import Block, Run
from sphinx_roundup.importer.draft import Suggested, write_draft
from sphinx_roundup.importer.round_trip import read_back, read_inline
from sphinx_roundup.importer.structure import Found, FoundItem, FoundSection
from sphinx_roundup.importer.writer import inline

anything = st.one_of(hard_text, tight_text, st.text(st.characters(codec="utf-8"), max_size=20))
runs = st.builds(
    Run,
    anything,
    st.sampled_from(
        [None, None, "", "https://e.org/a_b*c", "https://e.org/(x)", "https://e.org/?a=1&copy;=2"]
    ),
    st.booleans(),
    st.booleans(),
)


def squeezed(text: str) -> str:
    """Without blanks, and without the characters that no text may hold."""
    return "".join(c for c in text if not c.isspace() and c.isprintable() and c != "\ufffd")


@settings(max_examples=examples(50))
@given(st.lists(runs, min_size=1, max_size=4))
def test_words_survive_the_archives_own_parser(given_runs: list[Run]) -> None:
    words = "".join(run.text for run in given_runs)
    found = Found(masthead="News", date="March 2022")
    found.sections.append(FoundSection("Topic", items=[FoundItem([Block(tuple(given_runs))])]))
    page = read_back(write_draft(found, [Suggested("A title", "a-title")]))
    assert squeezed(page.entries[0].text) == squeezed(words)
    assert not page.other


@settings(max_examples=examples(40))
@given(anything.filter(squeezed), anything.filter(squeezed))
def test_headings_quotes_and_top_lines_survive(heading: str, title: str) -> None:
    found = Found(masthead=title, date="March 2022", strap_line=title)
    item = FoundItem([Block((Run("Words."),))])
    found.sections.append(FoundSection(heading, quotes=[Block((Run(heading),))], items=[item]))
    page = read_back(write_draft(found, [Suggested(title, "a-title")]))
    assert squeezed(page.headings[1]) == squeezed(heading)
    assert squeezed(page.quotes[0]) == squeezed(heading)
    assert squeezed(page.top["masthead"]) == squeezed(title) == squeezed(page.top["strap-line"])


@pytest.mark.parametrize(
    "text",
    ["% not a comment", ":id: not a field", "::: not an end", "1. not a list", "- nor this", "# nor",
     "> nor", "+ nor", "= nor", "--- nor", "{item}`no`", "$x$", "&amp; as printed", "[a](b) c", "(x)= y"],
)  # fmt: skip
def test_a_paragraph_that_begins_like_markup_is_words(text: str) -> None:
    assert read_inline(inline([Run(text)]))[0] == text


def test_a_link_keeps_its_words_and_address() -> None:
    line = inline([Run("See "), Run(" the [big] report ", "https://e.org/a b(c)"), Run("now.")])
    text, links = read_inline(line)
    assert text == "See the [big] report now."
    assert [(link.text, link.target) for link in links] == [
        ("the [big] report", "https://e.org/a%20b(c)")
    ]


def test_emphasis_is_kept_where_it_reads_back_and_dropped_where_not() -> None:
    kept = inline([Run("a "), Run("strong", bold=True), Run(" word")])
    assert kept == "a **strong** word"
    found = Found(date="March 2022")
    block = Block((Run("a"), Run("“b”", bold=True), Run("c d")))
    found.sections.append(FoundSection("", items=[FoundItem([block])]))
    page = read_back(write_draft(found, [Suggested("T", "t")]))
    assert page.entries[0].text == "a“b”c d"
