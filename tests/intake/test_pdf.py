"""PDFs: tagged ones come back whole, the rest nearly so, and what is unsure is marked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from intake.paper import GOLDEN, Score, full, gold, import_bytes, score
from intake.write_pdf import pdf
from sphinx_roundup.importer.blocks import Block, Run
from sphinx_roundup.importer.pdf.letters import HYPHEN, settle_hyphens

LAYOUTS: Mapping[str, dict[str, Any]] = {
    "one column": {},
    "running heads": {"running": True},
    "two columns, hyphens, running heads": {"columns": 2, "hyphens": True, "running": True},
}


@pytest.mark.parametrize("tags", [True, False], ids=["tagged", "untagged"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_item_heading_and_link_comes_back(layout: str, tags: bool) -> None:
    # Every second layout of each issue; the other sort of PDF has it the other way round.
    paper = gold(GOLDEN[([*LAYOUTS].index(layout) + tags) % len(GOLDEN)])
    imported = import_bytes(pdf(paper, tags=tags, **LAYOUTS[layout]))
    assert score(imported, paper) == full(paper)
    # Running heads are left out and told.
    told = " ".join(entry.text for entry in imported.left_out)
    running = "running" in LAYOUTS[layout]
    assert ["Page 1" in told, "Page 2" in told] == [running, running]


def test_a_pdf_without_links_says_so_once() -> None:
    paper = gold("2023-01", addresses=False)
    parts = tuple(
        type(part)(
            part.heading,
            tuple(tuple(p._replace(href=None) for p in e) for e in part.entries),
            part.quotes,
        )
        for part in paper.parts
    )
    bare = type(paper)(paper.title, paper.date, parts, paper.strap)
    imported = import_bytes(pdf(bare))
    assert score(imported, bare) == Score(22, 11, 0, True, True)
    assert imported.notes == ("It has no links: each address is to be looked up.",)


def hyphened(*texts: str) -> list[Block]:
    return settle_hyphens([Block((Run(text),)) for text in texts])


def test_a_hyphen_goes_where_the_word_stands_undivided() -> None:
    block = hyphened(f"the exploita{HYPHEN}tion", "exploitation")[0]
    assert block.text == "the exploitation"
    assert not block.marks


def test_a_hyphen_stays_where_the_word_stands_divided() -> None:
    block = hyphened(f"a youth{HYPHEN}led report", "a youth-led one")[0]
    assert block.text == "a youth-led report"
    assert not block.marks


def test_a_hyphen_that_may_be_either_stays_and_is_marked() -> None:
    block = hyphened(f"a per{HYPHEN}ennial issue")[0]
    assert block.text == "a per-ennial issue"
    assert block.marks == ("a line ended in “per-”: is the word “per-ennial”?",)


def test_a_hyphen_goes_and_is_marked_where_the_document_divides_words() -> None:
    block = hyphened(f"per{HYPHEN}ennial", f"chil{HYPHEN}dren chil{HYPHEN}dren", "children")[0]
    assert block.text == "perennial"
    assert block.marks == ("a line ended in “per-”: is the word “perennial”?",)
