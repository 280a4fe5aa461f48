"""Other people's programs read feeds and calendars, the awful entry too."""

from __future__ import annotations

import datetime as dt

import pytest

from citations.programs import read_back
from feeds.test_feeds import archive, known
from sphinx_roundup.feeds import feeds, ics
from sphinx_roundup.feeds.formats import atom, json_feed

pytestmark = pytest.mark.readers
REASON = "make readers installs it"
NAMES = (feeds.ALL, feeds.ISSUES, feeds.CHANGES, "feeds/topics/online-safety")


@pytest.mark.parametrize("name", NAMES)
def test_feedparser_reads_every_entry(name: str) -> None:
    feedparser = pytest.importorskip("feedparser", reason=REASON)
    made = archive()
    feed = known(made).feeds.feed(name)
    read = feedparser.parse(atom(made, feed).encode())
    assert not read.bozo
    assert read.feed.updated == feed.updated
    for one, found in zip(feed.entries, read.entries, strict=True):
        assert (found.id, found.link) == (one.id, one.address)
        assert (found.published, found.updated) == (one.published, one.updated)
        assert [tag.term for tag in found.get("tags", ())] == [c.term for c in one.categories]


@pytest.mark.parametrize("name", NAMES)
def test_atoma_reads_both_formats_strictly(name: str) -> None:
    atoma = pytest.importorskip("atoma", reason=REASON)
    made = archive()
    feed = known(made).feeds.feed(name)
    strict = atoma.parse_atom_bytes(atom(made, feed).encode())
    again = atoma.parse_json_feed_bytes(json_feed(made, feed).encode())
    assert [one.id_ for one in strict.entries] == [one.id for one in feed.entries]
    assert [one.id_ for one in again.items] == [one.id for one in feed.entries]
    for one, found, other in zip(feed.entries, strict.entries, again.items, strict=True):
        assert found.title.value.split() == one.title.split()
        assert other.title == one.title
        assert found.content.value == one.content.replace("\r\n", "\n")
        assert other.content_html == one.content
        assert f"{found.updated:%Y-%m-%dT%H:%M:%SZ}" == one.updated


def test_vobject_reads_what_icalendar_wrote() -> None:
    vobject = pytest.importorskip("vobject", reason=REASON)
    made = archive()
    calendar = known(made).calendars[0]
    read = vobject.readOne(ics.ics(made, calendar.title, calendar.items))
    (event,) = read.vevent_list
    (item,) = calendar.items
    assert event.summary.value.split() == f"Closes: {item.title}".split()
    assert (event.dtstart.value, event.dtend.value) == (
        dt.date(2026, 12, 24),
        dt.date(2026, 12, 25),
    )
    assert event.url.value.endswith("issues/2024-04.html#item-2024-04-awful")
    assert event.validate(raiseException=True)


def test_feedsmith_and_ical_js_read_the_same() -> None:
    made = archive()
    told = [known(made).feeds.feed(name) for name in NAMES]
    calendar = known(made).calendars[0]
    read = read_back(
        {
            "atom": [atom(made, feed) for feed in told],
            "json": [json_feed(made, feed) for feed in told],
            "ics": [ics.ics(made, calendar.title, calendar.items)],
        }
    )
    for feed, one, other in zip(told, read["atom"], read["json"], strict=True):
        assert one["updated"] == feed.updated
        for entry, found, again in zip(feed.entries, one["entries"], other["items"], strict=True):
            assert found["id"] == again["id"] == entry.id
            assert again["url"] == entry.address
            assert again["title"] == entry.title
            assert again["content_html"] == entry.content
    ((event,),) = read["ics"]
    (item,) = calendar.items
    assert event["summary"].split() == f"Closes: {item.title}".split()
    assert (event["start"], event["end"], event["sequence"]) == ("2026-12-24", "2026-12-25", 0)
