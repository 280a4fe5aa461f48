"""Cut blocks where a break was meant for a paragraph, and join what a page cut in two."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from .blocks import Block, Run

_END = re.compile(r"[.?!:…][\"'’”)\]]*\s*$")
_SMALL_START = re.compile(r"^[a-z(–—]")
_LONG = 8
"""Words from which a block is taken for a paragraph, not a heading."""
_SHORT = 16

IsLabel = Callable[[str], bool]


def ends_sentence(text: str) -> bool:
    """Whether the text ends as a sentence does."""
    return bool(_END.search(text))


def prepare(blocks: Iterable[Block], is_label: IsLabel) -> list[Block]:
    """Cut and join; ``is_label`` tells the name of a topic."""
    cut = (part for block in blocks for part in _cut(block, is_label))
    return list(_join(cut))


def _cut(block: Block, is_label: IsLabel) -> Iterator[Block]:
    if "\n" not in block.raw.strip():
        yield block
        return
    lines = _lines(block.runs)
    group: list[Sequence[Run]] = []
    for place, line in enumerate(lines):
        if group and _parts(group, line, is_label):
            yield from _made(block, group)
            group = []
        if _words(line) or (group and place + 1 < len(lines)):
            group.append(line)
    yield from _made(block, group)


def _parts(group: list[Sequence[Run]], line: Sequence[Run], is_label: IsLabel) -> bool:
    """Whether a new paragraph begins with ``line``."""
    before, text = group[-1], _words(line)
    if not text:
        return False
    if not _words(before):
        return True
    if _heads(before, line, is_label) or _heads(line, before, is_label):
        return True
    links = all(any(run.href is not None for run in runs) for runs in (before, line))
    return links and ends_sentence(_words(before)) and not _SMALL_START.match(text)


def _heads(line: Sequence[Run], other: Sequence[Run], is_label: IsLabel) -> bool:
    """Whether a line is a heading beside another line that is none."""
    text = _words(line)
    if any(run.href is not None for run in line) or len(text.split()) > _SHORT:
        return False
    return is_label(text) or (_bold(line) and not _bold(other))


def _made(block: Block, group: list[Sequence[Run]]) -> Iterator[Block]:
    while group and not _words(group[-1]):
        group.pop()
    if group:
        runs: list[Run] = []
        for line in group:
            runs.extend((*line, Run("\n", line[-1].href if line else None)))
        yield replace(block, runs=tuple(runs[:-1]))


def _lines(runs: Iterable[Run]) -> list[list[Run]]:
    lines: list[list[Run]] = [[]]
    for run in runs:
        first, *rest = run.text.split("\n")
        lines[-1].append(replace(run, text=first))
        lines.extend([replace(run, text=text)] for text in rest)
    return lines


def _words(runs: Iterable[Run]) -> str:
    return " ".join("".join(run.text for run in runs).split())


def _bold(runs: Iterable[Run]) -> bool:
    seen = [run for run in runs if run.text.strip()]
    return bool(seen) and all(run.bold for run in seen)


def _join(blocks: Iterable[Block]) -> Iterator[Block]:
    waiting: Block | None = None
    for block in blocks:
        if waiting and _goes_on(waiting, block):
            point = f"joined before “{_start(block.text)}”: a page end may have parted it there."
            waiting = replace(
                waiting,
                runs=(*waiting.runs, Run(" "), *block.runs),
                marks=(*waiting.marks, *block.marks, point),
            )
            continue
        if waiting:
            yield waiting
        waiting = block
    if waiting:
        yield waiting


def _goes_on(before: Block, block: Block) -> bool:
    if before.role not in {"text", "bullet"} or block.role != "text":
        return False
    long = len(before.text.split()) >= _LONG
    return long and not ends_sentence(before.text) and bool(_SMALL_START.match(block.text))


def _start(text: str) -> str:
    words = text.split()
    return " ".join(words[:4]) + (" …" if words[4:] else "")
