"""Change the text of ``sources.yml`` without disturbing the rest of it."""

from __future__ import annotations

import json
import re

from ..model.vocabulary import Source, fold

_LAST = re.compile(r"^([ ]+(?:part-of|successor):[ ]+)[\"']?(.*?)[\"']?([ ]*)$")


def rename_source(text: str, old: str, new: str) -> str:
    """Give a source another slug, also where others name it as their successor or as above them."""
    lines = []
    for line in text.split("\n"):
        found = _LAST.fullmatch(line)
        if found and found[2] == old:
            lines.append(f"{found[1]}{new}{found[3]}")
        else:
            lines.append(re.sub(rf"^[\"']?{re.escape(old)}[\"']?(\s*:)", rf"{new}\1", line))
    start, end = _block(lines, new)
    # Nothing is above itself, nor comes after itself.
    own = [row for row in lines[start:end] if not ((key := _LAST.fullmatch(row)) and key[2] == new)]
    return "\n".join([*lines[:start], *own, *lines[end:]])


def merge_source(text: str, old: Source, new: Source) -> str:
    """Take the rows of a source out, and give its names to another one that has not got them."""
    names = [n for n in (old.name, old.short_name, *old.aliases) if n]
    had = {fold(n) for n in (new.name, new.short_name, *new.aliases)}
    more = [name for name in dict.fromkeys(names) if fold(name) not in had]
    lines = text.split("\n")
    start, end = _block(lines, old.slug)
    lines[start:end] = []
    if not more:
        return "\n".join(lines)
    start, end = _block(lines, new.slug)
    rows = lines[start:end]
    first = next((n for n, row in enumerate(rows) if re.match(r"[ ]+aliases:", row)), None)
    last = first = len("\n".join(rows).rstrip().split("\n")) if first is None else first
    if new.aliases:
        last = first + 1
        while last < len(rows) and re.match(r"[ ]+-|[ ]{3,}|[ ]*[]]", rows[last]):
            last += 1
    written = json.dumps([*new.aliases, *more], ensure_ascii=False)
    rows[first:last] = [f"  aliases: {written}"]
    lines[start:end] = rows
    return "\n".join(lines)


def _block(lines: list[str], slug: str) -> tuple[int, int]:
    """The lines of a source: from its slug to the next, from 0, the end not included."""
    key = re.compile(rf"[\"']?{re.escape(slug)}[\"']?\s*:")
    start = next(n for n, line in enumerate(lines) if key.match(line))
    end = start + 1
    while end < len(lines) and (not lines[end].strip() or lines[end].startswith(" ")):
        end += 1
    return start, end
