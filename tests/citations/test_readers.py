"""Other people's programs read every reference: all printed entries, and an awful one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from citations.hostile import archive as awful_archive
from gold import printed_archive
from sphinx_roundup.citations.formats import FORMATS
from sphinx_roundup.citations.references import Reference, References
from sphinx_roundup.model.identity import Identity

pytestmark = pytest.mark.readers
REASON = "make readers installs it"


def _references() -> list[Reference]:
    identity = Identity(name="Round-up Archive", address="https://archive.example/a")
    found = []
    for archive in (replace(printed_archive(), identity=identity), awful_archive()):
        references = References(archive)
        found += [one for issue in archive.issues for one in references.of_issue(issue)]
    # Both have an issue of April 2024.
    return list({one.id: one for one in found}.values())


OURS = _references()
_TEX = {"{\\textbackslash}": "\\", "{\\textbraceleft}": "{", "{\\textbraceright}": "}"}
_TEX |= {"{\\textasciitilde}": "~", "{\\textasciicircum}": "^"}


def text_of(suffix: str) -> str:
    form = FORMATS[suffix]
    return form.join(form.record(one) for one in OURS)


def from_tex(text: str) -> str:
    """Undo how TeX writes its signs, which neither reader does."""
    text = text.removeprefix("{").removesuffix("}")
    for tex, sign in _TEX.items():
        text = text.replace(tex, {"{": "\0", "}": "\1"}.get(sign, sign))
    for sign in "&%$#_":
        text = text.replace(f"\\{sign}", sign)
    return text.replace("\0", "{").replace("\1", "}")


def test_rispy_reads_every_reference() -> None:
    rispy = pytest.importorskip("rispy", reason=REASON)
    read: list[dict[str, Any]] = rispy.loads(text_of("ris"))
    for one, found in zip(OURS, read, strict=True):
        assert (found.get("title") or found.get("primary_title")) == one.title
        assert found["type_of_reference"] == one.type.ris
        urls = found.get("urls") or [found.get("url", "")]
        assert urls == [one.address]
        assert tuple(found.get("keywords", ())) == one.keywords
        if one.date:
            assert found["date"].startswith("/".join(f"{part:02}" for part in one.date))
        assert "".join(found.get("notes", ())) == one.note


def test_pybtex_reads_every_reference() -> None:
    database = pytest.importorskip("pybtex.database", reason=REASON)
    read = database.parse_string(text_of("bib"), "bibtex").entries
    assert list(read) == [one.id for one in OURS]
    for one in OURS:
        found = read[one.id]
        # It makes one space of several.
        assert from_tex(found.fields["title"]).split() == one.title.split()
        assert found.fields["url"] == one.address
        assert found.fields.get("year", "") == (str(one.date[0]) if one.date else "")
        assert not found.persons


def test_bibtexparser_reads_every_reference() -> None:
    bibtexparser = pytest.importorskip("bibtexparser", reason=REASON)
    read = bibtexparser.parse_string(text_of("bib"))
    assert not read.failed_blocks
    assert [found.key for found in read.entries] == [one.id for one in OURS]
    titles = [from_tex(found.fields_dict["title"].value) for found in read.entries]
    assert titles == [one.title for one in OURS]
