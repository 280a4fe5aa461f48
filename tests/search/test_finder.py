"""Each entry is found by its name in a block of hits, and what finds it is small."""

from __future__ import annotations

import gzip
from dataclasses import replace
from pathlib import Path

import pytest

from pdf.made import archive_of, issue_of, item
from search import made
from search.node import node
from sphinx_roundup.model.archive import Archive
from sphinx_roundup.search import write_index
from sphinx_roundup.search.finder import Finder
from sphinx_roundup.search.hits import BLOCK
from synthetic import synthetic_archive


def found(archive: Archive, folder: Path) -> list[bool]:
    write_index(archive, folder, made.address_of)
    right: list[bool] = node("find.js", folder / "search")
    return right


def large() -> Archive:
    """An issue of three hundred entries after one of three, with letters of several bytes in names."""
    items = [item(f"é-{number}-name", issue="2024-05") for number in range(300)]
    few = [item(name) for name in "abc"]
    return archive_of(issue_of(*few), replace(issue_of(*items), id="2024-05"))


@pytest.mark.parametrize("archive", [made.archive(3, issues=40), large()], ids=["random", "large"])
def test_every_entry_is_where_it_is_said_to_be(archive: Archive, tmp_path: Path) -> None:
    right = found(archive, tmp_path)
    assert len(right) == len(archive.items)
    assert all(right)


def test_it_takes_four_bits_an_entry() -> None:
    archive = synthetic_archive(50)
    names = [[one.slug for one in issue.items] for issue in archive.issues]
    packed = len(gzip.compress(Finder(None).of(names, BLOCK).encode(), 9, mtime=0))
    assert packed * 8 / len(archive.items) <= 4


def test_two_of_one_name_do_no_harm() -> None:
    """The check refuses them; the index is made all the same, and the page looks everywhere."""
    row = Finder(None).of([["same"] * 40, ["a", "b"]], BLOCK)
    assert row.endswith(Finder(None).of([["x"] * 40, ["a", "b"]], BLOCK)[-10:])
