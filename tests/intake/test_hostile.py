"""Broken and hostile files end in one sentence, soon."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from intake.hostile import REFUSED, body, bomb, circle, paragraph, word
from intake.paper import full, gold, import_bytes, knowledge, score
from sphinx_roundup.importer import office, sandbox
from sphinx_roundup.importer.blocks import UnreadableError
from sphinx_roundup.importer.pipeline import make_draft
from sphinx_roundup.importer.readers import read
from sphinx_roundup.importer.sandbox import read_file
from sphinx_roundup.importer.worker import outcome


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_in_one_sentence(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "program", str)  # as where LibreOffice is not installed
    make, reason = REFUSED[name]
    data = make()
    with pytest.raises(UnreadableError, match=reason) as refused:
        make_draft(read(data), knowledge())
    said = str(refused.value)
    assert said.endswith((".", "?", ")."))
    assert "\n" not in said
    assert len(said) < 260


def test_a_bomb_is_refused_before_anything_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    data = bomb()
    assert len(data) < 1_000_000
    unpacked: list[object] = []
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda _, name, *__, **___: unpacked.append(name))
    with pytest.raises(UnreadableError):
        read(data)
    assert unpacked == []


def test_thousands_of_paragraphs_are_read() -> None:
    document = read(word(body(b"".join(paragraph(b"words %d" % i) for i in range(5_000)))))
    assert len(document.blocks) == 5_000


def test_thousands_of_short_lines_are_no_trouble() -> None:
    lines = [b"News", b"April 2024", *(b"words of %d" % i for i in range(1_200)), b"It ends here."]
    imported = import_bytes(word(body(b"".join(map(paragraph, lines)))))
    assert len(imported.page.entries) == 1_201


def test_tags_that_go_in_a_circle_are_left_for_the_layout() -> None:
    paper = gold("2023-01")
    imported = import_bytes(circle())
    assert score(imported, paper).items >= 21
    assert full(paper).items == 22


def test_the_worker_says_what_is_wrong_and_never_shows_a_traceback(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert outcome(b"") == {"unreadable": "The file is empty."}

    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("sphinx_roundup.importer.worker.read", fail)
    assert "it cannot be read" in str(outcome(b"words")["unreadable"]).casefold()

    def grow(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("sphinx_roundup.importer.worker.read", grow)
    assert "memory" in str(outcome(b"words")["unreadable"])


def test_a_document_comes_back_from_its_own_process_the_same(tmp_path: Path) -> None:
    from intake.variants import VARIANTS  # noqa: PLC0415

    data = VARIANTS["html, mail"](gold("2023-01"))
    path = tmp_path / "january.html"
    path.write_bytes(data)
    assert read_file(path) == read(data)


def test_the_reader_finds_the_libraries_of_whoever_runs_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        f"open({str(tmp_path / 'used')!r}, 'w').close()\n", encoding="utf-8"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    (tmp_path / "page.txt").write_text("April 2024\n\nWords of an entry.\n", encoding="utf-8")
    read_file(tmp_path / "page.txt")
    assert (tmp_path / "used").exists()


def test_pages_are_counted_while_a_pdf_is_read(tmp_path: Path) -> None:
    from intake.write_pdf import pdf  # noqa: PLC0415

    path = tmp_path / "january.pdf"
    path.write_bytes(pdf(gold("2023-01")))
    told: list[tuple[int, int]] = []
    read_file(path, lambda done, of: told.append((done, of)))
    assert told
    assert told[-1] == (len(told), len(told))


def test_a_file_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    path = tmp_path / "slow.txt"
    path.write_text("words")
    with pytest.raises(UnreadableError, match="took more than"):
        read_file(path, seconds=0.01)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="cannot be opened: No such file"):
        read_file(tmp_path / "none.docx")


def test_a_file_too_large_is_not_even_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "MOST_BYTES", 3)
    path = tmp_path / "large.txt"
    path.write_text("words")
    with pytest.raises(UnreadableError, match="larger than 50 MB"):
        read_file(path)
