"""Python and JavaScript agree on what a word is, letter by letter."""

from __future__ import annotations

import json
import random
from pathlib import Path

from examples import examples
from gold import printed_archive
from search.node import node
from sphinx_roundup.search import codec
from sphinx_roundup.search.analysis import Stems, words
from synthetic_words import FIELD, invented

GOLDEN = Path(__file__).parent / "golden"
ENDINGS = [
    "s",
    "es",
    "ed",
    "ing",
    "ings",
    "er",
    "ers",
    "est",
    "ly",
    "ness",
    "ment",
    "ments",
    "ation",
    "ations",
    "ational",
    "ationally",
    "able",
    "ible",
    "ity",
    "ities",
    "ive",
    "ively",
    "ize",
    "izing",
    "izer",
    "ise",
    "ising",
    "ful",
    "fully",
    "less",
    "ous",
    "ously",
    "al",
    "ally",
    "ism",
    "ist",
    "ists",
    "ship",
    "our",
    "ours",
    "oured",
    "ized",
    "yze",
    "yzing",
    "y",
    "ies",
]


ODD = words("""
    even cann inn earr herr out succ proc exc past arsen commun emerg gener later organ univers add egg off
    d l t by dy ly sky ski idl gentl ugl earl onl singl andes atlas bias cosmos howe news hop hopp at bl iz us ss
    ll ation ational tional ogi logi li ali ible able ement ment ent ion sion tion ative iviti biliti eed ing ed
""")
"""Words and ends of which the stemmer has a rule of its own."""


def test_words_and_stems_are_the_golden_ones() -> None:
    stems = Stems()
    for row in json.loads((GOLDEN / "words.json").read_text(encoding="utf-8")):
        assert words(row["text"]) == row["words"]
        assert [stems[word] for word in row["words"]] == row["stems"]


def test_any_apostrophe_is_one() -> None:
    assert {tuple(words(f"child{sign}s")) for sign in "'`´’‘ʼ"} == {("childs",)}


def test_numbers_are_the_golden_ones() -> None:
    for row in json.loads((GOLDEN / "numbers.json").read_text(encoding="utf-8")):
        assert codec.numbers(row["numbers"]) == row["text"]


def test_both_stemmers_agree_on_every_word() -> None:
    real = {word for item in printed_archive().items for word in words(item.text + item.title)}
    base = sorted(real | set(FIELD))
    # Each word with every third ending, and each ending with every third word; all where three times as many are asked for.
    forms = {
        w + e
        for n, w in enumerate(base)
        for m, e in enumerate(ENDINGS)
        if (n + m) % 3 < examples(1)
    }
    odd = {before + word + end for before in ("", "b", "ba") for word in ODD for end in ENDINGS}
    vocabulary = sorted({*base, *forms, *odd, *invented(6_000, 7)})
    stems = Stems()
    theirs = node("stems.js", given=[" ".join(vocabulary)])[0]
    assert theirs[0] == vocabulary
    differ = [(word, stem) for word, stem in zip(*theirs, strict=True) if stems[word] != stem]
    assert len(vocabulary) > 20_000
    assert differ == []


def test_both_fold_any_text_alike() -> None:
    dice = random.Random(3)  # noqa: S311 - chance, not a secret
    # Latin, Greek and Cyrillic; newer letters are known to one side and not yet to the other.
    letters = [chr(number) for number in range(32, 0x530)]
    texts = ["".join(dice.choices(letters, k=40)) for _ in range(300)]
    texts += [
        "".join(dice.choices("aé'’-–“ ßİſŉΣς½ﬁ&<>\u00ad\u200b\u0301 _9", k=30)) for _ in range(300)
    ]
    theirs = node("stems.js", given=texts)
    assert [row[0] for row in theirs] == [words(text) for text in texts]
