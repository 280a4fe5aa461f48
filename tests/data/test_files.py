"""Data files: whole, safe to open, kept fresh by contents, and read back without Sphinx."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import sphinx_roundup
from conftest import Site, snapshot
from data.made import AWFUL, IDENTITY, awful, printed, told, write, write_compressed
from pdf.made import SOURCES
from sphinx_roundup.data import data_files
from sphinx_roundup.data.columns import value_of
from sphinx_roundup.data.csv_text import guard, unguard
from sphinx_roundup.data.export import FILE, SCHEMA_FILE, archive_json
from sphinx_roundup.data.tables import TABLES
from sphinx_roundup.data.vocabulary_data import TOLD
from sphinx_roundup.html.headers import MEDIA_TYPES
from sphinx_roundup.model import data_files as model_data_files
from sphinx_roundup.model.archive import Archive
from sphinx_roundup.model.digests import shown
from sphinx_roundup.model.fields import FIELDS
from sphinx_roundup.model.history import Event, History


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> tuple[Archive, Path]:
    archive = printed()
    return archive, write(archive, tmp_path_factory.mktemp("real"))


@pytest.fixture(scope="module")
def hard(tmp_path_factory: pytest.TempPathFactory) -> tuple[Archive, Path]:
    archive = awful()
    return archive, write(archive, tmp_path_factory.mktemp("awful"))


def rows_of(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [{k: unguard(v) for k, v in row.items()} for row in csv.DictReader(file)]


def test_every_file_is_named_and_no_other_is_there(real: tuple[Archive, Path]) -> None:
    archive, folder = real
    assert snapshot(folder).keys() == set(data_files(archive))


def test_the_schema_describes_the_whole_and_each_issue(hard: tuple[Archive, Path]) -> None:
    _, folder = hard
    schema = json.loads((folder / SCHEMA_FILE).read_text("utf-8"))
    data = json.loads((folder / FILE).read_text("utf-8"))
    Draft202012Validator(schema).validate(data)
    one = json.loads(gzip.decompress((folder / "data/issues/2024-04.json.gz").read_bytes()))
    Draft202012Validator({"$ref": "#/$defs/issue", "$defs": schema["$defs"]}).validate(one)
    assert [one] == data["issues"]


def test_what_is_put_together_is_what_is_made_at_once(real: tuple[Archive, Path]) -> None:
    archive, folder = real
    assert (folder / FILE).read_text("utf-8") == archive_json(archive)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_table_reads_back_as_it_was_written(hard: tuple[Archive, Path], table: object) -> None:
    archive, folder = hard
    (one,) = [each for each in TABLES if each is table]
    made = [one.by_issue(archive, issue) for issue in archive.issues] if one.by_issue else []
    rows = [row for part in made for row in part] + list(one.whole(archive) if one.whole else ())
    found = rows_of(folder, one.name)
    assert len(found) == len(rows)
    for row, read in zip(rows, found, strict=True):
        for cell, column in zip(row, one.columns, strict=True):
            nothing = value_of("", column)
            assert value_of(read[column.name], column) == (nothing if cell in {"", None} else cell)


def test_a_packed_file_names_no_time_and_no_system(hard: tuple[Archive, Path]) -> None:
    packed = (hard[1] / "data/entries.ndjson.gz").read_bytes()
    assert packed[:2] + packed[4:8] + packed[9:10] == b"\x1f\x8b\0\0\0\0\xff"


def test_the_awful_entry_comes_back_from_lines_of_json(hard: tuple[Archive, Path]) -> None:
    _, folder = hard
    lines = gzip.decompress((folder / "data/entries.ndjson.gz").read_bytes()).split(b"\n")
    entry = json.loads(lines[0])
    assert (entry["title"], entry["text"]) == (AWFUL.title, AWFUL.text)
    assert [link["text"] for link in entry["links"]] == [link.text for link in AWFUL.links]
    assert tuple(entry["corrected"]) == AWFUL.corrected


def test_every_entry_has_its_title_month_and_address(real: tuple[Archive, Path]) -> None:
    archive, folder = real
    lines = gzip.decompress((folder / "data/entries.ndjson.gz").read_bytes()).splitlines()
    entries = [json.loads(line) for line in lines]
    expected = told(archive)
    assert len(expected) == 70
    assert {e["id"]: (e["title"], e["month"], e["address"]) for e in entries} == expected
    rows = rows_of(folder, "entries")
    assert {r["id"]: (r["title"], r["month"], r["address"]) for r in rows} == expected


def test_each_field_that_readers_are_told_is_a_column() -> None:
    columns = {column.name for column in TABLES[0].columns}
    named = {field.name.replace("-", "_") for field in FIELDS if field.public}
    assert named - columns == {"source"}  # the column has several: sources


def test_each_attribute_of_a_name_is_told_or_left_to_editors() -> None:
    own = {"search_terms", "words", "publishers", "places"}  # never shown: data/reader.py
    for type_, told_of in TOLD.items():
        assert {one.name for one in told_of} | own >= {one.name for one in fields(type_)}


def test_without_an_address_nothing_absolute_is_made_up(tmp_path: Path) -> None:
    folder = write(replace(awful(), identity=replace(awful().identity, address="")), tmp_path)
    data = json.loads((folder / FILE).read_text("utf-8"))
    assert data["address"] is None
    entry = data["issues"][0]["headings"][0]["items"][0]
    assert "address" not in entry
    assert entry["path"] == "issues/2024-04.html#item-2024-04-awful"
    assert rows_of(folder, "entries")[0]["address"] == entry["path"]
    assert not any(b"archive.example" in content for content in snapshot(folder).values())


@given(st.text())
def test_the_guard_is_reversible(text: str) -> None:
    assert unguard(guard(text)) == text
    assert not guard(text).startswith(
        ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
    )


@pytest.mark.parametrize(
    ("value", "cell"),
    [("", ""), ("=1", "'=1"), ("'=1", "''=1"), ("'Lost' words", "'Lost' words"), ("－1", "'－1")],
)
def test_the_guard_touches_formulas_alone(value: str, cell: str) -> None:
    assert guard(value) == cell


def test_an_edited_entry_makes_its_issue_anew_alone_and_equals_a_clean_build(
    tmp_path: Path,
) -> None:
    archive = printed()
    write(archive, tmp_path)
    kept = {path.name: path.stat().st_mtime_ns for path in (tmp_path / "cache").rglob("*.part")}
    first = archive.issues[0]
    section = first.sections[0]
    item = replace(section.items[0], title="Another title")
    edited = replace(
        first,
        sections=(replace(section, items=(item, *section.items[1:])), *first.sections[1:]),
    )
    now = replace(archive, issues=(edited, *archive.issues[1:]))
    folder = write(now, tmp_path)
    changed = {
        p.name for p in (tmp_path / "cache").rglob("*.part") if p.stat().st_mtime_ns != kept[p.name]
    }
    assert changed == {f"{first.id}.part", "entries.xlsx.part"}
    assert snapshot(folder) == snapshot(write(now, tmp_path / "clean"))


LATER = History(
    1, (Event(dt.date(2026, 11, 26), "published"), Event(dt.date(2026, 12, 3), "corrected"))
)


@pytest.mark.parametrize(
    "change",
    [
        {"history": {AWFUL.id: LATER}},
        {"identity": replace(IDENTITY, address="https://moved.example/")},
        {"identity": replace(IDENTITY, namespace="11111111-2222-4333-8444-555555555555")},
        {"sources": SOURCES},
        {"heading_topics": {"Missing": "online-safety"}},
        {"lists": {**awful().lists, "content-notes": {"suicide": "taking one’s life"}}},
    ],
    ids=lambda change: next(iter(change)),
)
def test_whatever_a_part_is_made_from_makes_it_anew(change: dict[str, Any], tmp_path: Path) -> None:
    write(awful(), tmp_path)
    now = replace(awful(), **change)
    assert snapshot(write(now, tmp_path)) == snapshot(write(now, tmp_path / "clean"))


def test_what_is_gone_or_damaged_is_made_good(tmp_path: Path) -> None:
    archive = printed()
    first = snapshot(write(archive, tmp_path))
    fewer = replace(archive, issues=archive.issues[1:])
    assert "data/issues/2023-01.json.gz" not in snapshot(write(fewer, tmp_path))
    for path in (
        *(tmp_path / "cache").rglob("*.part"),
        *(tmp_path / "html" / "data").glob("*.csv"),
    ):
        path.write_bytes(path.read_bytes()[:-9] + b"something")
    assert snapshot(write(archive, tmp_path)) == first


def test_many_issues_have_a_workbook_a_year(tmp_path: Path) -> None:
    (one,) = awful().issues
    issues = tuple(
        replace(one, id=f"{year}-{month:02}", sections=())
        for year in range(2020, 2025)
        for month in range(1, 13)
    )
    folder = write(replace(awful(), issues=issues), tmp_path)
    names = sorted(path.name for path in (folder / "data").glob("*.xlsx"))
    assert names == [f"entries-{year}.xlsx" for year in range(2020, 2025)]


OF_ENTRIES = ("entries", "links", "entry-topics", "entry-sources")
GROWING = {FILE, *(f"data/{name}.csv" for name in OF_ENTRIES)}


def test_of_many_issues_what_grows_is_compressed_and_says_the_same(tmp_path: Path) -> None:
    archive = printed()
    plain = snapshot(write(archive, tmp_path))
    folder = write_compressed(archive, tmp_path)
    packed = snapshot(folder)
    assert plain.keys() - packed.keys() == GROWING
    assert packed.keys() - plain.keys() == {f"{name}.gz" for name in GROWING}
    assert packed == snapshot(write_compressed(archive, tmp_path / "clean"))
    unpacked = {name: gzip.decompress(packed[f"{name}.gz"]) for name in GROWING}
    assert json.loads(unpacked.pop(FILE)) == json.loads(plain[FILE])
    assert unpacked == {name: plain[name] for name in GROWING - {FILE}}
    read = sphinx_roundup.read(folder / f"{FILE}.gz")
    assert archive_json(read) == archive_json(archive)
    (folder / f"{FILE}.gz").write_bytes((folder / f"{FILE}.gz").read_bytes()[:-9])
    with pytest.raises(ValueError, match="Copy it anew"):
        sphinx_roundup.read(folder / f"{FILE}.gz")
    # What was published plain stays so.
    known = dict.fromkeys(GROWING, History(1, (Event(dt.date(2024, 5, 1), "published"),)))
    kept = write_compressed(replace(archive, history={**archive.history, **known}), tmp_path)
    assert snapshot(kept).keys() == plain.keys()
    assert snapshot(write(archive, tmp_path)) == plain


def test_what_describes_compressed_files_names_what_is_there(tmp_path: Path) -> None:
    folder = write_compressed(printed(), tmp_path) / "data"
    there = {path.name for path in folder.iterdir()}
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    for one in package["resources"]:
        data = (folder / one["path"]).read_bytes()
        assert (one["bytes"], one["hash"]) == (
            len(data),
            f"sha256:{hashlib.sha256(data).hexdigest()}",
        )
        assert one.get("compression") == ("gz" if one["name"] in OF_ENTRIES else None)
    # CSV on the Web knows no compressed table, and is told of it in words.
    for one in json.loads((folder / "csv-metadata.json").read_text("utf-8"))["tables"]:
        if one["url"] not in there:
            assert f"{one['url']}.gz" in one["dc:description"]
            assert f"{one['url']}.gz" in there


def test_people_are_told_of_compressed_files(monkeypatch: pytest.MonkeyPatch) -> None:
    archive = printed()
    monkeypatch.setattr(model_data_files, "MOST_PLAIN", len(archive.issues) - 1)
    told_of = {one.path: one for one in model_data_files.files_for_people(archive)}
    assert told_of.keys() <= set(data_files(archive))
    for name in GROWING:
        one = told_of[f"{name}.gz"]
        assert (one.media_type, one.meaning[-11:]) == ("application/gzip", "Compressed.")
        assert MEDIA_TYPES[f"/{name}.gz"] == "application/gzip"


def test_a_build_writes_them_and_makes_good_what_somebody_damaged(built_small: Site) -> None:
    out = built_small.work / "html"
    before = snapshot(out)
    assert "data/issues/2024-04.json.gz" in before
    (out / "data/issues/2024-04.json.gz").write_text("{}", encoding="utf-8")
    (out / "data/entries.csv").unlink()
    (out / "data/stray.csv").write_text("id\n", encoding="utf-8")
    assert snapshot(built_small.build_quietly()) == before


def unsaid(archive: Archive) -> tuple[object, ...]:
    """What the file promises to give back: all that readers are shown."""
    topics = [
        replace(topic, search_terms=(), related=archive.related.get(topic.slug, ()))
        for topic in archive.topics
    ]
    printed = {section.heading for issue in archive.issues for section in issue.sections}
    kinds = [replace(kind, words=(), publishers=()) for kind in archive.kinds]
    return (
        shown(archive.issues),
        topics,
        archive.sources,
        kinds,
        {h: topic for h, topic in archive.heading_topics.items() if h in printed},
        {name: dict(rows) for name, rows in archive.lists.items()},
        archive.named_by,
        archive.identity,
        dict(archive.history),
        dict(archive.moves.pairs),
    )


@pytest.mark.parametrize("make", [printed, awful])
def test_the_model_comes_back_from_the_file(make: Callable[[], Archive], tmp_path: Path) -> None:
    archive = make()
    (tmp_path / FILE).write_text(archive_json(archive), encoding="utf-8")
    read = sphinx_roundup.read(tmp_path / FILE)
    assert unsaid(read) == unsaid(archive)
    assert archive_json(read) == archive_json(archive)


def test_reading_loads_neither_sphinx_nor_what_only_a_build_needs(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(archive_json(awful()), encoding="utf-8")
    code = (
        "import sys, sphinx_roundup\n"
        f"assert len(sphinx_roundup.read({str(tmp_path / FILE)!r}).items) == 2\n"
        "print(*sorted({name.partition('.')[0] for name in sys.modules}))\n"
    )
    said = subprocess.run(
        [sys.executable, "-c", code], env=os.environ, capture_output=True, text=True, check=True
    ).stdout.split()
    foreign = {"sphinx", "docutils", "myst_parser", "jinja2", "typst", "xlsxwriter", "requests"}
    assert foreign & set(said) == set()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{", "is not JSON: Expecting property name"),
        ("[]", "is no archive.json; this package reads version 2."),
        ('{"version": 1}', "is of version 1; this package reads version 2."),
        ('{"version": 2}', "lacks what its version promises: 'name'."),
    ],
)
def test_a_file_that_cannot_be_read_is_told_in_one_sentence(
    tmp_path: Path, text: str, sentence: str
) -> None:
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"archive\.json ") as caught:
        sphinx_roundup.read(tmp_path / FILE)
    assert sentence in str(caught.value)
