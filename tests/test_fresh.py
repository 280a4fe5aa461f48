"""No page is ever stale, none is written for nothing, and clean equals incremental."""

from __future__ import annotations

import gc
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from conftest import Site, copy_printed, snapshot, times, write_answers
from fresh.builds import quiet_python
from page import page

Edit = Callable[[Site], None]

NOT_PAGES = ("objects.inv", "archive.json", "cite/", "data/", "search/", "search.html")
"""Data files, files of references, and the page that names the search index by its digest."""


def _change_title(site: Site) -> None:
    site.edit("issues/2024-04.md", "{item} Practice tips", "{item} Tips for practice")


def _change_words(site: Site) -> None:
    site.edit("issues/2024-04.md", "News of missing school.", "News of missing lessons.")


def _insert_above(site: Site) -> None:
    site.edit(
        "issues/2024-04.md",
        "## Education\n",
        "## Education\n\n:::{item} One more\n:id: more\n:kind: blog\n:source: bbc\n\nMore.\n:::\n",
    )


def _move_item(site: Site) -> None:
    item = (
        ":::{item} Missing school\n:id: missing-school\n:kind: news\n:source: bbc\n\n"
        "News of missing school.\n:::\n"
    )
    site.edit("issues/2024-04.md", item, "")
    path = site.source / "issues" / "2023-12.md"
    path.write_text(path.read_text() + "\n## Education\n\n" + item)


def _delete_item(site: Site) -> None:
    path = site.source / "issues" / "2024-04.md"
    text = path.read_text()
    path.write_text(text[: text.index("## Education")])


def _add_issue(site: Site) -> None:
    old = (site.source / "issues" / "2024-04.md").read_text()
    new = old.replace("April 2024", "May 2025").replace("{item} ", "{item} New: ")
    (site.source / "issues" / "2025-05.md").write_text(new)


def _delete_issue(site: Site) -> None:
    (site.source / "issues" / "2023-12.md").unlink()


def _rename_topic(site: Site) -> None:
    site.edit("topics/county-lines.md", "title: County lines", "title: Lines\n# was County lines")
    site.edit("topics/county-lines.md", '"CL"', '"CL", "County lines"')


def _add_topic(site: Site) -> None:
    page = "---\ntitle: Schools\nbroader: [education]\n---\n\nSchools.\n"
    (site.source / "topics" / "schools.md").write_text(page)
    site.edit("issues/2024-04.md", ":id: missing-school", ":id: missing-school\n:topics: schools")


def _move_topic(site: Site) -> None:
    site.edit("topics/county-lines.md", "broader: [exploitation]", "broader: [education]")
    site.edit("topics/county-lines.md", "related: [education]\n", "")


def _delete_topic(site: Site) -> None:
    (site.source / "topics" / "exploitation.md").unlink()
    site.edit("topics/county-lines.md", "broader: [exploitation]\n", "")
    site.edit("issues/2024-04.md", ":topics: exploitation", ":topics: education")


def _rename_source(site: Site) -> None:
    site.edit("sources.yml", "short-name: NSPCC", "short-name: The NSPCC")


def _cite_elsewhere(site: Site) -> None:
    site.edit("index.md", "2024-04/drugs-report", "2023-12/guide")


def _check_links(site: Site) -> None:
    write_answers(site, "https://example.org/review", "https://www.example.org/guide")


EDITS: list[Edit] = [
    _change_title,
    _change_words,
    _insert_above,
    _move_item,
    _delete_item,
    _add_issue,
    _delete_issue,
    _rename_topic,
    _add_topic,
    _move_topic,
    _delete_topic,
    _rename_source,
    _cite_elsewhere,
    _check_links,
]


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__.strip("_"))
def test_incremental_equals_clean(built_small: Site, tmp_path: Path, edit: Edit) -> None:
    edit(built_small)
    incremental = snapshot(built_small.build_quietly())
    clean = snapshot(Site(built_small.source, tmp_path / "clean").build_quietly())
    assert incremental.keys() == clean.keys()
    assert [name for name in clean if clean[name] != incremental[name]] == []


def test_a_build_with_nothing_changed_writes_nothing(built_small: Site) -> None:
    before = times(built_small.work / "html")
    doctrees = times(built_small.work / "doctrees")
    after = times(built_small.build_quietly())
    assert after == before
    assert times(built_small.work / "doctrees") == doctrees


def _all_rewritten(small: Site) -> set[str]:
    out = small.work / "html"
    before = times(out)
    after = times(small.build_quietly())
    return {name for name in after if after[name] != before.get(name)}


def _rewritten(small: Site) -> set[str]:
    return {name for name in _all_rewritten(small) if not name.startswith(NOT_PAGES)}


def _references(*names: str) -> set[str]:
    return {f"cite/{name}.ris" for name in names}


def test_references_are_written_again_where_they_changed_and_nowhere_else(
    built_small: Site,
) -> None:
    def rewritten() -> set[str]:
        return {name for name in _all_rewritten(built_small) if name.startswith("cite/")}

    _change_words(built_small)  # which no reference has
    assert rewritten() == set()
    _change_title(built_small)
    assert rewritten() == _references(
        "issues/2024-04", "topics/county-lines", "topics/exploitation"
    )
    built_small.edit("sources.yml", "name: National Society", "name: The National Society")
    assert rewritten() == _references(
        "issues/2023-12", "issues/2024-04", "topics/county-lines", "topics/exploitation"
    )
    lost, strange = "cite/issues/2023-12.ris", built_small.work / "html/cite/issues/1999-01.ris"
    (built_small.work / "html" / lost).write_text("TY  - ")
    strange.write_text("TY  - ")
    assert rewritten() == {lost}
    assert not strange.exists()
    _delete_issue(built_small)
    built_small.build_quietly()
    assert not (built_small.work / "html" / lost).exists()


def test_an_edited_item_rewrites_its_page_and_what_shows_it(built_small: Site) -> None:
    _change_words(built_small)
    # Words are shown by the issue and by the item's topics; other indexes show titles only.
    assert _rewritten(built_small) == {
        "e/2024-04/missing-school.html",
        "issues/2024-04.html",
        "topics/education.html",
    }


def test_an_edited_title_rewrites_every_list_of_it(built_small: Site) -> None:
    _change_title(built_small)
    # All entries of so small an archive are related, and name it on their pages.
    assert {name for name in _rewritten(built_small) if not name.startswith("e/")} == {
        "index.html",
        "issues/2024-04.html",
        "kinds/guide.html",
        "sources/nspcc.html",
        "topics/county-lines.html",
        "topics/exploitation.html",
        "years/2024.html",
    }


def test_a_page_that_cites_an_item_follows_its_title(built_small: Site) -> None:
    built_small.edit("issues/2024-04.md", "A report on drugs", "A new report on drugs")
    assert "index.html" in _rewritten(built_small)
    home = page(built_small.work / "html" / "index.html")
    assert "A new report on drugs" in [one.text for one in home.of_class("internal")]


def test_pages_of_a_deleted_issue_are_gone(built_small: Site) -> None:
    _delete_issue(built_small)
    out = built_small.build_quietly()
    assert not (out / "issues" / "2023-12.html").exists()
    assert not (out / "years" / "2023.html").exists()
    assert not (out / "kinds" / "survey.html").exists()
    left = [name for name, data in snapshot(out).items() if b"2023-12" in data]
    assert left == []


def test_an_interrupted_build_is_made_good(
    built_small: Site, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _change_title(built_small)

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("sphinx_roundup.html.builder.ArchiveHTMLBuilder.write_virtual_page", stop)
        with pytest.raises(KeyboardInterrupt):
            built_small.build()
    repaired = snapshot(built_small.build_quietly())
    assert repaired == snapshot(Site(built_small.source, tmp_path / "clean").build_quietly())


def test_a_changed_stylesheet_or_setting_reaches_every_page(built_small: Site) -> None:
    out = built_small.work / "html"
    assert b"pdf/2024-04.pdf" in (out / "issues" / "2024-04.html").read_bytes()
    built_small.build_quietly(roundup_pdf=False)
    assert not [
        name for name, data in snapshot(out).items() if name.endswith(".html") and b".pdf" in data
    ]


def _build_apart(source: Path, work: Path, *options: str, **environment: str) -> dict[str, bytes]:
    """Build in a process of its own, as the Makefile does."""
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "-b", "html", *options]
    subprocess.run(
        [*command, "-d", str(work / "doctrees"), str(source), str(work / "html")],
        check=True,
        env={**os.environ, **environment},
        capture_output=True,
    )
    return snapshot(work / "html")


@pytest.mark.long
def test_same_bytes_in_parallel_with_another_seed_zone_locale_and_folder(
    tmp_path: Path, real_html: Path, german: dict[str, str]
) -> None:
    first = snapshot(real_html)
    second = _build_apart(
        copy_printed(tmp_path / "elsewhere"),
        tmp_path / "work",
        "-j",
        "2",
        PYTHONHASHSEED="1" if os.environ.get("PYTHONHASHSEED") == "4242" else "4242",
        TZ="Pacific/Auckland",
        **german,
    )
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


@pytest.mark.parametrize("processes", [2, 3, 8])
def test_any_number_of_processes_writes_the_same_bytes(
    built_small: Site, tmp_path: Path, processes: int
) -> None:
    many = Site(built_small.source, tmp_path / "many")
    with quiet_python():
        many.build(parallel=processes)
    assert not many.warnings
    assert snapshot(many.work / "html") == snapshot(built_small.work / "html")


def test_nothing_is_generated_into_the_sources(site: Callable[[str], Site]) -> None:
    small = site("small")
    before = snapshot(small.source)
    small.build_quietly()
    shutil.rmtree(small.source / "__pycache__", ignore_errors=True)
    assert snapshot(small.source) == before


def test_the_collector_works_as_before_after_a_build(site: Callable[[str], Site]) -> None:
    small = site("small")
    for _ in range(2):
        small.build_quietly()
        assert gc.isenabled()
        assert gc.get_freeze_count() == 0


def test_a_link_to_a_page_follows_what_becomes_of_it(
    site: Callable[[str], Site], tmp_path: Path
) -> None:
    small = site("small")
    links = "[](issues/2023-12.md) and {doc}`issues/2023-12`"
    (small.source / "about.md").write_text(f"---\ntitle: About\n---\n\n{links}\n")
    with quiet_python():
        small.build()
    small.edit("issues/2023-12.md", "# December 2023", "# Christmas 2023")
    small.edit("issues/2024-04.md", "## Education", "## Teaching")
    clean = Site(small.source, tmp_path / "clean")
    for _ in range(2):
        shutil.rmtree(clean.work, ignore_errors=True)
        with quiet_python():
            assert snapshot(clean.build()) == snapshot(small.build())
        assert clean.warnings == small.warnings
        (small.source / "issues" / "2023-12.md").unlink(missing_ok=True)


def test_a_build_of_one_page_leaves_the_others_to_the_next(
    built_small: Site, tmp_path: Path
) -> None:
    _change_title(built_small)
    with patch_docutils(built_small.source), docutils_namespace():
        folders = (built_small.work / "html", built_small.work / "doctrees")
        app = Sphinx(built_small.source, built_small.source, *folders, "html", status=None)
        app.build(filenames=[built_small.source / "index.md"])
    incremental = snapshot(built_small.build_quietly())
    assert incremental == snapshot(Site(built_small.source, tmp_path / "clean").build_quietly())
