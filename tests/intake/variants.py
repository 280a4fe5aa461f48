"""Every way of writing a paper that imports must read without a fault."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, partial

from intake import write_docx, write_html, write_text
from intake.paper import Paper, gold
from sphinx_roundup.importer.blocks import Document
from sphinx_roundup.importer.readers import read

Write = Callable[[Paper], bytes]

VARIANTS: Mapping[str, Write] = {
    **{f"docx, {name}": partial(write_docx.docx, layout=name) for name in write_docx.LAYOUTS},
    "html, semantic": write_html.semantic,
    "html, mail": write_html.mail,
    "html, mail with breaks": partial(write_html.mail, breaks=True),
    "html, Outlook": write_html.outlook,
    "eml, mail": lambda paper: write_html.eml(paper, write_html.mail(paper)),
    "eml, Outlook": lambda paper: write_html.eml(paper, write_html.outlook(paper), "windows-1252"),
    "Markdown": write_text.markdown,
    "text as handed down": write_text.seed,
}

WORSE: Mapping[str, Write] = {
    "text, no links": write_text.plain,
    "text, wrapped": partial(write_text.plain, wrap=72),
    "text, addresses": partial(write_text.plain, addresses=True),
}
"""Formats that do not say all that an import needs."""


@cache
def document(name: str, issue: str) -> Document:
    """A printed issue, written one way and read; once for all tests of a process."""
    return read(VARIANTS[name](gold(issue)))
