"""Which files are read at all, and what is said of the others."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sphinx_roundup.guard.files import (
    decoded,
    file_problem,
    folder_problems,
    is_no_page,
    pages,
    read_json,
    site_pages,
)
from sphinx_roundup.guard.policy import MAX_BYTES, MAX_DATA_BYTES

LEADS = "it is not a file of its own but leads to another."
ANEW = ("it cannot be read.", "Save it again.")
NAMES = "Use lower-case letters, digits and hyphens, and .md at the end."


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "archive"
    for name in ("issues", "topics"):
        (folder / name).mkdir(parents=True)
    return folder


def told(folder: Path, path: str, **most: int) -> tuple[str, str] | None:
    found = file_problem(folder, path, **most)
    if found is None:
        return None
    assert (found.path, found.line, found.subtype) == (path, 1, "unsafe-file")
    return found.message, found.hint


@pytest.mark.parametrize("name", ["2024-04.md", "a.md", "a-b2.md", "2024-W14.md", "12.md"])
def test_ordinary_files_are_read(archive: Path, name: str) -> None:
    (archive / "issues" / name).write_text("Words: é.", encoding="utf-8")
    assert told(archive, f"issues/{name}") is None


@pytest.mark.parametrize(
    "name",
    ["A.md", "a.txt", "a", ".md", "-a.md", "a-.md", "a--b.md", "a b.md", "2024-W1.md", "a.md.md"],
)
def test_names_that_no_page_has(archive: Path, name: str) -> None:
    (archive / "topics" / name).write_text("Words.")
    assert told(archive, f"topics/{name}") == (f"{name!a} is no name for a page.", NAMES)


def test_a_name_is_spelt_out_where_it_would_be_obeyed(archive: Path) -> None:
    found = file_problem(archive, "issues/a\n::é.md")
    assert found is not None
    assert (found.path, found.message) == (
        "issues/a\\n::\\xe9.md", "'a\\n::\\xe9.md' is no name for a page.",
    )  # fmt: skip
    found = file_problem(archive, "issues/é.md")
    assert found is not None
    assert found.path == "issues/é.md"


def test_files_at_the_top_may_have_other_names(archive: Path) -> None:
    (archive / "sources.yml").write_text("")
    assert told(archive, "sources.yml") is None


def test_what_leads_elsewhere_is_not_followed(archive: Path) -> None:
    (archive / "real.md").write_text("Words.")
    (archive / "issues" / "a.md").symlink_to(archive / "real.md")
    (archive / "issues" / "b.md").mkdir()
    os.mkfifo(archive / "issues" / "c.md")
    for name in "abc":
        assert told(archive, f"issues/{name}.md") == (LEADS, "Put the file itself in its place.")


def test_a_folder_that_leads_elsewhere_is_not_followed(archive: Path) -> None:
    (archive / "elsewhere").mkdir()
    (archive / "elsewhere" / "a.md").write_text("Words.")
    (archive / "topics").rmdir()
    (archive / "topics").symlink_to(archive / "elsewhere")
    assert told(archive, "topics/a.md") == (LEADS, "Put the file itself into the folder.")
    assert [(p.path, p.line, p.subtype, p.message, p.hint) for p in folder_problems(archive)] == [
        ("topics", 1, "unsafe-file", "it is not a folder of its own but leads to another.",
         "Put the folder itself in its place."),
    ]  # fmt: skip


def test_folders_that_are_missing_or_none(archive: Path) -> None:
    assert list(folder_problems(archive)) == []
    (archive / "issues").rmdir()
    (archive / "topics").rmdir()
    (archive / "topics").write_text("")
    assert [(p.path, p.line, p.subtype, p.message, p.hint) for p in folder_problems(archive)] == [
        (name, 1, "unsafe-file", "there is no such folder.", "Make it.")
        for name in ("issues", "topics")
    ]


def test_a_file_that_is_not_there_or_cannot_be_opened(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert told(archive, "issues/none.md") == ANEW
    (archive / "issues" / "a.md").write_text("Words.")

    def denied(_path: Path, **_: object) -> str:
        raise PermissionError

    monkeypatch.setattr(Path, "read_text", denied)
    assert told(archive, "issues/a.md") == ANEW


def test_how_large_a_file_may_be(archive: Path) -> None:
    path = archive / "issues" / "a.md"
    path.write_bytes(b"a" * MAX_BYTES)
    assert told(archive, "issues/a.md") is None
    path.write_bytes(b"a" * (MAX_BYTES + 1))
    assert told(archive, "issues/a.md") == (
        "it has 262,145 bytes, and 262,144 are the most.",
        "Leave out what is not an entry of this issue.",
    )
    assert told(archive, "issues/a.md", most=MAX_BYTES + 1) is None


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"caf\xe9", "line 1 is not UTF-8 text, after “caf”."),
        (b"one\ntwo\xff\nthree", "line 2 is not UTF-8 text, after “two”."),
        (b"\n\n\xff", "line 3 is not UTF-8 text, after “”."),
        (b"x" * 40 + b"\xff", f"line 1 is not UTF-8 text, after “{'x' * 30}”."),
        ("é“".encode() + b"\xff", "line 1 is not UTF-8 text, after “?????”."),
        (b"\x1b[31m\xff", "line 1 is not UTF-8 text, after “\\x1b[31m”."),
    ],
)
def test_where_a_file_is_not_utf_8(archive: Path, data: bytes, place: str) -> None:
    (archive / "issues" / "a.md").write_bytes(data)
    hint = "Save it as UTF-8; in Word: Save as, Plain Text, then the encoding Unicode (UTF-8)."
    assert told(archive, "issues/a.md") == (place, hint)


def test_a_byte_order_mark_is_no_word(archive: Path) -> None:
    path = archive / "issues" / "a.md"
    path.write_bytes(b"\xef\xbb\xbfWords: \xc3\xa9")
    assert decoded(path) == "Words: é"
    assert told(archive, "issues/a.md") is None


def test_pages_come_in_a_fixed_order(archive: Path) -> None:
    for name in ("topics/b.md", "topics/a.md", "issues/z.md", "issues/n.txt", "issues/X Y.md"):
        (archive / name).write_text("")
    assert list(pages(archive)) == ["issues/X Y.md", "issues/z.md", "topics/a.md", "topics/b.md"]


def test_the_pages_of_the_site_are_those_at_the_top_that_are_no_documents(archive: Path) -> None:
    for name in ("index.md", "about.md", "README.md", "notes.txt", "A b.md"):
        (archive / name).write_text("")
    assert site_pages(archive) == ["about.md", "index.md"]
    (archive / "conf.py").write_text('exclude_patterns = ["about.md"]\n')
    assert site_pages(archive) == ["index.md"]


def test_pages_in_a_folder_inside_a_folder_are_told(archive: Path) -> None:
    for name in ("b", "a"):
        (archive / "issues" / name).mkdir()
        (archive / "issues" / name / "2024-04.md").write_text("")
    (archive / "topics" / "c").mkdir()
    assert [(p.path, p.line, p.subtype, p.message, p.hint) for p in folder_problems(archive)] == [
        (f"issues/{name}/2024-04.md", 1, "unsafe-file",
         "this page is in a folder of its own, and is not read.",
         "Put the file into issues/ itself.")
        for name in ("a", "b")
    ]  # fmt: skip


def test_what_is_refused_unread_is_what_is_told(archive: Path) -> None:
    def refused(path: str) -> bool:
        found = is_no_page(f"{archive}/", path)
        assert found is (file_problem(archive, path) is not None)
        return found

    page = archive / "issues" / "a.md"
    assert refused("issues/a.md")
    page.write_bytes(b"a" * MAX_BYTES)
    assert not refused("issues/a.md")
    page.write_bytes(b"a" * (MAX_BYTES + 1))
    assert refused("issues/a.md")
    (archive / "issues" / "A.md").write_text("")
    (archive / "issues" / "b.md").mkdir()
    assert refused("issues/A.md")
    assert refused("issues/b.md")
    (archive / "index.md").write_text("")
    (archive / "x y.md").write_text("")
    assert not refused("index.md")
    assert refused("x y.md")
    (archive / "topics" / "t.md").write_text("")
    assert not refused("topics/t.md")
    (archive / "topics").rename(archive / "elsewhere")
    (archive / "topics").symlink_to(archive / "elsewhere")
    assert refused("topics/t.md")


def test_a_kept_file(archive: Path) -> None:
    path = archive / "kept.json"
    assert read_json(archive, "kept.json") is None
    path.write_text('{"a": ["é"]}', encoding="utf-8")
    assert read_json(archive, "kept.json") == {"a": ["é"]}
    path.write_text('"' + "a" * MAX_BYTES + '"')
    assert len(read_json(archive, "kept.json")) == MAX_BYTES


def test_a_kept_file_that_is_not_read(archive: Path) -> None:
    path = archive / "kept.json"
    path.write_text("[" * 100_000)
    with pytest.raises(ValueError, match="nested too deeply"):
        read_json(archive, "kept.json")
    path.write_text("{")
    with pytest.raises(ValueError, match="Expecting"):
        read_json(archive, "kept.json")
    with path.open("wb") as file:
        file.truncate(MAX_DATA_BYTES + 1)
    with pytest.raises(ValueError, match="are the most"):
        read_json(archive, "kept.json")
    path.unlink()
    path.symlink_to(archive / "nowhere")
    with pytest.raises(ValueError, match="leads to another"):
        read_json(archive, "kept.json")
