"""Exact searches: what they find, against brute force; and the text as the one truth."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from playwright.sync_api import expect

import a11y
from search import made, trees
from search.look import Open
from search.node import ask, node
from sphinx_roundup.search import write_index

QUERIES = 150


@pytest.mark.parametrize("seed", range(2))
def test_exact_searches_find_what_brute_force_does(tmp_path: Path, seed: int) -> None:
    archive = made.archive(seed, issues=6)
    write_index(archive, tmp_path, made.address_of)
    dice = random.Random(f"exact {seed}")  # noqa: S311 - chance, not a secret
    wanted = [trees.tree(dice) for _ in range(QUERIES)]
    texts = [trees.written(one, dice) for one in wanted]
    answers = ask(tmp_path, *({"q": text, "sort": "oldest"} for text in texts))
    sizes = set()
    for one, text, answer in zip(wanted, texts, answers, strict=True):
        right = [item.id for item in archive.items if trees.fits(archive, item, one)]
        assert answer["ids"] == right, text
        assert answer["notes"][0]["words"][0].startswith("Searched exactly as written")
        sizes.add(min(len(right), 3))
    assert sizes == {0, 1, 2, 3}  # none, few and many are found, or nothing was tried


def test_text_and_tree_say_the_same(tmp_path: Path) -> None:
    """What is written of a tree is read back as the same tree; the oracle above knows its meaning."""
    archive = made.archive(1)
    write_index(archive, tmp_path, made.address_of)
    dice = random.Random("text")  # noqa: S311 - chance, not a secret
    texts = [trees.written(trees.tree(dice), dice) for _ in range(QUERIES)]
    texts += [
        "(" * 9_000,
        'a "',
        "NOT",
        "AND OR",
        "x) OR (y",
        ") (",
        "-(a OR b) AND c",
        "a:b AND :c",
    ]
    shown = 0
    for row in node("boolean.js", tmp_path / "search", given=texts):
        assert row["again"] == row["tree"], row
        assert row["same"] == row["text"], row
        assert row["exact"] or not row["text"], row
        assert row["lines"] in (None, row["tree"]), row
        shown += row["lines"] is not None
    assert shown > QUERIES / 4


@pytest.mark.browser
def test_lines_and_text_follow_each_other(search: Open) -> None:
    page = search("?q=(missing OR gangs) NOT police")
    page.get_by_text("Build an exact search").click()
    lines = page.locator(".builder-lines > div")
    expect(lines).to_have_count(3)
    expect(lines.locator(".search-count")).to_have_text(["6 entries", "2 entries", "3 entries"])
    assert a11y.violations(page, "article") == []
    page.get_by_role("button", name="Add a line").click()
    line = page.get_by_role("group", name="Line 4")
    assert page.evaluate("document.activeElement.parentElement.ariaLabel") == "Line 4"
    line.get_by_label("Look in").select_option("topic")
    line.get_by_label("Words").fill("Missing")
    box = page.locator("#search-q")
    expect(box).to_have_value("(missing OR gangs) NOT police AND topic:Missing")
    expect(page.locator("#search-heading")).to_contain_text("5 entries for")
    expect(page.locator("#search-notices")).to_have_text("Searched exactly as written.")
    line.get_by_role("button", name="Remove line 4").click()
    expect(box).to_have_value("(missing OR gangs) NOT police")
    assert page.evaluate("document.activeElement.parentElement.ariaLabel") == "Line 3"
    # The text is the truth: what is typed shows as lines, or is said to be too much for them.
    box.fill('title:"missing children" vap*')
    expect(lines).to_have_count(2)
    assert lines.first.get_by_label("Words").input_value() == "missing children"
    assert lines.nth(1).get_by_label("As").input_value() == "begins"
    box.fill("a AND (missing OR (police AND (care OR gangs)))")
    expect(page.locator(".builder-off p").nth(1)).to_contain_text(
        "It is searched as it stands above."
    )
