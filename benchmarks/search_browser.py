"""Time searches in Chromium, as a reader with a slow phone meets them."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import IO

from playwright.sync_api import Browser, Page, sync_playwright

SERVER = Path(__file__).parent / "search_server.js"
SLOW_4G = {
    "offline": False,
    "latency": 562.5,
    "downloadThroughput": 180_000,
    "uploadThroughput": 84_375,
}
"""The preset of the browser's own tools: 1.44 Mbit/s down, 562 ms for each answer."""

CPU = 4
OWN = ("/search/", "/pagefind/", "/searchindex.js", "/_static/searchtools.js", "/_static/language_data.js",
       "/_static/english-stemmer.js", "/_static/base-stemmer.js", "/issues/")  # fmt: skip
"""What a search asks for itself; Sphinx's fetches the pages it found for their summaries."""

PHONE = {"width": 390, "height": 844}
RESULT = ".search-result, #search-results ul.search li"
WATCH = f"""
new MutationObserver(() => {{
  if (!globalThis.shownAt && document.querySelector("{RESULT}")) globalThis.shownAt = performance.now();
}}).observe(document, {{ childList: true, subtree: true }});
"""


TYPE = """
(q) => new Promise((done) => {
  const started = performance.now();
  new MutationObserver(() => done(performance.now() - started))
    .observe(document.getElementById("search-results"), { childList: true });
  const box = document.getElementById("search-q");
  box.value = q;
  box.dispatchEvent(new Event("input"));
})
"""


ARRIVED = """
performance.getEntriesByType("resource")
  .filter(({ responseEnd }) => responseEnd <= globalThis.shownAt)
  .map(({ name }) => new URL(name).pathname)
"""


@dataclass(frozen=True)
class Timed:
    """One search from a link: what came over the wire, and when the results stood there."""

    index_kb: float
    first_kb: float
    """Of the search alone, by the time the first results stood there; a worker's files are not seen."""
    page_kb: float
    requests: int
    seconds: float
    next_seconds: float | None
    next_kb: float | None
    heap_mb: float


@contextmanager
def served(folder: Path, keys: Path) -> Iterator[Served]:
    """Serve a folder over HTTP/2."""
    if not (keys / "key.pem").exists():
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
             "-keyout", "key.pem", "-out", "cert.pem"],
            cwd=keys, check=True, capture_output=True,
        )  # fmt: skip
    command = ["node", str(SERVER), str(folder), str(keys / "key.pem"), str(keys / "cert.pem")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        port = int(server.stdout.readline())
        yield Served(f"https://127.0.0.1:{port}/", server.stdout)
        server.terminate()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start Chromium, kept from calling home."""
    quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or shutil.which("chromium"),
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--enable-precise-memory-info",
                *quiet,
            ],
        )
        yield browser
        browser.close()


def deep_link(browser: Browser, server: Served, name: str, first: str, then: str) -> Timed:
    """Open a search as if from a link, then type another one."""
    context = browser.new_context(viewport=PHONE, ignore_https_errors=True, bypass_csp=True)
    page = context.new_page()
    page.set_default_timeout(180_000)
    page.add_init_script(WATCH)
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW_4G)
    session.send("Emulation.setCPUThrottlingRate", {"rate": CPU})
    server.take()
    page.goto(f"{server.address}{name}?q={first.replace(' ', '+')}", wait_until="commit")
    page.wait_for_function("globalThis.shownAt")
    seconds = page.evaluate("globalThis.shownAt") / 1000
    by_then = page.evaluate(ARRIVED)
    page.wait_for_timeout(500)
    before = server.sent(by_then)
    index, everything, requests = server.take()
    next_seconds = _next(page, then) if page.locator("#search-q").count() else None
    page.wait_for_timeout(300)
    heap = page.evaluate("performance.memory.usedJSHeapSize") / 1e6
    timed = Timed(
        index, before, everything, requests, seconds, next_seconds, server.take()[0], heap
    )
    context.close()
    return timed


def _next(page: Page, q: str) -> float:
    """Type another query; return the time until its results stand there, the pause while typing included."""
    page.wait_for_load_state("networkidle")
    return float(page.evaluate(TYPE, q)) / 1000


class Served:
    """A folder on a server that says what it sent: workers ask for files too, unseen by the page."""

    def __init__(self, address: str, output: IO[str]) -> None:
        self.address = address
        self._lines: list[str] = []
        self._taken = 0
        Thread(target=lambda: self._lines.extend(iter(output.readline, "")), daemon=True).start()

    def sent(self, paths: Sequence[str]) -> float:
        """Return kB of those search files among some, sent since last asked."""
        rows = [line.split(maxsplit=1) for line in self._lines[self._taken :]]
        own = {path.strip(): int(size) for size, path in rows if path.startswith(OWN)}
        return sum(own.get(path, 0) for path in paths) / 1000

    def take(self) -> tuple[float, float, int]:
        """Return kB of search files, kB of all, and the number of search files, since last asked."""
        rows = [line.split(maxsplit=1) for line in self._lines[self._taken :]]
        self._taken += len(rows)
        own = [int(size) for size, path in rows if path.startswith(OWN)]
        return sum(own) / 1000, sum(int(size) for size, _ in rows) / 1000, len(own)


def main_thread(browser: Browser, address: str, q: str) -> float:
    """Return the seconds that a query with a very common word takes at a slow phone's pace.

    The words are asked for a second time, so that nothing is waited for.
    """
    context = browser.new_context(ignore_https_errors=True, bypass_csp=True)
    page = context.new_page()
    page.set_default_timeout(180_000)
    page.goto(address)
    page.wait_for_timeout(1000)
    page.evaluate("(q) => globalThis.seek(q)", q)
    session = context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": CPU})
    timed = "async (q) => { const t = performance.now(); await globalThis.seek(q); return performance.now() - t; }"
    best = min(page.evaluate(timed, q) for _ in range(3))
    context.close()
    return float(best) / 1000
