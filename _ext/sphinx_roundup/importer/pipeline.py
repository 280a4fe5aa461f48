"""From a document to a draft that holds all of it, or a reason why there is none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from ..guard.unwrap import clean
from ..model.periods import label, period_of
from .bare_addresses import link_bare
from .blocks import Block, Document, LeftOut, UnreadableError, links_of
from .context import Knowledge
from .dates import DateFinder
from .draft import write_draft
from .reconcile import Account, settle
from .round_trip import ReadBack, read_back
from .structure import Found, find_structure
from .suggest.suggestions import suggest
from .unreadable import mark_unreadable


class LostError(Exception):
    """Words or links would be lost; ``failures`` tell which."""

    def __init__(self, failures: tuple[str, ...]) -> None:
        """Keep the sentences."""
        super().__init__(" ".join(failures))
        self.failures = failures


@dataclass(frozen=True, slots=True)
class Imported:
    """A draft, and the account of how it came about."""

    format: str
    issue: str
    """The id of the issue; "" where the document does not name its month, week, day or number."""
    text: str
    page: ReadBack
    found: Found
    left_out: tuple[LeftOut, ...]
    account: Account
    notes: tuple[str, ...] = field(default=())

    @property
    def points(self) -> tuple[tuple[str, str], ...]:
        """Every open point with the id of its item."""
        return tuple(
            (str(entry.slug), point) for entry in self.page.entries for point in entry.review
        )


UNKNOWN_DATE = "Month Year"
_NAMED = 3
"""So many wrappers of addresses are named at most."""


def make_draft(document: Document, knowledge: Knowledge) -> Imported:
    """Make a draft of a document.

    :raises UnreadableError: where no entry is found.
    :raises LostError: where the draft would not hold all of the document.
    """
    find_date = DateFinder(knowledge.language).find
    blocks, made = link_bare(document.blocks, may_be_cut=document.format == "PDF")
    found = find_structure(
        map(mark_unreadable, blocks), knowledge.is_label, find_date, knowledge.headings
    )
    if not found.items:
        raise UnreadableError("No entries are found in it: is it the newsletter itself?")
    complete(found, document.title, knowledge)
    issue = found.ids.get(knowledge.vocabulary.named_by, "")
    dated = found.ids.get("day", "") if period_of(issue) == "number" else ""
    text = write_draft(found, suggest(found, knowledge), dated)
    page = read_back(text)
    left_out = (*document.left_out, *found.left_out)
    tally = replace(document.tally, links=(*document.tally.links, *made))
    account = settle(tally, page, left_out, found.filled_in)
    if account.failures:
        raise LostError(account.failures)
    listed = (*left_out, *document.unread)
    notes = (*document.notes, *_unwrapped(blocks))
    return Imported(document.format, issue, text, page, found, listed, account, notes)


def _unwrapped(blocks: Iterable[Block]) -> tuple[str, ...]:
    """What is said of addresses that were taken out of a wrapper."""
    hosts = Counter(
        address.wrapper
        for block in blocks
        for href, _ in links_of(block.runs)
        if (address := clean(href)).wrapper
    )
    if not hosts:
        return ()
    few = [host for host, _ in hosts.most_common(_NAMED)]
    named = ", ".join(few) + (", …" if len(hosts) > len(few) else "")
    return (f"{hosts.total()} addresses were taken out of the wrapper of a mail program: {named}.",)


def complete(found: Found, title: str, knowledge: Knowledge) -> None:
    """Fill in what an issue must have, and mark what is not printed in the document.

    ``title`` is what the file says of itself, such as the subject of an e-mail, and its name.
    """
    if not found.masthead and knowledge.masthead:
        found.masthead = knowledge.masthead
        found.filled_in.append(found.masthead)
        found.marks.append("no title is found in the document: it is taken from the newest issue.")
    if found.date:
        return
    named = DateFinder(knowledge.language).find(title)
    found.ids = named.ids if named else {}
    name = found.ids.get(knowledge.vocabulary.named_by) or found.ids.get("month", "")
    found.date = label(name, None, knowledge.language) if name else UNKNOWN_DATE
    found.filled_in.append(found.date)
    where = (
        "it is taken from the subject or the file's name."
        if named
        else "write it in the line that begins with #."
    )
    found.marks.append(f"no date is found in the document: {where}")
