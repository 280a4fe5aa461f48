"""``roundup links`` against a server of our own: every sort of answer."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from conftest import ROOTS
from sphinx_roundup.cli import main
from sphinx_roundup.cli.throttle import Turns
from sphinx_roundup.parse.link_status import Answer, answer_of, due, read_answers

ASKED: list[str] = []


class _Server(BaseHTTPRequestHandler):
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
        }
        if self.path == "/slow":
            time.sleep(3)
        self.send_response(code.get(self.path, 200))
        if self.path in {"/moved", "/away"}:
            self.send_header("Location", "/fine")
        if self.path == "/busy":
            self.send_header("Retry-After", "0")
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
def server() -> Iterator[str]:
    ASKED.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), _Server) as running:
        running.daemon_threads = True
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_address[1]}"
        running.shutdown()


PATHS = ("fine", "moved", "away", "lost", "gone", "broken", "busy", "slow", "endless", "odd_(x)*y|")


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
        main, ["links", "--timeout", "1", "--pause", "0", "--archive", str(archive), *words]
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
        "slow": "unclear",
        "endless": "works",
    }
    assert answers[f"{server}/moved"].to == f"{server}/fine"
    assert f"gone since {answers[f'{server}/lost'].since}: {server}/lost" in result.stdout
    assert (archive / "issues" / "2024-05.md").read_bytes() == page

    ASKED.clear()
    again = ask(archive, "--fail")
    assert again.exit_code == 0
    assert "/fine" not in ASKED
    assert "/lost" in ASKED


def test_the_file_is_the_same_for_the_same_answers(archive: Path) -> None:
    ask(archive)
    before = (archive / "links.json").read_bytes()
    assert list(json.loads(before)["links"]) == sorted(json.loads(before)["links"])
    ask(archive)
    assert (archive / "links.json").read_bytes() == before


def test_a_site_is_asked_with_breaks_between(monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    monkeypatch.setattr(time, "sleep", slept.append)
    monkeypatch.setattr(time, "monotonic", lambda: 100.0)
    turns = Turns(2)
    for address in (
        "https://a.example/1",
        "https://a.example/2",
        "https://b.example/",
        "https://a.example/3",
    ):
        turns.wait(address)
    assert slept == [0, 2, 0, 4]


def test_the_breaks_are_kept(archive: Path) -> None:
    (page,) = (archive / "issues").glob("*.md")
    words = re.sub(r"\[(?!fine|moved|lost)\w+[^ ]*", "words", page.read_text())
    page.write_text(words)
    start = time.monotonic()
    assert ask(archive, "--pause", "0.5").exit_code == 0
    assert time.monotonic() - start >= 1


def test_how_long_it_has_been_so() -> None:
    before = Answer("gone", "2024-05-01", "2024-04-01")
    row = {"status": "broken", "info": "404 Client Error: Not Found", "uri": "x"}
    today = dt.date(2024, 6, 1)
    assert answer_of(row, before, today) == Answer("gone", "2024-06-01", "2024-04-01")
    assert answer_of(row, None, today) == Answer("gone", "2024-06-01", "2024-06-01")
    assert answer_of({**row, "status": "ignored"}, before, today) is None


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
