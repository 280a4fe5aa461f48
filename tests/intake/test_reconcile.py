"""An import is held to account: words and links of the document against those of the draft."""

from __future__ import annotations

import pytest

from sphinx_roundup.importer.blocks import Anchor, LeftOut, Tally
from sphinx_roundup.importer.reconcile import Account, settle
from sphinx_roundup.importer.round_trip import ReadBack
from sphinx_roundup.model.records import Block, Item, Link, Run

A, B = "https://example.org/a", "https://example.org/b"


def page(text: str, *links: Link, other: tuple[str, ...] = ()) -> ReadBack:
    entry = Item("2024-04", "one", "", "", body=(Block((Run(text),)),), links=links)
    return ReadBack({}, entries=[entry], other=list(other))


def words(
    before: str, after: str, *apart: str, grain: str = "words", filled: tuple[str, ...] = ()
) -> Account:
    left_out = [LeftOut("why", text) for text in apart]
    return settle(Tally(before, (), grain), page(after), left_out, filled)  # type: ignore[arg-type]


def links(before: list[Anchor], after: list[Link], apart: tuple[Anchor, ...] = ()) -> Account:
    return settle(Tally("w", tuple(before)), page("w", *after), [LeftOut("why", "", apart)])


def test_a_draft_with_every_word_and_link() -> None:
    whole = settle(
        Tally("One two three four", (Anchor(A, "two"), Anchor(B, "four"))),
        page("One two", Link("two", A)),
        [LeftOut("a footer", "three four", (Anchor(B, "four"),))],
    )
    assert whole == Account(4, 2)


def test_words_that_were_lost_or_added() -> None:
    assert words("one two two three", "one two", "four") == Account(
        4, 0,
        (
            "“two”, “three” are in the document but not in the draft.",
            "“four” are in the draft but not in the document.",
        ),
    )  # fmt: skip
    assert words("one", "one two").failures == ("“two” are in the draft but not in the document.",)
    assert words("one", "one two", filled=("two",)) == Account(1, 0)


def test_words_that_are_only_divided_otherwise_are_a_doubt() -> None:
    found = words("one-two three", "one- two three")
    assert found.failures == ()
    assert found.doubts == ("“one-two” are divided otherwise.",)
    assert words("on e", "one").doubts == ("“on”, “e” are divided otherwise.",)


@pytest.mark.parametrize(
    ("grain", "before", "after", "is_same"),
    [
        ("words", "One, two.", "One two", False),
        ("names", "One, two.", "One two", True),
        ("names", "One_two", "One two", True),
        ("names", "One, two.", "One", False),
        ("letters", "o n e", "one", True),
        ("letters", "one", "On e", False),
        ("letters", "ﬁne", "fine", True),
        ("words", "e\u0301", "é", True),
        ("words", "a\x07b\ufffd", "ab", True),
        ("words", "a\nb\tc", "a b c", True),
        ("letters", "one1", "one", False),
    ],
)
def test_what_can_be_compared(grain: str, before: str, after: str, is_same: bool) -> None:
    found = words(before, after, grain=grain)
    assert (found.failures == found.doubts == ()) is is_same


def test_no_more_words_are_told_than_help() -> None:
    eight = " ".join("abcdefgh")
    shown = ", ".join(f"“{letter}”" for letter in "abcdefgh")
    end = "are in the document but not in the draft."
    assert words(eight, "").failures == (f"{shown} {end}",)
    assert words(f"{eight} i", "").failures == (f"{shown} and 1 more {end}",)
    assert words(f"{eight} i j", "").failures == (f"{shown} and 2 more {end}",)
    assert words("x" * 70, "").failures == (f"“{'x' * 60}” {end}",)


def test_words_that_would_stand_where_the_archive_has_no_place() -> None:
    found = settle(Tally("one"), page("one", other=("Two\nthree", "four")), [])
    assert found.failures == (
        "“Two three”, “four” would stand where the archive has no place for it.",
    )


@pytest.mark.parametrize(
    ("before", "after", "failures"),
    [
        ([Anchor(A, "x")], [Link("x", A)], ()),
        ([Anchor(A, "x y")], [Link("x", A), Link("y", A)], ()),
        ([Anchor(A, "x.")], [Link("x", A)], ()),
        ([Anchor(A, "x")], [], (f"links with the address {A}: 1 in the document, 0 kept or left out.",)),
        ([], [Link("x", A)], (f"links with the address {A}: 0 in the document, 1 kept or left out.",)),
        ([Anchor(A, "–")], [], (f"links with the address {A}: 1 in the document, 0 kept or left out.",)),
        ([Anchor(A, "x")], [Link("y", A)],
         (f"links with the address {A}: 1 in the document, 1 kept or left out.",)),
        ([Anchor(A, "x")], [Link("x", B)],
         (f"links with the address {A}: 1 in the document, 0 kept or left out.",
          f"links with the address {B}: 0 in the document, 1 kept or left out.")),
        ([Anchor("", "x")], [Link("x", None)], ()),
        ([Anchor("", "–")], [], ()),
        ([Anchor("", "x"), Anchor("", "y")], [Link("x", None)],
         ("links with no address: 2 in the document, 1 kept or left out.",)),
        ([Anchor(A, None)], [Link("anything", A)], ()),
        ([Anchor(A, None), Anchor(A, "x")], [Link("anything", A)],
         (f"links with the address {A}: 2 in the document, 1 kept or left out.",)),
        ([Anchor(f"https://www.google.com/url?q={A}", "x")], [Link("x", A)], ()),
    ],
)  # fmt: skip
def test_links_address_by_address(
    before: list[Anchor], after: list[Link], failures: tuple[str, ...]
) -> None:
    found = links(before, after)
    assert found == Account(1, len(before), failures)


def test_a_link_that_is_left_out_is_accounted_for() -> None:
    assert links([Anchor(A, "x"), Anchor(B, "y")], [Link("x", A)], (Anchor(B, "y"),)).failures == ()
    assert links([Anchor(A, None)], [], (Anchor(A, "x"),)).failures == ()
