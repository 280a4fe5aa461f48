"""Mark letters that a document does not tell: a reader would see a box, or a number."""

from __future__ import annotations

import re

from .blocks import Block

_NONE = re.compile(
    r"(?:\(cid:\d+\)\s?)+|[\ue000-\uf8ff\U000f0000-\U0010fffd]+|[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffd\ufffe\uffff]+"
)
_AROUND = 20
POINT = "letters that the document does not tell stand in “{words}”: see how it is printed, and put that."


def mark_unreadable(block: Block) -> Block:
    """The block, with a point where letters of a font have no meaning that can be told."""
    match = _NONE.search(block.raw)
    if not match:
        return block
    start, end = max(0, match.start() - _AROUND), match.end() + _AROUND
    words = _NONE.sub("□", block.raw[start:end])
    return block.marked(POINT.format(words=" ".join(words.split())))
