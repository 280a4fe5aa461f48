"""The printed issues as an Archive, read from the content with a reader of the tests' own."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from pathlib import Path

from roundup.model import Archive, Block, Issue, Item, Link, Run, Section
from roundup.vocabulary import assemble, front_matter, load, read_yaml

ROOT = Path(__file__).parents[2]
_LINK = re.compile(r"\[([^]]*)\]\(([^)]*)\)")
_LISTS = ("sources", "topics", "content_note", "audience", "nation")


@cache
def gold_archive() -> Archive:
    """Read ``issues/`` and the vocabulary of this repository."""
    issues = [_issue(path) for path in sorted((ROOT / "issues").glob("*.md"))]
    return assemble(issues, load(ROOT), dt.date(2024, 5, 31))


def _issue(path: Path) -> Issue:
    header, text = front_matter(path.read_text(encoding="utf-8"))
    data = read_yaml(header)
    date = re.findall(r"^# (.*)$", text, re.MULTILINE)[0]
    sections = [
        _section(path.stem, part) for part in re.split(r"^## ", text, flags=re.MULTILINE)[1:]
    ]
    return Issue(path.stem, date, data["masthead"], data.get("strap-line", ""), tuple(sections))


def _section(issue: str, text: str) -> Section:
    heading, _, rest = text.partition("\n")
    items = re.findall(r"^:::\{item\} (.*?)\n(.*?)^:::$", rest, re.MULTILINE | re.DOTALL)
    quotes = tuple(re.findall(r"^> (.*)$", rest, re.MULTILINE))
    made = tuple(_item(issue, heading.strip(), title, body) for title, body in items)
    return Section(heading.strip(), re.sub(r"\W+", "-", heading.strip().lower()), made, quotes)


def _item(issue: str, heading: str, title: str, text: str) -> Item:
    fields = dict(re.findall(r"^:([a-z-]+): (.*)$", text, re.MULTILINE))
    body = re.sub(r"^:[a-z-]+: .*\n", "", text, flags=re.MULTILINE).strip()
    links: list[Link] = []
    blocks = tuple(_block(part, links) for part in body.split("\n\n"))
    values: dict[str, object] = {
        "slug": fields.pop("id"), "kind": fields.pop("kind"), "sources": fields.pop("source")
    }  # fmt: skip
    values |= {name.replace("-", "_"): value for name, value in fields.items()}
    for name in _LISTS:
        if name in values:
            found = tuple(part.strip() for part in str(values[name]).split(","))
            values[name] = tuple(part for part in found if part != "not-stated")
    for name in ("published", "starts", "closes"):
        if name in values:
            values[name] = dt.date.fromisoformat(str(values[name]))
    return Item(issue, title=title, heading=heading, body=blocks, links=tuple(links), **values)  # type: ignore[arg-type]


def _block(text: str, links: list[Link]) -> Block:
    runs: list[Run] = []
    end = 0
    for found in _LINK.finditer(text):
        runs += [Run(text[end : found.start()])] if found.start() > end else []
        runs.append(Run(found[1], "", len(links)))
        links.append(Link(found[1], None if found[2] == "#" else found[2]))
        end = found.end()
    runs += [Run(text[end:])] if text[end:] else []
    return Block(tuple(runs))
