"""``roundup new``: a template that the check keeps from being published as it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from conftest import copy_content
from sphinx_roundup.check.archive import check
from sphinx_roundup.cli import main


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return copy_content(tmp_path)


def new(archive: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["new", "--archive", str(archive), *words])


def test_the_month_after_the_newest(archive: Path) -> None:
    assert new(archive).exit_code == 0
    text = (archive / "issues" / "2024-05.md").read_text(encoding="utf-8")
    assert "\n# May 2024\n" in text
    assert "\n## Online Safety & Online Harms\n" in text
    assert "masthead: Missing, Child Exploitation" in text


def test_december_is_followed_by_january(archive: Path) -> None:
    assert new(archive, "2024-12").exit_code == 0
    assert new(archive).exit_code == 0
    assert (archive / "issues" / "2025-01.md").exists()


def test_a_file_is_never_overwritten(archive: Path) -> None:
    page = archive / "issues" / "2024-04.md"
    before = page.read_bytes()
    result = new(archive, "2024-04")
    assert result.exit_code == 1
    assert "is there already" in result.stderr
    assert page.read_bytes() == before


def test_nor_what_a_link_leads_to(archive: Path, tmp_path: Path) -> None:
    (archive / "issues" / "2024-05.md").symlink_to(tmp_path / "elsewhere")
    assert new(archive, "2024-05").exit_code == 1
    assert not (tmp_path / "elsewhere").exists()


def test_it_is_a_draft_and_nothing_else_is_wrong_with_it(archive: Path) -> None:
    new(archive)
    page = archive / "issues" / "2024-05.md"
    found = check(archive, ["issues/2024-05.md"]).problems
    assert [(p.subtype, p.hint) for p in found] == [
        ("draft-issue", "When it is complete, take “status: draft” out.")
    ]
    text = page.read_text(encoding="utf-8")
    assert not [line for line in text.splitlines() if line.startswith("%")]
    page.write_text(text.replace("status: draft\n", ""))
    assert check(archive, ["issues/2024-05.md"]).problems == ()
