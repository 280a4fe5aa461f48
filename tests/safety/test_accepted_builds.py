"""What the check accepts builds, in every format, without a word of warning, and loads.

Archives are made at random of all that is odd: of each page so many forms are tried until
the check accepts one. What it accepts must build. Many pages stand in one archive,
since a build takes seconds however few there are.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from random import Random

import pytest
from playwright.sync_api import Browser, ConsoleMessage, expect

from conftest import Site
from examples import examples
from safety.test_addresses import ACCEPTED, addresses
from sphinx_roundup.check.archive import check
from sphinx_roundup.check.compose import problems_of_page
from sphinx_roundup.guard.text import check_line
from sphinx_roundup.guard.urls import link_problem
from sphinx_roundup.model.assembly import assemble
from sphinx_roundup.model.dates import month as month_of
from sphinx_roundup.model.records import Item
from sphinx_roundup.model.vocabulary import Vocabulary
from sphinx_roundup.parse.page import read_page
from sphinx_roundup.parse.vocabulary import load

PAGES = 30

NAMES = (
    "constructor",
    "tostring",
    "valueof",
    "proto",
    "index-of",
    "length",
    "a",
    "z9-9",
    "con",
    "search",
)
TITLES = (
    "R&D", "C++ & C#", "“Quotes” and ‘more’", "Ünïcödé names", "漢字 and kana かな", "🙂 Emoji", "ﬁ ligature",
    "100% $money$ #tag @name", "a.b.c", "x" * 60, "العربية", "Ελληνικά", "1", "3.14", "2024-05-01", "true", "null",
    "constructor", "__proto__", "toString", "//comment", "end ]#eval", "Don’t — stop … now", "Tab\there", "½ ¾ ™ ©",
)  # fmt: skip
WORDS = (
    *TITLES, *("word " * 40, "x" * 300, "supercalifragilistic" * 12, "a\u0301e\u0302\u0323", "\u2764\ufe0f", "- not a list"),
    *("**strong** *em* ***both***", "**a *b* c**", "[lost](#)", "[](#)", "`code`", "\\*not em\\*", "&amp; &lt; &#233; &nbsp;"),
    *("a\nb", "a\\\nb", "a  \nb", "1. one", "- one\n- two\n- three", "> quoted", "| a | b |\n|---|---|\n| 1 | 2 |"),
    *("```\ncode\n```", "```python\nprint(1)\n```", "---", "***", "# Heading", "## Foo", "### Foo 2", "Setext\n---"),
    *("\\input{x} $x^2$ %", "#set page(width: 1pt)", "{item}`2024-04/x`", "{topic}`constructor`", "<https://a.test/>"),
    *("http://bare.example/x", "a < b > c", "\\<b>", "{ {", "{% x", "[x]: y", "![x](y)", "+++", "% c", "(x)=", "\u00a0"),
    *("https://very.long.example/" + "path/" * 60, "!" * 200, "(" * 30 + ")" * 30, "_a_ __b__", "~~x~~", "^x^"),
)  # fmt: skip
DATES = ("0001-01-01", "1582-10-10", "1969-12-31", "2024-02-29", "9999-12-31", "2024-05-23")


class Maker:
    """Makes archives at random."""

    def __init__(self, source: Path, seed: int) -> None:
        self.source = source
        self.chance = Random(seed)  # noqa: S311 - the same archives every time
        found = (one for one in addresses(4_000, seed) if not link_problem(one))
        self.addresses = [*ACCEPTED, *found, *(f"https://a.test/{'p' * n}" for n in (200, 1_900))]

    def letters(self) -> str:
        """Characters of all of Unicode that have a name."""
        found = (chr(self.chance.randrange(0x20, 0x2FA20)) for _ in range(12))
        return "".join(one for one in found if unicodedata.name(one, ""))

    def words(self, most: int = 4) -> str:
        parts = []
        for _ in range(self.chance.randint(1, most)):
            kind = self.chance.random()
            if kind < 0.25:
                address = self.chance.choice(self.addresses).replace(")", "%29").replace("(", "%28")
                copy = self.chance.choice(
                    ("", f' "archived https://web.archive.org/web/2024/{address}"')
                )
                parts.append(f"[{self.chance.choice(TITLES)}]({address}{copy})")
            elif kind < 0.35:
                parts.append(self.letters())
            else:
                parts.append(self.chance.choice(WORDS))
        return self.chance.choice((" ", " ", "\n\n")).join(parts)

    def fields(self, number: int, sources: list[str], topics: list[str]) -> Iterator[str]:
        yield f":id: {self.chance.choice((*NAMES, 'item'))}-{number}"
        yield f":kind: {self.chance.choice(('news', 'report', 'event', 'survey', 'podcast'))}"
        yield f":source: {', '.join(self.chance.sample(sources, self.chance.randint(1, 2)))}"
        yield f":topics: {', '.join(self.chance.sample(topics, self.chance.randint(1, 3)))}"
        for name in ("published", "starts", "closes"):
            if self.chance.random() < 0.2:
                yield f":{name}: {self.chance.choice(DATES)}"
        if self.chance.random() < 0.2:
            yield f":editor-note: {self.chance.choice(TITLES)} {self.letters()}"

    def issue(self, number: int, sources: list[str], topics: list[str]) -> str:
        month = month_of(dt.date(1950 + number // 12, number % 12 + 1, 1))
        parts = []
        for place in range(self.chance.randint(1, 3)):
            heading = self.chance.choice((*TITLES, "Foo", "Foo", "Foo 2"))
            quote = f"> {self.words(1)}\n\n" if self.chance.random() < 0.2 else ""
            fields = "\n".join(self.fields(number * 10 + place, sources, topics))
            title = self.chance.choice((*TITLES, "A plain title"))
            item = f":::{{item}} {title}\n{fields}\n\n{self.words()}\n:::\n"
            parts.append(f"## {heading}\n\n{quote}{item}")
        return f"---\nmasthead: Odd things & more\n---\n\n# {month}\n\n" + "\n".join(parts)

    def topic(self, place: int, above: list[str]) -> str:
        title = f"{self.chance.choice(TITLES)} {place}".replace("\t", " ")
        top = f'---\ntitle: "{title}"\nbroader: [{", ".join(above)}]\n---\n\n'
        return top + self.words(3) + "\n"

    def name(self, number: int) -> str:
        found = f"{self.chance.choice(TITLES)} {self.letters()} {number}".replace("\t", " ")
        found = found.replace('"', "").replace("\\", "")
        return found if not list(check_line("sources.yml", 1, found)) else f"Plain {number}"

    def write(self, path: str, make: Callable[[], str], words: Vocabulary) -> bool:
        """Write a page that the check accepts; tell whether one was found."""
        archive = assemble((), words)
        for _ in range(40):
            text = make()
            if not list(problems_of_page(read_page(path, text), archive, words)):
                (self.source / path).write_text(text, encoding="utf-8")
                return True
        return False

    def make(self) -> None:
        for path in (*self.source.glob("issues/*.md"), *self.source.glob("topics/*.md")):
            path.unlink()
        (self.source / "index.md").write_text("# Home\n", encoding="utf-8")
        sources = [*NAMES, *(f"{self.chance.choice(NAMES)}-{n}" for n in range(20))]
        lines = [f'{slug}: {{name: "{self.name(n)}"}}\n' for n, slug in enumerate(sources)]
        (self.source / "sources.yml").write_text("".join(lines), encoding="utf-8")
        topics: list[str] = []
        for slug in (*NAMES, *(f"t{n}" for n in range(20))):
            above = self.chance.sample(topics, min(len(topics), self.chance.choice((0, 0, 1, 2))))
            make = partial(self.topic, len(topics), above)
            if self.write(f"topics/{slug}.md", make, load(self.source)):
                topics.append(slug)
        words = load(self.source)
        for number in range(PAGES):
            path = f"issues/{1950 + number // 12}-{number % 12 + 1:02}.md"
            self.write(path, partial(self.issue, number, sources, topics), words)


def ways_out(item: Item) -> int:
    """How many addresses the search shows of an entry: its first on the web, and that one's copy."""
    for link in item.links:
        if link.target and link.target.startswith("http"):
            return 1 + bool(link.archived)
    return 0


@pytest.mark.long
@pytest.mark.browser
@pytest.mark.parametrize("seed", range(1, examples(1) + 1))
def test_what_the_check_accepts_builds_and_loads(
    site: Callable[[str], Site], chromium: Browser, seed: int
) -> None:
    small = site("small")
    Maker(small.source, seed).make()
    checked = check(small.source)
    assert checked.problems == ()
    entries = sum(len(issue.items) for issue in checked.issues)
    assert entries > PAGES
    out = small.build_quietly()
    pdfs = small.build_quietly("roundup-pdf")
    assert len(list(pdfs.glob("*.pdf"))) > 20
    ids = [re.findall(r' id="([^"]+)"', page.read_text("utf-8")) for page in out.rglob("*.html")]
    assert all(len(set(one)) == len(one) for one in ids)

    wrong: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            wrong.append(message.text)

    context = chromium.new_context()
    page = context.new_page()
    page.on("console", note)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(f"{out.as_uri()}/search.html?show=1000")
    expect(page.locator(".search-result")).to_have_count(entries)
    # An address that the browser could not read would have cost its line.
    ways = sum(map(ways_out, (item for issue in checked.issues for item in issue.items)))
    expect(page.locator(".search-out")).to_have_count(ways)
    for name in ("index.html", "topics/index.html", "sources/index.html"):
        page.goto(f"{out.as_uri()}/{name}")
    context.close()
    assert wrong == []
