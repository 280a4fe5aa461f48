"""Words made fit to print."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_roundup.pdf import entries
from sphinx_roundup.pdf.text import BREAK_HERE, clean, clean_line, in_ascii, in_letters


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert clean_line(clean_line(text)) == clean_line(text)


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"])))
def test_letters_figures_marks_and_signs_are_kept(text: str) -> None:
    assert clean(text) == text
    assert clean_line(text).replace(BREAK_HERE, "") == text.replace(BREAK_HERE, "")


@given(st.text(alphabet="ab \u200b-", max_size=300))
def test_no_word_is_longer_than_a_line(text: str) -> None:
    assert all(len(word) <= 40 for word in clean_line(text).replace(BREAK_HERE, " ").split())


def test_a_lone_surrogate_becomes_a_replacement_character() -> None:
    assert clean("a\ud800b") == "a\ufffdb"


@pytest.mark.parametrize(
    ("character", "shown"),
    [
        ("🙂", "[slightly smiling face]"),
        ("漢", "[U+6F22]"),
        ("\ue000", "[U+E000]"),
        ("𐀀", "[U+10000]"),
    ],
)
def test_what_has_no_glyph_is_said_in_letters(character: str, shown: str) -> None:
    assert in_letters(character) == shown


@pytest.mark.parametrize(
    ("address", "linked"),
    [
        ("https://example.org/a%20b?c=d&e#f", "https://example.org/a%20b?c=d&e#f"),
        ("https://example.org/é ü", "https://example.org/%C3%A9%20%C3%BC"),
        ("https://www.bücher.example/x", "https://www.xn--bcher-kva.example/x"),
        ("mailto:someone@example.org", "mailto:someone@example.org"),
        ("https://[broken", "https://[broken"),
        ("https://example.org/\u202ex\n", "https://example.org/x"),
    ],
)
def test_an_address_is_written_in_ascii(address: str, linked: str) -> None:
    assert in_ascii(address) == linked


def test_words_with_a_hyphen_are_kept_on_one_line_even_before_a_blank() -> None:
    found = entries._HYPHENED.findall("reviews 2017- 2023. It is well-known, 1998 – 2019 and/or")
    assert found == ["2017- 2023.", "well-known,", "and/or"]
