"""``roundup import`` as an editor uses it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from conftest import copy_content
from intake.paper import gold
from intake.variants import VARIANTS
from sphinx_roundup.cli.import_documents import import_command
from sphinx_roundup.importer.reconcile import Account
from sphinx_roundup.importer.round_trip import read_back


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive with the real vocabulary, and no issue yet."""
    for page in (copy_content(tmp_path) / "issues").iterdir():
        page.unlink()
    return tmp_path


@pytest.fixture
def april(tmp_path: Path) -> Path:
    path = tmp_path / "newsletter.bin"
    path.write_bytes(VARIANTS["docx, styles"](gold("2024-04")))
    return path


def run(archive: Path, *args: object) -> Result:
    return CliRunner().invoke(import_command, [*map(str, args), "--archive", str(archive)])


def test_a_draft_is_written_where_the_date_says(archive: Path, april: Path) -> None:
    result = run(archive, april)
    assert result.exit_code == 0
    draft = archive / "issues" / "2024-04.md"
    page = read_back(draft.read_text("utf-8"))
    assert page.top["status"] == "draft"
    assert len(page.entries) == 48
    assert "newsletter.bin: Word, 2,015 words, 58 links" in result.output
    assert f"written to {draft}: 16 headings, 48 items, 58 links" in result.output
    assert "to review:" in result.output


@pytest.mark.usefixtures("read_here")
def test_a_draft_goes_where_the_editor_says(archive: Path, april: Path) -> None:
    target = archive / "issues" / "2024-05.md"
    assert run(archive, april, "--to", target).exit_code == 0
    assert target.exists()
    assert not (archive / "issues" / "2024-04.md").exists()


@pytest.mark.usefixtures("read_here")
def test_a_dry_run_writes_nothing(archive: Path, april: Path) -> None:
    result = run(archive, april, "--dry-run")
    assert result.exit_code == 0
    assert "would be" in result.output
    assert not list((archive / "issues").iterdir())


@pytest.mark.usefixtures("read_here")
def test_an_edited_draft_is_never_overwritten(archive: Path, april: Path) -> None:
    draft = archive / "issues" / "2024-04.md"
    assert run(archive, april).exit_code == 0
    again = run(archive, april)
    assert again.exit_code == 0
    assert "is already in" in again.output
    edited = draft.read_text("utf-8").replace("status: draft\n", "")
    draft.write_text(edited, "utf-8")
    result = run(archive, april)
    assert result.exit_code == 1
    assert "exists and differs, so it is left as it is." in result.stderr
    assert draft.read_text("utf-8") == edited


def test_a_failure_of_one_document_is_not_that_of_another(
    archive: Path, april: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.docx"
    bad.write_bytes(b"PK\x03\x04 no zip")
    result = run(archive, bad, april, tmp_path / "none.docx")
    assert result.exit_code == 1
    assert "bad.docx: The file is damaged." in result.stderr
    assert "none.docx: It cannot be opened" in result.stderr
    assert (archive / "issues" / "2024-04.md").exists()


@pytest.mark.usefixtures("read_here")
def test_json_tells_programs_all_of_it(archive: Path, april: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.docx"
    bad.write_bytes(b"")
    result = run(archive, april, bad, "--format", "json", "--dry-run")
    good, refused = json.loads(result.stdout)
    assert good["exit"] == 0
    assert len(good["items"]) == 48
    assert len(good["headings"]) == 16
    assert {"item", "point"} == good["review"][0].keys()
    assert refused == {
        "file": str(bad),
        "exit": 1,
        "problems": ["The file is empty."],
        "target": "",
        "written": False,
    }


@pytest.mark.usefixtures("read_here")
def test_words_that_would_be_lost_forbid_a_draft(
    archive: Path, april: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost = Account(2, 0, ("“words” are in the document but not in the draft.",))
    monkeypatch.setattr("sphinx_roundup.importer.pipeline.settle", lambda *_: lost)
    result = run(archive, april)
    assert result.exit_code == 3
    assert "no draft is made: words or links would be lost." in result.stderr
    assert "“words” are in the document but not in the draft." in result.stderr
    assert not list((archive / "issues").iterdir())


@pytest.mark.usefixtures("read_here")
def test_a_fault_of_the_program_is_a_sentence_too(
    archive: Path, april: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("oh")

    monkeypatch.setattr("sphinx_roundup.cli.import_documents.make_draft", fail)
    result = run(archive, april)
    assert result.exit_code == 1
    assert "a fault of this program: ZeroDivisionError('oh')." in result.stderr


@pytest.mark.usefixtures("read_here")
def test_a_document_without_a_date_needs_a_name(archive: Path, tmp_path: Path) -> None:
    path = tmp_path / "undated.md"
    path.write_text("# Topic\n\nA [report](https://example.org) on it.\n", "utf-8")
    result = run(archive, path)
    assert result.exit_code == 1
    assert "It names no month and year." in result.stderr
    target = archive / "issues" / "2021-02.md"
    assert run(archive, path, "--to", target).exit_code == 0
    assert "no date is found in the document" in target.read_text("utf-8")


@pytest.mark.usefixtures("read_here")
def test_the_name_of_a_draft_must_be_that_of_an_issue(archive: Path, april: Path) -> None:
    result = run(archive, april, "--to", archive / "conf.py")
    assert result.exit_code == 1
    assert "“conf.py” is no name for an issue" in result.stderr


def test_one_name_is_not_for_several_documents(archive: Path, april: Path) -> None:
    result = run(archive, april, april, "--to", archive / "issues" / "2024-05.md")
    assert result.exit_code == 2


@pytest.mark.usefixtures("read_here")
def test_a_dry_run_tells_of_two_drafts_of_one_issue_and_of_what_is_in_the_way(
    archive: Path, tmp_path: Path
) -> None:
    for number in (1, 2):
        text = f"May 2024\n\n## Missing\n\nA [guide](https://example.org/{number}) for schools.\n"
        (tmp_path / f"n{number}.md").write_text(f"# News\n\n{text}", "utf-8")
    result = run(archive, tmp_path / "n1.md", tmp_path / "n2.md", "--dry-run")
    assert result.exit_code == 1
    assert f"n1.md would be {archive / 'issues/2024-05.md'}, too." in result.output
    assert run(archive, tmp_path / "n1.md").exit_code == 0
    assert "is already in" in run(archive, tmp_path / "n1.md", "--dry-run").output
    assert "exists and differs" in run(archive, tmp_path / "n2.md", "--dry-run").output
