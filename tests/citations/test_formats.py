"""References as RIS, BibTeX and CSL-JSON: no text breaks out of its place."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from citations.browser import written_by_script
from citations.hostile import AWFUL, TEXTS, archive, many
from sphinx_roundup.citations.formats import ris
from sphinx_roundup.citations.references import ENTRY, PAGE, Reference, References, one_line
from sphinx_roundup.citations.styles import apa, harvard, plain


def untagged(text: str) -> str:
    """A text as RIS has it: two spaces and a hyphen, which end a tag, are one and a hyphen."""
    return re.sub(" +-", " -", text)


@given(TEXTS, TEXTS)
def test_ris_has_one_line_a_value(title: str, publisher: str) -> None:
    one = Reference("a", PAGE, one_line(title), "", (2024, 4), one_line(publisher))
    lines = ris(one).splitlines()
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines)
    values = {line[:2]: line[6:] for line in lines}
    assert values.get("TI", "") == untagged(one.title)
    assert values.get("PB", "") == untagged(one.publisher)
    assert lines[-1] == "ER  - "
    assert [line[:2] for line in lines].count("ER") == 1


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[str], dict[str, Any]]:
    """Titles that try to break a format, and what the browser's script writes of them."""
    made = many()
    written = written_by_script(made, tmp_path_factory.mktemp("hostile"))
    return [one_line(item.title) for item in made.items], written


def _unbraced(text: str) -> str:
    """Read a value of BibTeX as its own parser would, and TeX after it."""
    assert all(text[:at].count("{") >= text[:at].count("}") for at in range(len(text) + 1))
    assert text.count("{") == text.count("}")
    names = {"backslash": "\\", "braceleft": "{", "braceright": "}"}
    names |= {"asciitilde": "~", "asciicircum": "^"}
    return re.sub(r"\{\\text(\w+)\}|\\([&%$#_])", lambda found: names.get(found[1], found[2]), text)


def test_bibtex_keeps_its_braces_and_every_sign(hostile: tuple[list[str], dict[str, Any]]) -> None:
    titles, written = hostile
    records = written["bib"].split("\n\n")
    assert len(records) == len(titles)
    for title, record in zip(titles, records, strict=True):
        line = next(line for line in record.split("\n") if line.startswith("  title"))
        assert _unbraced(line.removeprefix("  title = {{").removesuffix("}},")) == title
        assert record.count("{") == record.count("}")


def test_csl_and_ris_are_the_same_read_back(hostile: tuple[list[str], dict[str, Any]]) -> None:
    titles, written = hostile
    assert [one["title"] for one in json.loads(written["csl.json"])] == titles
    read = re.findall("^TI  - (.*)$", written["ris"], re.MULTILINE)
    assert read == [untagged(title) for title in titles]


def test_the_whole_of_a_record(tmp_path: Path) -> None:
    made = archive("A & B, of 50%")
    made = replace(
        made,
        topics=tuple(
            replace(t, title="Justice, and online") if t.slug == "online-safety" else t
            for t in made.topics
        ),
    )
    written = written_by_script(made, tmp_path)
    one = References(made).entry(made.items[0])
    assert (
        ris(one)
        == """\
TY  - MGZN
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
KW  - Justice, and online
ER  - \n"""
    )
    assert written["bib"].split("\n")[:3] == [
        "@article{roundup-2024-04-awful,",
        r"  title = {{A \& B, of 50\%}},",
        "  journal = {{The Example Round-up}},",
    ]
    assert json.loads(written["csl.json"])[0] == {
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
        "keyword": "Missing; Justice, and online",
    }
    # A comma would part one keyword in two.
    assert "keywords = {Missing, Justice / and online}" in written["bib"]
    # An address stays in its field.
    assert "url = {https://found.example/a_b%20c}" in written["bib"]


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
