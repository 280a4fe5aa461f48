"""References as RIS, BibTeX and CSL-JSON: no text breaks out of its place."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given

from citations.hostile import AWFUL, TEXTS, archive
from sphinx_roundup.citations.formats import FORMATS, bibtex, csl, ris
from sphinx_roundup.citations.references import ENTRY, PAGE, Reference, References, one_line
from sphinx_roundup.citations.styles import apa, harvard, plain


def reference(title: str, publisher: str = "", *keywords: str) -> Reference:
    return Reference(
        "roundup-a", PAGE, one_line(title), (), (2024, 4), one_line(publisher), keywords=keywords
    )


@given(TEXTS, TEXTS)
def test_ris_has_one_line_a_value(title: str, publisher: str) -> None:
    one = reference(title, publisher)
    lines = ris(one).splitlines()
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines)
    values = {line[:2]: line[6:] for line in lines}
    assert values.get("TI", "") == one.title
    assert values.get("PB", "") == one.publisher
    assert lines[-1] == "ER  - "
    assert [line[:2] for line in lines].count("ER") == 1


def _unbraced(text: str) -> str:
    """Read a value of BibTeX as its own parser would, and TeX after it."""
    assert all(text[:at].count("{") >= text[:at].count("}") for at in range(len(text) + 1))
    assert text.count("{") == text.count("}")
    names = {"backslash": "\\", "braceleft": "{", "braceright": "}"}
    names |= {"asciitilde": "~", "asciicircum": "^"}
    return re.sub(r"\{\\text(\w+)\}|\\([&%$#_])", lambda found: names.get(found[1], found[2]), text)


@given(TEXTS)
def test_bibtex_keeps_its_braces_and_every_sign(title: str) -> None:
    one = reference(title)
    line = next((line for line in bibtex(one).splitlines() if line.startswith("  title")), "")
    assert _unbraced(line.removeprefix("  title = {{").removesuffix("}},")) == one.title
    assert bibtex(one).count("{") == bibtex(one).count("}")


@given(TEXTS, TEXTS)
def test_csl_is_the_same_read_back(title: str, publisher: str) -> None:
    one = reference(title, publisher)
    data = json.loads(csl(one))
    assert data.get("title", "") == one.title
    assert data.get("publisher", "") == one.publisher
    assert len(csl(one).splitlines()) <= 1 + len(re.findall("\x85", csl(one)))


def test_the_whole_of_a_record() -> None:
    made = archive("A & B, of 50%")
    one = References(made).entry(made.items[0])
    assert (
        ris(one)
        == """\
TY  - MGZN
ID  - roundup-2024-04-awful
TI  - A & B, of 50%
T2  - The Example Round-up
M3  - Digest entry
LA  - en-GB
DB  - Archive, of all
AN  - 2024-04/awful
N1  - The title is the archive’s. It points to: Report. Publisher: The Example Trust. Date of publication: not recorded. Address: https://found.example/a_b%20c.
UR  - https://archive.example/issues/2024-04.html#item-2024-04-awful
PY  - 2024
DA  - 2024/04//
KW  - Missing
KW  - Online safety
ER  - \n"""
    )
    assert bibtex(one).splitlines()[:3] == [
        "@article{roundup-2024-04-awful,",
        r"  title = {{A \& B, of 50\%}},",
        "  journal = {{The Example Round-up}},",
    ]
    assert json.loads(csl(one)) == {
        "id": "roundup-2024-04-awful",
        "type": "article-magazine",
        "title": "A & B, of 50%",
        "container-title": "The Example Round-up",
        "genre": "Digest entry",
        "language": "en-GB",
        "archive": "Archive, of all",
        "archive_location": "2024-04/awful",
        "note": one.note,
        "URL": one.address,
        "issued": {"date-parts": [[2024, 4]]},
        "keyword": "Missing; Online safety",
    }


def test_a_comma_does_not_part_a_keyword_of_bibtex() -> None:
    text = bibtex(reference("A", "", "Justice, violence and policing", "Missing"))
    assert "keywords = {Justice / violence and policing, Missing}" in text


def test_an_address_of_bibtex_stays_in_its_field() -> None:
    one = Reference("a", PAGE, "A", address="https://a.example/{b}\\c d?e_f=1%20&g#h")
    assert "url = {https://a.example/%7Bb%7D%5Cc%20d?e_f=1%20&g#h}" in bibtex(one)


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_file_without_references_is_one_all_the_same(suffix: str) -> None:
    text = FORMATS[suffix].join([])
    assert json.loads(text) == [] if suffix.endswith("json") else text == ""


def test_ready_text() -> None:
    one = Reference(
        "a", ENTRY, "Is it so?", "The Round-up", (2024, 4, 5), address="https://a.example/",
        genre="Digest entry", archive="Archive", place="2024-04/a",
    )  # fmt: skip
    assert plain(harvard(one)) == (
        "The Round-up (2024) ‘Is it so?’, 5 April. Available at: https://a.example/"
        " (Accessed: day month year)."
    )
    assert plain(apa(one)) == (
        "Is it so? (2024, April 5). [Digest entry]. The Round-up. Archive (2024-04/a)."
        " https://a.example/"
    )
    assert [words for words, italic in harvard(one) if italic] == ["The Round-up"]
    lone = Reference("a", ENTRY, AWFUL, "", (2024, 4))
    assert plain(harvard(lone)).startswith(f"‘{AWFUL}’ (2024), April.")
