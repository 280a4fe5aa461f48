"""Exact searches: what they find, against brute force; and the text as the one truth."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from search import made, trees
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
        assert answer["notes"][0]["words"][0].startswith("Searched exactly as written: ")
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
    for row in node("boolean.js", tmp_path / "search", given=texts):
        assert row["again"] == row["tree"], row
        assert row["same"] == row["text"], row
        assert row["exact"] or not row["text"], row
