"""What is read ahead, and what MyST is not given, changes nothing of what is read."""

from __future__ import annotations

import pickle
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from docutils import nodes
from myst_parser.config.main import MdParserConfig

from conftest import ROOTS, Site, snapshot
from fresh.builds import quiet_python
from sphinx_roundup.extension import kept_pages, reading
from sphinx_roundup.extension.outline import headings_of
from sphinx_roundup.extension.reading import ReadAhead
from sphinx_roundup.parse.page import Page, read_page
from sphinx_roundup.state import digest
from sphinx_roundup.syntax.markdown import tokens_of

NESTED = """---
masthead: Round-up
---

# May 2024

## Education

> A *printed* quotation.

::::{item} In a wider fence
:id: wider
:kind: news
:source: bbc

Words, and a line of colons in them.
::::

### Below a heading

:::{item} Deeper
:id: deeper
:kind: news
:source: bbc

Deeper words.
:::

Exploitation
------------

   :::{item} Set in by three
   :id: set-in
   :kind: news
   :source: bbc

   Words set in.
   :::

:::{item} Withdrawn entry
:id: taken-out
:kind: news
:withdrawn: 2024-06-01
:reason: privacy
:::
"""

HEADINGS = """---
masthead: Round-up
---
# May 2024, part 2

## Missing & found (MAF)
:::{item} First
:id: first
:kind: news
:source: bbc

Words.
:::

### “Below” – a heading

:::{item} Second
:id: second
:kind: news
:source: bbc

Words.
:::

## Missing & found (MAF)
"""


@pytest.mark.parametrize("builder", ["html", "text"])
def test_a_page_without_its_items_gives_what_the_whole_page_gives(
    site: Callable[[str], Site], monkeypatch: pytest.MonkeyPatch, builder: str
) -> None:
    small = site("small")
    (small.source / "issues" / "2024-05.md").write_text(NESTED)
    reduced = snapshot(small.build(builder))
    asked = []

    def whole(*_: object) -> None:
        asked.append("")

    monkeypatch.setattr(reading, "_without", whole)
    shutil.rmtree(small.work)
    assert snapshot(small.build(builder)) == reduced
    assert len(asked) == 3


def test_plain_headings_become_what_myst_makes_of_them(
    site: Callable[[str], Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    small = site("small")
    (small.source / "issues" / "2024-05.md").write_text(HEADINGS)
    ours = small.build("text")
    read = _outline(ours)
    assert "may 2024, part 2" in read
    asked = []

    def none(*_: object) -> None:
        asked.append("")

    monkeypatch.setattr(reading, "headings_of", none)
    shutil.rmtree(small.work)
    assert _outline(small.build("text")) == read
    assert len(asked) == 3


def _outline(out: Path) -> str:
    """The tree of the new issue as it is kept, with lines and names, but for MyST's count of words."""
    (path,) = out.parent.rglob("2024-05.doctree")
    tree = pickle.loads(path.read_bytes())  # noqa: S301 - just built
    lines = [(node.line, node.source, node.rawsource) for node in tree.findall(nodes.Element)]
    tree.attributes.pop("translation_progress", None)
    return f"{tree.pformat()}{lines[1:]}{tree.nameids}{tree.nametypes}"


@pytest.mark.parametrize(
    "line",
    [
        "## *Printed* heading",
        "## snake_case_heading",
        "## One `sign`",
        "## [A link](#)",
        "## AT&amp;T",
        "## Ends with signs ##",
        "##No space",
        "### Leaves out a level",
        "    ## Code",
        "Words",
        "Words\n-----",
        "> Quoted",
        "***",
        "[name]: https://example.org",
    ],
)
def test_what_is_no_plain_heading_is_left_to_myst(line: str) -> None:
    config = MdParserConfig()
    assert headings_of("# May 2024\n\n## Plain & simple\n", config) == [
        (1, 1, "May 2024"),
        (3, 2, "Plain & simple"),
    ]
    assert headings_of(f"# May 2024\n\n{line}\n", config) is None


def test_other_settings_of_myst_are_left_to_it() -> None:
    text = "# May 2024\n"
    assert headings_of(text, MdParserConfig(enable_extensions={"linkify"})) is None
    assert headings_of(text, MdParserConfig(heading_anchors=2)) is None
    assert headings_of(f"---\ntitle: Other\n---\n{text}", MdParserConfig()) is None


def test_words_that_pass_for_plain_are_plain_to_markdown() -> None:
    dice = random.Random(5)  # noqa: S311 - chance, not a secret
    letters = "aB1éß .,:;()'‘’“”–—/?%+-& www.x.org:http://a@-- 1. "
    for _ in range(3_000):
        words = "".join(dice.choices(letters, k=dice.randint(1, 12)))
        if found := headings_of(f"# {words}", MdParserConfig()):
            heading, inline, _ = tokens_of(f"# {words}\n").tokens
            assert heading.tag == "h1"
            assert [(t.type, t.content) for t in inline.children or ()] == [("text", found[0][2])]


def test_items_are_taken_out_by_their_own_fences() -> None:
    page = read_page("issues/2024-05.md", NESTED)
    assert page.issue
    entries = [*page.issue.items, *page.issue.tombstones]
    assert len(entries) == 4
    rest = reading._without(entries, NESTED)
    assert rest is not None
    kept = ["# May 2024", "## Education", "> A *printed* quotation.", "### Below a heading"]
    assert [line for line in rest.split("\n")[4:] if line] == [
        *kept,
        "Exploitation",
        "------------",
    ]
    assert rest.count("\n") == NESTED.count("\n")
    assert reading._without(entries, NESTED.replace("::::{item}", "```{item}")) is None


def test_only_what_was_read_of_this_very_text_is_taken() -> None:
    page = pickle.dumps(Page("issues/a.md"))
    ahead = ReadAhead(
        ["issues/a", "issues/b", "issues/c"],
        iter(
            [
                ("issues/b", None),
                ("issues/c", (digest("c"), page)),
                ("issues/a", (digest("a"), page)),
            ]
        ),
    )
    assert ahead.take("about", "a") is None
    assert ahead.take("issues/a", "a") is page
    assert ahead.take("issues/b", "b") is None  # no process could read it
    assert ahead.take("issues/c", "changed since") is None
    assert ahead.take("issues/c", "c") is None


@pytest.mark.parametrize("parallel", [1, 2])
def test_what_is_read_of_an_issue_is_packed_once(
    site: Callable[[str], Site], monkeypatch: pytest.MonkeyPatch, parallel: int
) -> None:
    small = site("small")
    anew: list[str] = []
    keep = kept_pages.KeptPages.__setitem__

    def note(pages: kept_pages.KeptPages, docname: str, page: Page) -> None:
        anew.append(docname)
        keep(pages, docname, page)

    monkeypatch.setattr(reading, "_FEWEST", 1)
    monkeypatch.setattr(kept_pages.KeptPages, "__setitem__", note)
    with quiet_python():
        small.build(parallel=parallel)
    assert "index" in anew  # the build found the listings on it
    assert not [docname for docname in anew if docname.startswith("issues/")]


@pytest.mark.parametrize("root", ["small", "awful"])
def test_reading_ahead_gives_the_same_pages_and_messages(
    site: Callable[[str], Site], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, root: str
) -> None:
    assert (ROOTS / root).is_dir()
    here = site(root)
    alone = snapshot(here.build())
    monkeypatch.setattr(reading, "_FEWEST", 1)
    ahead = Site(here.source, tmp_path / "ahead")
    with quiet_python():
        assert snapshot(ahead.build(parallel=2)) == alone
    assert sorted(ahead.warnings.splitlines()) == sorted(here.warnings.splitlines())
