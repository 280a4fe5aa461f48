"""A small archive that changes at random, and the files that it is written in."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random

from conftest import ROOTS
from sphinx_roundup.parse.identity import FILE as IDENTITY
from sphinx_roundup.parse.ledger import PAGES, Event, added, file_of
from sphinx_roundup.parse.link_status import FILE as LINKS
from sphinx_roundup.parse.link_status import Answer, as_json
from sphinx_roundup.parse.redirects import FILE as REDIRECTS
from sphinx_roundup.parse.rows import rows_text

WORDS = ("river", "stone", "cloud", "field", "bread", "green", "light", "north", "paper", "round")
"""All of one length, so that an edit may keep the size of a file."""
NAMESPACE = "6f1f6c2e-0c1b-4d3a-9b0e-2a7c51d1e0aa"
KINDS = ("news", "guide", "report", "survey")


@dataclass
class Item:
    """An item; ``topics`` are slugs."""

    slug: str
    title: str
    words: str
    kind: str = "news"
    source: str = "bbc"
    topics: tuple[str, ...] = ()
    closes: str = ""
    is_lost: bool = False
    found: dict[str, str] = field(default_factory=dict)

    def text(self) -> str:
        """The item as it stands in an issue."""
        fields = {"id": self.slug, "kind": self.kind, "source": self.source}
        fields |= {"topics": ", ".join(self.topics)} if self.topics else {}
        fields |= {"closes": self.closes} if self.closes else {}
        lines = "".join(f":{name}: {value}\n" for name, value in fields.items())
        address = "#" if self.is_lost else f"https://example.org/{self.slug}"
        return f":::{{item}} {self.title}\n{lines}\n[{self.words}]({address}) and more.\n:::\n"


@dataclass
class Section:
    """A heading with its quotations and items."""

    heading: str
    items: list[Item]
    quotes: list[str] = field(default_factory=list)

    def text(self) -> str:
        """The heading and all below it."""
        quotes = [f"> {quote}\n" for quote in self.quotes]
        return "\n".join([f"## {self.heading}\n", *quotes, *(item.text() for item in self.items)])


@dataclass
class Issue:
    """An issue."""

    date: str
    sections: list[Section]
    masthead: str = "A Round-up"
    strap_line: str = ""

    def text(self) -> str:
        """The issue's page."""
        strap = f"strap-line: {self.strap_line}\n" if self.strap_line else ""
        body = "\n".join(section.text() for section in self.sections)
        return f"---\nmasthead: {self.masthead}\n{strap}---\n\n# {self.date}\n\n{body}"


@dataclass
class Topic:
    """A topic; ``broader`` and ``related`` are slugs."""

    title: str
    note: str
    printed: str = ""
    broader: str = ""
    related: str = ""

    def text(self) -> str:
        """The topic's page."""
        more = {"also-printed-as": self.printed, "broader": self.broader, "related": self.related}
        lines = "".join(f"{name}: [{value}]\n" for name, value in more.items() if value)
        return f"---\ntitle: {self.title}\n{lines}---\n\n{self.note}\n"


@dataclass
class Archive:
    """The whole; ``odd`` are pages that are no ordinary files: path -> what each is.

    With an ``address`` it is published: what stands in it is in a ledger, and so in feeds.
    """

    issues: dict[str, Issue]
    topics: dict[str, Topic]
    sources: dict[str, str]
    site: dict[str, str]
    settings: dict[str, object] = field(default_factory=dict)
    redirects: dict[str, str] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)
    odd: dict[str, str] = field(default_factory=dict)
    serial: int = 0
    address: str = ""

    def new_name(self) -> str:
        """A name that was never used."""
        self.serial += 1
        return f"{WORDS[self.serial % len(WORDS)]}-{self.serial}"

    def items(self) -> list[Item]:
        """All items."""
        return [item for section in self.sections() for item in section.items]

    def sections(self) -> list[Section]:
        """All headings."""
        return [section for issue in self.issues.values() for section in issue.sections]

    def files(self) -> dict[str, str]:
        """Every source file, by path."""
        pages = {f"issues/{name}.md": issue.text() for name, issue in self.issues.items()}
        pages |= {f"topics/{name}.md": topic.text() for name, topic in self.topics.items()}
        pages |= self.site
        pages["sources.yml"] = "".join(f"{s}:\n  name: {n}\n" for s, n in self.sources.items())
        if self.redirects:
            pages[REDIRECTS] = json.dumps(self.redirects)
        pages |= dict(self._restored())
        if self.gone:
            answers = dict.fromkeys(sorted(self.gone), Answer("gone", "2026-06-01", "2026-05-03"))
            pages[LINKS] = as_json(answers)
        return pages | dict(self._published())

    def _published(self) -> Iterator[tuple[str, str]]:
        if not self.address:
            return
        yield IDENTITY, f'name = "Small"\naddress = "{self.address}"\nnamespace = "{NAMESPACE}"\n'
        names = {
            name: [f"{name}/{item.slug}" for section in issue.sections for item in section.items]
            for name, issue in sorted(self.issues.items())
        }
        written = {name: entries for name, entries in names.items() if entries}
        yield PAGES, _ledger([f"issues/{name}" for name in written])
        for name, entries in written.items():
            yield file_of(name), _ledger(entries)

    def _restored(self) -> Iterator[tuple[str, str]]:
        for name, issue in self.issues.items():
            items = [item for section in issue.sections for item in section.items]
            rows = {i.slug: [{"link": i.words, **i.found}] for i in items if i.found}
            if rows:
                yield f"restored/{name}.yml", rows_text(rows)


def _ledger(names: list[str]) -> str:
    events = (Event("2026-12-01", "published", name) for name in names)
    return added("", events)


Edit = Callable[[Archive, Random], object]


def first_archive(rng: Random, address: str = "") -> Archive:
    """A small archive to begin with."""
    topics = {
        "harm": Topic("Harm", "Any harm."),
        "county-lines": Topic("County lines", "Lines.", '"Drug lines"', "harm", "schools"),
        "schools": Topic("Schools", "Schools and learning."),
    }
    small = ROOTS / "small"
    site = {name: (small / name).read_text() for name in ("conf.py", "vocabulary.yml")}
    site["conf.py"] += 'templates_path = ["_templates"]\nhtml_static_path = ["_static"]\n'
    site["_static/own.css"] = "p {color: red}\n"
    site["_templates/none.html"] = "nothing\n"
    site["index.md"] = (
        "---\ntitle: Small\n---\n\nSee {topic}`harm`.\n\n```{listing} newest-issue\n```\n\n"
        "```{listing} topic-lines\n```\n\n```{listing} years\n```\n"
    )
    archive = Archive({}, topics, {"bbc": "BBC", "nspcc": "NSPCC"}, site, address=address)
    for name, date in (("2023-12", "December 2023"), ("2024-04", "April 2024")):
        sections = [
            Section(topics[slug].title, [new_item(archive, rng) for _ in range(2)])
            for slug in ("county-lines", "schools")
        ]
        archive.issues[name] = Issue(date, sections)
    return archive


def new_item(archive: Archive, rng: Random) -> Item:
    """An item of random words."""
    name = archive.new_name()
    topics = (rng.choice(sorted(archive.topics)),) if archive.topics else ()
    return Item(
        name, f"On {rng.choice(WORDS)}", rng.choice(WORDS), rng.choice(KINDS), topics=topics
    )
