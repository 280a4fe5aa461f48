"""An entry keeps its identity and its day through any chain of new names, in feeds and in data."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from random import Random
from types import MappingProxyType

import pytest
from click.testing import CliRunner

from conftest import ROOTS
from feeds.test_feeds import IDENTITY
from sphinx_roundup.check.archive import check
from sphinx_roundup.check.moves import moves_of
from sphinx_roundup.cli import main
from sphinx_roundup.data.export import archive_json, item_data
from sphinx_roundup.data.reader import read
from sphinx_roundup.feeds.entries import of_item
from sphinx_roundup.model.archive import Archive
from sphinx_roundup.model.assembly import assemble
from sphinx_roundup.model.history import Event, History, followed
from sphinx_roundup.model.moves import Moves
from sphinx_roundup.parse.ledger import read_history

STEPS = int(os.environ.get("ROUNDUP_STEPS", "8"))


class Editor:
    """Renames at random what stands in two issues, and publishes now and then."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder, self.rng = folder, Random(seed)  # noqa: S311 - random but not secret
        self.day, self.count = dt.date(2026, 12, 1), 0
        shutil.copytree(ROOTS / "small", folder, dirs_exist_ok=True)

    def run(self, *words: str) -> None:
        command = [*words, "--archive", str(self.folder)]
        done = CliRunner().invoke(main, command, catch_exceptions=False)
        assert done.exit_code == 0, done.output

    def publish(self) -> None:
        self.run("ledger", "--date", self.day.isoformat())
        self.day += dt.timedelta(days=self.rng.choice((0, 1)))

    def rename(self) -> None:
        names = [item.id for item in self.archive().items]
        old = self.rng.choice(names)
        issue, slug = old.split("/")
        self.count += 1
        other = "2023-12" if issue == "2024-04" else "2024-04"
        to = self.rng.choice(
            (f"{issue}/n{self.count}", f"{other}/{slug}", f"{other}/n{self.count}")
        )
        self.run("rename", "entry", old, to)

    def archive(self) -> Archive:
        found = check(self.folder)
        history = read_history(self.folder)
        made = assemble(found.issues, found.vocabulary, None, IDENTITY, history)
        moves = moves_of(self.folder, made)
        return replace(made, history=followed(made.history, moves), moves=moves)


def known(archive: Archive) -> Mapping[str, tuple[object, ...]]:
    """What programs know a published entry by, by its words, which no rename changes."""
    found = {}
    for item in archive.items:
        if history := archive.history.get(item.id):
            told = of_item(archive, item, history)
            assert item_data(archive, item)["urn"] == told.id
            found[item.text] = (told.id, told.published, told.updated)
    return found


@pytest.mark.parametrize("seed", [1, 2])
def test_no_chain_of_names_changes_what_an_entry_is_known_by(tmp_path: Path, seed: int) -> None:
    editor = Editor(tmp_path, seed)
    editor.publish()
    first = known(editor.archive())
    assert len(first) == len(editor.archive().items)
    for _ in range(STEPS // 2):
        editor.rename()
        if editor.rng.random() < 0.7:
            editor.day += dt.timedelta(days=1)
            editor.publish()
        assert known(editor.archive()) == first
    archive = editor.archive()
    assert archive.moves.pairs
    path = tmp_path / "archive.json"
    path.write_text(archive_json(archive), "utf-8")
    assert known(read(path)) == first


def history(*days: str, at: int = 1) -> History:
    events = [Event(dt.date.fromisoformat(day), "published") for day in days[:1]]
    events += [Event(dt.date.fromisoformat(day), "corrected") for day in days[1:]]
    return History(at, tuple(events))


def test_the_oldest_name_is_the_first_whatever_came_after() -> None:
    before = {
        "2024-04/a": history("2026-12-01", "2026-12-05", at=7),
        "2024-04/b": history("2026-12-01", at=9),
        "2024-05/c": history("2026-12-02", "2027-01-01", at=1),
    }
    moves = Moves(MappingProxyType({"2024-04/a": "2024-05/c", "2024-04/b": "2024-05/c"}))
    found = followed(before, moves)["2024-05/c"]
    assert (found.first_name, found.sequence) == ("2024-04/a", 7)
    assert [str(event.day) for event in found.events] == ["2026-12-01", "2026-12-05", "2027-01-01"]


def test_a_name_that_comes_back_is_the_first_again() -> None:
    before = {"2024-04/a": history("2026-12-01"), "2024-05/a": history("2026-12-02")}
    back = Moves(MappingProxyType({"2024-05/a": "2024-04/a"}))
    assert followed(before, back)["2024-04/a"].first_name == ""
    # On one day two files do not tell: the name that was given up is the older.
    same = {name: history("2026-12-01") for name in before}
    there = Moves(MappingProxyType({"2024-04/a": "2024-05/a"}))
    assert followed(same, there)["2024-05/a"].first_name == "2024-04/a"


def test_a_withdrawal_under_a_new_name_is_kept() -> None:
    gone = History(2, (Event(dt.date(2027, 3, 3), "withdrawn"),))
    before = {"2024-04/a": history("2026-12-01"), "2024-04/b": gone}
    moves = Moves(MappingProxyType({"2024-04/a": "2024-04/b"}))
    assert followed(before, moves)["2024-04/b"].updated == dt.date(2027, 3, 3)
