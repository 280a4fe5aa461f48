"""The finished pages: what they may run and load, and where their links lead."""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from html.parser import HTMLParser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from conftest import ROOTS, Site, Window
from safety.hostile import Built
from sphinx_roundup.guard.urls import host_of
from sphinx_roundup.html.csp import policy_of


class Tags(HTMLParser):
    """Every tag of a page, with its attributes and the words right after it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ended = False
        self.found: list[tuple[str, dict[str, str | None], str]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs), ""))
        self.ended = False

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - the parser's signature
        self.ended = True

    def handle_data(self, data: str) -> None:
        if self.found and not self.ended:
            tag, attrs, before = self.found[-1]
            self.found[-1] = (tag, attrs, before + data)


@pytest.fixture(scope="session")
def pages(real_html: Path) -> dict[str, str]:
    return {
        path.relative_to(real_html).as_posix(): path.read_text()
        for path in real_html.rglob("*.html")
    }


def test_every_page_begins_with_the_same_policy(pages: dict[str, str]) -> None:
    policies = set()
    for name, page in pages.items():
        head = [(tag, attrs) for tag, attrs, _ in Tags(page).found]
        after = head[[tag for tag, _ in head].index("head") + 1 :]
        assert after[0][1].get("http-equiv") == "Content-Security-Policy", name
        assert after[1][1] == {"name": "referrer", "content": "no-referrer"}, name
        assert page.encode().index(b'<meta charset="utf-8">') < 1024
        policies.add(after[0][1]["content"])
    (policy,) = policies
    assert str(policy).startswith("default-src 'none'; script-src 'self' 'sha256-")
    for word in ("unsafe-inline", "unsafe-eval", "http:", "https:", "*"):
        assert word not in str(policy)


def test_the_policy_names_what_stands_in_each_page(pages: dict[str, str]) -> None:
    for name, page in pages.items():
        tags = Tags(page).found
        policy = next(str(a["content"]) for _, a, _ in tags if "http-equiv" in a)
        inline = [
            words
            for tag, a, words in tags
            if tag == "style" or (tag == "script" and "src" not in a)
        ]
        inline += [str(a["style"]) for _, a, _ in tags if "style" in a]
        assert inline
        for text in inline:
            digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
            assert f"'sha256-{digest}'" in policy, (name, text[:60])
        assert not [a for _, a, _ in tags for key in a if key.startswith("on")], name
        assert [a for _, a, _ in tags if (a.get("http-equiv") or "").lower() == "refresh"] == []


def test_nothing_is_loaded_from_elsewhere(pages: dict[str, str]) -> None:
    for name, page in pages.items():
        for tag, attrs, _ in Tags(page).found:
            address = attrs.get("src") or (attrs.get("href") if tag == "link" else None) or ""
            assert not re.match(r"[a-z]+:|//", address), (name, address)


def test_links_to_other_sites_are_marked_and_show_their_host(tmp_path: Path) -> None:
    source = Path(shutil.copytree(ROOTS / "small", tmp_path / "source"))
    home = source / "index.md"
    home.write_text(
        home.read_text()
        + "\nSee [a guide](https://www.example.org/guide), <https://example.net/>.\n"
    )
    out = Site(source, tmp_path / "work").build()
    page = (out / "index.html").read_text()
    for host in ("example.org", "example.net"):
        tag, attrs, _ = next(t for t in Tags(page).found if host in str(t[1].get("href")))
        assert tag == "a"
        assert attrs["rel"] == "noopener noreferrer external"
        assert "target" not in attrs
    assert '<span class="link-host"> (example.org)</span>' in page
    assert "(example.net)" not in page
    issue = (out / "issues" / "2024-04.html").read_text()
    links = [
        a for tag, a, _ in Tags(issue).found if tag == "a" and "external" in str(a.get("class"))
    ]
    outside = [attrs for attrs in links if host_of(str(attrs["href"]))]
    assert outside
    for attrs in outside:
        assert attrs["data-host"] == host_of(str(attrs["href"]))
        assert attrs["rel"] == "noopener noreferrer external"


def test_the_policy_of_a_page_without_anything_inline() -> None:
    assert "style-src-attr 'none'" in policy_of("<!doctype html><title>x</title>")


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.mark.browser
def test_the_theme_can_be_changed_and_the_search_works(window: Window, real_url: str) -> None:
    shown = window.open(real_url + "index.html")
    before = shown.evaluate("() => document.body.dataset.theme")
    shown.get_by_label("Colours:").select_option("dark")
    assert (before, shown.evaluate("() => document.body.dataset.theme")) == ("auto", "dark")
    assert shown.evaluate("() => getComputedStyle(document.body).colorScheme") == "dark"
    assert shown.reload()
    assert shown.get_by_label("Colours:").input_value() == "dark"
    shown.goto(real_url + "search.html?q=gangs")
    shown.locator("#search-results > li").first.wait_for()
    assert window.broken() == []


class _WithProbe(_Quiet):
    """Serves one page more, in which is what no page may hold."""

    probe = b""

    def do_GET(self) -> None:
        if self.path != "/probe.html":
            super().do_GET()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(self.probe)


@pytest.fixture(scope="session")
def hostile_url(hostile: Built) -> Iterator[tuple[str, list[str]]]:
    out = hostile.out
    probe = '<script>document.title = "ran"</script><img src="https://evil.test/x.png" onerror="alert(1)">'
    page = (out / "about.html") if (out / "about.html").exists() else out / "index.html"
    text = page.read_text("utf-8").replace("</main>", f"{probe}</main>")
    _WithProbe.probe = text.replace("</body>", f"{probe}</body>").encode()
    found = sorted(out.glob("issues/19*.html"))
    assert len(found) > 100
    # A page that was refused shows its name and no more: of those that differ in that alone, one.
    unlike = {re.sub(r"\b19\d\d-\d\d\b", "", path.read_text()): path for path in reversed(found)}
    names = sorted(path.relative_to(out).as_posix() for path in unlike.values())
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_WithProbe, directory=str(out))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/", names
        server.shutdown()


@pytest.mark.browser
def test_no_attack_runs_asks_or_leads_anywhere(
    window: Window, hostile_url: tuple[str, list[str]]
) -> None:
    url, names = hostile_url
    seen: list[str] = []
    window.on("dialog", lambda dialog: (seen.append(dialog.message), dialog.dismiss()))
    window.on("request", lambda r: None if r.url.startswith((url, "data:")) else seen.append(r.url))
    assert len(names) > 20
    for name in [*names, "topics/hostile-0.html", "topics/index.html", "search.html?q=x"]:
        shown = window.open(url + name, 390)
        assert shown.url == url + name
        assert window.broken() == [], name
        assert (
            shown.evaluate(
                """() => [...document.querySelectorAll("a[href]")].map((a) => a.protocol)
                 .filter((p) => !["http:", "https:", "mailto:"].includes(p))"""
            )
            == []
        ), name
        assert (
            shown.evaluate(
                """() => { const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
                 return ids.filter((id, n) => ids.indexOf(id) !== n); }"""
            )
            == []
        ), name
    assert seen == []


@pytest.mark.browser
def test_what_gets_into_a_page_all_the_same_is_stopped_by_the_policy(
    window: Window, hostile_url: tuple[str, list[str]]
) -> None:
    url, _ = hostile_url
    sent: list[str] = []
    window.on("requestfinished", lambda r: sent.append(r.url))
    assert window.open(url + "probe.html").title() != "ran"
    broken = window.broken()
    assert any(one.startswith("script-src") for one in broken)
    assert any("evil.test" in one for one in broken)
    assert not [one for one in sent if "evil.test" in one]
