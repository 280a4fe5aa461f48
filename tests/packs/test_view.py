"""What the page of a pack knows of entries that are not there, and how little each page loads for it."""

from __future__ import annotations

import datetime as dt
import gzip
from dataclasses import replace

from rjsmin import jsmin

from pdf.made import archive_of, issue_of, item
from sphinx_roundup.html import pack
from sphinx_roundup.model.moves import Moves
from sphinx_roundup.model.records import Tombstone
from sphinx_roundup.views.reader_views import PackView


def view() -> PackView:
    gone = Tombstone("2024-04", "gone", "report", dt.date(2026, 12, 3), "rights")
    issue = issue_of(item("here"))
    section = replace(issue.sections[0], tombstones=(gone,))
    pairs = {
        "2024-04/old": "2024-04/here",
        "issues/2024-03": "issues/2024-04",
        "topics/a": "topics/b",
    }
    archive = replace(archive_of(replace(issue, sections=(section,))), moves=Moves(pairs))
    shown = pack.pack_page(archive).view
    assert isinstance(shown, PackView)
    return shown


def test_it_knows_what_was_renamed_and_what_was_withdrawn_and_no_more() -> None:
    former = view().former
    assert former["moved"] == {"2024-04/old": "2024-04/here", "issues/2024-03": "issues/2024-04"}
    assert list(former["withdrawn"]) == ["2024-04/gone"]
    said = former["withdrawn"]["2024-04/gone"]
    assert said.startswith(
        "An entry of the kind “Report” stood here. It was withdrawn on 3 December"
    )
    assert (view().newest, view().pages) == ("issues/2024-04", "")  # entries have no pages here


def packed(text: str) -> int:
    return len(gzip.compress(text.encode(), 9, mtime=0))


def test_each_page_loads_little_for_it() -> None:
    assert packed(jsmin(pack.BUTTON.read_text(encoding="utf-8"))) <= 1_500
    assert packed(pack.script()) <= 8_000
