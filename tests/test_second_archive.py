"""Another newsletter: a weekly on another subject, with kinds of its own and fewer pages.

It is built in place, and from the built wheel, with a ``conf.py`` of ten lines or fewer.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pypdf
import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator
from playwright.sync_api import Browser
from setuptools import build_meta

from conftest import PROJECT, ROOTS, Site
from search.node import ask
from sphinx_roundup.check.archive import check
from sphinx_roundup.cli import main

OURS = re.compile(
    r"round-up|safeguard|child|county.lines|whatsapp|\bbbc\b|nspcc|links-to-restore"
    r"|how-to-write|about\.html|ketamine|\bcce\b",
    re.IGNORECASE,
)
"""What only the first archive says."""


@pytest.fixture(scope="module")
def weekly(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("weekly")
    shutil.copytree(ROOTS / "weekly", folder / "source")
    site = Site(folder / "source", folder / "work")
    site.build_quietly()
    site.build_quietly("roundup-pdf")
    return site


@pytest.fixture(scope="module")
def html(weekly: Site) -> Path:
    return weekly.work / "html"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOTS / "weekly", tmp_path / "weekly"))


def run(*words: object) -> Any:
    return CliRunner().invoke(main, [str(word) for word in words])


class _Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors = {""}
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the parser's signature
        known = dict(attrs)
        self.anchors.add(known.get("id") or "")
        self.links += [known[key] or "" for key in ("href", "src", "action") if known.get(key)]


def dead_links(site: Path, pdfs: Path) -> Iterator[str]:
    """Every link to a file or a place that is not there; ``pdfs`` holds what stands in pdf/."""
    pages = {path: _Page(path.read_text(encoding="utf-8")) for path in site.rglob("*.html")}
    for path, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            if target.is_relative_to(site / "pdf"):
                target = pdfs / target.relative_to(site / "pdf")
            anchors = pages[target].anchors if target in pages else {unquote(parts.fragment)}
            if not target.is_file() or unquote(parts.fragment) not in anchors:
                yield f"{path.name}: {link}"


def test_its_settings_are_ten_lines_or_fewer() -> None:
    lines = (ROOTS / "weekly" / "conf.py").read_text(encoding="utf-8").splitlines()
    assert len([line for line in lines if line.strip()]) <= 10


def test_no_link_of_it_is_dead(html: Path) -> None:
    assert list(html.rglob("issues/2024-W1?.html"))
    assert list(dead_links(html, html.parent / "roundup-pdf")) == []


def test_nothing_of_the_first_archive_is_in_it(html: Path) -> None:
    for path in (*html.rglob("*.html"), html / "archive.json", html / "archive.schema.json"):
        text = re.sub(r"<link[^>]*>|<script.*?</script>|<svg.*?</svg>", "", path.read_text("utf-8"))
        assert not OURS.findall(text), path.name
    assert "The address of 1 link is not recorded.</p>" in (
        html / "issues" / "2024-W18.html"
    ).read_text(encoding="utf-8")


def test_its_fields_are_those_of_its_lists(html: Path) -> None:
    page = (html / "index.html").read_text(encoding="utf-8")
    assert "<code>:kind: book</code>" in page
    assert ":content-note:" in page
    assert ":audience:" not in page
    assert ":nation:" not in page


def test_its_language_is_that_of_its_settings(html: Path) -> None:
    page = (html / "issues" / "2024-W18.html").read_text(encoding="utf-8")
    assert '<html class="no-js" lang="en"' in page
    assert "April 30, 2024" in page
    pdf = pypdf.PdfReader(html.parent / "roundup-pdf" / "2024-W18.pdf")
    assert pdf.trailer["/Root"]["/Lang"] == "en"
    words = "".join(page.extract_text() for page in pdf.pages)
    assert "Week 18 of 2024" in words
    assert "April 30, 2024" in words


def test_its_data_fit_their_schema(html: Path) -> None:
    schema = json.loads((html / "archive.schema.json").read_text(encoding="utf-8"))
    data = json.loads((html / "archive.json").read_text(encoding="utf-8"))
    assert schema["title"] == "Marrow Lane Library Weekly"
    Draft202012Validator(schema).validate(data)
    assert [issue["id"] for issue in data["issues"]] == ["2024-W18", "2024-W19"]
    assert [issue.get("day") for issue in data["issues"]] == ["2024-05-03", None]
    data["issues"][0]["id"] = "2024-05"
    assert not Draft202012Validator(schema).is_valid(data)


def test_its_search_finds_by_words_topic_year_and_kind(html: Path) -> None:
    all_, pump, none = ask(
        html,
        {"q": "", "filters": {"year": ["2024"]}},
        {"q": "pump", "filters": {"topic": ["local-history"], "kind": ["talk"]}},
        {"q": "pump", "filters": {"kind": ["book"]}},
    )
    assert (all_["total"], pump["total"], none["total"]) == (3, 1, 0)


def test_its_search_page_shows_the_week_in_a_browser(html: Path, chromium: Browser) -> None:
    page = chromium.new_page()
    page.goto((html / "search.html").as_uri() + "?q=pump")
    page.locator(".search-result").first.wait_for()
    assert "Week 19 of 2024" in page.locator(".search-result").inner_text()
    page.close()


def test_check_knows_its_lists_and_its_weeks(archive: Path) -> None:
    assert check(archive).problems == ()
    page = archive / "issues" / "2024-W19.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace(":kind: talk", ":kind: tlak\n:audience: schools"))
    page.rename(archive / "issues" / "2024-05.md")
    told = {problem.sentence for problem in check(archive).problems}
    assert "“tlak” is no kind. Did you mean “talk”?" in told
    assert any("This archive has no audiences" in one for one in told)
    assert any("“2024-05” is not named by a year and a week" in one for one in told)


def test_the_next_issue_is_the_next_week(archive: Path) -> None:
    assert run("new", "--archive", archive).exit_code == 0
    text = (archive / "issues" / "2024-W20.md").read_text(encoding="utf-8")
    assert "# Week 20 of 2024" in text
    refused = run("new", "--archive", archive, "2024-06")
    assert refused.exit_code == 2
    assert "issues are named by a year and a week" in refused.output


def test_an_import_is_named_by_the_week_of_its_date(archive: Path, tmp_path: Path) -> None:
    letter = tmp_path / "letter.md"
    letter.write_text(
        "# Marrow Lane Library Weekly\n\n**Friday, May 17, 2024**\n\n## Gardening\n\n"
        "Marrow Press has published a [new novel about leeks](https://example.org/leeks) today.\n\n"
        "There is a [lecture on soil](https://example.org/soil) at the library on Monday.\n"
    )
    done = run("import", "--archive", archive, letter)
    assert done.exit_code == 0, done.output
    text = (archive / "issues" / "2024-W20.md").read_text(encoding="utf-8")
    assert "# Friday, May 17, 2024" in text
    assert ":kind: book" in text
    assert ":kind: talk" in text
    told = {problem.subtype for problem in check(archive).problems}
    assert told <= {"draft-issue", "open-point", "missing-field"}


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package as the built wheel has it: what the wheel lacks is not there."""
    folder = tmp_path_factory.mktemp("wheel")
    copy = folder / "project"
    copy.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(PROJECT / name, copy)
    ignored = shutil.ignore_patterns("__pycache__", "*.egg-info")
    shutil.copytree(PROJECT / "_ext", copy / "_ext", ignore=ignored)
    here = Path.cwd()
    os.chdir(copy)
    try:
        wheel = build_meta.build_wheel(str(folder))
    finally:
        os.chdir(here)
    with zipfile.ZipFile(folder / wheel) as packed:
        packed.extractall(folder / "site")
    return folder / "site"


def test_the_built_wheel_makes_the_same_site_with_ten_lines(
    installed: Path, weekly: Site, html: Path, tmp_path: Path
) -> None:
    command = [sys.executable, "-P", "-m", "sphinx", "-q", "-W", "-b", "html"]
    env = {**os.environ, "PYTHONPATH": str(installed), "NO_COLOR": "1"}
    done = subprocess.run(
        [*command, str(weekly.source), str(tmp_path / "html"), "-d", str(tmp_path / "doctrees")],
        env=env,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    where = "import sphinx_roundup; print(sphinx_roundup.__file__)"
    said = subprocess.run(
        [sys.executable, "-P", "-c", where], env=env, capture_output=True, text=True, check=True
    )
    assert Path(said.stdout.strip()).is_relative_to(installed)

    def files(folder: Path) -> dict[str, bytes]:
        found = (path for path in sorted(folder.rglob("*")) if path.is_file())
        names = {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}
        return {name: data for name, data in names.items() if not name.startswith("pdf/")}

    assert files(tmp_path / "html") == files(html)


def test_what_the_project_sets_is_not_set_otherwise(archive: Path, tmp_path: Path) -> None:
    conf = archive / "conf.py"
    conf.write_text(conf.read_text() + 'html_title = "Mine"\nhtml_permalinks_icon = "§"\n')
    page = (Site(archive, tmp_path / "work").build_quietly() / "index.html").read_text("utf-8")
    assert "<title>Mine</title>" in page
    assert ">§</a>" in page


@pytest.mark.parametrize(
    ("named_by", "first", "second", "following"),
    [
        ("number", "2024", "10001", "10002"),  # a number that could be a year, and sorts after it
        ("day", "2024-05-03", "2024-05-10", "2024-05-17"),
        ("month", "2024-05", "2024-06", "2024-07"),
    ],
)
def test_the_same_archive_named_otherwise(
    archive: Path, tmp_path: Path, named_by: str, first: str, second: str, following: str
) -> None:
    lists = archive / "vocabulary.yml"
    text = lists.read_text().replace("named-by: week", f"named-by: {named_by}")
    lists.write_text(text.replace("  addresses-from: 2024-W19\n", ""))
    for old, new, day in (("W18", first, "2024-05-03"), ("W19", second, "2024-05-10")):
        page = archive / "issues" / f"2024-{old}.md"
        text = page.read_text().replace("date: 2024-05-03\n", "")
        dated = f"\ndate: {day}\n---\n\n#" if named_by == "number" else "\n---\n\n#"
        page.write_text(text.replace("\n---\n\n#", dated, 1))
        page.rename(archive / "issues" / f"{new}.md")
    assert check(archive).problems == ()
    site = Site(archive, tmp_path / "work")
    pdfs = site.build_quietly("roundup-pdf")
    html = site.build_quietly()
    assert list(dead_links(html, pdfs)) == []
    data = json.loads((html / "archive.json").read_text(encoding="utf-8"))
    Draft202012Validator(json.loads((html / "archive.schema.json").read_text())).validate(data)
    assert [issue["id"] for issue in data["issues"]] == [first, second]
    own = f"issue-{first}" if named_by == "number" else first
    assert {path.name for path in pdfs.glob("*.pdf")} >= {"2024.pdf", f"{own}.pdf"}
    shutil.copytree(pdfs, html / "pdf")
    tool, release = PROJECT / "tools" / "release.sh", tmp_path / "release"
    packages = tmp_path / "packages.json"
    for made in (html / "SHA256SUMS", packages):  # by other targets of the Makefile
        made.write_text("")
    subprocess.run(["sh", tool, html, release, packages], check=True, capture_output=True)
    assert (release / "NEWEST").read_text() == second
    assert len(list(release.glob(f"*{second}.pdf"))) == 1
    (found,) = ask(html, {"q": "", "filters": {"year": ["2024"]}, "sort": "newest"})
    assert found["total"] == 3
    assert run("new", "--archive", archive).exit_code == 0
    assert (archive / "issues" / f"{following}.md").exists()
