"""``make serve``: what an editor saves, the browser shows; what is published keeps its policy."""

from __future__ import annotations

import os
import re
import shlex
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser
from conftest import PROJECT, Site
from gold import PRINTED

POLICY = 'http-equiv="Content-Security-Policy"'
LONG = 600_000
"""Milliseconds after which a test that waits for what never comes gives up; no proof of speed."""


def recipe(port: int) -> list[str]:
    """The command that the Makefile starts the server with, for this Python."""
    done = subprocess.run(
        ["make", "--dry-run", "serve", f"PORT={port}", "OUT=out"],
        cwd=PROJECT, check=True, capture_output=True, text=True,
    )  # fmt: skip
    lines = done.stdout.replace("\\\n", "").splitlines()
    (line,) = [line for line in lines if "tools/serve.py" in line]
    _, tool, *options = shlex.split(line)
    after = options.index("--post-build") + 1
    _, _, words = options[after].partition("tools/")
    options[after] = f"{sys.executable} {PROJECT}/tools/{words}"
    return [sys.executable, str(PROJECT / tool), *options]


@pytest.fixture
def served(site: Callable[[str], Site]) -> Iterator[tuple[str, Site]]:
    """The small archive as ``make serve`` shows it: its address, which ends with a slash."""
    pytest.importorskip("sphinx_autobuild")
    small = site("small")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = small.source.parent / "log.txt"
    with log.open("w") as said:
        server = subprocess.Popen(
            recipe(port), cwd=small.source, stdout=said, stderr=said,
        )  # fmt: skip
    try:
        address = f"http://127.0.0.1:{port}/"
        while not answers(address):
            with suppress(subprocess.TimeoutExpired):
                server.wait(0.2)
            assert server.returncode is None, log.read_text()
        yield address, small
    finally:
        server.terminate()
        server.wait()


def answers(address: str) -> bool:
    """Tell whether a server is there."""
    try:
        with urllib.request.urlopen(address):  # noqa: S310 - of this machine
            return True
    except OSError:
        return False


def test_a_saved_word_is_shown_without_a_hand_on_the_browser(
    served: tuple[str, Site], chromium: Browser
) -> None:
    address, small = served
    page = chromium.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    with page.expect_websocket(timeout=LONG) as socket_of_page:
        page.goto(f"{address}issues/2024-04.html", timeout=LONG)
    assert "websocket-reload" in socket_of_page.value.url
    page.get_by_text("News of missing school.").wait_for(timeout=LONG)
    assert page.locator("a[href$='.pdf']").count() == 0  # a PDF would not be there
    small.edit("issues/2024-04.md", "News of missing school.", "News of lessons saved.")
    page.get_by_text("News of lessons saved.").wait_for(timeout=LONG)
    assert not [line for line in complaints if "Content Security Policy" in line]
    page.close()


def test_only_a_page_for_this_machine_has_no_policy(site: Callable[[str], Site]) -> None:
    small = site("small")
    for tag, has_policy in (("", True), ("serve", False), ("", True)):
        small.build_quietly(tags=(tag,) if tag else ())
        pages = list((small.work / "html").rglob("*.html"))
        assert {POLICY in page.read_text(encoding="utf-8") for page in pages} == {has_policy}


def test_nothing_that_is_published_is_built_for_this_machine_alone() -> None:
    texts = [PROJECT / "Makefile", PROJECT / ".readthedocs.yaml", PROJECT / "conf.py"]
    texts += [*(PROJECT / "tools").glob("*.*"), *(PROJECT / ".github").rglob("*.yml")]
    tagged = [
        line
        for path in texts
        for line in path.read_text(encoding="utf-8").splitlines()
        if re.search(r"(?:-t|--tag)[ =]?serve|tags\.add", line)
    ]
    assert len(tagged) == 1
    assert "$(OUT)/serve/html" in tagged[0]


def test_the_page_that_is_edited_is_named_with_its_address(tmp_path: Path) -> None:
    def said(*words: str) -> str:
        command = [sys.executable, PROJECT / "tools/page_edited.py", "8001", "out", *words]
        return subprocess.run(
            command, cwd=tmp_path, check=True, capture_output=True, text=True
        ).stdout

    command = shlex.split("make --dry-run serve PORT=8001 OUT=out PAGE=about.md")
    done = subprocess.run(command, cwd=PROJECT, check=True, capture_output=True, text=True)
    assert "python tools/page_edited.py 8001 out/serve about.md'" in done.stdout
    assert said("about.md") == "The page: http://127.0.0.1:8001/about.html\n"
    assert said() == "The page: http://127.0.0.1:8001/index.html\n"  # git keeps nothing here
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    for number, name in enumerate(("topics/a.md", "issues/2024-05.md", "README.md")):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("words")
        os.utime(tmp_path / name, (number, number))
    assert said() == "The page: http://127.0.0.1:8001/issues/2024-05.html\n"
    os.utime(tmp_path / "topics/a.md", (9, 9))
    assert said() == "The page: http://127.0.0.1:8001/topics/a.html\n"


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("issues/2024-04", ""),
        ("issues/2024-04.md", ""),
        ("index", ""),
        (
            "issues/2024-4",
            "serve: there is no page “issues/2024-4”; did you mean issues/2024-04?\n",
        ),
        (
            "../x",
            "serve: there is no page “../x”; name it by its file, as in PAGE=issues/2024-05\n",
        ),
    ],
)
def test_a_page_that_is_none_is_told_before_anything_is_built(page: str, said: str) -> None:
    command = [sys.executable, PROJECT / "tools/port.py", "0", page]
    done = subprocess.run(command, cwd=PRINTED, check=False, capture_output=True, text=True)
    assert (done.stderr, done.returncode) == (said, 1 if said else 0)
