"""What an issue adds to the index, and how the parts of all become one."""

from __future__ import annotations

import pytest

from sphinx_roundup.model.page_records import Topic
from sphinx_roundup.model.records import Block, Item, Run
from sphinx_roundup.search import codec
from sphinx_roundup.search.analysis import SMALL_WORDS, Stems, english, words
from sphinx_roundup.search.merge import RUN, joined, merged, vocabulary
from sphinx_roundup.search.postings import Indexer

TOPICS = (
    Topic("county-lines", "County lines", also_printed_as=("Going country",), search_terms=("cuckooing",)),
    Topic("prevent", "Prevent"),
    Topic("small", "Of the"),
)  # fmt: skip


def item(title: str, text: str = "", note: str = "") -> Item:
    return Item("2024-04", "one", title, "news", body=(Block((Run(text),)),), editor_note=note)


def note_of(one: Item) -> str:
    return one.editor_note


def numbers(text: str) -> list[int]:
    """Read numbers back the way they are described: base 32, lowest digit first."""
    found, value, shift = [], 0, 0
    for letter in text:
        digit = codec.DIGITS.index(letter)
        value |= (digit & 31) << shift
        shift += 5
        if digit < 32:
            found.append(value)
            value, shift = 0, 0
    return found


def rising(text: str) -> list[int]:
    at, found = 0, []
    for gap in numbers(text):
        at += gap
        found.append(at)
    return found


def terms(*items: Item) -> dict[str, dict[int, int]]:
    """Of each term: the items that have it, and how well each fits."""
    rows: dict[str, dict[int, int]] = {}
    for row in Indexer(TOPICS, note_of).part(items, "").terms.split("|"):
        term, _, value = row.partition(" ")
        places = value.rstrip(codec.IMPACTS)
        impacts = [codec.IMPACTS.index(sign) for sign in value[len(places) :]]
        rows[term] = dict(zip(rising(places), impacts, strict=True))
    return rows


def places(*items: Item) -> dict[str, list[int]]:
    rows = (row.split(" ") for row in Indexer(TOPICS, note_of).part(items, "").places.split("|"))
    return {word: rising(value) for word, value in rows}


def fit(count: int, length: int) -> int:
    """How well an item fits, by the formula that the documentation gives (BM25 without rarity)."""
    return max(1, round(15 * count / (count + 1.2 * (0.5 + 0.5 * length / 30))))


def test_a_word_of_the_title_counts_as_four_of_the_text() -> None:
    found = terms(item("Vaping", "one two three"), item("One", "vaping two three"))
    assert found["vape"] == {0: fit(4, 4), 1: fit(1, 4)}
    assert found["vape"][0] > found["vape"][1]
    assert terms(item("Vaping", "vaping vaping"))["vape"] == {0: fit(6, 3)}


@pytest.mark.parametrize(("count", "length"), [(1, 2), (1, 30), (2, 60), (1, 500), (3, 10)])
def test_how_well_an_item_fits_falls_with_its_length(count: int, length: int) -> None:
    text = " ".join(["harm"] * count + ["other"] * (length - count - 1))
    assert terms(item("Title", text))["harm"] == {0: fit(count, length)}


def test_an_editors_note_counts_as_text() -> None:
    assert terms(item("Title", "one", "harmful"))["harm"] == {0: fit(1, 3)}


def test_small_words_have_no_terms_but_places() -> None:
    one = item("The harm", "of it")
    assert set(terms(one)) == {"harm"}
    assert places(one) == {"the": [0], "harm": [1], "of": [3], "it": [4]}


def test_places_run_on_from_item_to_item_with_a_gap_between_texts() -> None:
    one, two = item("One two", "three", "four"), item("two", "one one")
    assert places(one, two) == {"one": [0, 18, 19], "two": [1, 16], "three": [3], "four": [5]}
    part = Indexer(TOPICS, note_of).part([one, two], "[hits]")
    assert numbers(part.spans) == [16, 16]
    assert numbers(Indexer(TOPICS, note_of).part([item("A", "b " * 14)], "").spans) == [32]
    assert part.hits == "[hits]"


def test_a_word_more_in_an_item_leaves_the_places_of_other_words() -> None:
    second = item("Harm", "in schools", "and at home")
    before, after = (places(item(f"{one}two three", "four"), second) for one in ("", "one "))
    assert {word for word in after if after[word] != before.get(word)} == {
        "one", "two", "three", "four",
    }  # fmt: skip


def test_topics_that_are_named_in_the_words() -> None:
    found = terms(
        item("County lines", "county lines and more"),
        item("Lines", "county, going country: cuckooing"),
        item("Preventing", "county line of the prevent"),
    )
    assert found["#county-lines"] == {0: fit(5, 6), 1: fit(2, 5)}
    assert found["#prevent"] == {2: fit(1, 6)}
    assert "#small" not in found


def test_no_items_add_nothing() -> None:
    part = Indexer(TOPICS, note_of).part([], "")
    assert (part.terms, part.places, part.spans, part.titles, part.hits) == ("",) * 5


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Children's looked-after", ["childrens", "looked", "after"]),
        ("‘It’s’ “fine”–so—and\u00a0on ʼtis", ["its", "fine", "so", "and", "on", "tis"]),
        ("Zoë ﬁne École", ["zoe", "fine", "ecole"]),
        ("R&D 1999 a_b", ["r", "d", "1999", "a", "b"]),
        ("", []),
        ("– …", []),
    ],
)
def test_what_counts_as_a_word(text: str, found: list[str]) -> None:
    assert words(text) == found


def test_the_list_of_english_words_has_stems_in_order() -> None:
    listed = english()
    assert listed == sorted(set(listed))
    assert len(listed) > 10_000
    assert Stems()["abductors"] in listed


def test_a_stem_is_worked_out_once_and_kept() -> None:
    stems = Stems()
    assert stems["children"] == stems["children"] == stems["child"] == "child"
    assert (stems["caring"], stems["vaping"]) == ("care", "vape")
    assert set(stems) == {"child", "children", "caring", "vaping"}
    assert {"the", "who", "a", "an"} <= set(SMALL_WORDS)


def test_rows_of_issues_are_put_together_with_the_distance_between_them() -> None:
    parts = ["b B1|a A1", "", "a A2", "b B2|c C1"]
    zero, one, two, three = (codec.number(n) for n in range(4))
    assert joined(parts) == f"b a c\n0 0 3\n3 2 3\nB1{three}B2|A1{two}A2|C1"
    whole = [("a", f"{zero}A1{two}A2"), ("b", f"{zero}B1{three}B2"), ("c", f"{three}C1")]
    # However the issues are divided into spans, empty ones too.
    for cut in range(5):
        spans = [parts[:cut], [], parts[cut:]]
        assert merged((len(span), joined(span)) for span in spans) == whole
    assert merged([(4, joined(parts, RUN))], RUN)[0] == ("a", f"{zero}A1!{two}A2")
    assert merged([(2, joined(["", "a A"])), (1, "a\n0\n0\nB")])[0] == ("a", f"{one}A{one}B")
    assert merged([]) == []


def test_the_list_of_words_has_each_word_and_how_frequent_it_is() -> None:
    rows = [("a", "x"), ("care", "x"), ("cares", "xx"), ("caring", "x" * 7), ("dog", "x" * 8)]
    assert vocabulary(rows) == [("care", "B"), ("cares", "C"), ("caring", "D"), ("dog", "E")]
    assert vocabulary([("b", "x" * (1 << 26))]) == [("b", "Z")]
    assert vocabulary([]) == []


def test_a_word_with_a_hyphen_is_found_written_as_one_too() -> None:
    found = terms(item("Multi-agency work", "an eight-fold rise, 16-17 and 2-year"))
    assert {"multiag", "eightfold", "multi", "agenc", "8", "fold"} <= set(found)
    assert "multiagency" not in places(item("Multi-agency", "work"))
