"""A site is looked at as a whole, summed up and packed; and a copy of it can be compared."""

from __future__ import annotations

import shutil
import socket
import subprocess
import threading
import zipfile
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from click.testing import CliRunner

from conftest import ROOTS, Site, snapshot
from page import card_of
from sphinx_roundup.cli import main, ssrf_guard
from sphinx_roundup.cli.site_sums import SUMS, ZIP

if TYPE_CHECKING:
    from playwright.sync_api import Browser

KEEPING = "---\ntitle: Keeping the archive\n---\n\n```{listing} keeping\n```\n"


def run(*words: str | Path) -> str:
    done = CliRunner().invoke(main, list(map(str, words)), catch_exceptions=False)
    return f"{done.exit_code} {done.output}"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The tiny archive with its website and PDFs, and with all of it in its ledger."""
    folder = tmp_path_factory.mktemp("sealed")
    site = Site(Path(shutil.copytree(ROOTS / "small", folder / "source")), folder / "work")
    (site.source / "keeping.md").write_text(KEEPING, "utf-8")
    html = site.build_quietly()
    shutil.copytree(site.build_quietly("roundup-pdf"), html / "pdf")
    said = run("ledger", "--date", "2024-05-01", "--site", html, "--archive", site.source)
    assert said.startswith("0"), said
    return site


@pytest.fixture
def sealed(built: Site, tmp_path: Path) -> Path:
    """A copy of the site, sealed."""
    html = Path(shutil.copytree(built.work / "html", tmp_path / "html"))
    said = run("seal", html, "--archive", built.source)
    assert said == "0 "
    return html


def test_the_sums_are_what_every_system_reads(sealed: Path) -> None:
    done = subprocess.run(
        ["sha256sum", "--check", "--strict", "--quiet", SUMS], cwd=sealed, check=False
    )
    assert done.returncode == 0
    assert f"  ./{ZIP}\n" in (sealed / SUMS).read_text()


def test_the_ledger_has_files_too_and_nothing_that_is_part_of_a_page(built: Site) -> None:
    lines = (built.source / "ledger" / "pages.txt").read_text("utf-8").splitlines()
    names = {line.split()[3] for line in lines}
    assert names >= {"pdf/2024-04.pdf", "pdf/topics/education.pdf", "archive.json", "objects.inv"}
    assert not [n for n in names if n.startswith(("_", "search/")) or n == "issues/2024-04.html"]
    again = run("ledger", "--site", built.work / "html", "--archive", built.source)
    assert "0 lines added" in again


def test_the_zip_has_the_same_bytes_wherever_and_whenever_it_is_made(
    built: Site, sealed: Path, tmp_path: Path
) -> None:
    first = snapshot(sealed)
    other = tmp_path / "elsewhere"
    other.mkdir()
    for name in sorted(first, reverse=True):  # files made in another order, at another time
        (other / name).parent.mkdir(parents=True, exist_ok=True)
        (other / name).write_bytes((sealed / name).read_bytes())
        (other / name).chmod(0o600)
    run("seal", other, "--archive", built.source)
    assert snapshot(other) == first
    with zipfile.ZipFile(sealed / ZIP) as packed:
        assert {i.date_time for i in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert all(i.filename.startswith("archive/") for i in packed.infolist())


@pytest.mark.browser
def test_it_opens_from_a_memory_stick_and_is_searched(
    sealed: Path, chromium: Browser, tmp_path: Path
) -> None:
    with zipfile.ZipFile(sealed / ZIP) as packed:
        packed.extractall(tmp_path / "stick")
    folder = tmp_path / "stick" / "archive"
    assert run("verify", folder).startswith("0")
    context = chromium.new_context(offline=True)
    tab = context.new_page()
    tab.goto((folder / "index.html").as_uri())
    assert tab.locator("h1").first.inner_text()
    tab.goto((folder / "search.html").as_uri() + "?q=drugs")
    tab.locator(card_of("2024-04/drugs-report")).wait_for()
    context.close()


def test_it_is_offered_and_made_up_to_a_number_of_issues(built: Site, tmp_path: Path) -> None:
    assert f'href="{ZIP}"' in (built.work / "html" / "keeping.html").read_text("utf-8")
    few = Site(built.source, tmp_path)
    html = few.build_quietly(roundup_zip=1)
    assert ZIP not in (html / "keeping.html").read_text("utf-8")
    (html / ZIP).write_bytes(b"old")
    run("seal", html, "--archive", built.source)
    assert not (html / ZIP).exists()


def test_a_copy_is_compared_file_by_file(sealed: Path) -> None:
    said = run("verify", sealed)
    assert said.startswith("0")
    assert said.endswith("all as published.\n")
    (sealed / "about-it.txt").write_text("x")
    (sealed / "archive.json").write_text("{}")
    (sealed / "pdf" / "2024-04.pdf").unlink()
    assert run("verify", sealed).splitlines()[:-1] == [
        "1 archive.json is not as it was published.",
        "pdf/2024-04.pdf is missing.",
        "about-it.txt is not in SHA256SUMS.",
    ]


@pytest.mark.parametrize("line", ["x  ./a", f"{'0' * 64}  ./../a", f"{'0' * 64}  /a", "", None])
def test_what_holds_no_sums_is_wrong_use(tmp_path: Path, line: str | None) -> None:
    if line is not None:
        (tmp_path / SUMS).write_text(f"{line}\n")
    said = run("verify", tmp_path)
    assert said.startswith("2")
    assert str(tmp_path) in said


@pytest.fixture
def host(sealed: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The sealed site at a web address; the guard takes this machine for a public one."""
    monkeypatch.setattr(ssrf_guard, "is_public", lambda address: str(address) == "127.0.0.1")

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(sealed)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def test_a_copy_on_the_web_is_compared_too(host: str, sealed: Path) -> None:
    assert run("verify", host).startswith("0")
    (sealed / "archive.json").write_text("{}")
    (sealed / "pdf" / "2024-04.pdf").unlink()
    assert run("verify", host).splitlines()[:-1] == [
        "1 archive.json is not as it was published.",
        "pdf/2024-04.pdf cannot be read: the host answered 404.",
    ]


def test_no_private_network_is_asked() -> None:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        said = run("verify", f"http://127.0.0.1:{listening.getsockname()[1]}/")
    assert said.startswith("2")


@pytest.mark.parametrize(
    ("lost", "said"),
    [
        ("pdf/2024.pdf", "“pdf/2024.pdf” was published on 2024-05-01, and its address would die."),
        ("sources/bbc.html", "roundup rename source bbc"),
        ("issues/2024-04.html", "roundup withdraw 2024-04/review"),
    ],
)
def test_a_site_that_lacks_a_published_address_is_refused(
    built: Site, sealed: Path, lost: str, said: str
) -> None:
    (sealed / lost).unlink()
    output = run("seal", sealed, "--archive", built.source)
    assert output.startswith("1")
    assert said in output


def test_an_anchor_that_was_published_is_looked_for_in_the_page(built: Site, sealed: Path) -> None:
    page = sealed / "issues" / "2024-04.html"
    page.write_text(page.read_text("utf-8").replace('id="item-2024-04-review"', ""), "utf-8")
    output = run("seal", sealed, "--archive", built.source)
    assert output.startswith("1")
    assert "“2024-04/review” was published" in output
    assert output.count("was published") == 1


def test_what_was_renamed_keeps_its_files_and_an_empty_list_stops_nobody(
    built: Site, tmp_path: Path
) -> None:
    source = Path(shutil.copytree(built.source, tmp_path / "source"))
    run("rename", "topic", "county-lines", "lines", "--archive", source)
    run("rename", "issue", "2024-04", "2024-03", "--archive", source)
    path = source / "issues" / "2024-03.md"
    path.write_text(path.read_text("utf-8").replace("# April", "# March"), "utf-8")
    site = Site(source, tmp_path / "work")
    html = site.build_quietly()
    shutil.copytree(site.build_quietly("roundup-pdf"), html / "pdf")
    (html / "pdf" / "topics" / "education.pdf").unlink()  # as if its last entry were withdrawn
    output = run("seal", html, "--archive", source)
    assert output.startswith("0"), output
    assert "Note: " in output
    for old, new in (("2024-04", "2024-03"), ("topics/county-lines", "topics/lines")):
        assert (html / f"pdf/{old}.pdf").read_bytes() == (html / f"pdf/{new}.pdf").read_bytes()
    assert (html / "data/issues/2024-04.json.gz").exists()


def test_the_archive_says_how_it_is_cited(built: Site) -> None:
    """``make check`` holds it to the format's own schema."""
    said = yaml.safe_load((built.work / "html" / "CITATION.cff").read_text("utf-8"))
    assert said["cff-version"] == "1.2.0"
    assert said["type"] == "dataset"
    assert [set(author) for author in said["authors"]] == [{"name"}]
    assert "date-released" not in said
