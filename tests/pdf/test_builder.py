"""The builder: which PDFs there are, which are made again, what is said about them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sphinx.errors import ConfigError

from conftest import Site, snapshot, times
from pdf.reading import all_words, bookmarks, page_texts, reader, words
from sphinx_roundup.extension.domain import RoundupDomain
from sphinx_roundup.pdf import parallel
from sphinx_roundup.pdf.compile import PdfError

TOPICS = {"topics/county-lines.pdf", "topics/education.pdf", "topics/exploitation.pdf"}
ALL = {"2023-12.pdf", "2023.pdf", "2024-04.pdf", "2024.pdf", "archive.pdf"} | TOPICS
SiteMaker = Callable[[str], Site]


def pdfs(out: Path) -> dict[str, bytes]:
    return {name: data for name, data in snapshot(out).items() if name.endswith(".pdf")}


def made_again(site: Site, before: dict[str, int], **settings: object) -> set[str]:
    """Names of the PDFs that a further build writes or removes."""
    after = times(site.build("roundup-pdf", **settings))  # type: ignore[arg-type]
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


def test_a_pdf_of_every_issue_year_topic_and_of_the_whole(printed_small: Site) -> None:
    assert pdfs(printed_small.work / "roundup-pdf").keys() == ALL


def test_nothing_is_made_when_nothing_changed(printed_small: Site) -> None:
    before = times(printed_small.work / "roundup-pdf")
    assert made_again(printed_small, before) == set()


@pytest.mark.parametrize(
    ("name", "data", "assembles"),
    [
        ("roundup-pdf/1999.pdf", b"%PDF", False),  # is only removed
        ("roundup-pdf/2023.pdf", b"%PDF", True),
        ("roundup-pdf/2023.pdf", None, True),
        ("doctrees/pdf-whole-*.json", b"{}", True),
    ],
    ids=["strange", "changed", "lost", "cache"],
)
def test_an_archive_is_put_together_only_where_something_changed(
    printed_small: Site,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    data: bytes | None,
    assembles: bool,
) -> None:
    printed_small.build("roundup-pdf")
    before = snapshot(printed_small.work / "roundup-pdf")
    assembled: list[str] = []
    whole = RoundupDomain._whole

    def note(domain: RoundupDomain) -> object:
        assembled.append("")
        return whole(domain)

    monkeypatch.setattr(RoundupDomain, "_whole", note)
    path = next(printed_small.work.glob(name), printed_small.work / name)
    path.unlink() if data is None else path.write_bytes(data)
    printed_small.build("roundup-pdf")
    assert bool(assembled) == assembles
    assert snapshot(printed_small.work / "roundup-pdf") == before


def test_an_edited_item_makes_only_what_shows_it(printed_small: Site, tmp_path: Path) -> None:
    before = times(printed_small.work / "roundup-pdf")
    printed_small.edit(
        "issues/2024-04.md", "News of missing school.", "News of missing two schools."
    )
    assert made_again(printed_small, before) == {
        "2024-04.pdf",
        "2024.pdf",
        "archive.pdf",
        "topics/education.pdf",
    }
    clean = Site(printed_small.source, tmp_path / "clean")
    assert pdfs(clean.build_quietly("roundup-pdf")) == pdfs(printed_small.work / "roundup-pdf")


def test_lines_that_only_move_make_nothing_else(printed_small: Site) -> None:
    before = times(printed_small.work / "roundup-pdf")
    printed_small.edit("issues/2024-04.md", "# April 2024\n", "\n\n# April 2024\n")
    assert made_again(printed_small, before) == set()


def test_a_changed_scope_note_makes_the_reading_lists_and_no_issue(printed_small: Site) -> None:
    before = times(printed_small.work / "roundup-pdf")
    printed_small.edit("topics/county-lines.md", "Lines in the country.", "Lines into the country.")
    again = made_again(printed_small, before)
    assert "topics/county-lines.pdf" in again
    assert not again & {"2024-04.pdf", "2023-12.pdf", "topics/education.pdf"}


def test_pdfs_of_a_removed_issue_are_removed(printed_small: Site) -> None:
    (printed_small.source / "issues/2023-12.md").unlink()
    out = printed_small.build_quietly("roundup-pdf")
    assert pdfs(out).keys() == ALL - {"2023-12.pdf", "2023.pdf"}
    assert "December 2023" not in " ".join(all_words((out / "archive.pdf").read_bytes()))


def test_a_deleted_pdf_is_made_again(printed_small: Site) -> None:
    out = printed_small.work / "roundup-pdf"
    before = pdfs(out)
    (out / "2024.pdf").unlink()
    assert pdfs(printed_small.build_quietly("roundup-pdf")) == before


def test_in_parallel_the_same_bytes(printed_small: Site, tmp_path: Path) -> None:
    serial = pdfs(printed_small.work / "roundup-pdf")
    other = Site(printed_small.source, tmp_path / "parallel")
    assert pdfs(other.build_quietly("roundup-pdf", parallel=2)) == serial


def test_the_date_is_that_of_the_archive_or_the_environment(
    site: SiteMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    built = site("small")
    out = built.build_quietly("roundup-pdf")
    about = reader((out / "2024-04.pdf").read_bytes()).metadata
    assert about is not None
    assert str(about["/ModDate"]) == "D:20240430000000Z"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    about = reader((built.build_quietly("roundup-pdf") / "2024-04.pdf").read_bytes()).metadata
    assert about is not None
    assert str(about["/ModDate"]) == "D:19700102000000Z"


def test_a_large_archive_is_volumes_and_an_index_to_them(site: SiteMaker) -> None:
    built = site("small")
    out = built.build_quietly("roundup-pdf", roundup_pdf_whole_limit=1)
    assert pdfs(out).keys() == ALL
    index = (out / "archive.pdf").read_bytes()
    text = " ".join(all_words(index))
    assert "Index to the volumes" in text
    assert "News of missing school" not in text
    pages = {
        title: page
        for year in ("2023", "2024")
        for _, title, page in bookmarks((out / f"{year}.pdf").read_bytes())
    }
    survey, school = pages["A survey of schools"], pages["Missing school"]
    assert f"Education 2023: {survey} 2024: {school}" in text
    before = times(out)
    assert made_again(built, before, roundup_pdf_whole_limit=1) == set()
    built.edit("issues/2024-04.md", "News of missing school.", "News of a missing school.")
    # No entry moved to another page: the index stays as it is.
    assert made_again(built, before, roundup_pdf_whole_limit=1) == {
        "2024-04.pdf",
        "2024.pdf",
        "topics/education.pdf",
    }


def test_permanent_addresses_come_from_the_base_of_the_site(site: SiteMaker) -> None:
    out = site("small").build_quietly("roundup-pdf", html_baseurl="https://a.example/round-up")
    text = " ".join(all_words((out / "2024-04.pdf").read_bytes()))
    assert "https://a.example/round-up/issues/2024-04.html#item-2024-04-review" in text


def test_words_outside_items_are_told_and_in_no_pdf(site: SiteMaker) -> None:
    built = site("small")
    built.edit("issues/2024-04.md", "## Education\n", "Stray words.\n\n## Education\n")
    out = built.build("roundup-pdf")
    assert built.warnings.count("“Stray words.” stands outside an item") == 1
    assert "lists, search and PDFs leave it out" in built.warnings
    assert "Stray" not in all_words((out / "2024-04.pdf").read_bytes())


def test_a_missing_glyph_is_noted_with_its_place_at_every_build(site: SiteMaker) -> None:
    built = site("small")
    built.edit("issues/2024-04.md", "News of missing school.", "News of missing 🙂 school.")
    for _ in range(2):
        out = built.build("roundup-pdf")
        assert built.warnings == ""
        assert built.notes.count("issues/2024-04.md:") == 1
        assert "2024-04/missing-school: no font has U+1F642" in built.notes
    text = " ".join(all_words((out / "2024-04.pdf").read_bytes()))
    assert "missing [slightly smiling face] school" in text


def test_a_pdf_that_cannot_be_made_fails_the_build_and_leaves_the_one_before_it(
    printed_small: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = pdfs(printed_small.work / "roundup-pdf")
    made = parallel.make_pdf

    def broken(document: object, timestamp: int, **settings: object) -> object:
        if "April" in document.title:  # type: ignore[attr-defined]
            raise PdfError("the PDF 'April' could not be made (entry 2024-04/review): why")
        return made(document, timestamp, **settings)  # type: ignore[arg-type]

    monkeypatch.setattr(parallel, "make_pdf", broken)
    printed_small.edit("issues/2024-04.md", "News of missing school.", "Other news.")
    out = printed_small.build("roundup-pdf")
    assert "entry 2024-04/review): why" in printed_small.warnings
    assert printed_small.status == 1
    after = pdfs(out)
    assert after.keys() == ALL
    assert after["2024-04.pdf"] == before["2024-04.pdf"]
    assert after["2024.pdf"] != before["2024.pdf"]
    monkeypatch.undo()
    mended = pdfs(printed_small.build_quietly("roundup-pdf"))
    assert printed_small.status == 0
    assert mended["2024-04.pdf"] != before["2024-04.pdf"]


def test_a_build_that_is_stopped_leaves_whole_files(
    printed_small: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = pdfs(printed_small.work / "roundup-pdf")
    printed_small.edit("issues/2024-04.md", "News of missing school.", "Other news.")

    def stop(*_args: object, **_settings: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(parallel, "make_pdf", stop)
    with pytest.raises(KeyboardInterrupt):
        printed_small.build("roundup-pdf")
    assert pdfs(printed_small.work / "roundup-pdf") == before


def test_an_unknown_paper_is_told_at_once(site: SiteMaker) -> None:
    with pytest.raises(ConfigError, match="roundup_pdf_paper is 'a3'; write one of a4, a5, letter"):
        site("small").build("roundup-pdf", roundup_pdf_paper="a3")


def test_pages_of_a5_hold_the_same_words(site: SiteMaker) -> None:
    out = site("small").build_quietly("roundup-pdf", roundup_pdf_paper="a5")
    texts = page_texts((out / "archive.pdf").read_bytes())
    assert 'costing £5m – "too much"' in " ".join(words(" ".join(texts)))


def _make_related(built: Site) -> None:
    built.edit("topics/new.md", "broader: [exploitation]", "related: [exploitation]")


def _rename_newest(built: Site) -> None:
    built.edit("issues/2024-04.md", "masthead: A Round-up", "masthead: The Round-up")


@pytest.mark.parametrize(
    ("edit", "settings"),
    [
        (_make_related, {}),
        (_rename_newest, {}),
        (lambda _: None, {"roundup_pdf_whole_limit": 1}),
        (lambda _: None, {"roundup_pdf_topic_limit": 1}),
    ],
    ids=["narrower becomes related", "newest masthead", "volumes", "shorter lists"],
)
def test_what_changed_elsewhere_reaches_every_pdf(
    site: SiteMaker, tmp_path: Path, edit: Callable[[Site], None], settings: dict[str, object]
) -> None:
    built = site("small")
    new = "---\ntitle: New\nbroader: [exploitation]\n---\n\nOf no item yet.\n"
    (built.source / "topics/new.md").write_text(new)
    built.build_quietly("roundup-pdf")
    edit(built)
    clean = Site(built.source, tmp_path / "clean")
    assert pdfs(built.build_quietly("roundup-pdf", **settings)) == pdfs(
        clean.build_quietly("roundup-pdf", **settings)
    )
