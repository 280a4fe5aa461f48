"""Make links of addresses that stand in the words, as mail programs show them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from .blocks import Anchor, Block, Run

_ADDRESS = re.compile(
    r"(?<![\w.@/-])https?://[^\s<>\"“”‘’\x00-\x1f]{1,2000}(?![^\s<>\"“”‘’\x00-\x1f])", re.IGNORECASE
)
"""One that is longer than any browser takes stays words: trimming it would take for ever."""
_WITHOUT_SCHEME = re.compile(
    r"(?<![\w.@/-])www\.[\w-]+(?:\.[\w-]+)+(?:/[^\s<>\"“”]*)?", re.IGNORECASE
)
_END = ".,;:!?'*_…"
_BRACKETS = {")": "(", "]": "[", "}": "{"}
NO_SCHEME_POINT = "“{address}” is an address and no link: make it one, or leave it as it is."
CUT_POINT = "“{address}” was made a link: in a PDF it may be cut at the end of a line."


def link_bare(
    blocks: Iterable[Block], *, may_be_cut: bool
) -> tuple[tuple[Block, ...], tuple[Anchor, ...]]:
    """The blocks with links on bare addresses, and those links.

    ``may_be_cut``: the document does not tell the end of a line from that of an address.
    """
    made: list[Anchor] = []
    return tuple(_linked(block, made, may_be_cut) for block in blocks), tuple(made)


def _linked(block: Block, made: list[Anchor], may_be_cut: bool) -> Block:
    if "://" not in block.raw and "www." not in block.raw.casefold():
        return block
    runs: list[Run] = []
    marks: list[str] = []
    for run in block.runs:
        if run.href is not None:
            runs.append(run)
            continue
        for part in _parts(run):
            runs.append(part)
            if part.href is not None:
                made.append(Anchor(part.href, part.text))
                marks += [CUT_POINT.format(address=part.href)] if may_be_cut else []
        marks += [
            NO_SCHEME_POINT.format(address=m[0].rstrip(_END))
            for m in _WITHOUT_SCHEME.finditer(run.text)
        ]
    return replace(block, runs=tuple(runs), marks=(*block.marks, *dict.fromkeys(marks)))


def _parts(run: Run) -> Iterator[Run]:
    end = 0
    for match in _ADDRESS.finditer(run.text):
        address = _trimmed(match[0])
        if not re.search(r"//[\w\[]", address):
            continue
        stop = match.start() + len(address)
        yield replace(run, text=run.text[end : match.start()])
        yield replace(run, text=address, href=address)
        end = stop
    yield replace(run, text=run.text[end:])


def _trimmed(address: str) -> str:
    """An address without the stops and brackets of the sentence around it."""
    while address:
        last = address[-1]
        opened = _BRACKETS.get(last)
        lonely = opened is not None and address.count(last) > address.count(opened)
        if last not in _END and not lonely:
            break
        address = address[:-1]
    return address
