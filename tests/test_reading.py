"""What is read ahead, and what MyST is not given, changes nothing of what is read."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import ROOTS, Site, snapshot
from fresh.builds import quiet_python
from sphinx_roundup.extension import reading
from sphinx_roundup.extension.reading import ReadAhead
from sphinx_roundup.parse.page import Page, read_page
from sphinx_roundup.state import digest

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
    page = Page("issues/a.md")
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
