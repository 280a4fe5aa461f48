"""What is a word is never replaced, and what is a slip is mended: counted on many of both."""

from __future__ import annotations

import random
import string
from pathlib import Path

import pytest

from gold import printed_archive
from search import made
from search.node import node
from sphinx_roundup.search import write_index
from sphinx_roundup.search.analysis import SMALL_WORDS, Stems, english, words

GOLDEN = Path(__file__).parent / "golden"
SLIPS = 200
STEMS = Stems()


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index of the printed issues."""
    folder = tmp_path_factory.mktemp("printed")
    write_index(printed_archive(), folder, made.address_of)
    return folder / "search"


def mended(index: Path, typed: list[str]) -> list[tuple[str | None, int]]:
    rows: list[tuple[str | None, int]] = node("mending.js", index, given=typed)
    return rows


def test_words_of_the_field_are_not_replaced(index: Path) -> None:
    typed = (GOLDEN / "field-words.txt").read_text(encoding="utf-8").split()
    assert len(typed) >= 340
    replaced = {
        word: meant
        for word, (meant, _) in zip(typed, mended(index, typed), strict=True)
        if meant and STEMS[words(word)[0]] != STEMS[meant]
    }
    assert len(replaced) <= 2, replaced


def slip(word: str, dice: random.Random) -> str:
    """Spoil a word once: a letter doubled, lost, wrong, or changed with the next."""
    at = dice.randrange(len(word))
    letter = dice.choice(string.ascii_lowercase)
    kind = dice.randrange(4)
    if kind == 0:
        return word[:at] + letter + word[at:]
    if kind == 1:
        return word[:at] + word[at + 1 :]
    if kind == 2:
        return word[:at] + letter + word[at + 1 :]
    at = min(at, len(word) - 2)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def test_random_slips_are_mended(index: Path) -> None:
    dice = random.Random(16)  # noqa: S311 - chance, not a secret
    texts = [f"{item.title} {item.text}" for item in printed_archive().items]
    known = sorted({word for text in texts for word in words(text)} - set(SMALL_WORDS))
    long = [word for word in known if word.isalpha() and len(word) > 5]
    stems = {STEMS[word] for word in known}
    typed: list[tuple[str, str]] = []
    while len(typed) < SLIPS:
        word = dice.choice(long)
        spoilt = slip(word, dice)
        if STEMS[spoilt] not in stems:  # what makes another word of the archive is no slip
            typed.append((word, spoilt))
    rows = mended(index, [spoilt for _, spoilt in typed])
    found = [
        (word, spoilt, meant)
        for (word, spoilt), (meant, total) in zip(typed, rows, strict=True)
        if not total or (meant and STEMS[meant] != STEMS[word])
    ]
    assert len(found) <= SLIPS * 0.04, found


@pytest.mark.parametrize("typed", ["Scotland", "unaccompanied", "kids", "NRM", "FGM", "DSL"])
def test_what_nothing_is_about_is_an_answer(index: Path, typed: str) -> None:
    assert mended(index, [typed])[0] == [None, 0]


def test_the_list_has_stems_sorted_in_letters() -> None:
    known = english()
    assert known == sorted(set(known))
    assert {
        STEMS[word] for word in ("children", "organised", "ran", "sexting", "Scotland".lower())
    } <= set(known)
    assert all(stem.isalpha() for stem in known)
