"""The archive of the repository, read without Sphinx: quick, and good enough to search."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from sphinx_roundup.model.archive import Archive
from sphinx_roundup.model.assembly import assemble
from sphinx_roundup.model.records import Block, Issue, Item, Link, Run, Section
from sphinx_roundup.parse.vocabulary import load

ROOT = Path(__file__).resolve().parents[2]
_ITEM = re.compile(r"^:::\{item\} (.+?)\n(.*?)^:::$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\[([^]]*)\]\(([^)]*)\)")


@lru_cache(maxsize=1)
def archive() -> Archive:
    """Return the real archive: the issues, topics and sources of this repository."""
    words = load(ROOT)
    issues = tuple(_issue(path) for path in sorted((ROOT / "issues").glob("????-??.md")))
    return assemble(issues, words)


def address_of(item: str) -> str:
    """Return where the site shows an item."""
    return f"issues/{item.partition('/')[0]}.html#item-{item.replace('/', '-')}"


def _issue(path: Path) -> Issue:
    text = path.read_text(encoding="utf-8").partition("\n# ")[2]
    date, _, text = text.partition("\n")
    sections = []
    for part in text.split("\n## ")[1:]:
        heading, _, body = part.partition("\n")
        items = tuple(
            _item(path.stem, heading, title, inside) for title, inside in _ITEM.findall(body)
        )
        sections.append(Section(heading, "", items))
    return Issue(path.stem, date, sections=tuple(sections))


def _item(issue: str, heading: str, title: str, inside: str) -> Item:
    head, _, body = inside.partition("\n\n")
    fields = dict(re.findall(r"^:([a-z-]+): *(.*)$", head, re.MULTILINE))
    several = {
        name: tuple(part.strip() for part in fields.get(name, "").split(",") if part.strip())
        for name in ("source", "topics", "nation", "audience", "content-note")
    }
    links = tuple(
        Link(text, None if target == "#" else target) for text, target in _LINK.findall(body)
    )
    return Item(
        issue=issue,
        slug=fields["id"],
        title=title,
        kind=fields["kind"],
        heading=heading,
        sources=tuple(slug for slug in several["source"] if slug != "not-stated"),
        topics=several["topics"],
        body=(Block((Run(_LINK.sub(r"\1", body).replace("*", "").strip()),)),),
        links=links,
        nation=several["nation"],
        audience=several["audience"],
        content_note=several["content-note"],
        editor_note=fields.get("editor-note", ""),
    )
