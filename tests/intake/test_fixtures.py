"""Files that other programs made of a printed issue: LibreOffice, Chromium, python-docx."""

from __future__ import annotations

from pathlib import Path

import pytest

from intake.paper import Score, gold, import_bytes, score

FIXTURES = Path(__file__).parent / "fixtures"
WHOLE = Score(22, 11, 31, True, True)
EXPECTED = {
    "libreoffice.docx": WHOLE,
    "libreoffice.html": WHOLE,
    "python-docx.docx": WHOLE,
    "libreoffice-tagged.pdf": WHOLE,
    "libreoffice-untagged.pdf": WHOLE,
    "libreoffice-table-tagged.pdf": WHOLE,
    "chromium-page.pdf": WHOLE,
    "chromium-mail.pdf": WHOLE,
    # Tight paragraphs in narrow cells, and no tags: where a last line is full, nothing tells its end.
    "libreoffice-table-untagged.pdf": None,
}


def test_every_fixture_has_its_expectation() -> None:
    assert {path.name for path in FIXTURES.iterdir()} == EXPECTED.keys()


@pytest.mark.parametrize("name", [name for name, whole in EXPECTED.items() if whole])
def test_it_comes_back_whole(name: str) -> None:
    imported = import_bytes((FIXTURES / name).read_bytes())
    assert score(imported, gold("2023-01")) == WHOLE
    assert not imported.account.doubts


def test_the_hardest_comes_back_in_large_part() -> None:
    imported = import_bytes((FIXTURES / "libreoffice-table-untagged.pdf").read_bytes())
    found = score(imported, gold("2023-01"))
    assert found.items >= 15
    assert found.headings >= 9
