"""``roundup new``: a template that the check keeps from being published as it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from conftest import copy_content
from sphinx_roundup.check.archive import check
from sphinx_roundup.cli import main
from sphinx_roundup.model.fields import FIELDS


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


def test_its_comments_are_refused_and_the_rest_is_fine(archive: Path) -> None:
    new(archive)
    page = archive / "issues" / "2024-05.md"
    assert {p.subtype for p in check(archive, ["issues/2024-05.md"]).problems} == {"comment"}
    lines = page.read_text(encoding="utf-8").splitlines()
    page.write_text("\n".join(line for line in lines if not line.startswith("%")) + "\n")
    assert check(archive, ["issues/2024-05.md"]).problems == ()


def test_its_example_is_an_item_and_every_field_is_explained(archive: Path) -> None:
    new(archive)
    page = archive / "issues" / "2024-05.md"
    text = page.read_text(encoding="utf-8")
    for field in FIELDS:
        assert (f"% {field.name} (" in text) == (field.name != "review")
    lines = [line.removeprefix("% ").removeprefix("%") for line in text.splitlines()]
    example = lines[lines.index(next(x for x in lines if x.startswith(":::{item}"))) :]
    example = example[: example.index(":::") + 1]
    page.write_text("---\nmasthead: A\n---\n\n# May 2024\n\n## Missing\n\n" + "\n".join(example))
    checked = check(archive, ["issues/2024-05.md"])
    assert checked.problems == ()
    assert len(checked.issues[0].items) == 1
