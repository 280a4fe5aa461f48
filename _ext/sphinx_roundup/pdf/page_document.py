"""The PDF of a page that is a record: what it says, and the entries that it cites."""

from __future__ import annotations

from itertools import groupby

from ..model.facts import record_facts
from ..model.page_records import PageRecord
from ..model.page_types import page_type_of
from ..model.plural import plural
from .document import Block, Document, Heading, Opening, Paragraph, Text
from .documents import finished, note, origin_note
from .entries import entry
from .print_settings import Edition


def page_document(edition: Edition, page: PageRecord) -> Document:
    """Make the document of a page: its words, its facts, its entries from the newest issue on."""
    archive = edition.archive
    items = archive.items_of(page)
    above = page_type_of(page.path).title
    label = f"{page.folder}-{page.slug}"
    body: list[Block] = [Opening(1, label, edition.masthead, page.title, above, page.title)]
    body += (Paragraph((Text(part),), "lead") for part in page.words.split("\n\n") if part)
    for fact in record_facts(archive, page):
        words = "; ".join(value.text for value in fact.values)
        body.append(Paragraph((Text(f"{fact.label}: ", ("strong",)), Text(words)), "small"))
    body.append(origin_note(edition))
    if items:
        body.append(note(items))
    for issue, together in groupby(items, key=lambda item: item.issue):
        body.append(Heading(2, archive.issue[issue].date, look="section", running=True))
        body += (entry(edition, item, 3) for item in together)
    subject = plural(len(items), "entry", "entries") if items else above
    return finished(edition, page.title, subject, (page.title,), body)
