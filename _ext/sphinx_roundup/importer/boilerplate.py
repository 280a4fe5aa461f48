"""Set apart what a mail program adds to a letter: it is accounted for, not imported."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .blocks import Block, LeftOut, links_of
from .paragraphs import IsLabel

_HEAD = re.compile(
    r"(?:view|open|read) (?:this|it)?.{0,40}\b(?:browser|online)\b"
    r"|(?:having )?trouble (?:viewing|reading)|email not displaying"
    r"|^(?:unsubscribe|forward to a friend)\b",
    re.IGNORECASE,
)
_FOOT = re.compile(
    r"\bunsubscribe\b|update (?:your )?(?:email )?preferences|manage (?:your )?(?:preferences|subscription)"
    r"|you (?:are receiv|receiv|'re receiv|have receiv|got this)|our mailing address|no longer wish to receive"
    r"|all rights reserved|^(?:copyright|©)|^this (?:e-?mail|message) (?:and|is|was|has)",
    re.IGNORECASE,
)
_MOST_HEAD = 4
_LONG = 70


def set_apart(blocks: Sequence[Block], is_label: IsLabel) -> tuple[list[Block], list[LeftOut]]:
    """Part the newsletter from a mail program's head and foot."""
    start = 0
    for place, block in enumerate(blocks[:_MOST_HEAD]):
        if _HEAD.search(block.text) and len(block.text.split()) < _LONG:
            start = place + 1
    end = _foot(blocks, start, is_label)
    head = [LeftOut("head of the e-mail", b.text, links_of(b.runs)) for b in blocks[:start]]
    foot = [LeftOut("foot of the e-mail", b.text, links_of(b.runs)) for b in blocks[end:]]
    return list(blocks[start:end]), head + foot


def _foot(blocks: Sequence[Block], start: int, is_label: IsLabel) -> int:
    """Where the foot begins: at the first such line in the last part of the letter."""
    earliest = max(start, len(blocks) - max(6, len(blocks) // 5))
    for place in range(earliest, len(blocks)):
        begins = _FOOT.search(blocks[place].text) and len(blocks[place].text.split()) < _LONG
        if begins and not any(is_label(block.text) for block in blocks[place:]):
            return place
    return len(blocks)
