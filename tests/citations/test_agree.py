"""The browser's script writes what the build writes, for every printed entry and an awful one."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import Any

import pytest

from citations.browser import written_by_script
from citations.hostile import archive as awful_archive
from gold import printed_archive
from search import made
from sphinx_roundup.citations.files import of_issue
from sphinx_roundup.citations.formats import ris
from sphinx_roundup.citations.references import Reference, References
from sphinx_roundup.citations.styles import STYLES, plain
from sphinx_roundup.model.archive import Archive
from sphinx_roundup.model.identity import Identity


def printed() -> Archive:
    identity = Identity(name="Round-up Archive", address="https://archive.example/a")
    return replace(printed_archive(), identity=identity)


@pytest.fixture(scope="module", params=[printed, awful_archive], ids=["printed", "awful"])
def both(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Any:
    archive = request.param()
    references = References(archive)
    ours = [one for item in archive.items for one in references.of_entry(item)]
    return archive, ours, written_by_script(archive, tmp_path_factory.mktemp("agree"))


Both = tuple[Archive, list[Reference], dict[str, Any]]


def test_ris_is_the_same(both: Both) -> None:
    archive, ours, theirs = both
    assert theirs["ris"] == "\n".join(map(ris, ours))
    references = References(archive)
    for issue in archive.issues:
        (text,) = of_issue(references, issue).values()
        assert theirs["issues"][issue.id]["ris"] == text


@pytest.mark.parametrize("style", STYLES)
def test_ready_text_is_the_same(both: Both, style: str) -> None:
    _, ours, theirs = both
    joined = [[tuple(words) for words in one if words[0]] for one in theirs[style]]
    assert joined == [[words for words in STYLES[style](one) if words[0]] for one in ours]


def test_the_plain_list_has_a_line_for_each(both: Both) -> None:
    _, ours, theirs = both
    assert theirs["txt"] == "\n".join(f"{plain(STYLES['Harvard'](one))}\n" for one in ours)


def test_the_table_reads_back_equal(both: Both) -> None:
    archive, ours, theirs = both
    rows = list(csv.DictReader(io.StringIO(theirs["csv"], newline="")))
    address = {one.place: one.address for one in ours}
    for row, item in zip(rows, archive.items, strict=True):
        assert row == {
            "id": item.id,
            "issue": item.issue,
            "month": f"{archive.issue[item.issue].day:%Y-%m}",
            "title": f"'{item.title}" if item.title.startswith("=") else item.title,
            "kind": item.kind,
            "sources": "|".join(source.slug for source in archive.sources_of(item)),
            "topics": "|".join(topic.slug for topic in archive.topics_of(item)),
            "path": made.address_of(item.id),
            "address": address[item.id],
            "text": item.text,
        }
