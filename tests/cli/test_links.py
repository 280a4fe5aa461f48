"""``roundup links`` against a server of our own: every sort of answer."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from conftest import ROOTS
from sphinx_roundup.cli import main, ssrf_guard
from sphinx_roundup.cli.link_checker import LinkChecker
from sphinx_roundup.cli.throttle import HostThrottle
from sphinx_roundup.parse.link_status import Answer, Reply, answer_of, due, read_answers, reply_of

ASKED: list[str] = []
OVER = threading.Event()
"""Set when a test is over: until then the silent page says nothing."""


class _Server(BaseHTTPRequestHandler):
    later: str | None = "0"

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        ASKED.append(self.path)
        code = {
            "/moved": 301,
            "/away": 302,
            "/lost": 404,
            "/gone": 410,
            "/broken": 500,
            "/busy": 429,
            "/moved-then-away": 308,
            "/circle": 302,
            "/to-file": 302,
            "/no-head": 405 if self.command == "HEAD" else 200,
        }
        if self.path == "/silent":
            OVER.wait()
        self.send_response(code.get(self.path, 200))
        leads = {
            "/moved": "/fine",
            "/away": "/fine",
            "/moved-then-away": "/away",
            "/circle": "/circle",
            "/to-file": "file:///etc/passwd",
        }
        if self.path in leads:
            self.send_header("Location", leads[self.path])
        if self.path == "/busy" and self.later is not None:
            self.send_header("Retry-After", self.later)
        self.end_headers()
        if self.path == "/endless" and self.command == "GET":
            for _ in range(200):
                self.wfile.write(b"x" * 10_000)

    def handle(self) -> None:
        try:
            super().handle()
        except OSError:
            return

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A site that is asked here; nothing but a test can have this machine asked."""
    monkeypatch.setattr(ssrf_guard, "is_public", lambda address: str(address) == "127.0.0.1")
    look_up = socket.getaddrinfo

    def answer(host: str, *more: Any, **named: Any) -> Any:
        return look_up("127.0.0.1" if host == "news.example.org" else host, *more, **named)

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    ASKED.clear()
    OVER.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), _Server) as running:
        running.daemon_threads = True
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://news.example.org:{running.server_address[1]}"
        OVER.set()
        running.shutdown()


PATHS = ("fine", "moved", "away", "lost", "gone", "broken", "busy", "endless", "odd_(x)*y|")


@pytest.fixture
def archive(tmp_path: Path, server: str) -> Path:
    folder = Path(shutil.copytree(ROOTS / "small", tmp_path / "archive"))
    for path in (folder / "issues").glob("*.md"):
        path.unlink()
    words = " ".join(f"[{name}](<{server}/{name}>)" for name in PATHS)
    (folder / "issues" / "2024-05.md").write_text(
        "---\nmasthead: A\n---\n\n# May 2024\n\n## County lines\n\n:::{item} Many links at once\n"
        f":id: many\n:kind: news\n:source: not-stated\n\n{words}\n:::\n"
    )
    return folder


def ask(archive: Path, *words: str) -> Result:
    return CliRunner().invoke(
        main, ["links", "--timeout", "60", "--pause", "0", "--archive", str(archive), *words]
    )


def test_every_sort_of_answer(archive: Path, server: str) -> None:
    page = (archive / "issues" / "2024-05.md").read_bytes()
    result = ask(archive, "--fail")
    assert result.exit_code == 1, result.output
    answers = read_answers(archive)
    states = {
        address.removeprefix(f"{server}/"): answer.state for address, answer in answers.items()
    }
    assert states.pop("odd_(x)*y%7C") == "works"
    assert states == {
        "fine": "works",
        "moved": "moved",
        "away": "works",
        "lost": "gone",
        "gone": "gone",
        "broken": "unclear",
        "busy": "unclear",
        "endless": "works",
    }
    assert answers[f"{server}/moved"].to == f"{server}/fine"
    since = answers[f"{server}/lost"].since
    place = "issues/2024-05.md:14:"
    assert result.stdout.splitlines() == [
        f"{place} unclear since {since}: {server}/broken (it answers with status 500)",
        f"{place} unclear since {since}: {server}/busy (it answers with status 429)",
        f"{place} gone since {since}: {server}/gone",
        f"{place} gone since {since}: {server}/lost",
        f"{place} moved since {since}: {server}/moved is now {server}/fine",
        "9 addresses asked of 9.",
    ]
    assert (archive / "issues" / "2024-05.md").read_bytes() == page

    ASKED.clear()
    again = ask(archive, "--fail")
    assert again.exit_code == 0
    assert "/fine" not in ASKED
    assert "/lost" in ASKED


def test_a_site_that_says_nothing_is_not_waited_for(archive: Path, server: str) -> None:
    (page,) = (archive / "issues").glob("*.md")
    page.write_text(re.sub(r"\n\[fine.*\n", f"\n[it](<{server}/silent>)\n", page.read_text()))
    result = ask(archive, "--timeout", "1")
    assert f"{server}/silent (no answer within 1 seconds)" in result.stdout, result.output


def test_the_file_is_the_same_for_the_same_answers(archive: Path) -> None:
    ask(archive)
    before = (archive / "links.json").read_bytes()
    assert list(json.loads(before)["links"]) == sorted(json.loads(before)["links"])
    ask(archive)
    assert (archive / "links.json").read_bytes() == before


def test_a_host_is_asked_with_breaks_between(monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    monkeypatch.setattr(time, "sleep", slept.append)
    monkeypatch.setattr(time, "monotonic", lambda: 100.0)
    throttle = HostThrottle(2)
    for address in (
        "https://a.example/1",
        "https://a.example/2",
        "https://b.example/",
        "https://a.example/3",
    ):
        throttle.wait(address)
    assert slept == [0, 2, 0, 4]
    throttle.postpone("https://b.example/", 30)
    throttle.postpone("https://a.example/", 1)  # sooner than its turn: that stays
    throttle.wait("https://b.example/")
    throttle.wait("https://a.example/")
    assert slept[4:] == [30, 6]


@pytest.mark.parametrize(
    ("given", "slept"), [("7", [7, 7, 7]), ("99999", []), ("soon", []), (None, [])]
)
def test_a_host_that_asks_for_a_later_visit_gets_it_unless_it_is_too_late(
    server: str, monkeypatch: pytest.MonkeyPatch, given: str | None, slept: list[float]
) -> None:
    monkeypatch.setattr(_Server, "later", given)
    checker = LinkChecker(timeout=60, pause=0)
    postponed: list[float] = []
    monkeypatch.setattr(checker._throttle, "postpone", lambda _, seconds: postponed.append(seconds))
    reply = checker.ask(f"{server}/busy")
    assert postponed == slept
    assert reply == Reply("unclear", why="it answers with status 429", is_busy=True)
    assert len(ASKED) == max(1, len(slept))


def test_only_redirects_that_all_last_have_moved_a_page(server: str) -> None:
    checker = LinkChecker(timeout=60, pause=0)
    assert checker.ask(f"{server}/moved") == Reply("moved", f"{server}/fine")
    assert checker.ask(f"{server}/moved-then-away") == Reply("works")
    assert checker.ask(f"{server}/away") == Reply("works")
    assert checker.ask(f"{server}/circle").why == "it leads on and on"
    assert checker.ask(f"{server}/to-file").why == "it is not an address of the web"


def test_a_site_that_refuses_heads_is_asked_for_the_page(server: str) -> None:
    assert LinkChecker(timeout=60, pause=0).ask(f"{server}/no-head") == Reply("works")


def test_no_links_leave_no_file(archive: Path) -> None:
    for path in (archive / "issues").glob("*.md"):
        path.unlink()
    result = ask(archive)
    assert result.stdout == "0 addresses asked of 0.\n"
    assert not (archive / "links.json").exists()


def test_each_place_of_an_address_is_told_with_its_line(archive: Path, server: str) -> None:
    (page,) = (archive / "issues").glob("*.md")
    entry = ":::{item} Entry\n:id: ID\n:kind: news\n:source: not-stated\n\nWords\nof\n[it](URL)\n:::\n\n"
    head = "---\nmasthead: A\n---\n\n# May 2024\n\n## County lines\n\n"
    two = entry.replace("ID", "one").replace("URL", f"{server}/lost/more")
    two += entry.replace("ID", "two").replace("URL", f"{server}/lost")
    two += entry.replace("ID", "three").replace("URL", f"{server}/lost")
    page.write_text(head + two)
    lines = ask(archive).stdout.splitlines()
    assert [line.partition(": ")[0] for line in lines if line.endswith("/lost")] == [
        "issues/2024-05.md:26",
        "issues/2024-05.md:36",
    ]


def test_the_breaks_are_kept(archive: Path) -> None:
    (page,) = (archive / "issues").glob("*.md")
    words = re.sub(r"\[(?!fine|moved|lost)\w+[^ ]*", "words", page.read_text())
    page.write_text(words)
    start = time.monotonic()
    assert ask(archive, "--pause", "0.5").exit_code == 0
    assert time.monotonic() - start >= 1


def test_how_long_it_has_been_so() -> None:
    before = Answer("gone", "2024-05-01", "2024-04-01")
    today = dt.date(2024, 6, 1)
    assert answer_of(Reply("gone"), before, today) == Answer("gone", "2024-06-01", "2024-04-01")
    assert answer_of(Reply("gone"), None, today) == Answer("gone", "2024-06-01", "2024-06-01")
    assert answer_of(Reply("works"), before, today) == Answer("works", "2024-06-01", "2024-06-01")


@pytest.mark.parametrize(
    ("status", "state"),
    [
        *((code, "works") for code in (200, 204, 299)),
        *((code, "gone") for code in (404, 410, 451)),
        *((code, "unclear") for code in (199, 300, 304, 401, 403, 429, 500, 503, 999)),
    ],
)
def test_what_a_status_means(status: int, state: str) -> None:
    assert reply_of(status).state == state
    assert reply_of(status, "https://a.example/").state == ("moved" if state == "works" else state)


def test_which_are_asked() -> None:
    known = {
        "new": Answer("works", "2024-05-20", "2024-01-01"),
        "old": Answer("works", "2024-04-01", "2024-01-01"),
        "bad": Answer("unclear", "2024-05-31", "2024-01-01"),
    }
    assert due(["bad", "new", "old", "other"], known, dt.date(2024, 6, 1), 30) == [
        "bad",
        "old",
        "other",
    ]
