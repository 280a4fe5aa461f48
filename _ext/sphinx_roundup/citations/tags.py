"""The tags in a page by which reference managers know what it is, and of which day."""

from __future__ import annotations

from collections.abc import Iterator

from .references import Reference


def tags_of(one: Reference, pdf: str) -> Iterator[tuple[str, str]]:
    """Give names and values for the head of an issue's page.

    A date here outdoes the first ``<time>`` of the page, which may be the last day of a survey.
    Without ``z:itemType`` Zotero takes a page with a title for an article of a journal.

    :param pdf: the address of the issue's PDF; "" for none.
    """
    yield "z:itemType", one.type.csl
    yield "citation_title", one.title
    yield "citation_publication_date", "/".join(f"{number:02}" for number in one.date)
    yield "citation_language", one.language
    if one.address:
        yield "citation_public_url", one.address
    if pdf:
        yield "citation_pdf_url", pdf
