"""``roundup pdf --pack``: a pack on paper, from its link wherever that stands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from conftest import copy_content
from gold import printed_archive
from pdf.reading import all_words, reader
from sphinx_roundup.cli import main
from sphinx_roundup.parse.pack import Pack, read_pack

IDS = ("2024-04/mace-panels", "2024-04/gangs-podcast")
LINK = "https://archive.example/a/pack.html#2024-04/mace-panels,gangs-podcast&title=For%20Monday&note=Read%20it.%0AAll%20of%20it."


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = copy_content(tmp_path_factory.mktemp("archive"))
    moved = {"2024-04/old-name": "2024-04/gangs-podcast"}
    (folder / "redirects.json").write_text(json.dumps(moved), encoding="utf-8")
    return folder


def printed(archive: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["pdf", "--archive", str(archive), *words])


def test_a_pack_is_printed_in_its_order_with_title_and_note(archive: Path, tmp_path: Path) -> None:
    saved, path = tmp_path / "my-pack.md", tmp_path / "pack.pdf"
    saved.write_text(
        f"# For Monday\n\n[This reading pack on one page](<{LINK}>)\n", encoding="utf-8"
    )
    done = printed(archive, "--pack", str(saved), "--to", str(path))
    assert (done.exit_code, done.output) == (0, f"{path}: 2 entries.\n")
    pdf = path.read_bytes()
    text = " ".join(all_words(pdf))
    known = printed_archive().item
    heads = ["For Monday", "Read it.", "All of it.", *(known[one].title for one in IDS)]
    places = [text.index(" ".join(head.split())) for head in heads]
    assert places == sorted(places)
    for one in IDS:
        assert " ".join(known[one].text.split()).replace("-", "") in text.replace("-", "")
    assert "April 2024" in text
    assert reader(pdf).metadata.title == "For Monday"  # type: ignore[union-attr]
    again = tmp_path / "again.pdf"
    printed(archive, "--pack", LINK, "--to", str(again))
    assert again.read_bytes() == pdf


def test_what_is_not_there_is_told_and_the_rest_printed(archive: Path, tmp_path: Path) -> None:
    path = tmp_path / "pack.pdf"
    done = printed(archive, "--pack", "pack.html#2024-04/old-name,gangs-podcats", "--to", str(path))
    assert done.exit_code == 0
    assert done.stdout == f"{path}: 1 entry.\n"
    assert done.stderr.startswith("2024-04/gangs-podcats: the archive has no entry of this name. ")
    assert "Did you mean “2024-04/gangs-podcast”" in done.stderr


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--pack", "nothing.md"], "nothing.md: it cannot be read (No such file or directory)."),
        (["--pack", "pack.html#2030-01/none"], "No entry of this pack is in the archive."),
        ([], "Name a topic, or give a pack with --pack."),
        (["missing", "--pack", LINK], "Name a topic, or give a pack with --pack."),
    ],
)
def test_what_cannot_be_printed_is_one_sentence(archive: Path, given: list[str], said: str) -> None:
    done = printed(archive, *given)
    assert done.exit_code == 2
    assert said in done.stderr


def test_a_file_without_a_pack_says_how_to_get_one(archive: Path, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# No pack", encoding="utf-8")
    done = printed(archive, "--pack", str(tmp_path / "a.md"))
    assert done.exit_code == 2
    assert "it has no link to a pack. Save the pack’s page as Markdown" in done.stderr


def test_a_link_is_read_as_mail_programs_leave_it() -> None:
    assert read_pack(f"See <{LINK}>.") == Pack(IDS, "For Monday", "Read it.\nAll of it.")
    assert read_pack("(pack.html#2024-04%2Fmace-panels%2Cgangs-podcast)") == Pack(IDS)


def test_entries_beyond_the_most_are_told(archive: Path, tmp_path: Path) -> None:
    many = ["2024-04/mace-panels", *(f"2024-04/entry-{number}" for number in range(52))]
    link = f"pack.html#{','.join(many)}"
    assert read_pack(link) == Pack(tuple(many[:50]), left_out=3)
    done = printed(archive, "--pack", link, "--to", str(tmp_path / "pack.pdf"))
    assert done.exit_code == 0
    assert done.stderr.startswith("A pack holds 50 entries. 3 entries after them: left out.")


@given(st.text())
def test_no_text_is_too_odd_to_be_read(text: str) -> None:
    found = read_pack(f"pack.html#{text}")
    assert found is None or all(one.count("/") == 1 for one in found.entries)
