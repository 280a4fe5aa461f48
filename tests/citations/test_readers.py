"""Other people's programs read every reference: all printed entries, and an awful one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from citations.browser import written_by_script
from citations.hostile import archive as awful_archive
from citations.programs import read_back
from gold import printed_archive
from sphinx_roundup.citations.references import Reference, References
from sphinx_roundup.model.archive import Archive
from sphinx_roundup.model.identity import Identity

pytestmark = pytest.mark.readers
REASON = "make readers installs it"


def _archives() -> Iterator[Archive]:
    identity = Identity(name="Round-up Archive", address="https://archive.example/a")
    yield replace(printed_archive(), identity=identity)
    yield awful_archive()


def _references(archive: Archive) -> list[Reference]:
    references = References(archive)
    return [one for issue in archive.issues for one in references.of_issue(issue)]


_TEX = {"{\\textbackslash}": "\\", "{\\textbraceleft}": "{", "{\\textbraceright}": "}"}
_TEX |= {"{\\textasciitilde}": "~", "{\\textasciicircum}": "^"}
Both = tuple[list[Reference], dict[str, str]]


@pytest.fixture(scope="module", params=_archives(), ids=["printed", "awful"])
def both(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Both:
    """References, and each format of all issues as the browser writes it; RIS is that of the files."""
    archive = request.param
    issues = written_by_script(archive, tmp_path_factory.mktemp("read"))["issues"].values()
    texts = {suffix: "\n".join(one[suffix] for one in issues) for suffix in ("ris", "bib")}
    listed = [one for texts in issues for one in json.loads(texts["csl.json"])]
    texts["csl.json"] = json.dumps(listed)
    return _references(archive), texts


def from_tex(text: str) -> str:
    """Undo how TeX writes its signs, which neither reader does."""
    text = text.removeprefix("{").removesuffix("}")
    for tex, sign in _TEX.items():
        text = text.replace(tex, {"{": "\0", "}": "\1"}.get(sign, sign))
    for sign in "&%$#_":
        text = text.replace(f"\\{sign}", sign)
    return text.replace("\0", "{").replace("\1", "}")


def test_rispy_reads_every_reference(both: Both) -> None:
    ours, texts = both
    rispy = pytest.importorskip("rispy", reason=REASON)
    read: list[dict[str, Any]] = rispy.loads(texts["ris"])
    for one, found in zip(ours, read, strict=True):
        assert (found.get("title") or found.get("primary_title")).split() == one.title.split()
        assert found["type_of_reference"] == one.type.ris
        urls = found.get("urls") or [found.get("url", "")]
        assert urls == [one.address]
        assert tuple(found.get("keywords", ())) == one.keywords
        if one.date:
            assert found["date"].startswith("/".join(f"{part:02}" for part in one.date))
        assert "".join(found.get("notes", ())) == one.note


def test_pybtex_reads_every_reference(both: Both) -> None:
    ours, texts = both
    database = pytest.importorskip("pybtex.database", reason=REASON)
    read = database.parse_string(texts["bib"], "bibtex").entries
    assert list(read) == [one.id for one in ours]
    for one in ours:
        found = read[one.id]
        # It makes one space of several.
        assert from_tex(found.fields["title"]).split() == one.title.split()
        assert found.fields["url"] == one.address
        assert found.fields.get("year", "") == (str(one.date[0]) if one.date else "")
        assert not found.persons


def test_bibtexparser_reads_every_reference(both: Both) -> None:
    ours, texts = both
    bibtexparser = pytest.importorskip("bibtexparser", reason=REASON)
    read = bibtexparser.parse_string(texts["bib"])
    assert not read.failed_blocks
    assert [found.key for found in read.entries] == [one.id for one in ours]
    titles = [from_tex(found.fields_dict["title"].value) for found in read.entries]
    assert titles == [one.title for one in ours]


def test_citation_js_reads_every_reference(both: Both) -> None:
    ours, texts = both
    read = read_back({suffix: [text] for suffix, text in texts.items()})
    for suffix, (found,) in read.items():
        assert [one["title"].split() for one in found] == [one.title.split() for one in ours], (
            suffix
        )
        assert [one.get("URL", "") for one in found] == [one.address for one in ours], suffix
        dates = [tuple(one.get("issued", {}).get("date-parts", [()])[0]) for one in found]
        assert dates == [one.date for one in ours], suffix
        assert not any("author" in one for one in found)
