"""A folder of documents: all are taken, a stopped run goes on, one failure stops nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from conftest import copy_content
from sphinx_roundup.cli import import_documents
from sphinx_roundup.cli.import_documents import import_command
from sphinx_roundup.importer.batch import date_in_name, documents_in
from sphinx_roundup.importer.blocks import Document
from sphinx_roundup.importer.readers import read

pytestmark = pytest.mark.usefixtures("read_here")

TEXT = (
    "# News\n\n{date}\n\n## Care\n\nThe board has a [guide](https://example.org/{n}) for schools.\n"
)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = copy_content(tmp_path / "archive")
    for page in (folder / "issues").iterdir():
        page.unlink()
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "old"
    (place / "deep").mkdir(parents=True)
    (place / "a.md").write_text(TEXT.format(date="May 2021", n=1), "utf-8")
    (place / "deep" / "2021-06 news.md").write_text(TEXT.format(date="", n=2), "utf-8")
    (place / "undated.md").write_text(TEXT.format(date="", n=3), "utf-8")
    (place / "bad.docx").write_bytes(b"PK\x03\x04 no zip")
    (place / ".DS_Store").write_bytes(b"\x00")
    (place / "~$a.docx").write_bytes(b"\x00")
    return place


def run(archive: Path, *args: object) -> Result:
    return CliRunner().invoke(import_command, [*map(str, args), "--archive", str(archive)])


def test_all_documents_of_a_folder_are_taken_and_summed_up(archive: Path, folder: Path) -> None:
    result = run(archive, folder)
    assert result.exit_code == 1
    assert sorted(page.name for page in (archive / "issues").iterdir()) == [
        "2021-05.md",
        "2021-06.md",
    ]
    rows = {line.split("  ")[0].strip(): line for line in result.stdout.splitlines()}
    assert rows["a.md"].split()[1:4] == ["2021-05", "1", "1"]
    assert "The file is damaged" in rows["bad.docx"]
    assert "It names no month and year" in rows["undated.md"]
    assert "4 documents" in result.stdout


def test_a_run_that_was_stopped_goes_on_and_reads_nothing_twice(
    archive: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(archive, folder)
    edited = archive / "issues" / "2021-05.md"
    edited.write_text(edited.read_text("utf-8") + "\n", "utf-8")
    told: list[str] = []

    def watched(path: Path, _tick: object) -> Document:
        told.append(path.name)
        return read(path.read_bytes())

    monkeypatch.setattr(import_documents, "read_file", watched)
    result = run(archive, folder)
    assert sorted(told) == ["bad.docx", "undated.md"]
    assert "already there" in result.stdout
    (archive / "issues" / "2021-06.md").unlink()
    run(archive, folder)
    assert "2021-06 news.md" in told
    assert (archive / "issues" / "2021-06.md").exists()


def test_a_dry_run_of_a_folder_writes_nothing(archive: Path, folder: Path) -> None:
    run(archive, folder, "--dry-run")
    assert not list((archive / "issues").iterdir())
    assert not (archive / "_build" / "imported.json").exists()


def test_what_programs_keep_beside_documents_is_passed_over(folder: Path) -> None:
    names = [path.name for path in documents_in([folder])]
    assert names == ["a.md", "bad.docx", "2021-06 news.md", "undated.md"]


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("2021-06 news.docx", "June 2021"),
        ("news_202106.pdf", "June 2021"),
        ("May 2024.eml", "May 2024"),
        ("12345678.md", ""),
    ],
)
def test_a_name_may_tell_the_month(name: str, date: str) -> None:
    assert date in date_in_name(Path(name), "en")
