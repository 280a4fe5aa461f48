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
_SENT_ON = re.compile(
    r"^(?:-+ ?(?:forwarded|original) message ?-+\s*)?from:.{0,300}\b(?:sent|date):.{0,300}\bsubject:",
    re.IGNORECASE | re.DOTALL,
)
_HEADER_LINE = re.compile(
    r"^(?:from|sent|date|to|cc|subject|reply-to|importance):\s", re.IGNORECASE
)
_MOST_NOTE = 10
"""A note above a letter that was sent on, and the lines of its head, take so many blocks at most."""
_HEAD_LINES = 3
_MOST_HEAD = 4
_LONG = 70


def set_apart(blocks: Sequence[Block], is_label: IsLabel) -> tuple[list[Block], list[LeftOut]]:
    """Part the newsletter from a mail program's head and foot."""
    start = _sent_on(blocks)
    for place, block in enumerate(blocks[start : start + _MOST_HEAD], start):
        if _HEAD.search(block.text) and len(block.text.split()) < _LONG:
            start = place + 1
    end = _foot(blocks, start, is_label)
    head = [LeftOut("head of the e-mail", b.text, links_of(b.runs)) for b in blocks[:start]]
    foot = [LeftOut("foot of the e-mail", b.text, links_of(b.runs)) for b in blocks[end:]]
    return list(blocks[start:end]), head + foot


def _sent_on(blocks: Sequence[Block]) -> int:
    """Where a letter that was sent on begins: below the lines that tell whose it was."""
    end = 0
    for place, block in enumerate(blocks[:_MOST_NOTE]):
        in_one = bool(_SENT_ON.match(block.text))
        lines = [bool(_HEADER_LINE.match(b.text)) for b in blocks[max(0, place - 2) : place + 1]]
        if (
            in_one
            or (len(lines) == _HEAD_LINES and all(lines))
            or (end and end == place and _HEADER_LINE.match(block.text))
        ):
            end = place + 1
    return end


def _foot(blocks: Sequence[Block], start: int, is_label: IsLabel) -> int:
    """Where the foot begins: at the first such line in the last part of the letter."""
    earliest = max(start, len(blocks) - max(6, len(blocks) // 5))
    for place in range(earliest, len(blocks)):
        begins = _FOOT.search(blocks[place].text) and len(blocks[place].text.split()) < _LONG
        if begins and not any(is_label(block.text) for block in blocks[place:]):
            return place
    return len(blocks)
