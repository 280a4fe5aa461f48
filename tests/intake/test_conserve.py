"""Nothing is lost without its being noticed."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, partial

import pytest

from intake import variants
from intake.paper import gold
from intake.variants import VARIANTS
from intake.write_pdf import pdf
from sphinx_roundup.importer.blocks import Anchor, Document, Run, UnreadableError
from sphinx_roundup.importer.context import Knowledge
from sphinx_roundup.importer.pipeline import LostError, make_draft
from sphinx_roundup.importer.readers import read
from sphinx_roundup.importer.reconcile import settle
from sphinx_roundup.importer.round_trip import read_back

ISSUE = "2023-01"
PDFS = {"pdf, tagged": pdf, "pdf, untagged": partial(pdf, tags=False, running=True)}
WRITE = (*VARIANTS, *PDFS)
EVERY = 6
"""One block of so many is dropped: each costs a draft of the whole document."""
NOTHING = Knowledge()
"""What is suggested of each entry is no part of the account, and half of what a draft costs."""


@cache
def document(name: str) -> Document:
    return read(PDFS[name](gold(ISSUE))) if name in PDFS else variants.document(name, ISSUE)


@pytest.mark.parametrize("name", WRITE)
def test_dropping_any_one_block_is_noticed(name: str) -> None:
    whole = document(name)
    # Each way of writing begins at another block, so that together they drop every one.
    for place in range(WRITE.index(name) % EVERY, len(whole.blocks), EVERY):
        less = whole.blocks[:place] + whole.blocks[place + 1 :]
        # A document of one block has no entries left.
        with pytest.raises(LostError if less else UnreadableError):
            make_draft(replace(whole, blocks=less), NOTHING)


@pytest.mark.parametrize("name", WRITE)
def test_dropping_any_one_line_of_what_was_left_out_is_noticed(name: str) -> None:
    whole = document(name)
    for place, entry in enumerate(whole.left_out):
        less = whole.left_out[:place] + whole.left_out[place + 1 :]
        if entry.text or any(anchor.href for anchor in entry.links):
            with pytest.raises(LostError):
                make_draft(replace(whole, left_out=less), NOTHING)


@pytest.mark.parametrize("name", ["docx, styles", "html, mail", "Markdown"])
def test_unlinking_any_one_link_is_noticed(name: str) -> None:
    whole = document(name)
    for place, block in enumerate(whole.blocks):
        if not block.has_link:
            continue
        first = next(i for i, run in enumerate(block.runs) if run.href)
        runs = list(block.runs)
        runs[first] = replace(runs[first], href=None)
        less = replace(block, runs=tuple(runs))
        blocks = (*whole.blocks[:place], less, *whole.blocks[place + 1 :])
        with pytest.raises(LostError) as lost:
            make_draft(replace(whole, blocks=blocks), NOTHING)
        assert "links with the address https://" in str(lost.value)


def test_words_added_are_noticed_too() -> None:
    whole = document("docx, styles")
    extra = replace(whole.blocks[5], runs=(*whole.blocks[5].runs, Run(" invented.")))
    blocks = (*whole.blocks[:5], extra, *whole.blocks[6:])
    with pytest.raises(LostError, match=r"“invented\.” are in the draft but not in the document"):
        make_draft(replace(whole, blocks=blocks), NOTHING)


def test_text_with_no_place_in_an_issue_is_noticed() -> None:
    whole = document("docx, styles")
    page = read_back(make_draft(whole, NOTHING).text + "\nLoose words.\n")
    account = settle(whole.tally, page, whole.left_out)
    assert "“Loose words.” would stand where the archive has no place for it." in account.failures


def test_words_divided_otherwise_are_a_doubt_not_a_failure() -> None:
    whole = document("docx, styles")
    tally = replace(whole.tally, text=whole.tally.text.replace("safeguarding", "safe guarding", 1))
    account = settle(tally, make_draft(whole, NOTHING).page, whole.left_out)
    assert not account.failures
    assert account.doubts == ("“safe”, “guarding” are divided otherwise.",)


def test_links_whose_words_are_unknown_are_counted() -> None:
    whole = document("Markdown")
    links = (*whole.tally.links, Anchor("https://example.org/lost", None))
    with pytest.raises(LostError, match=r"https://example\.org/lost: 1 in the document, 0 kept"):
        make_draft(replace(whole, tally=replace(whole.tally, links=links)), NOTHING)
