"""Read plain text into blocks: paragraphs are parted by empty lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from .blocks import Anchor, Block, Collector, Document, Role, Run, Tally
from .markdown import read_markdown

_MARKDOWN = re.compile(r"\]\([^)\n]*\)|^#{1,3} \S", re.MULTILINE)
_BULLET = re.compile(r"^\s*[•●▪◦‣·*–-]\s+")
_ADDRESS = re.compile(r"(?P<before>\s*)<(?P<href>(?:https?://|mailto:)[^\s<>]*)>")
_LINKED = re.compile(r"[\w'’&-][.)]?$|['‘“\"][^'‘’“”\"]+['’”\"]$")
"""Words that an address may stand after; after anything else it is a link on itself."""
_NAMED = re.compile(r"(?:[A-Z][\w'’-]*\s+(?:(?:of|the|and|for|in|to|on|&)\s+)*)*[\w'’&-]+[.)]?$")
_WIDE = 50
"""A line at least this long is taken to be broken by its width, not by its author."""
LINK_POINT = "where this link begins is a guess: plain text does not say."


def read_text(text: str) -> Document:
    """Read text: as Markdown if it uses Markdown's links or headings, else as it stands."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n\n")
    if _MARKDOWN.search(text):
        return read_markdown(text)
    found = Collector()
    for line, lines in _paragraphs(text):
        for block in _blocks(lines, f"line {line}"):
            found.add(block)
    return Document("text", tuple(found.blocks), _tally(text), tuple(found.left_out))


def _tally(text: str) -> Tally:
    """Count by taking the addresses off, but for those that stand after no words."""
    parts: list[str] = []
    links: list[Anchor] = []
    end = 0
    for match in _ADDRESS.finditer(text):
        before = text[end : match.start()]
        line = re.split(r"\n[ \t]*\n", before + match["before"])[-1].rpartition("\n")[2]
        above = re.split(r"\n[ \t]*\n", before + match["before"])[-1].rstrip()
        bare = (not line.strip() and not above) or _BULLET.fullmatch(f"{line.rstrip()} ")
        parts += [before, " " if not bare and _LINKED.search(above) else f" {match['href']} "]
        links.append(Anchor(match["href"], None))
        end = match.end()
    return Tally("".join((*parts, text[end:])), tuple(links), "names")


def _paragraphs(text: str) -> Iterator[tuple[int, list[str]]]:
    lines: list[str] = []
    for number, line in enumerate([*text.split("\n"), ""], 1):
        if line.strip():
            lines.append(line.strip())
        elif lines:
            yield number - len(lines), lines
            lines = []


def _blocks(lines: list[str], place: str) -> Iterator[Block]:
    """A paragraph as blocks: each bullet is one; lines that are full are joined."""
    waiting: list[str] = []
    for line in lines:
        if _BULLET.match(line) and waiting:
            yield _block(waiting, place)
            waiting = []
        waiting.append(line)
    yield _block(waiting, place)


def _block(lines: list[str], place: str) -> Block:
    role: Role = "bullet" if _BULLET.match(lines[0]) else "text"
    text = _BULLET.sub("", lines[0])
    for before, line in pairwise(lines):
        text += (" " if len(before) >= _WIDE else "\n") + line
    runs = list(_runs(text))
    marks = (LINK_POINT,) if any(run.href for run in runs) else ()
    return Block(tuple(runs), role, place=place, marks=marks)


def _runs(text: str) -> Iterator[Run]:
    """Runs of text in which ``word <address>`` is a link on the words before it."""
    end = 0
    for match in _ADDRESS.finditer(text):
        before = text[end : match.start()]
        at = _anchor(before) if before.strip() else len(before)
        yield Run(before[:at])
        yield Run(before[at:] or match["href"], match["href"])
        end = match.end()
    yield Run(text[end:])


def _anchor(before: str) -> int:
    """Where the link's words begin: its quotation, its capitalised words, or its last word."""
    quoted = re.search(r"['‘“\"][^'‘’“”\"]+['’”\"]$", before)
    if quoted:
        return quoted.start() + 1
    named = _NAMED.search(before)
    return named.start() if named else len(before.rstrip())
