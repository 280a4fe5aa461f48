"""What a web server is told: the page's own policy as headers, and files for each place."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import threading
import tomllib
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from conftest import PROJECT, Site
from sphinx_roundup.html.headers import (
    MEDIA_TYPES,
    NETLIFY_FILE,
    NGINX_FILE,
    header_policy,
    netlify,
    nginx,
)

if TYPE_CHECKING:
    from playwright.sync_api import Browser

POLICY = "Content-Security-Policy"
_META = re.compile(rf'<meta http-equiv="{POLICY}" content="([^"]*)">')


def policy_of(page: Path) -> str:
    found = _META.search(page.read_text(encoding="utf-8"))
    assert found
    return found[1].replace("&#39;", "'").replace("&amp;", "&")


def rules_of(text: str) -> dict[str, dict[str, str]]:
    """Path -> headers, as Netlify and Cloudflare Pages read the file."""
    rules: dict[str, dict[str, str]] = {}
    for line in text.splitlines():
        if line.startswith("/"):
            headers = rules.setdefault(line, {})
        else:
            name, _, value = line.strip().partition(": ")
            headers[name] = value
    return rules


def headers_for(path: str, rules: dict[str, dict[str, str]]) -> dict[str, str]:
    sent: dict[str, str] = {}
    for pattern, headers in rules.items():
        if pattern == path or (pattern.endswith("*") and path.startswith(pattern[:-1])):
            assert not sent.keys() & headers.keys()
            sent.update(headers)
    return sent


def test_each_page_gets_its_own_policy_and_no_pdf_gets_it(real_html: Path) -> None:
    rules = rules_of((real_html / NETLIFY_FILE).read_text(encoding="utf-8"))
    pages = [page for page in real_html.rglob("*.html") if "_static" not in page.parts]
    assert len(pages) > 50
    for page in pages:
        path = f"/{page.relative_to(real_html).as_posix()}"
        wanted = f"{policy_of(page)}; frame-ancestors 'none'"
        assert headers_for(path, rules)[POLICY] == wanted
        assert headers_for(path.removesuffix(".html"), rules)[POLICY] == wanted
    for path in ("/pdf/archive.pdf", "/archive.json", "/_static/archive.css"):
        sent = headers_for(path, rules)
        assert POLICY not in sent
        assert sent["X-Content-Type-Options"] == "nosniff"
    assert POLICY in headers_for("/", rules)


def test_the_files_are_made_again_where_they_are_gone_or_changed(
    site: Callable[[str], Site],
) -> None:
    small = site("small")
    out = small.build_quietly()
    texts = {name: (out / name).read_bytes() for name in (NETLIFY_FILE, NGINX_FILE)}
    (out / NETLIFY_FILE).unlink()
    (out / NGINX_FILE).write_text("set $archive_policy;\n", encoding="utf-8")
    small.build_quietly()
    assert {name: (out / name).read_bytes() for name in texts} == texts


def test_both_forms_say_the_same() -> None:
    policy = "default-src 'none'; script-src 'self' 'sha256-a+/='"
    kinds = re.findall(
        r'^location \S+ (\S+) \{ types \{ \} default_type "([^"]+)"; \}$',
        nginx(policy),
        re.MULTILINE,
    )
    assert dict(kinds) == MEDIA_TYPES
    said = dict(re.findall(r'^add_header (\S+) "?([^"]*?)"? always;$', nginx(policy), re.MULTILINE))
    variable = re.search(r'^set \$archive_policy "([^"]*)";$', nginx(policy), re.MULTILINE)
    assert variable
    assert said.pop(POLICY) == "$archive_policy"
    assert variable[1] == header_policy(policy)
    rules = rules_of(netlify(policy, ["a.html"]))
    assert said == rules["/*"]
    assert rules["/a.html"] == rules["/a"] == {POLICY: header_policy(policy)}


def test_servers_are_told_what_no_server_knows(real_html: Path) -> None:
    rules = rules_of((real_html / NETLIFY_FILE).read_text(encoding="utf-8"))
    told = {
        "/cite/issues/2024-04.ris": "application/x-research-info-systems",
        "/cite/topics/sextortion.ris": "application/x-research-info-systems",
        "/data/entries.csv": "text/csv; charset=utf-8",
        "/data/issues/2024-04.json.gz": "application/gzip",
        "/data/entries.ndjson.gz": "application/gzip",
    }
    for path, media_type in told.items():
        assert (real_html / path[1:]).is_file()
        assert headers_for(path, rules)["Content-Type"] == media_type
    for path in (
        "/cite/references.js",
        "/data/datapackage.json",
        "/data/entries.xlsx",
        "/data.html",
    ):
        assert "Content-Type" not in headers_for(path, rules)


class _Handler(SimpleHTTPRequestHandler):
    """Serves the site with the headers that it came with."""

    rules: dict[str, dict[str, str]]

    def end_headers(self) -> None:
        for name, value in headers_for(self.path.partition("?")[0], self.rules).items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Keep the tests' output for the tests."""


@pytest.fixture
def served(real_html: Path) -> Iterator[str]:
    _Handler.rules = rules_of((real_html / NETLIFY_FILE).read_text(encoding="utf-8"))
    handler = partial(_Handler, directory=str(real_html))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@pytest.mark.browser
def test_pages_and_the_search_work_under_the_headers(chromium: Browser, served: str) -> None:
    page = chromium.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    for path in ("/", "/index.html", "/issues/2024-04.html", "/genindex.html"):
        answer = page.goto(served + path)
        assert answer
        assert "frame-ancestors 'none'" in answer.headers[POLICY.lower()]
    page.goto(f"{served}/search.html?q=missing")
    page.wait_for_selector("#search-results li, .search-results li, ol li")
    assert [line for line in complaints if "favicon" not in line and "404" not in line] == []
    page.close()


def nginx_program() -> str:
    found = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin")
    if found is None:
        pytest.skip("needs nginx")
    return found


def test_nginx_takes_its_file(real_html: Path, tmp_path: Path) -> None:
    text = (PROJECT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    text = text.replace("/srv/archive", str(real_html)).replace("listen 80;", "listen 127.0.0.1:8;")
    logs = f"error_log {tmp_path}/error.log; pid {tmp_path}/pid;"
    temporary = "".join(
        f"{name}_temp_path {tmp_path}/{name};"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    whole = f"{logs}\nevents {{}}\nhttp {{ access_log off; {temporary}\n{text}}}\n"
    (tmp_path / "nginx.conf").write_text(whole, encoding="utf-8")
    command = [nginx_program(), "-t", "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "test is successful" in done.stderr, done.stderr


def test_each_place_runs_verbs_of_the_makefile_and_publishes_what_they_make() -> None:
    known = set(re.findall(r"^([a-z]+):", (PROJECT / "Makefile").read_text(), re.MULTILINE))
    build = tomllib.loads((PROJECT / "netlify.toml").read_text(encoding="utf-8"))["build"]
    gitlab = yaml.safe_load((PROJECT / ".gitlab-ci.yml").read_text(encoding="utf-8"))
    container = json.loads((PROJECT / ".devcontainer" / "devcontainer.json").read_text())
    scripts = [build["command"], container["postCreateCommand"], str(gitlab["pages"]["script"])]
    for script in scripts:
        called = re.findall(r"make ([a-z]+)", script)
        assert called
        assert set(called) <= known
    assert build["publish"] == "_build/html"
    assert "mv _build/html public" in str(gitlab["pages"]["script"])
    assert gitlab["pages"]["artifacts"]["paths"] == ["public"]


def test_the_server_of_nginx_takes_the_policy_from_the_build_alone() -> None:
    text = (PROJECT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    assert f"include /srv/archive/{NGINX_FILE};" in text
    assert "default-src" not in text
    assert re.search(r'location /pdf/ \{\s+set \$archive_policy "";', text)
