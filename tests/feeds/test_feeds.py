"""What can be followed: the same for ever, once each, and never of a back issue."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Browser

import a11y
from citations.hostile import AWFUL
from conftest import Site, snapshot
from pdf.made import archive_of, issue_of, item
from sphinx_roundup.feeds import feeds, ics
from sphinx_roundup.feeds.formats import atom, json_feed
from sphinx_roundup.feeds.subscriptions import Subscriptions
from sphinx_roundup.html.follow import follow_page
from sphinx_roundup.html.renderer import Renderer
from sphinx_roundup.model.archive import Archive
from sphinx_roundup.model.history import Event, History
from sphinx_roundup.model.identity import Identity
from sphinx_roundup.model.records import Section, Tombstone
from sphinx_roundup.model.settings import Settings
from sphinx_roundup.views.sorting import sort_all
from sphinx_roundup.views.views import FollowRow

NAMESPACE = "6f1f6c2e-0c1b-4d3a-9b0e-2a7c51d1e0aa"
IDENTITY = Identity(name="Archive", address="https://archive.example/", namespace=NAMESPACE)
FIRST, LATER = dt.date(2026, 12, 1), dt.date(2027, 3, 3)
NOTES = {"content_note": ("violence",)}


def published(day: dt.date, sequence: int = 1, *more: Event) -> History:
    return History(sequence, (Event(day, "published"), *more))


def archive(*, back: bool = False) -> Archive:
    closes = dt.date(2026, 12, 24)
    awful = item(
        "awful", title=AWFUL, text=AWFUL, closes=closes, topics=("online-safety",), **NOTES
    )
    right = item("right", corrected=("2027-03-03 The title & the year were wrong.",))
    old = issue_of(item("old", issue="2024-03"), id="2024-03")
    stone = Tombstone("2024-03", "gone", "news", LATER, "rights")
    old = replace(old, sections=(*old.sections, Section("H", "h", tombstones=(stone,))))
    history = {
        "issues/2024-03": published(LATER if back else FIRST),
        "issues/2024-04": published(FIRST, 2),
        "2024-03/old": published(LATER if back else FIRST),
        "2024-03/gone": published(FIRST, 2, Event(LATER, "withdrawn")),
        "2024-04/awful": published(FIRST),
        "2024-04/right": published(FIRST, 2, Event(LATER, "corrected")),
    }
    new = issue_of(awful, right, item("unrecorded"))
    return replace(archive_of(old, new), identity=IDENTITY, history=history)


def known(made: Archive) -> Subscriptions:
    return Subscriptions(made, sort_all(made))


def titles(made: Archive, name: str) -> list[str]:
    return [entry.title for entry in known(made).feeds.feed(name).entries]


def test_a_feed_holds_what_the_ledger_has_newest_first() -> None:
    made = archive()
    assert titles(made, feeds.ALL) == [
        AWFUL,
        "Title of right",
        "Title of old",
    ]
    assert titles(made, feeds.ISSUES) == ["Month of 2024-04", "Month of 2024-03"]
    assert titles(made, "feeds/topics/online-safety") == [AWFUL]
    assert set(known(made).feeds.plans) == {
        feeds.ALL, feeds.ISSUES, feeds.CHANGES, "feeds/topics/missing", "feeds/topics/online-safety",
        "feeds/sources/trust", "feeds/kinds/report",
    }  # fmt: skip


def test_a_feed_cuts_no_issue_in_two() -> None:
    issues = [
        issue_of(*(item(f"{month}-{at}", issue=month) for at in range(15)), id=month)
        for month in ("2024-01", "2024-02", "2024-03")
    ]
    names = [one.id for issue in issues for one in issue.items]
    history = {name: published(FIRST, at) for at, name in enumerate(names, 1)}
    made = replace(archive_of(*issues), identity=IDENTITY, history=history)
    assert len(titles(made, feeds.ALL)) == 45
    told = titles(made, "feeds/topics/missing")
    assert [title.split()[-1].rpartition("-")[0] for title in told] == ["2024-03"] * 15 + [
        "2024-02"
    ] * 15


def test_a_back_issue_is_told_of_once_and_floods_no_feed() -> None:
    made = archive(back=True)
    every = [title for name in known(made).feeds.plans for title in titles(made, name)]
    assert "Title of old" not in every
    assert every.count("Back issue added: Month of 2024-03") == 1


def test_changes_tell_of_corrections_and_withdrawals() -> None:
    made = archive()
    right, gone = sorted(known(made).feeds.feed(feeds.CHANGES).entries, key=lambda one: one.title)
    assert (right.title, right.updated) == ("Corrected: Title of right", "2027-03-03T11:59:58Z")
    assert right.content == "<p>The title &amp; the year were wrong.</p>"
    assert gone.title == "Withdrawn: an entry of Month of 2024-03"
    text = atom(made, known(made).feeds.feed(feeds.CHANGES))
    assert f'<at:deleted-entry ref="{gone.deleted}" when="2027-03-03T11:59:58Z" />' in text


def test_identities_and_days_never_change() -> None:
    awful, right, _ = known(archive()).feeds.feed(feeds.ALL).entries
    assert awful.id == "urn:uuid:642604c7-64f5-5863-88fa-cf36d23cb439"
    assert (awful.published, awful.updated) == ("2026-12-01T11:59:59Z", "2026-12-01T11:59:59Z")
    assert (right.published, right.updated) == ("2026-12-01T11:59:58Z", "2027-03-03T11:59:58Z")


def test_content_has_its_note_first_and_all_words() -> None:
    content = known(archive()).feeds.feed(feeds.ALL).entries[0].content
    assert content.startswith("<p><strong>Content note:</strong> ")
    assert "&lt;/script&gt;" in content
    assert "]]&gt;" in content


def test_the_page_speaks_of_calendars_only_where_there_are_some() -> None:
    made = archive()
    builder: Any = SimpleNamespace(get_target_uri=lambda name: f"{name}.html")
    renderer = Renderer(made, builder, Settings(), known(made))
    view = follow_page(made, known(made)).view
    without = replace(
        view, groups=(("Everything", (FollowRow("New issues", "feeds/issues", ""),)),)
    )
    says = "A <strong>calendar</strong> has the days"
    assert says in renderer.view(view, "follow")
    assert says not in renderer.view(without, "follow")


@pytest.mark.parametrize("lacks", ["address", "namespace", "ledger"])
def test_without_address_namespace_or_ledger_there_is_nothing_to_follow(lacks: str) -> None:
    made = archive()
    without: dict[str, Any] = {lacks: ""}
    if lacks == "ledger":
        made = replace(made, history={})
    else:
        made = replace(made, identity=replace(IDENTITY, **without))
    assert not known(made)
    assert known(made).calendars == ()


def test_both_formats_say_the_same() -> None:
    made = archive()
    feed = known(made).feeds.feed(feeds.ALL)
    names = {"a": "http://www.w3.org/2005/Atom"}
    read = ET.fromstring(atom(made, feed)).findall("a:entry", names)  # noqa: S314 - our own
    items = json.loads(json_feed(made, feed))["items"]
    for entry, one, told in zip(feed.entries, read, items, strict=True):
        words = [one.findtext(f"a:{name}", "", names) for name in ("id", "updated")]
        assert words == [entry.id, entry.updated] == [told["id"], told["date_modified"]]
        # XML reads every line end as a line feed.
        assert one.findtext("a:content", "", names) == entry.content.replace("\r\n", "\n")
        assert told["content_html"] == entry.content
        assert told["title"] == entry.title


def test_a_calendar_tells_of_whole_days_and_keeps_them_a_year() -> None:
    made = archive()
    (calendar, *topics) = known(made).calendars
    text = ics.ics(made, calendar.title, calendar.items)
    assert "DTSTART;VALUE=DATE:20261224\r\nDTEND;VALUE=DATE:20261225\r\n" in text
    assert "DTSTAMP:20261201T120000Z" in text
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert {one.file for one in topics} == {
        "calendar/topics/missing.ics", "calendar/topics/online-safety.ics",
    }  # fmt: skip
    assert text == ics.ics(made, calendar.title, calendar.items)
    assert known(replace(made, date=dt.date(2027, 12, 25))).calendars
    assert not known(replace(made, date=dt.date(2027, 12, 26))).calendars


LEDGER = {
    "2023-12.txt": ["2026-12-01 published issues/2023-12"],
    "2024-04.txt": [
        "2026-12-01 published issues/2024-04",
        "2026-12-01 published 2024-04/review",
        "2026-12-01 published 2024-04/practice-tips",
    ],
}


@pytest.mark.browser
def test_feeds_are_fresh_and_go_when_they_have_to(
    built_small: Site, tmp_path: Path, chromium: Browser
) -> None:
    place = built_small.source / "ledger"
    place.mkdir()
    (built_small.source / "archive.toml").write_text(
        f'address = "https://archive.example/"\nnamespace = "{NAMESPACE}"\n', encoding="utf-8"
    )
    for name, lines in LEDGER.items():
        (place / name).write_text("".join(f"{n} {x}\n" for n, x in enumerate(lines, 1)))
    out = built_small.build()
    assert (out / "feeds/all.xml").exists(), built_small.warnings
    assert 'href="../feeds/sources/bbc.xml"' in (out / "sources/bbc.html").read_text()
    assert "Everything" in (out / "follow.html").read_text()
    shown = chromium.new_page()
    shown.goto((out / "follow.html").as_uri())
    assert a11y.violations(shown, "article") == []  # the frame is judged elsewhere
    shown.close()
    built_small.edit("issues/2024-04.md", "{item} Practice tips", "{item} Tips for practice")
    incremental = snapshot(built_small.build())
    assert incremental == snapshot(Site(built_small.source, tmp_path / "clean").build())
    assert b"Tips for practice" in incremental["feeds/kinds/guide.xml"]
    for path in place.iterdir():
        path.unlink()
    left = snapshot(built_small.build())
    assert not [name for name in left if name.startswith(("feeds/", "calendar/", "follow"))]
    assert b"feeds/" not in left["sources/bbc.html"]
