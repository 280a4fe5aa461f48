"""Every mistake of an editor: the message, its place, and a build that goes on."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable

import pytest

from conftest import ROOTS, Site
from sphinx_roundup.model.messages import (
    ADVICE,
    MEANINGS,
    PRINTING,
    REFUSALS,
    Problem,
    did_you_mean,
)

PINNED_ELSEWHERE = {*REFUSALS, *ADVICE, *PRINTING}


def test_the_awful_archive_gets_exactly_these_messages(site: Callable[[str], Site]) -> None:
    awful = site("awful")
    out = awful.build()
    expected = (ROOTS / "awful" / "expected.txt").read_text(encoding="utf-8")
    assert awful.warnings.splitlines() == expected.splitlines()
    assert "Twice the same id." in (out / "issues" / "2024-04.html").read_text(encoding="utf-8")


def test_messages_are_the_same_in_parallel_and_when_nothing_changed(
    site: Callable[[str], Site],
) -> None:
    awful = site("awful")
    awful.build(parallel=2)
    said = awful.warnings
    awful.build()
    assert awful.warnings == said
    assert "index.md:3: WARNING: there is no item" in said


def test_every_subtype_is_in_the_awful_archive() -> None:
    said = (ROOTS / "awful" / "expected.txt").read_text(encoding="utf-8")
    subtypes = set(re.findall(r"\[roundup\.([a-z-]+)\]", said))
    assert subtypes - PINNED_ELSEWHERE == set(MEANINGS) - PINNED_ELSEWHERE


def test_every_message_has_a_place_and_a_way_to_mend() -> None:
    for line in (ROOTS / "awful" / "expected.txt").read_text(encoding="utf-8").splitlines():
        path, number, words = re.fullmatch(
            r"([\w/.-]+):(\d+): WARNING: (.*) \[roundup\.[a-z-]+\]", line
        ).groups()  # type: ignore[union-attr]
        assert (ROOTS / "awful" / path).exists()
        assert int(number) >= 1
        assert re.search(r"[.?]$", words)


def test_a_problem_of_an_unknown_subtype_is_our_mistake() -> None:
    with pytest.raises(ValueError, match="no such message"):
        Problem("x.md", 1, "nonsense", "words.")


def test_did_you_mean() -> None:
    known = ["county-lines", "missing", "education"]
    assert did_you_mean("contry-lines", known, otherwise="") == "Did you mean “county-lines”?"
    assert did_you_mean("zzz", known, otherwise="Look in topics/.") == "Look in topics/."
    near = did_you_mean("news", ["new", "newt"], otherwise="")
    assert near == "Did you mean “new” or “newt”?"


def test_a_warning_can_be_made_fatal_and_all_are_shown(site: Callable[[str], Site]) -> None:
    awful = site("awful")
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-b", "html"]
    run = subprocess.run(
        [*command, str(awful.source), str(awful.work)],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "NO_COLOR": "1"},
    )
    assert run.returncode == 1
    expected = (ROOTS / "awful" / "expected.txt").read_text(encoding="utf-8")
    assert run.stderr.count("[roundup.") == len(expected.splitlines())
