"""What a build keeps to save work is taken over only where it is the very same."""

from __future__ import annotations

import datetime as dt
import pickle
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from pathlib import Path

import jinja2
import pytest

from conftest import Site, snapshot
from gold import PRINTED
from sphinx_roundup.atomic import is_leftover
from sphinx_roundup.check.archive import check
from sphinx_roundup.extension.kept_pages import KeptPages
from sphinx_roundup.html import compiled
from sphinx_roundup.html.compiled import CompiledTemplates
from sphinx_roundup.html.item_digests import ItemDigests
from sphinx_roundup.model.archive import Archive
from sphinx_roundup.model.assembly import assemble
from sphinx_roundup.model.facts import facts
from sphinx_roundup.model.link_notes import link_notes
from sphinx_roundup.model.moves import Moves
from sphinx_roundup.model.records import Issue
from sphinx_roundup.parse.page import Page
from sphinx_roundup.views.fingerprints import Fingerprints

SHAPES = (b"", b"[]", b"null", b'{"pages": 3}', b"\xff\x00")
ENDED = dt.date(2024, 5, 23)
"""On this day an entry of the printed issues closed, the last of those that name a day."""
DAY = dt.timedelta(1)


@pytest.fixture(scope="module")
def printed() -> Archive:
    checked = check(PRINTED)
    return replace(assemble(checked.issues, checked.vocabulary), date=ENDED + DAY)


@pytest.mark.parametrize("most", [1, 8_000])
def test_what_is_remembered_of_values_changes_nothing_of_what_is_said(
    printed: Archive, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr("sphinx_roundup.model.facts._MOST_KNOWN", most)
    here = replace(printed)
    for item in [*printed.items, *printed.items[::-1]]:
        bare = replace(item, heading="", topics=())
        for one in (item, bare):
            assert facts(here, one) == facts(replace(printed), one)
    assert len(here.looked_up["facts"]) <= most


def _packed_and_unpacked(pages: KeptPages) -> KeptPages:
    again: KeptPages = pickle.loads(pickle.dumps(pages))  # noqa: S301 - just packed
    return again


def test_records_are_unpacked_one_by_one_and_only_where_they_are_asked_for() -> None:
    pages = KeptPages()
    pages["a"], pages["b"] = Page("a.md"), Page("b.md", cited=())
    again = _packed_and_unpacked(pages)
    assert dict(again) == {"a": Page("a.md"), "b": Page("b.md")}
    assert deepcopy(KeptPages())._packed == {}
    third = _packed_and_unpacked(again)
    assert third._open == {}
    assert third["b"] == Page("b.md")
    assert set(third._open) == {"b"}
    assert third.digest("a") == pages.digest("a") != pages.digest("b")
    third["a"] = Page("a.md", listings=(("years", ""),))
    del third["b"]
    assert dict(_packed_and_unpacked(third)) == {"a": Page("a.md", listings=(("years", ""),))}


def test_what_is_said_of_an_entry_needs_no_other_issue_no_ledger_and_no_moves(
    printed: Archive,
) -> None:
    for issue in printed.issues:
        alone = replace(printed, issues=(issue,), history={}, moves=Moves(), commit="")
        assert alone.lost_listed >= {issue.id} & printed.lost_listed
        for item in issue.items:
            assert facts(alone, item) == facts(printed, item)
            assert link_notes(alone, item) == link_notes(printed, item)


class Counting(Fingerprints):
    """Counts the items that it digests."""

    made = 0

    def _item_digest(self, item: object) -> str:
        self.made += 1
        return super()._item_digest(item)  # type: ignore[arg-type]


def _digested(path: Path, archive: Archive) -> tuple[int, list[str]]:
    fingerprints = Counting(archive)
    kept = ItemDigests(path, archive, fingerprints, KeptPages())
    kept.save()
    digests = [one for issue in archive.issues for one in fingerprints.of_items(issue)]
    return fingerprints.made, digests


def _ending(archive: Archive) -> Issue:
    return next(one for one in archive.issues if any(item.closes == ENDED for item in one.items))


def _retitled(archive: Archive) -> Archive:
    first, *others = archive.issues
    section = next(one for one in first.sections if one.items)
    items = (replace(section.items[0], title="Another"), *section.items[1:])
    sections = tuple(replace(one, items=items) if one is section else one for one in first.sections)
    return replace(archive, issues=(replace(first, sections=sections), *others))


@pytest.mark.parametrize(
    ("change", "again"),
    [
        (lambda one: one, lambda _: 0),
        (_retitled, lambda one: len(one.issues[0].items)),
        (lambda one: replace(one, issues=one.issues[1:]), lambda _: 0),
        (lambda one: replace(one, date=ENDED + 400 * DAY), lambda _: 0),
        (lambda one: replace(one, date=ENDED), lambda one: len(_ending(one).items)),
        (lambda one: replace(one, date=dt.date(1, 1, 1)), lambda one: len(one.items)),
        (lambda one: replace(one, topics=one.topics[1:]), lambda one: len(one.items)),
        (lambda one: replace(one, kinds=one.kinds[1:]), lambda one: len(one.items)),
    ],
    ids=[
        "nothing",
        "a title",
        "an issue less",
        "a later day",
        "the day on which something closed",
        "a day before all",
        "a topic less",
        "a kind less",
    ],
)
def test_entries_are_digested_again_where_what_is_said_of_them_may_differ(
    printed: Archive,
    tmp_path: Path,
    change: Callable[[Archive], Archive],
    again: Callable[[Archive], int],
) -> None:
    path = tmp_path / "items.json"
    made, _ = _digested(path, printed)
    assert made == len(printed.items)
    changed = change(printed)
    made, digests = _digested(path, changed)
    assert made == again(changed)
    assert digests == _digested(tmp_path / "clean.json", changed)[1]


@pytest.mark.parametrize("shape", SHAPES)
def test_digests_that_are_damaged_are_made_again(
    printed: Archive, tmp_path: Path, shape: bytes
) -> None:
    path = tmp_path / "items.json"
    path.write_bytes(shape)
    assert _digested(path, printed)[0] == len(printed.items)
    assert _digested(path, printed)[0] == 0


def _render(path: Path, text: str, monkeypatch: pytest.MonkeyPatch) -> tuple[str, bool]:
    """Render a template; tell whether it was compiled for that."""
    compiles: list[str] = []
    really = jinja2.Environment.compile

    def note(self: jinja2.Environment, *args: object, **options: object) -> object:
        compiles.append("")
        return really(self, *args, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(jinja2.Environment, "compile", note)
    kept = CompiledTemplates(path)
    environment = jinja2.Environment(  # noqa: S701 - plain text
        loader=jinja2.DictLoader({"t": text}), bytecode_cache=kept
    )
    words = environment.get_template("t").render(name="Ann")
    kept.save()
    monkeypatch.undo()
    return words, bool(compiles)


def test_a_template_is_compiled_once_for_its_text_and_the_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "templates.json"
    hello, bye = "Hello {{ name }}", "Bye {{ name }}"
    assert _render(path, hello, monkeypatch) == ("Hello Ann", True)
    assert _render(path, hello, monkeypatch) == ("Hello Ann", False)
    assert _render(path, bye, monkeypatch) == ("Bye Ann", True)
    whole = path.read_bytes()
    for shape in (*SHAPES, whole[: len(whole) // 2], whole.replace(b"A", b"B", 1)):
        path.write_bytes(shape)
        assert _render(path, bye, monkeypatch) == ("Bye Ann", True)
    with monkeypatch.context() as other:
        other.setattr(compiled, "code_digest", lambda: "other")
        assert CompiledTemplates(path)._kept is None
        kept = CompiledTemplates(path)
        environment = jinja2.Environment(  # noqa: S701 - plain text
            loader=jinja2.DictLoader({"t": bye}), bytecode_cache=kept
        )
        environment.get_template("t")
        assert kept._has_new


def test_an_edit_digests_the_entries_of_its_issue_alone(
    built_small: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built_small.build_quietly()
    digested: list[str] = []
    really = Fingerprints._item_digest

    def note(self: Fingerprints, item: object) -> str:
        digested.append(item.issue)  # type: ignore[attr-defined]
        return really(self, item)  # type: ignore[arg-type]

    monkeypatch.setattr(Fingerprints, "_item_digest", note)
    built_small.edit("issues/2024-04.md", "News of missing school.", "News of missing lessons.")
    edited = snapshot(built_small.build_quietly())
    assert set(digested) == {"2024-04"}
    assert edited == snapshot(Site(built_small.source, tmp_path / "clean").build_quietly())


@pytest.mark.parametrize(
    ("name", "of_pdf", "of_any"),
    [
        (".a.pdf.12", True, True), ("..a.pdf.12.345", True, True), (".a.html.12", False, True),
        ("..a.html.12.345", False, True), ("a.pdf.12", False, False), (".a.pdf", False, False),
        (".htaccess", False, False),
    ],
)  # fmt: skip
def test_what_a_killed_build_left_half_written_is_known_by_its_name(
    name: str, of_pdf: bool, of_any: bool
) -> None:
    assert (is_leftover(name, ".pdf"), is_leftover(name)) == (of_pdf, of_any)
