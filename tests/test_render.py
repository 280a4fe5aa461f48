"""Whatever is in a record comes out as text; addresses lead where they should."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from page import Page
from sphinx_roundup.feeds.subscriptions import Subscriptions
from sphinx_roundup.html.renderer import Renderer
from sphinx_roundup.model.assembly import assemble
from sphinx_roundup.model.dates import day
from sphinx_roundup.model.identity import Identity
from sphinx_roundup.model.page_records import Topic
from sphinx_roundup.model.plural import plural
from sphinx_roundup.model.records import Block, Issue, Item, Link, Run, Section
from sphinx_roundup.model.settings import Settings
from sphinx_roundup.model.vocabulary import Source, Vocabulary
from sphinx_roundup.views.sorting import sort_all

BUILDER: Any = SimpleNamespace(
    get_target_uri=lambda name: f"{name}.html",
    env=SimpleNamespace(found_docs={"links-to-restore"}),
)
HOSTILE = "</p><script>alert(1)</script><img src=x onerror=alert(2)>{{ 7*7 }}{% raw %}\" ' &amp;"


def _render(item: Item, page: str = "topics/t") -> str:
    issue = Issue("2024-04", "April 2024", sections=(Section("T", "t", (item,)),))
    words = Vocabulary(
        (Topic("t", HOSTILE),), (Source("s", HOSTILE, "S", site="https://example.org"),)
    )
    identity = Identity(lost_link_search="https://example.org/?q={query}")
    archive = assemble([issue], words, dt.date(2024, 6, 1), identity=identity)
    return str(
        Renderer(
            archive, BUILDER, Settings(), Subscriptions(archive, sort_all(archive))
        ).card_listed(item, "printed", page)
    )


ITEM = Item("2024-04", "x", HOSTILE, "news", heading="T", sources=("s",), topics=("t",))


def test_markup_in_every_field_comes_out_as_text() -> None:
    links = (Link(HOSTILE), Link(HOSTILE, f"https://example.org/{HOSTILE}"))
    runs = (Run(HOSTILE), Run(HOSTILE, "strong", 0), Run(HOSTILE, "emphasis", 1))
    item = replace(ITEM, body=(Block(runs), Block(runs, "bullet")), links=links)
    html = _render(replace(item, editor_note=HOSTILE))
    shown = Page(html)
    assert not shown.named("script", "img")
    assert [e.text.strip() for e in shown.named("h3")] == [HOSTILE]
    assert shown.of_class("printed")[0].text.split() == (HOSTILE * 3 + " " + HOSTILE * 3).split()
    assert not [e for e in shown.elements if any(name.startswith("on") for name in e.attributes)]


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_any_text_survives(text: str) -> None:
    shown = Page(_render(replace(ITEM, body=(Block((Run(text),)),))))
    assert shown.of_class("printed")[0].text.strip("\n") == text.strip("\n")


@pytest.mark.parametrize(
    ("page", "root"), [("index", ""), ("topics/t", "../"), ("topics/t/2024", "../../")]
)
def test_addresses_are_relative_to_the_page(page: str, root: str) -> None:
    shown = Page(_render(ITEM, page))
    hrefs = [e.attributes["href"] for e in shown.named("a")]
    assert hrefs[0] == f"{root}issues/2024-04.html#item-2024-04-x"
    assert all(href and href.startswith(root) for href in hrefs)


def test_what_can_be_done_about_a_lost_link_stands_among_the_actions() -> None:
    lost = replace(ITEM, body=(Block((Run("it", "", 0),)),), links=(Link("it"),))
    shown = Page(_render(lost))
    (row,) = shown.of_class("item-actions")
    assert row.text.strip().split("\n") == ["Look for it", "Site of S"]
    assert [e.text for e in shown.of_class("look")] == ["Look for it", "Site of S"]
    assert not Page(_render(ITEM)).of_class("item-actions")


def test_bullets_stand_in_one_list() -> None:
    blocks = [
        Block((Run(t),), r) for t, r in (("a", "paragraph"), ("b", "bullet"), ("c", "bullet"))
    ]  # type: ignore[arg-type]
    shown = Page(_render(replace(ITEM, body=tuple(blocks))))
    printed = shown.of_class("printed")[0]
    assert printed.text.split() == ["a", "b", "c"]
    lists = [e.text.split() for e in shown.named("ul") if "class" not in e.attributes]
    assert lists == [["b", "c"]]


def test_dates_and_numbers_as_they_are_written_here() -> None:
    assert day(dt.date(2024, 4, 5)) == "5 April 2024"
    assert plural(1, "entry", "entries") == "1 entry"
    assert plural(1234, "entry", "entries") == "1,234 entries"
    assert plural(2, "link") == "2 links"
