"""The list of links to restore: what it counts, lists and leaves out, and the form it leads to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

from closed import KINDS
from conftest import PROJECT
from sphinx_roundup.model import archive as archives
from sphinx_roundup.model.assembly import assemble
from sphinx_roundup.model.forge import form_address
from sphinx_roundup.model.identity import Identity
from sphinx_roundup.model.link_notes import link_notes
from sphinx_roundup.model.records import Evidence, Issue, Item, Link, Section
from sphinx_roundup.model.vocabulary import Source, Vocabulary
from sphinx_roundup.views.views import LinkCounts, LostLinks, Mended
from sphinx_roundup.views.work_list import link_counts, links_to_restore

BBC, TRUST = Source("bbc", "BBC"), Source("trust", "a Trust")
PRINTED, LOST = Link("printed", "https://a.example"), Link("lost")
GONE = Link("gone", "https://b.example", gone="2024-01-01")
COPIED = Link("copied", "https://b.example", "https://web.archive.org/x", gone="2024-01-01")


def _found(status: str, address: str) -> Link:
    day = dt.date(2026, 11, 26)
    evidence = Evidence(status, "T", "P", "how", "https://w.example", day, "the archive", address)  # type: ignore[arg-type]
    return Link(status, address if status == "restored" else None, evidence=evidence)


RESTORED, SUGGESTED = (_found(one, f"https://{one}.example") for one in ("restored", "suggested"))


def _item(issue: str, slug: str, links: Sequence[Link], *sources: str, **more: dt.date) -> Item:
    return Item(issue, slug, f"Title {slug}", "report", sources=sources, links=tuple(links), **more)  # type: ignore[arg-type]


def _archive(*issues: Sequence[Item], date: dt.date | None = None) -> archives.Archive:
    made = [Issue(i[0].issue, "M", sections=(Section("S", "s", tuple(i)),)) for i in issues]
    return assemble(made, Vocabulary(sources=(BBC, TRUST), kinds=KINDS), date)


OLD = [_item("2023-12", "a", [RESTORED, LOST], "bbc", "trust"), _item("2023-12", "b", [PRINTED])]
NEW = [_item("2024-01", "c", [SUGGESTED, GONE, COPIED]), _item("2024-01", "d", [RESTORED], "bbc")]


def test_what_leads_somewhere_is_counted_by_where_its_address_comes_from() -> None:
    assert link_counts(_archive(OLD, NEW)) == LinkCounts(
        (("printed", 3), ("restored", 2), ("suggested", 1), ("not-recorded", 1)), lead=4
    )


def test_it_is_by_issue_and_by_publisher_with_how_many_are_mended() -> None:
    view = links_to_restore(_archive(OLD, NEW))
    assert view.mended == Mended(2, 1, 4)
    assert [(g.issue.id, g.mended, g.entries) for g in view.issues] == [
        ("2024-01", Mended(1, 1, 2), (LostLinks(NEW[0], 0, (SUGGESTED,)),)),
        ("2023-12", Mended(1, 0, 2), (LostLinks(OLD[0], 0, (LOST,)),)),
    ]
    assert [(g.source, g.mended, len(g.entries)) for g in view.publishers] == [
        (TRUST, Mended(1, 0, 2), 1),
        (BBC, Mended(2, 0, 3), 1),
        (None, Mended(0, 1, 1), 1),
    ]
    assert view.gone == ((NEW[0], GONE),)
    assert view.unlisted == 0
    assert links_to_restore(_archive()).issues == ()


def test_too_many_are_counted_and_entries_lead_to_their_issue(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(archives, "MOST_LISTED", 1)
    archive = _archive(OLD, NEW)
    view = links_to_restore(archive)
    assert [(g.issue.id, len(g.entries)) for g in view.issues] == [("2024-01", 1), ("2023-12", 0)]
    assert [len(g.entries) for g in view.publishers] == [0, 0, 1]
    assert view.unlisted == 1
    assert [note.listed for note in link_notes(archive, OLD[0])] == [True, False]


def test_what_is_over_is_not_looked_for() -> None:
    closed = _item("2024-01", "e", [LOST], closes=dt.date(2024, 2, 1))
    view = links_to_restore(_archive([closed], date=dt.date(2024, 3, 1)))
    assert view.issues[0].entries[0].over.startswith("It closed on 1 February 2024")


def test_the_form_has_the_fields_that_its_address_fills() -> None:
    address = form_address(
        Identity(repository="https://github.com/a/b"), "2024-04/x", "words & all"
    )
    query = parse_qs(urlsplit(address).query)
    template = query.pop("template")[0]
    form = yaml.safe_load((PROJECT / ".github/ISSUE_TEMPLATE" / template).read_text("utf-8"))
    inputs = [one["id"] for one in form["body"] if one["type"] == "input"]
    assert query == {"entry": ["2024-04/x"], "words": ["words & all"]}
    assert set(query) <= set(inputs)
