"""The browser's script writes what the build writes, for every printed entry and an awful one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from citations.browser import written_by_script
from citations.hostile import archive as awful_archive
from gold import printed_archive
from sphinx_roundup.citations.browser import COLUMNS
from sphinx_roundup.citations.files import of_issue
from sphinx_roundup.citations.formats import ris
from sphinx_roundup.citations.references import Reference, References
from sphinx_roundup.citations.styles import STYLES, plain
from sphinx_roundup.data.csv_text import header, rows_text
from sphinx_roundup.data.tables import TABLES
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


def test_the_table_is_that_of_the_data_but_for_what_a_hit_does_not_know(both: Both) -> None:
    archive, _, theirs = both
    (table,) = (one for one in TABLES if one.name == "entries")
    assert table.by_issue
    at = [[column.name for column in table.columns].index(name) for name in COLUMNS]
    columns = tuple(table.columns[place] for place in at)
    rows = [row for issue in archive.issues for row in table.by_issue(archive, issue)]
    ours = rows_text(columns, ([row[place] for place in at] for row in rows))  # type: ignore[arg-type]
    assert theirs["csv"] == header(columns) + ours
