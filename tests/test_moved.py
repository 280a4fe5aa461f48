"""A page that has moved leads to where it is now, on any host, and so does what stands on it."""

from __future__ import annotations

import http.client
import json
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from conftest import ROOTS, Site, snapshot
from page import page
from sphinx_roundup.check.archive import check
from sphinx_roundup.cli import main
from sphinx_roundup.data.reader import read
from sphinx_roundup.parse.redirects import read_redirects

if TYPE_CHECKING:
    from playwright.sync_api import Browser

RENAMED = (
    ("topic", "county-lines", "lines"),
    ("source", "nspcc", "the-nspcc"),
    ("entry", "2024-04/practice-tips", "2024-04/tips"),
    ("entry", "2024-04/missing-school", "2023-12/missing-school"),
    ("issue", "2024-04", "2024-03"),
)


def run(folder: Path, *words: str) -> str:
    done = CliRunner().invoke(main, [*words, "--archive", str(folder)], catch_exceptions=False)
    return f"{done.exit_code} {done.output}"


@pytest.fixture(scope="module")
def renamed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The source of the tiny archive, published, after one rename of each sort."""
    source = Path(shutil.copytree(ROOTS / "small", tmp_path_factory.mktemp("moved") / "source"))
    about = "---\ntitle: About\n---\n\nSee {item}`2024-04/review` and {item}`tips <2024-04/practice-tips>`.\n"
    (source / "about.md").write_text(about, "utf-8")
    restored = "review:\n  - link: point\n    status: not-recorded\n    title: A point\n    publisher: X\n    how: Seen.\n    evidence: https://example.org/\n    found: 2024-05-01\n    by: the archive\n"
    (source / "restored").mkdir()
    (source / "restored" / "2024-04.yml").write_text(restored, "utf-8")
    assert run(source, "ledger", "--date", "2024-05-01").startswith("0")
    for words in RENAMED:
        said = run(source, "rename", *words)
        if words[0] != "issue":
            assert said.startswith("0"), said
    # The date line is printed: a person says what it should be.
    path = source / "issues" / "2024-03.md"
    path.write_text(path.read_text("utf-8").replace("# April 2024", "# March 2024"), "utf-8")
    return source


@pytest.fixture(scope="module")
def moved(renamed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The website of it, below a folder of its host."""
    site = Site(renamed, tmp_path_factory.mktemp("moved-work"))
    return site.build_quietly(html_baseurl="https://example.org/archive/")


def test_nothing_is_left_to_mend_and_what_cites_follows(renamed: Path) -> None:
    assert check(renamed).problems == ()
    assert "{item}`2024-03/review` and {item}`tips <2024-03/tips>`" in (
        renamed / "about.md"
    ).read_text("utf-8")
    assert (renamed / "restored" / "2024-03.yml").exists()
    assert read_redirects(renamed) == {
        "topics/county-lines": "topics/lines",
        "sources/nspcc": "sources/the-nspcc",
        "issues/2024-04": "issues/2024-03",
        "2024-04/practice-tips": "2024-03/tips",
        "2024-04/missing-school": "2023-12/missing-school",
    }


@pytest.mark.browser
@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_it_leads_there_from_a_file_too(moved: Path, chromium: Browser, *, script: bool) -> None:
    errors: list[str] = []
    context = chromium.new_context(java_script_enabled=script)
    tab = context.new_page()
    tab.on("console", lambda message: errors.append(message.text))
    # Without scripts the fragment is lost: it never leaves the reader's address line.
    fragment = "#item-2024-04-practice-tips" if script else ""
    tab.goto((moved / "issues/2024-04.html").as_uri() + fragment)
    tab.wait_for_url("**/issues/2024-03.html" + fragment)
    if script:
        assert tab.locator(":target").count() == 1
    assert errors == []
    context.close()


@pytest.mark.parametrize(
    ("name", "title", "now", "shown"),
    [
        ("topics/county-lines", "This topic has moved", "topics/lines", "County lines"),
        (
            *("sources/nspcc", "This source has moved", "sources/the-nspcc"),
            "National Society for the Prevention of Cruelty to Children",
        ),
        ("issues/2024-04", "This issue has moved", "issues/2024-03", "March 2024"),
    ],
)
def test_it_says_so_and_names_the_new_page_to_search_engines(
    moved: Path, name: str, title: str, now: str, shown: str
) -> None:
    old = page(moved / f"{name}.html")
    links = [e.attributes for e in old.named("link")]
    (canonical,) = [one["href"] for one in links if one.get("rel") == "canonical"]
    assert canonical == f"https://example.org/archive/{now}.html"
    assert title in old.named("article")[0].text
    (link,) = [a.attributes["href"] for a in old.named("a") if a.text == shown]
    assert link == f"{now.rpartition('/')[2]}.html"


def ids(html: Path) -> list[str]:
    return [element.attributes["id"] or "" for element in page(html).having("id")]


def test_each_anchor_that_was_published_is_on_the_page_that_is_reached(moved: Path) -> None:
    """An issue that moved hands on the anchor, so its new page has those of the old one."""
    now = ids(moved / "issues/2024-03.html")
    for slug in ("review", "drugs-report", "practice-tips", "missing-school"):
        assert now.count(f"item-2024-04-{slug}") == 1, slug
    for slug in ("review", "drugs-report", "tips"):
        assert now.count(f"item-2024-03-{slug}") == 1
    assert "item-2023-12-missing-school" in ids(moved / "issues/2023-12.html")


def test_what_went_to_another_page_is_told_where_it_stood(moved: Path) -> None:
    html = page(moved / "issues/2024-03.html")
    (note,) = [e for e in html.having("id") if e.attributes["id"] == "item-2024-04-missing-school"]
    assert " ".join(note.text.split()).startswith("What stood here has moved: Missing school")
    links = [a.attributes["href"] for a in html.named("a") if a.text == "Missing school"]
    assert "2023-12.html#item-2023-12-missing-school" in links


def test_the_lists_for_hosts_come_and_go_with_the_moves(tmp_path: Path) -> None:
    site = Site(Path(shutil.copytree(ROOTS / "small", tmp_path / "source")), tmp_path / "work")
    run(site.source, "rename", "topic", "county-lines", "lines")
    html = site.build_quietly()
    assert (html / "_redirects").read_text() == "/topics/county-lines.html /topics/lines.html 301\n"
    nginx = "/topics/county-lines.html /topics/lines.html;\n"
    assert (html / "redirects.nginx.map").read_text() == nginx
    (site.source / "redirects.json").unlink()
    on_top = snapshot(site.build_quietly())
    assert not {"_redirects", "redirects.nginx.map", "topics/county-lines.html"} & on_top.keys()
    assert on_top == snapshot(Site(site.source, tmp_path / "anew").build_quietly())


def test_the_data_say_where_a_name_leads(renamed: Path, moved: Path) -> None:
    data = json.loads((moved / "archive.json").read_text("utf-8"))
    assert data["moves"] == read_redirects(renamed)
    schema = json.loads((moved / "archive.schema.json").read_text("utf-8"))
    Draft202012Validator(schema).validate(data)
    assert read(moved / "archive.json").moves.pairs == data["moves"]


def test_a_move_changes_what_shows_it_and_forgets_what_was_withdrawn(tmp_path: Path) -> None:
    """Built on top of an earlier build, as anew: also where what moved is withdrawn at last."""
    site = Site(Path(shutil.copytree(ROOTS / "small", tmp_path / "source")), tmp_path / "work")
    site.build_quietly()
    run(site.source, "rename", "entry", "2024-04/review", "2023-12/review")
    run(site.source, "rename", "entry", "2023-12/review", "2023-12/inquiry")
    on_top = site.build_quietly()
    old = (on_top / "issues/2024-04.html").read_text("utf-8")
    assert "2023-12.html#item-2023-12-inquiry" in old
    run(site.source, "withdraw", "2023-12/inquiry", "--reason", "rights", "--date", "2024-06-01")
    on_top = site.build_quietly()
    old = (on_top / "issues/2024-04.html").read_text("utf-8")
    assert "A review of exploitation" not in old
    assert 'id="item-2024-04-review"' in old
    assert snapshot(on_top) == snapshot(Site(site.source, tmp_path / "anew").build_quietly())


@pytest.fixture
def nginx(moved: Path, tmp_path: Path) -> Iterator[str]:
    """The address of a real nginx that serves the site below /archive/, with the map."""
    program = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin")
    if program is None:
        pytest.skip("needs nginx")
    (tmp_path / "root").mkdir()
    (tmp_path / "root" / "archive").symlink_to(moved)
    path = tmp_path / "s"
    (tmp_path / "nginx.conf").write_text(
        f"""daemon off; master_process off; error_log stderr; pid {tmp_path}/pid;
        events {{ }}
        http {{
          client_body_temp_path {tmp_path}/b; proxy_temp_path {tmp_path}/p;
          fastcgi_temp_path {tmp_path}/f; uwsgi_temp_path {tmp_path}/u; scgi_temp_path {tmp_path}/c;
          map_hash_bucket_size 512;
          map $uri $moved {{ include {moved}/redirects.nginx.map; }}
          server {{
            listen unix:{path};
            root {tmp_path}/root; access_log off; absolute_redirect off;
            if ($moved) {{ return 301 $moved; }}
          }}
        }}"""
    )
    command = [program, "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf")]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as server:
        try:
            while server.poll() is None and not _answers(path):
                time.sleep(0.02)
            yield str(path)
        finally:
            server.terminate()


def _answers(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as asked:
        return asked.connect_ex(str(path)) == 0


def test_nginx_leads_on_below_a_folder_of_its_host(nginx: str) -> None:
    def answer(path: str) -> str:
        connection = http.client.HTTPConnection("example.org")
        connection.sock = socket.socket(socket.AF_UNIX)
        connection.sock.connect(nginx)
        connection.request("GET", path)
        got = connection.getresponse()
        connection.close()
        return f"{got.status} {got.headers.get('Location', '')}"

    for old, new in (
        ("topics/county-lines", "topics/lines"),
        ("issues/2024-04", "issues/2024-03"),
        ("sources/nspcc", "sources/the-nspcc"),
    ):
        assert answer(f"/archive/{old}.html") == f"301 /archive/{new}.html"
    assert answer("/archive/issues/2024-03.html").startswith("200")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("entry", "2024-04/reviews", "2024-04/x"), "Did you mean “review”?"),
        (("entry", "2024-04/review", "2024-04/drugs-report"), "already"),
        (("entry", "2024-04/review", "2024-04/Review"), "cannot be the id"),
        (("entry", "2024-04/review", "2024-09/review"), "names no issue"),
        (("entry", "../x", "2024-04/y"), "is no id"),
        (("issue", "2024-09", "2024-10"), "there is no issue"),
        (("issue", "2024-04", "april"), "is no issue"),
        (("issue", "2024-04", "2023-12"), "has words beside its entries"),
        (("source", "nspc", "x"), "Did you mean “nspcc”?"),
        (("source", "nspcc", "index"), "cannot be the name"),
    ],
)
def test_a_wrong_command_writes_nothing(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    source = Path(shutil.copytree(ROOTS / "small", tmp_path / "source"))
    before = snapshot(source)
    output = run(source, "rename", *words)
    assert not output.startswith("0")
    assert said in output
    assert snapshot(source) == before


def test_sources_and_issues_are_merged(tmp_path: Path) -> None:
    source = Path(shutil.copytree(ROOTS / "small", tmp_path / "source"))
    run(source, "ledger", "--date", "2024-05-01")
    said = run(source, "rename", "source", "nspcc", "bbc")
    assert said.startswith("0"), said
    checked = check(source)
    merged = checked.vocabulary.source["bbc"]
    assert merged.aliases == (
        "The BBC",
        "National Society for the Prevention of Cruelty to Children",
        "NSPCC",
    )
    assert all("nspcc" not in item.sources for issue in checked.issues for item in issue.items)
    assert "nspcc" not in (source / "sources.yml").read_text("utf-8")
    path = source / "issues" / "2024-04.md"
    path.write_text(path.read_text("utf-8").replace("> A quote, pulled\n\n", ""), "utf-8")
    count = sum(len(issue.items) for issue in check(source).issues)
    said = run(source, "rename", "issue", "2024-04", "2023-12")
    assert said.startswith("0"), said
    (left,) = check(source).issues
    assert (left.id, len(left.items)) == ("2023-12", count)
    assert [section.heading for section in left.sections].count("Education") == 1


def test_an_erased_entry_is_not_named_by_what_led_to_it(tmp_path: Path) -> None:
    source = Path(shutil.copytree(ROOTS / "small", tmp_path / "source"))
    run(source, "ledger", "--date", "2024-05-01")
    run(source, "rename", "entry", "2024-04/review", "2024-04/neutral")
    run(source, "ledger", "--date", "2024-05-02")
    said = run(source, "withdraw", "2024-04/neutral", "--reason", "privacy", "--erase")
    assert said.startswith("0"), said
    assert not (source / "redirects.json").exists()
    assert "review" not in (source / "ledger" / "2024-04.txt").read_text("utf-8").replace(
        "heading", ""
    )


def test_a_name_that_tells_of_a_child_is_erased_and_the_entry_stays(tmp_path: Path) -> None:
    source = Path(shutil.copytree(ROOTS / "small", tmp_path / "source"))
    run(source, "rename", "entry", "2024-04/drugs-report", "2024-04/told-first")
    run(source, "ledger", "--date", "2024-05-01")
    run(source, "rename", "entry", "2024-04/told-first", "2024-04/told-then")
    said = run(source, "rename", "entry", "2024-04/told-then", "2024-04/neutral", "--erase")
    assert said == "0 The entry is “2024-04/neutral” now, and its old name is erased.\n"
    assert check(source).problems == ()
    assert not [n for n, data in snapshot(source).items() if b"told-" in data]


def test_a_line_that_leads_nowhere_is_told(tmp_path: Path) -> None:
    source = Path(shutil.copytree(ROOTS / "small", tmp_path / "source"))
    pairs = {
        "2024-04/old": "2024-04/gone",
        "2024-04/a": "topics/education",
        "issues/2024-04#heading-x": "issues/2024-04#heading-y",
        "issues/2024-04#heading-z": "issues/2024-04",
        "2024-04/review": "2024-04/drugs-report",
        "topics/index": "topics/education",
    }
    (source / "redirects.json").write_text(json.dumps(pairs), "utf-8")
    found = [p.message for p in check(source).problems]
    assert len(found) == 5
    assert any("“2024-04/old” leads to “2024-04/gone”" in one for one in found)
    assert any("“2024-04/review” is said to have moved" in one for one in found)
