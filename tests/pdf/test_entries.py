"""An item as it is printed: words, looks, links, facts and what paper would lose."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from closed import CLOSED, KINDS
from pdf.made import archive_of, issue_of, item
from sphinx_roundup.model.identity import Identity
from sphinx_roundup.model.records import Block, Item, Link, Run
from sphinx_roundup.pdf.document import (
    Address,
    Entry,
    Listing,
    Lost,
    Paragraph,
    Ref,
    Text,
    Web,
    Words,
)
from sphinx_roundup.pdf.entries import entry, linkable
from sphinx_roundup.pdf.print_settings import Edition

KIND = next(kind.label for kind in KINDS if kind.slug == "report")
WEB, COPY = "https://example.org/a", "https://web.archive.org/web/2024/https://example.org/a"


def printed(one: Item, level: int = 3, *, indexed: bool = False, address: str = "") -> Entry:
    archive = archive_of(issue_of(one), date=dt.date(2024, 6, 1))
    archive = replace(archive, identity=Identity(address=address))
    return entry(Edition(archive, indexed=indexed), one, level)


def body(*runs: Run, links: tuple[Link, ...] = ()) -> Words:
    (paragraph,) = printed(item(body=(Block(runs),), links=links)).body
    assert isinstance(paragraph, Paragraph)
    return paragraph.content


def test_the_parts_of_an_entry() -> None:
    one = item(
        "one", text="Printed words.", topics=("online-safety",), closes=dt.date(2024, 5, 3),
        content_note=("suicide",), editor_note="A note.",
    )  # fmt: skip
    found = printed(one, address="https://a.org/")
    assert (found.level, found.id, found.label, found.title) == (
        3, "2024-04/one", "item-2024-04-one", "Title of one",
    )  # fmt: skip
    assert found.shown_title == (Text("Title of one"),)
    assert found.facts == (
        (Text(KIND),),
        (Text("TET"),),
        (Text("Missing"), Text(", "), Text("Online safety")),
        (Text("Closed "), Text("3 May 2024")),
    )
    assert found.warning == f"Content note: {CLOSED.lists['content-notes']['suicide']}."
    assert found.body == (Paragraph((Text("Printed words."),)),)
    assert found.notes == (
        (Text("This has closed."),), (Text("Archive note: ", ("strong",)), Text("A note.")),
    )  # fmt: skip
    assert found.addresses == ()
    assert found.permanent == "https://a.org/issues/2024-04.html#item-2024-04-one"
    assert found.short


def test_a_topic_leads_to_its_row_in_the_index_where_there_is_one() -> None:
    found = printed(item(), indexed=True)
    assert (Ref("topic-missing", (Text("Missing"),)),) in found.facts


def test_an_entry_without_title_says_so() -> None:
    found = printed(item(title=""))
    assert (found.title, found.shown_title) == ("Untitled entry", (Text("Untitled entry"),))


def test_which_entries_are_kept_on_one_page() -> None:
    assert printed(item(text="a" * 1400)).short
    assert not printed(item(text="a" * 1401)).short


def test_bullets_in_a_row_are_one_list() -> None:
    blocks = tuple(
        Block((Run(text),), role)  # type: ignore[arg-type]
        for text, role in (("a", "paragraph"), ("b", "paragraph"), ("c", "bullet"), ("d", "bullet"),
                           ("e", "paragraph"), ("f", "bullet"))
    )  # fmt: skip
    a, b, c, d, e, f = (Paragraph((Text(letter),)) for letter in "abcdef")
    assert printed(item(body=blocks)).body == (a, b, Listing(((c,), (d,))), e, Listing(((f,),)))


@pytest.mark.parametrize(
    ("target", "archived", "leads"),
    [
        (WEB, None, WEB), (WEB, COPY, COPY), (None, COPY, COPY), (None, None, ""),
        ("mailto:a@b.org", None, "mailto:a@b.org"), ("javascript:x", None, ""),
        ("javascript:x", COPY, COPY), (WEB, "file:///x", WEB),
    ],
)  # fmt: skip
def test_a_link_leads_to_the_copy_before_the_original(
    target: str | None, archived: str | None, leads: str
) -> None:
    content = (Text("this"),)
    found = body(Run("Read "), Run("this", "", 0), links=(Link("this", target, archived),))
    assert found == (Text("Read "), Web(leads, content) if leads else Lost(content))


def test_a_link_of_several_looks_is_one_link() -> None:
    found = body(
        Run("a", "", 0), Run("b", "strong", 0), Run("c", "", 1), Run("d", "emphasis"),
        links=(Link("ab", WEB), Link("c", None)),
    )  # fmt: skip
    assert found == (
        Web(WEB, (Text("a"), Text("b", ("strong",)))), Lost((Text("c"),)), Text("d", ("emphasis",)),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("the years 2017-18 and", ["the years ", "=2017-18", " and"]),
        ("a 2017- 2023 b", ["a ", "=2017- 2023", " b"]),
        ("one–two a/b x—y", ["=one–two", " ", "=a/b", " ", "=x—y"]),
        ("plain words", ["plain words"]),
        ("one - two", ["one - two"]),
        ("end-", ["end-"]),
        ("", [""]),
        (f"{'a' * 14}-{'b' * 15}", [f"={'a' * 14}-{'b' * 15}"]),
        (f"{'a' * 15}-{'b' * 15}", [f"{'a' * 15}-{'b' * 15}"]),
        ("x-y z", ["=x-y", " z"]),
    ],
)
def test_words_with_a_hyphen_are_kept_on_a_line(text: str, parts: list[str]) -> None:
    expected = tuple(
        Text(part[1:], ("unbroken",)) if part.startswith("=") else Text(part) for part in parts
    )
    assert body(Run(text)) == expected
    if text:
        styled = printed(item(title=text)).shown_title
        assert styled == expected


def test_a_look_is_kept_beside() -> None:
    assert body(Run("a b-c", "strong")) == (
        Text("a ", ("strong",)), Text("b-c", ("strong", "unbroken")),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "is_kept"),
    [("a ", " b", True), ("", "", True), ("a", " b", False), ("a ", "b", False), (" ", ".", False)],
)
def test_not_where_they_touch_words_of_another_look(before: str, after: str, is_kept: bool) -> None:
    runs = [run for run in (Run(before), Run("x-y", "strong"), Run(after)) if run.text]
    found = body(*runs)
    kept = Text("x-y", ("strong", "unbroken") if is_kept else ("strong",))
    assert kept in found
    assert "".join(part.text for part in found if isinstance(part, Text)) == f"{before}x-y{after}"
    # In the middle of its words it touches nothing.
    inner = body(Run(before or "a"), Run("x x-y x", "strong"), Run(after or "a"))
    assert Text("x-y", ("strong", "unbroken")) in inner


def test_addresses_are_printed_with_the_words_of_their_link() -> None:
    one = item(links=(Link("this", WEB, COPY),))
    assert printed(one).addresses == (Address("", WEB, COPY),)
    links = (
        Link("this", WEB),
        Link("that", None, COPY),
        Link("lost", None),
        Link("bad", "file:///x"),
    )
    assert printed(item(links=links)).addresses == (
        Address("this", WEB, ""), Address("that", "", COPY),
    )  # fmt: skip


def test_beside_an_address_that_is_gone_stands_where_copies_are() -> None:
    one = item(links=(Link("this", WEB, gone="2026-05-03"),))
    (address,) = printed(one).addresses
    assert address.address == WEB
    assert address.said.startswith("“this” is gone: the page was not there on 3 May 2026.")
    assert address.said.endswith(f"may be at https://web.archive.org/web/20240401/{WEB}")


@pytest.mark.parametrize(
    ("address", "is_it"),
    [
        ("https://a", True), ("HTTP://a", True), ("mailto:a@b", True), ("tel:1", True),
        ("ftp://a", False), ("javascript:x", False), ("a https://b", False), ("", False),
    ],
)  # fmt: skip
def test_where_a_reader_may_be_led(address: str, is_it: bool) -> None:
    assert linkable(address) is is_it
