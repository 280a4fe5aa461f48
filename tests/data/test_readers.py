"""Other people's programs read what leaves the archive, offline, and find it equal.

They are heavy, so they are installed by ``make readers`` alone.
"""

from __future__ import annotations

import gzip
import json
import shutil
import socket
import sys
from pathlib import Path
from typing import Any

import pytest

from conftest import PROJECT
from data.made import AWFUL, awful, printed, told, write, write_compressed
from sphinx_roundup.data.csv_text import unguard
from sphinx_roundup.data.tables import TABLES
from sphinx_roundup.model.archive import Archive

pytestmark = [
    pytest.mark.readers,
    # Some of them use what Python or another of them is about to drop.
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::FutureWarning"),
    # frictionless does not close what it unpacks.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
REASON = "make readers installs it"


@pytest.fixture(autouse=True)
def _offline(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError("these tests ask nobody")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    # frictionless looks for plugins in all that can be imported, the project's folder among it.
    monkeypatch.setattr(sys, "path", [path for path in sys.path if Path(path) != PROJECT])


@pytest.fixture(
    scope="module",
    params=[(printed, write), (awful, write), (printed, write_compressed)],
    ids=["printed", "awful", "compressed"],
)
def made(request: Any, tmp_path_factory: pytest.TempPathFactory) -> tuple[Archive, Path]:
    make, write_all = request.param
    archive = make()
    return archive, write_all(archive, tmp_path_factory.mktemp("made")) / "data"


def test_frictionless_finds_nothing_wrong(made: tuple[Archive, Path]) -> None:
    frictionless = pytest.importorskip("frictionless", reason=REASON)
    report = frictionless.Package(str(made[1] / "datapackage.json")).validate()
    assert report.flatten(["type", "message"]) == []
    assert report.stats["tasks"] == len(TABLES)


def test_frictionless_notices_what_is_wrong(tmp_path: Path) -> None:
    frictionless = pytest.importorskip("frictionless", reason=REASON)
    folder = write(awful(), tmp_path) / "data"
    path = folder / "entries.csv"
    text = (
        path.read_text("utf-8").replace(",report,", ",reprot,").replace("2024-05-23", "2024-05-32")
    )
    path.write_text(text, encoding="utf-8", newline="")
    found = frictionless.Package(str(folder / "datapackage.json")).validate()
    kinds = {kind for (kind,) in found.flatten(["type"])}
    assert {"hash-count", "constraint-error", "type-error"} <= kinds


def test_frictionless_reads_every_entry(made: tuple[Archive, Path]) -> None:
    frictionless = pytest.importorskip("frictionless", reason=REASON)
    archive, folder = made
    package = frictionless.Package(str(folder / "datapackage.json"))
    rows = package.get_resource("entries").read_rows()
    assert {
        row["id"]: (
            unguard(row["title"]),
            f"{row['month'][0]}-{row['month'][1]:02}",
            row["address"],
        )
        for row in rows
    } == told(archive)
    assert [unguard(row["text"]) for row in rows] == [item.text for item in archive.items]
    first = archive.items[0]
    assert rows[0]["topics"] == [topic.slug for topic in archive.topics_of(first)]


def test_csvw_reads_every_entry_and_follows_every_reference(
    made: tuple[Archive, Path], tmp_path: Path
) -> None:
    csvw = pytest.importorskip("csvw", reason=REASON)
    archive, folder = made[0], shutil.copytree(made[1], tmp_path / "data")
    for packed in folder.glob("*.csv.gz"):  # as the description says
        packed.with_suffix("").write_bytes(gzip.decompress(packed.read_bytes()))
    group = csvw.TableGroup.from_file(folder / "csv-metadata.json")
    assert group.check_referential_integrity()
    rows = {table.url.string: list(table) for table in group.tables}
    entries = rows["entries.csv"]
    assert {
        row["id"]: (unguard(row["title"]), str(row["month"]), row["address"]) for row in entries
    } == told(archive)
    assert [row["sources"] for row in entries] == [
        [source.slug for source in archive.sources_of(item)] for item in archive.items
    ]
    links = [unguard(row["text"]) for row in rows["links.csv"]]
    assert links == [link.text for item in archive.items for link in item.links]


def test_openpyxl_reads_every_entry_as_text(made: tuple[Archive, Path]) -> None:
    openpyxl = pytest.importorskip("openpyxl", reason=REASON)
    archive, folder = made
    sheet = openpyxl.load_workbook(folder / "entries.xlsx")["Entries"]
    head, *rows = list(sheet.iter_rows())
    named = {cell.value: number for number, cell in enumerate(head)}
    at = [named[name] for name in ("Title", "Month", "Address in the archive")]
    found = {row[0].value: tuple(row[number].value for number in at) for row in rows}
    assert found == told(archive)
    assert {cell.data_type for row in rows for cell in row if cell.value is not None} == {"s"}
    words = [row[named["Printed words"]].value for row in rows]
    assert words == [item.text for item in archive.items]


def test_pandas_reads_tables_and_lines(made: tuple[Archive, Path]) -> None:
    pandas = pytest.importorskip("pandas", reason=REASON)
    archive, folder = made
    lines = pandas.read_json(
        folder / "entries.ndjson.gz", lines=True, dtype=False, convert_dates=False
    )
    (entries,) = folder.glob("entries.csv*")
    table = pandas.read_csv(entries, dtype=str, keep_default_na=False)
    for frame in (lines, table.map(unguard)):
        rows = frame[["id", "title", "month", "address"]].itertuples(index=False)
        assert {row[0]: tuple(row[1:]) for row in rows} == told(archive)
        assert list(frame["text"]) == [item.text for item in archive.items]


@pytest.fixture
def awful_rows(tmp_path: Path) -> list[dict[str, Any]]:
    """The rows of the awful entry's tables, as frictionless reads them."""
    frictionless = pytest.importorskip("frictionless", reason=REASON)
    package = frictionless.Package(str(write(awful(), tmp_path) / "data" / "datapackage.json"))
    return [row.to_dict() for row in package.get_resource("entries").read_rows()]


def test_every_field_of_the_awful_entry_comes_back(awful_rows: list[dict[str, Any]]) -> None:
    row = awful_rows[0]
    assert unguard(row["editor_note"]) == AWFUL.editor_note
    assert tuple(map(unguard, row["corrected"])) == AWFUL.corrected
    assert tuple(row["content_note"]) == AWFUL.content_note
    assert str(row["closes"]) == "2024-05-23"
    assert json.dumps(row["sources"]) == '["ministry", "trust"]'
