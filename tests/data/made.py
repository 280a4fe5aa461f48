"""Archives whose data are read back: the printed issues, and one awful entry."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from gold import PRINTED
from pdf.made import SOURCES, archive_of, issue_of, item
from sphinx_roundup.check.archive import check
from sphinx_roundup.data import WRITERS
from sphinx_roundup.model import data_files
from sphinx_roundup.model.archive import Archive
from sphinx_roundup.model.assembly import assemble
from sphinx_roundup.model.history import Event, History
from sphinx_roundup.model.identity import Identity
from sphinx_roundup.model.moves import Moves
from sphinx_roundup.model.records import Block, Item, Link, Run
from sphinx_roundup.model.settings import Settings
from sphinx_roundup.model.vocabulary import Source
from sphinx_roundup.views.listings import Listings

SITE = "https://archive.example/round-up/"
IDENTITY = Identity(
    name="Archive of the tests",
    newsletter="The Round-up",
    address=SITE,
    namespace="6f1f6c2e-0c1b-4d3a-9b0e-2a7c51d1e0aa",
)
WITH_A_COMMA = Source("ministry", "Ministry for Rain, Wind and “Sun”", aliases=("=Rain, Wind",))
TITLE = "=cmd|'/C calc'!A0 “quotes” \"and\" 'more', ]]> <b>&amp;</b> 😀 שלום עולם عربي " + "x" * 230
WORDS = (
    '=HYPERLINK("https://example.org") , ; | "quoted" \'single\'',
    "'=1+1 begins with an apostrophe; {braces} \\back\\ $dollar$ %percent% #hash_ ~tilde^",
    "]]> </script><!-- --> &lt; & \u2028 line separator, e\u0301 combining, שלום, 👩‍👧 \u200d joined",
)
AWFUL: Item = item(
    "awful",
    title=TITLE,
    sources=("ministry", "trust"),
    topics=("online-safety",),
    body=tuple(Block((Run(words),)) for words in WORDS),
    links=(
        Link('\'+1 words, of "a link"', "https://example.org/a?b=c&d=é#f|g"),
        Link("@lost"),
    ),
    editor_note="-1 is no formula, nor is @this",
    corrected=("2026-12-03 =It was | and wrong.", "2026-12-04 Twice, “too”."),
    content_note=("suicide", "violence"),
    closes=dt.date(2024, 5, 23),
)


def awful() -> Archive:
    """An archive of one awful entry and a plain one."""
    history = History(1, (Event(dt.date(2026, 11, 26), "published"),))
    archive = archive_of(issue_of(AWFUL, item("plain")))
    return replace(
        archive,
        sources=(*SOURCES, WITH_A_COMMA),
        identity=IDENTITY,
        moves=Moves({"2024-04/dreadful": AWFUL.id}),
        history={AWFUL.id: history, "issues/2024-04": history},
    )


def printed() -> Archive:
    """The printed issues that the tests own, at an address, from the check's own reading."""
    read = check(PRINTED)
    return assemble(read.issues, read.vocabulary, identity=IDENTITY)


def write(archive: Archive, folder: Path) -> Path:
    """Write all data files of an archive; give the folder that stands for the site's root."""
    for name, write_files in WRITERS.items():
        write_files(Listings(archive, Settings()), folder / "html", folder / "cache" / name)
    return folder / "html"


def write_compressed(archive: Archive, folder: Path) -> Path:
    """Write them as of an archive of many issues, whose files with all entries are compressed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(data_files, "MOST_PLAIN", len(archive.issues) - 1)
        return write(archive, folder)


def told(archive: Archive) -> dict[str, tuple[str, str, str]]:
    """Title, month and address of each entry, by its id; the address spelt out here."""
    return {
        one.id: (
            one.title,
            f"{archive.issue[one.issue].day:%Y-%m}",
            f"{SITE}issues/{one.issue}.html#item-{one.issue}-{one.slug}",
        )
        for one in archive.items
    }
