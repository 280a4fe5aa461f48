"""What is cited: the entry, what is known of it, and what was found for it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from citations.hostile import archive, found
from gold import printed_archive
from pdf.made import archive_of, issue_of, item, linked
from sphinx_roundup.citations.formats import ris
from sphinx_roundup.citations.references import Reference, References, date_of, one_line
from sphinx_roundup.citations.styles import STYLES, plain
from sphinx_roundup.model.records import Issue, Item, Link


def entry_of(one: Item) -> Reference:
    return References(archive_of(issue_of(one))).entry(one)


def test_an_entry_is_cited_as_the_archive_knows_it() -> None:
    one = item(topics=("online-safety",), published=dt.date(2024, 4, 2))
    assert entry_of(one) == Reference(
        "roundup-2024-04-one",
        entry_of(one).type,
        "Title of one",
        container="The Example Round-up",
        date=(2024, 4),
        keywords=("Missing", "Online safety"),
        genre="Digest entry",
        archive="Archive",
        place="2024-04/one",
        language="en-GB",
        note="The title is the archive’s. It points to: Report. Publisher: The Example Trust."
        " Published 2 April 2024. Address: not recorded.",
    )


def test_the_lead_says_what_is_not_recorded() -> None:
    lost = entry_of(replace(linked("one", "here", None), sources=())).note
    assert lost == (
        "The title is the archive’s. It points to: Report. Publisher: not stated."
        " Date of publication: not recorded. Address: not recorded."
    )
    known = entry_of(linked("one", "here", "https://example.org/report")).note
    assert known.endswith("Address: https://example.org/report.")


def test_a_document_is_cited_only_where_it_is_established() -> None:
    proof = found("The Report", "The Trust")
    guess = replace(proof, status="suggested")
    name = replace(proof, status="not-recorded", address="")
    links = (
        Link("a", "https://printed.example/"),
        Link("b", None),
        Link(
            "c", proof.address, evidence=proof, gone="2026-12-01", archived="https://copy.example/"
        ),
        Link("d", None, evidence=guess),
        Link("e", None, evidence=name),
    )
    one = item(links=links, published=dt.date(2024, 4, 2))
    (document,) = References(archive_of(issue_of(one))).documents(one)
    assert (document.id, document.title, document.publisher, document.address, document.date) == (
        "roundup-2024-04-one-link-3",
        "The Report",
        "The Trust",
        "https://found.example/a_b%20c",
        (),  # of which of its links the date is, nobody says
    )
    assert document.note == (
        "Address added by the archive on 26 November 2026, for the entry 2024-04/one of Archive."
        " The page was not there on 1 December 2026. Archived copy: https://copy.example/"
    )


@pytest.mark.parametrize(
    ("issue", "expected"),
    [
        (Issue("2024-04", "April 2024"), (2024, 4)),
        (Issue("2024-04", "April 2024", dated=dt.date(2024, 4, 5)), (2024, 4, 5)),
        (Issue("2024-W18", "Week 18"), (2024, 4, 29)),
        (Issue("544", "Issue 544", dated=dt.date(2024, 5, 3)), (2024, 5, 3)),
    ],
    ids=lambda value: getattr(value, "id", ""),
)
def test_an_issue_has_the_date_that_is_known(issue: Issue, expected: tuple[int, ...]) -> None:
    assert date_of(issue) == expected


def test_no_printed_entry_has_an_author_or_an_address_that_nobody_recorded() -> None:
    printed = printed_archive()
    references = References(printed)
    for issue in printed.issues:
        for one in references.of_issue(issue):
            assert "AU  -" not in ris(one)
            assert "example" not in ris(one)
            assert not one.address  # the tests' archive has none, nor have its links
            assert "Available" not in "".join(plain(style(one)) for style in STYLES.values())


def test_addresses_are_those_of_the_archive() -> None:
    made = archive()
    one = References(made).entry(made.items[0])
    assert one.address == "https://archive.example/issues/2024-04.html#item-2024-04-awful"
    assert not References(archive(address="")).entry(made.items[0]).address


def test_a_value_is_one_line_of_text() -> None:
    assert one_line(" a\r\nb\tc\x00\x1b\u2028d\ud800\ufffe ") == "a b c d"
    assert one_line("“a”\xa0\N{PILE OF POO} \u202eb") == "“a”\xa0\N{PILE OF POO} \u202eb"
