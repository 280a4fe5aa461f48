"""Change the text of content files without disturbing the rest of them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..model.fields import FIELDS
from ..model.records import NOT_STATED, Item
from ..syntax.markdown import directive_of, tokens_of
from ..syntax.strict_yaml import front_matter, read_yaml

_PLAIN = re.compile(r"[a-z][a-z0-9-]*")


def item_text(item: Item, words: str) -> str:
    """An item as an editor would write it; ``words`` is its paragraph in Markdown."""
    lines = [f":::{{item}} {item.title}"]
    for field in FIELDS:
        value = getattr(item, field.attribute)
        if field.name == "source":
            value = value or (NOT_STATED,)
        for one in value if field.many else [value]:
            if one:
                text = ", ".join(one) if isinstance(one, tuple) else str(one)
                lines.append(f":{field.name}: {text}")
    return "\n".join([*lines, "", words.strip(), ":::"])


def add_item(page: str, heading: str, text: str) -> str:
    """Put an item below the last one of a heading; the heading is added if it is not there."""
    lines = page.rstrip("\n").split("\n")
    headings = list(_headings(page))
    starts = [line for line, words in headings if words == heading]
    if not starts:
        return "\n".join([*lines, "", f"## {heading}", "", text, ""])
    end = next((line for line, _ in headings if line > starts[-1]), len(lines))
    after = lines[end:]
    while not lines[end - 1].strip():
        end -= 1
    return "\n".join([*lines[:end], "", text, "", *after]).rstrip("\n") + "\n"


@dataclass(frozen=True, slots=True)
class Entry:
    """An item as it stands in the text of its page.

    ``start`` and ``end`` are lines from 0, the end not included; ``fields`` is what its
    fields say and ``last`` the line after the last of them.
    """

    start: int
    end: int
    last: int
    fields: Mapping[str, str]


def entries(page: str, slug: str) -> list[Entry]:
    """The items of a page with an id, usually one."""
    return [entry for entry in all_entries(page) if entry.fields.get("id") == slug]


def ids(page: str) -> list[str]:
    """The ids of a page's items."""
    return [entry.fields["id"] for entry in all_entries(page) if "id" in entry.fields]


def all_entries(page: str) -> Iterator[Entry]:
    """The items of a page, in order."""
    for token in tokens_of(page).tokens:
        directive = directive_of(token, (token.map or [0])[0])
        if directive is None or directive.name != "item" or token.map is None:
            continue
        count = directive.fields
        pairs = (line.strip().lstrip(":").partition(":") for line in directive.lines[:count])
        fields = {name.strip(): value.strip() for name, _, value in pairs}
        yield Entry(token.map[0], token.map[1], directive.first + count, fields)


def heading_of(page: str, entry: Entry) -> str:
    """The words of the heading below which an item stands."""
    above = [words for line, words in _headings(page) if line < entry.start]
    return above[-1] if above else ""


def add_field(page: str, entry: Entry, name: str, value: str) -> str:
    """Write one more field below the others of an item."""
    return replace_lines(page, entry.last, entry.last, [f":{name}: {value}"])


def replace_lines(page: str, start: int, end: int, by: Sequence[str]) -> str:
    """Put other lines in the place of some, counted from 0; no gap is left where there are none."""
    lines = page.split("\n")
    if not by:
        while end < len(lines) and not lines[end].strip():
            end += 1
    return "\n".join([*lines[:start], *by, *lines[end:]])


def _headings(page: str) -> Iterator[tuple[int, str]]:
    """The line, from 0, and the words of each heading."""
    tokens = tokens_of(page).tokens
    for place, token in enumerate(tokens):
        if token.type == "heading_open" and token.map:
            children = tokens[place + 1].children or []
            yield token.map[0], "".join(child.content for child in children)


def replace_word(page: str, name: str, old: str, new: str) -> str:
    """Let the items of an issue have another word in a field, as their topics or sources."""

    def renamed(found: re.Match[str]) -> str:
        slugs = [slug.strip() for slug in found[2].split(",")]
        if old not in slugs:
            return found[0]
        changed = dict.fromkeys(new if slug == old else slug for slug in slugs)
        return f"{found[1]}{', '.join(changed)}{found[3]}"

    return re.sub(rf"^(\s*:{name}:\s+)(.*?)(\s*)$", renamed, page, flags=re.MULTILINE)


def change_list(page: str, key: str, change: Callable[[Sequence[str]], Sequence[str]]) -> str:
    """Change a list of a topic's top lines; a list that becomes empty is taken out."""
    header, body = front_matter(page)
    lines = header.split("\n")
    first = next((n for n, line in enumerate(lines) if line.startswith(f"{key}:")), None)
    end = first = len(lines) if first is None else first
    if first < len(lines):
        end = first + 1
        while end < len(lines) and (not lines[end][:1].strip() or lines[end].startswith("-")):
            end += 1
    before = _values("\n".join(lines[first:end]), key)
    after = list(dict.fromkeys(change(before)))
    if after == list(before):
        return page
    written = [f"{key}: [{', '.join(map(_yaml, after))}]"] if after else []
    header = "\n".join([*lines[:first], *written, *lines[end:]])
    return f"---\n{header}\n---\n{body}"


def _values(text: str, key: str) -> list[str]:
    values = (read_yaml(text).data or {}).get(key, []) if text else []
    return [str(value) for value in values]


def _yaml(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)
