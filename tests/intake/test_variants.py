"""The two printed issues, written every way that is known, come back whole."""

from __future__ import annotations

import pytest

from intake.paper import GOLDEN, Score, full, gold, import_bytes, knowledge, score
from intake.variants import VARIANTS, WORSE, document
from sphinx_roundup.importer.context import Knowledge
from sphinx_roundup.importer.pipeline import make_draft

STRUCTURE = [
    f"{which} {word}" for word in ("heading", "quote", "entry", "strap") for which in ("a", "the")
]


@pytest.mark.parametrize("issue", GOLDEN)
@pytest.mark.parametrize("name", VARIANTS)
def test_every_item_heading_and_link_comes_back(name: str, issue: str) -> None:
    imported = make_draft(document(name, issue), knowledge())
    assert score(imported, gold(issue)) == full(gold(issue))
    # Ways of writing that are sure leave few points on structure.
    points = [point for _, point in imported.points]
    assert len([p for p in points if any(words in p for words in STRUCTURE)]) <= 2


@pytest.mark.parametrize("issue", GOLDEN)
@pytest.mark.parametrize("name", VARIANTS)
def test_headings_are_found_without_a_vocabulary(name: str, issue: str) -> None:
    imported = make_draft(document(name, issue), Knowledge())
    assert score(imported, gold(issue)) == full(gold(issue))


@pytest.mark.parametrize("name", WORSE)
def test_plain_text_gives_back_all_but_the_extent_of_links(name: str) -> None:
    found = Score(0, 0, 0, True, True)
    for issue in GOLDEN:
        paper = gold(issue)
        found = found.plus(score(import_bytes(WORSE[name](paper)), paper))
    least = 37 if name == "text, addresses" else 0
    assert found == Score(70, 27, least, True, True)


def test_the_seeds_as_handed_down_are_read_and_their_lost_addresses_stay_lost() -> None:
    for issue in GOLDEN:
        paper = gold(issue, addresses=False)
        imported = import_bytes(VARIANTS["text as handed down"](paper))
        assert score(imported, paper) == full(paper)
        assert not any(imported.page.addresses)


def test_a_paragraph_that_a_page_cut_in_two_is_joined_and_marked() -> None:
    paper = gold("2024-04")
    text = VARIANTS["text as handed down"](paper)
    cut = text.replace(b"marking a shift from", b"marking a\n\nshift from")
    assert cut != text
    imported = import_bytes(cut)
    assert score(imported, paper) == full(paper)
    assert [point for _, point in imported.points if "joined before" in point] == [
        "joined before “shift from the cohort …”: a page end may have parted it there."
    ]
