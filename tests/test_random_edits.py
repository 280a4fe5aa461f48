"""Nothing is ever stale: random edits and mishaps, each compared with a clean build.

``ROUNDUP_SEED`` and ``ROUNDUP_STEPS`` set which edits and how many; `make fresh` sets them.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from random import Random

import pytest

from conftest import snapshot, times
from fresh import builds
from fresh.archive import Archive, first_archive
from fresh.edits import edited
from sphinx_roundup.extension import reading

STEPS = int(os.environ.get("ROUNDUP_STEPS", "8"))
SEED = int(os.environ.get("ROUNDUP_SEED", "11"))
WORLDS = 2
"""The steps are shared among so many archives, each of a seed of its own: one for a core."""
ADDRESS = "https://archive.example/"
"""Of every second archive, which has feeds, calendars and a sitemap by it."""

Built = tuple[Mapping[str, bytes], Mapping[str, builds.Said]]


class World:
    """An archive, its sources, and what was built of it in a folder that is never cleaned."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.rng = Random(seed)  # noqa: S311 - random but not secret
        self.source, self.work, self.clean = folder / "source", folder / "work", folder / "clean"
        self.source.mkdir()
        self.archive: Archive = first_archive(self.rng, ADDRESS if seed % 2 else "")
        self.done: list[str] = []
        self._write()

    def _write(self) -> None:
        builds.write_sources(self.archive.files(), self.archive.odd, self.source, self.rng)

    def step(self) -> None:
        """Do a few random things, none of which may leave anything stale."""
        self.done = []
        for act in self.rng.choices(
            (self.edit, self.damage, self.kill, self.save, self.clock, self.build_twice),
            (8, 4, 3, 2, 2, 1),
            k=self.rng.randint(1, 3),
        ):
            act()
        builds.change_zone(self.rng)

    def edit(self) -> None:
        self.archive, names = edited(self.archive, self.rng, self.rng.randint(1, 3))
        self.done.extend(names)
        self._write()

    def damage(self) -> None:
        for _ in range(self.rng.randint(1, 3)):
            folder = self.work / self.rng.choice(("html", "html/pdf", "doctrees"))
            self.done.append(builds.damage(folder, self.rng))

    def kill(self) -> None:
        kill = self.rng.choice((builds.kill_html, builds.kill_html, builds.kill_pdf))
        self.done.append(kill.__name__)
        kill(self.source, self.work, self.archive.settings, self.rng)

    def save(self) -> None:
        before = self.archive.files()
        self.archive, names = edited(self.archive, self.rng, 1)
        changed = [n for n, t in self.archive.files().items() if before.get(n, t) != t]
        changed = [name for name in changed if (self.source / name).is_file()]
        if changed and not self.archive.odd:
            name = self.rng.choice(changed)
            path, text = self.source / name, self.archive.files()[name]
            self.done.append(f"save while built {name} {names}")
            settings = self.archive.settings
            builds.save_while_built(self.source, self.work, settings, path, text, self.rng)
        self._write()

    def clock(self) -> None:
        self.done.append("times")
        builds.move_times(self.rng.choice((self.source, self.work)), self.rng)

    def build_twice(self) -> None:
        self.done.append("build")
        self.build(self.work)

    def build(self, work: Path) -> Built:
        """Build website and PDFs, in any order; give all files, and what was said."""
        order = ["html", "roundup-pdf"]
        self.rng.shuffle(order)
        settings = self.archive.settings
        said = {
            name: builds.build(self.source, work, name, settings, self.rng.choice((1, 1, 1, 2, 3)))
            for name in order
        }
        return snapshot(work / "html"), said

    def build_clean(self) -> Built:
        """Build in a new folder."""
        shutil.rmtree(self.clean, ignore_errors=True)
        return self.build(self.clean)


def difference(kept: Built, clean: Built) -> list[str]:
    """In what two builds differ: names of files, messages, exit codes."""
    names = sorted(kept[0].keys() | clean[0].keys())
    found = [name for name in names if kept[0].get(name) != clean[0].get(name)]
    for builder, said in clean[1].items():
        if kept[1][builder] != said:
            mine, theirs = Counter(kept[1][builder].messages), Counter(said.messages)
            more = f"too much {[*(mine - theirs)]}, missing {[*(theirs - mine)]}"
            found.append(f"{builder}: {kept[1][builder].status}/{said.status} {more}")
    return found


@pytest.mark.long
@pytest.mark.parametrize("seed", range(SEED, SEED + WORLDS))
def test_after_any_edits_and_mishaps_a_build_equals_a_clean_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], seed: int
) -> None:
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.setattr(reading, "_FEWEST", 1)  # as in an archive of many issues
    world = World(tmp_path, seed)
    world.build(world.work)
    feed = world.work / "html" / "feeds" / "all.xml"
    assert feed.exists() == (seed % 2 == 1)  # in every second world an address is known
    found = []
    for number in range(-(-STEPS // WORLDS)):
        world.step()
        wrong = difference(world.build(world.work), world.build_clean())
        if wrong:
            found.append(f"step {number}: {world.done}: {wrong}")
        with capfd.disabled():
            if wrong:
                sys.stderr.write(f"\n{found[-1]}\n")
            if number % 100 == 99:
                sys.stderr.write(f"\n{number + 1} steps, {len(found)} with a difference\n")
        if wrong:
            shutil.rmtree(world.work)
            world.build(world.work)
    # Edits may take away all that a feed tells of; none brings a ledger to a world without one.
    assert seed % 2 == 1 or not feed.exists()
    assert found == [], f"again: make fresh SEED={SEED} STEPS={STEPS}"
    before = times(world.work / "html")
    world.build(world.work)
    assert times(world.work / "html") == before
