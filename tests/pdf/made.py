"""Archives made for one test: an issue with the items that the test is about."""

from __future__ import annotations

import datetime as dt
from types import MappingProxyType

from closed import CLOSED, KINDS
from sphinx_roundup.model.archive import Archive
from sphinx_roundup.model.page_records import Topic
from sphinx_roundup.model.records import Block, Issue, Item, Link, Run, Section
from sphinx_roundup.model.vocabulary import Source
from sphinx_roundup.pdf.compile import Pdf, make_pdf
from sphinx_roundup.pdf.documents import issue_document
from sphinx_roundup.pdf.print_settings import Edition

WHEN = 1_700_000_000
TOPICS = (
    Topic(
        "missing", "Missing", also_printed_as=("Missing children",), scope_note="Who is missing."
    ),
    Topic("missing-from-care", "Missing from care", broader=("missing",), scope_note="From care."),
    Topic("online-safety", "Online safety", related=("missing",)),
)
SOURCES = (Source("trust", "The Example Trust", "TET"), Source("example", "Example Council"))


def item(
    slug: str = "one", *, text: str = "Printed words.", issue: str = "2024-04", **values: object
) -> Item:
    """An item whose printed body is one paragraph, unless a ``body`` is given."""
    given: dict[str, object] = {
        "title": f"Title of {slug}",
        "kind": "report",
        "heading": "Missing",
        "sources": ("trust",),
        "body": (Block((Run(text),)),),
        **values,
    }
    return Item(issue, slug, **given)  # type: ignore[arg-type]


def linked(slug: str, words: str, target: str | None, archived: str | None = None) -> Item:
    """An item whose printed body has one link."""
    runs = (Run("Read the "), Run(words, "", 0), Run(" here."))
    return item(slug, body=(Block(runs),), links=(Link(words, target, archived),))


def issue_of(*items: Item, id: str = "2024-04", heading: str = "Missing") -> Issue:  # noqa: A002
    section = Section(heading, "missing", tuple(items))
    return Issue(id, f"Month of {id}", "The Example Round-up", "A strap-line", (section,))


def archive_of(*issues: Issue, date: dt.date | None = None) -> Archive:
    headings = MappingProxyType({"Missing": "missing", "Online safety": "online-safety"})
    return Archive(tuple(issues), TOPICS, SOURCES, KINDS, headings, date, lists=CLOSED.lists)


def issue_pdf(*items: Item, date: dt.date | None = None) -> Pdf:
    """The PDF of an issue of these items."""
    archive = archive_of(issue_of(*items), date=date)
    return make_pdf(issue_document(Edition(archive), archive.issues[0]), WHEN)
