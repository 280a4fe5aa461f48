"""An entry as a few plain elements of HTML, for programs that read feeds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from itertools import groupby

from ..model.archive import Archive
from ..model.facts import Fact, facts
from ..model.link_notes import link_notes
from ..model.plural import plural
from ..model.records import Block, Item, Run

_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def as_text(text: str) -> str:
    """Leave out signs that XML has no place for."""
    return _NOT_TEXT.sub("", text)


def html_of(archive: Archive, item: Item) -> str:
    """Show an entry: its content note first, then all printed words, then what the archive says."""
    return as_text("\n".join(_parts(archive, item)))


def _parts(archive: Archive, item: Item) -> Iterator[str]:
    said = facts(archive, item)
    yield from (_said(fact) for fact in said if fact.place == "notice")
    for role, blocks in groupby(item.body, key=lambda block: block.role):
        shown = [_block(item, block) for block in blocks]
        if role == "bullet":
            yield "<ul>" + "".join(f"<li>{one}</li>" for one in shown) + "</ul>"
        else:
            yield from (f"<p>{one}</p>" for one in shown)
    stated = [fact.said for fact in said if fact.place == "fact" and fact.field != "topics"]
    yield f"<p>{escape(' · '.join(stated))}</p>"
    yield from (_said(fact) for fact in said if fact.place == "note")
    notes = link_notes(archive, item)
    yield from (f"<p>{escape(note.said)}</p>" for note in notes if note.said)
    if lost := sum(not note.said for note in notes):
        yield f"<p>{plural(lost, 'link')} without a recorded address.</p>"


def _said(fact: Fact) -> str:
    words = ", ".join(value.text for value in fact.values) + fact.end
    label = f"<strong>{escape(fact.lead)}</strong> " if fact.label else ""
    return f"<p>{label}{escape(words)}</p>"


def _block(item: Item, block: Block) -> str:
    return "".join(_run(item, run) for run in block.runs)


def _run(item: Item, run: Run) -> str:
    text = escape(run.text)
    tag = {"emphasis": "em", "strong": "strong"}.get(run.style)
    text = f"<{tag}>{text}</{tag}>" if tag else text
    address = "" if run.link is None else item.links[run.link].leads_to
    return f'<a href="{escape(address)}">{text}</a>' if address else text
