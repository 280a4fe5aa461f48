"""Find the title, the date, the headings and the items among the blocks of a document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from .blocks import Block, LeftOut
from .boilerplate import set_apart
from .dates import DateLine
from .headings import Judge, Verdict
from .paragraphs import IsLabel, ends_sentence, prepare

_TOP = 14
"""The title and the date stand among so many blocks at most."""
_LONG_TITLE = 30
_STRAP_WORDS = 12


@dataclass(slots=True)
class FoundItem:
    """An entry: its paragraphs and the points to review."""

    blocks: list[Block]
    marks: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its words."""
        return " ".join(block.text for block in self.blocks)


@dataclass(slots=True)
class FoundSection:
    """A printed heading with what stands under it."""

    heading: str
    marks: list[str] = field(default_factory=list)
    quotes: list[Block] = field(default_factory=list)
    items: list[FoundItem] = field(default_factory=list)


@dataclass(slots=True)
class Found:
    """An issue as found in a document."""

    ids: Mapping[str, str] = field(default_factory=dict)
    """What the date line says, as ids by the keys of :data:`~sphinx_roundup.model.periods.PERIODS`."""
    date: str = ""
    masthead: str = ""
    strap_line: str = ""
    sections: list[FoundSection] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    filled_in: list[str] = field(default_factory=list)
    """Words that the document does not hold and an issue must have."""

    @property
    def items(self) -> list[FoundItem]:
        """Every item, in order."""
        return [item for section in self.sections for item in section.items]


FindDate = Callable[[str], DateLine | None]


def find_structure(
    blocks: Iterable[Block], is_label: IsLabel, find_date: FindDate, known: Iterable[str] = ()
) -> Found:
    """Find an issue in blocks.

    ``is_label`` tells the name of a topic; ``known`` are headings of the issues
    there are. Headings are found without either: those only make it surer.
    """
    found = Found()
    kept, apart = set_apart(prepare(blocks, is_label), is_label)
    found.left_out.extend(apart)
    rest = _take_top(found, kept, is_label, find_date)
    judge = Judge(rest, is_label, frozenset(known))
    verdicts = [judge.verdict(place) for place in range(len(rest))]
    first = _take_strap_line(found, rest, verdicts)
    section = FoundSection("")
    found.sections.append(section)
    for block, verdict in zip(rest[first:], verdicts[first:], strict=True):
        section = _take(found, section, block, verdict)
    found.sections = [s for s in found.sections if s.heading or s.items or s.quotes]
    _mark_loose(found)
    return found


def _take_top(
    found: Found, blocks: Sequence[Block], is_label: IsLabel, find_date: FindDate
) -> list[Block]:
    """Take the title and the date off the top; what follows is returned."""
    for place, block in enumerate(blocks[:_TOP]):
        date = None if block.has_link else find_date(block.text)
        if date and (date.alone or len(block.text.split()) <= _LONG_TITLE):
            above = [b for b in blocks[:place] if not b.has_link]
            if len(above) == place and not (date.before and above):
                return _take_date(found, date, above, blocks[place + 1 :])
            break
    if blocks and not blocks[0].has_link and not is_label(blocks[0].text):
        short = len(blocks[0].text.split()) <= _LONG_TITLE
        if short and not ends_sentence(blocks[0].text):
            found.masthead = blocks[0].text
            return list(blocks[1:])
    return list(blocks)


def _take_date(
    found: Found, date: DateLine, above: Sequence[Block], below: Sequence[Block]
) -> list[Block]:
    found.ids, found.date = date.ids, date.printed
    if date.before:
        found.masthead = date.before
        return list(below)
    if not above:
        first = below[0] if below else None
        # The date may stand above the title.
        if first and not first.has_link and first.level == 1 and len(below) > 1:
            found.masthead = first.text
            return list(below[1:])
        return list(below)
    found.masthead = above[0].text
    if len(above) > 1:
        found.strap_line = above[1].text
    loose = above[2:]
    return [*loose, *below]


def _take_strap_line(found: Found, blocks: Sequence[Block], verdicts: list[Verdict]) -> int:
    """Take a short line above the first heading as the strap-line; tell where the rest begins."""
    if found.strap_line or not blocks[1:] or not found.date:
        return 0
    first, after = blocks[0], verdicts[1]
    plain = not first.has_link and len(first.text.split()) <= _STRAP_WORDS
    if not plain or ends_sentence(first.text) or not after.heading:
        return 0
    if verdicts[0].named:
        return 0
    found.strap_line = first.text
    if not first.text.casefold().startswith("focus on"):
        found.marks.append(f"“{first.text}” is taken for the strap-line: is it a heading?")
    return 1


def _take(found: Found, section: FoundSection, block: Block, verdict: Verdict) -> FoundSection:
    if verdict.heading:
        section = FoundSection(block.text, [*block.marks, *verdict.marks])
        found.sections.append(section)
    elif verdict.quote and not section.items:
        section.quotes.append(block)
        section.marks.extend((*block.marks, *verdict.marks))
    elif _continues(section, block):
        section.items[-1].blocks.append(block)
        section.items[-1].marks.extend(block.marks)
    else:
        section.items.append(FoundItem([block], [*block.marks, *verdict.marks]))
    return section


def _continues(section: FoundSection, block: Block) -> bool:
    """Whether a bullet belongs to the entry above, which announces it with a colon."""
    if block.role != "bullet" or not section.items:
        return False
    above = section.items[-1].blocks
    lead = above[0].text.rstrip().endswith(":")
    return lead and (len(above) == 1 or above[-1].role == "bullet")


def _mark_loose(found: Found) -> None:
    """Mark entries without a link, where the rest have one."""
    linked = [item for item in found.items if any(block.has_link for block in item.blocks)]
    if 2 * len(linked) <= len(found.items):
        return
    for item in found.items:
        if not any(block.has_link for block in item.blocks):
            item.marks.append(
                "it has no link: is it an entry, a part of the one before, or a heading?"
            )
