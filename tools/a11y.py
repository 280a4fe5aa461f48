"""Ask of each kind of page, in each setting, what keeps a reader out: axe, and a walk by keyboard.

    python tools/a11y.py _build/html            # every kind of page, width and scheme
    python tools/a11y.py _build/html --short    # a few of each

Prints a line of figures for each page and setting, then what was found. Ends with 1 if a rule
is broken, a stop of the Tab key is covered or cannot be seen, or a page scrolls sideways.
Drawers, filters and dropdowns are opened, for what is closed is not looked at.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
"""What axe looks for. To tell of what keeps the rules, too, took half of its time."""

KINDS = {
    "home": "index.html",
    "issue": "issues/*.html",
    "entry": "e/*/*.html",
    "topic": "topics/[!i]*.html",
    "topics": "topics/index.html",
    "source": "sources/[!i]*.html",
    "type": "kinds/[!i]*.html",
    "year": "years/[!i]*.html",
    "index": "genindex.html",
    "search": "search.html",
    "follow": "follow.html",
    "pack": "pack.html",
    "trends": "trends.html",
    "data": "data.html",
    "links": "links-to-restore.html",
    "guide": "how-to-write-an-item.html",
    "add": "add.html",
    "about": "about.html",
    "help": "get-help.html",
    "access": "accessibility.html",
    "lost": "404.html",
}
"""A kind of page -> where its pages are, below the site's root; the first by name is taken."""

WIDTHS = (390, 800, 1280)
SCHEMES = ("light", "dark", "forced")
OPENERS = (
    '.top-bar [aria-controls="menu"]',
    '.top-bar [aria-controls="contents"]',
    "#search-filters:not([open]) > summary",
    "#search-builder:not([open]) > summary",
    "article details:not([open]) > summary",
    "article button[aria-expanded]",
)
"""What opens something that is closed at first: each kind of it once."""

MARK = """opener => {
  document.querySelector("[data-looked-at]")?.removeAttribute("data-looked-at");
  const controlled = document.getElementById(opener.getAttribute("aria-controls"));
  (controlled ?? opener.closest("details, fieldset, section")).dataset.lookedAt = "";
}"""
"""Marks what an opener opens."""
OPENED = "[data-looked-at]"

STOPS = """(inside) => {
  document.documentElement.style.scrollBehavior = "auto";
  const can = [...document.querySelectorAll("a[href], button, input, select, summary, [tabindex]")]
    .filter((one) => one.closest(inside) && one.tabIndex >= 0 && !one.disabled && !one.closest("[inert]"))
    .filter((one) => one.checkVisibility({ visibilityProperty: true }));
  const sees = (one) => [...one.getClientRects()].some((box) => {
    if (box.width < 2 || box.height < 2) return false;
    const hit = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    return hit && (one.contains(hit) || (hit.contains(one) && hit !== document.body));
  });
  const named = (one) => `${one.tagName.toLowerCase()} “${(one.textContent || one.id).trim().slice(0, 40)}”`;
  const wrong = [];
  for (const [way, stops] of [["forwards", can], ["backwards", [...can].reverse()]]) {
    for (const stop of stops) {
      stop.focus();
      if (document.activeElement !== stop) continue;
      if (!sees(stop)) wrong.push(`covered, ${way}: ${named(stop)}`);
      // A mouse may have been used before: only the style of the keyboard's focus counts.
      else if (way === "forwards" && stop.matches(":focus-visible")) {
        const { outlineStyle, boxShadow } = getComputedStyle(stop);
        if (outlineStyle === "none" && boxShadow === "none") wrong.push(`no outline: ${named(stop)}`);
      }
    }
  }
  document.activeElement?.blur();
  scrollTo(0, 0);
  return [can.length, wrong];
}"""
"""Takes the focus through a page and back; gives the number of stops, and those nobody sees."""


class Report(NamedTuple):
    """What was found on a page in one setting."""

    stops: int
    wrong: list[str]


def violations(page: Page, inside: str = "html") -> list[str]:
    """Name each rule of axe that a page, or what is inside of one element, breaks, and where."""
    found = Axe().run(page, context=inside, options=RULES).response["violations"]
    return [f"{one['id']}: {node['html'][:90]}" for one in found for node in one["nodes"]]


def stops(page: Page, inside: str = "html") -> Report:
    """Walk through a page by keyboard, forwards and back; report each stop that nobody sees."""
    count, wrong = page.evaluate(STOPS, inside)
    return Report(count, wrong)


def sideways(page: Page) -> list[str]:
    """Tell whether a page is wider than its window, so that it would have to be scrolled."""
    over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return [f"{over} px wider than the window"] if over > 0 else []


def states(page: Page) -> Iterator[str]:
    """Open one after another what is closed on a page, and mark it; give the name of each state."""
    for selector in OPENERS:
        opener = page.locator(selector).locator("visible=true").first
        if opener.count():
            name = opener.inner_text().strip()[:24]
            opener.evaluate(MARK)
            opener.click()
            yield name.lower()
            page.keyboard.press("Escape")


def audit(page: Page) -> Iterator[tuple[str, Report]]:
    """Report on a whole page, then on each part of it that opens: the rest is as it was."""
    for state, inside in chain([("as it comes", "html")], ((one, OPENED) for one in states(page))):
        count, covered = stops(page, inside)
        yield state, Report(count, [*covered, *sideways(page), *violations(page, inside)])


def pages(site: Path, kinds: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Give each kind of page that a site has, with the address of one below its root."""
    for kind, pattern in kinds.items():
        found = sorted(path for path in site.glob(pattern) if path.is_file())
        if found:
            query = "?q=children" if kind == "search" else ""
            yield kind, found[0].relative_to(site).as_posix() + query


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve a site on this machine while it is looked at; give its address."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Keep the lines for the figures."""

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


def look(browser: Browser, address: str, width: int, scheme: str) -> Iterator[tuple[str, Report]]:
    """Open a page in a window of this width with this scheme, and report on it."""
    forced = scheme == "forced"
    page = browser.new_page(
        viewport={"width": width, "height": 900},
        color_scheme="light" if forced else scheme,  # type: ignore[arg-type]  # one of them
        forced_colors="active" if forced else "none",
    )
    try:
        page.goto(address, wait_until="load")
        for state, report in audit(page):
            # The system's own colours are the reader's choice; axe takes them for the page's.
            wrong = [one for one in report.wrong if not (forced and one.startswith("color-"))]
            yield state, Report(report.stops, wrong)
    finally:
        page.close()


def settings(*, short: bool) -> Iterator[tuple[int, str]]:
    """Give widths and schemes: all of them, or each value of both at least once."""
    if short:
        yield from zip(WIDTHS, ("light", "forced", "dark"), strict=True)
    else:
        yield from ((width, scheme) for width in WIDTHS for scheme in SCHEMES)


SHORT = ("issue", "topic", "search", "guide")
"""The kinds of a short look: with contents, with a list, with filters, with code."""


def main() -> int:
    """Look at a site, print the figures; give 1 if anything keeps a reader out."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("site", type=Path)
    parser.add_argument("--short", action="store_true", help="a few kinds of page and settings")
    chosen = parser.parse_args()
    kinds = {kind: KINDS[kind] for kind in SHORT} if chosen.short else KINDS
    program = os.environ.get("CHROMIUM") or shutil.which("chromium")
    total, wrong = 0, 0
    with sync_playwright() as playwright, served(chosen.site) as root:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=program, args=arguments)
        for kind, name in pages(chosen.site, kinds):
            for width, scheme in settings(short=chosen.short):
                for state, report in look(browser, root + name, width, scheme):
                    total += report.stops
                    wrong += len(report.wrong)
                    told = f"{kind:8}{width:6}  {scheme:8}{state:26}{report.stops:5} stops"
                    said = "".join(f"    {one}\n" for one in report.wrong)
                    sys.stdout.write(f"{told}{len(report.wrong):5} wrong\n{said}")
        browser.close()
    sys.stdout.write(f"{2 * total} stops of the Tab key, {wrong} wrong\n")
    return 1 if wrong or not total else 0


if __name__ == "__main__":
    sys.exit(main())
