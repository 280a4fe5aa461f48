"""One build at a time in a folder; one that cannot be finished says so, and the next mends it."""

from __future__ import annotations

import contextlib
import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from conftest import Site, snapshot
from fresh import builds
from fresh.edits import NOISE
from sphinx_roundup import state
from sphinx_roundup.extension import guard_events
from sphinx_roundup.lock import hold, release

SiteMaker = Callable[[str], Site]
SHAPES = (b"", b"[]", b"null", b'{"pages": 3}', b"\xff\x00")


SIDE_BY_SIDE = """
import os, sys, warnings
import sphinx_roundup, sphinx.builders.html, myst_parser.sphinx_ext.main
from sphinx.cmd.build import main
warnings.simplefilter("ignore", DeprecationWarning)
work, source = sys.argv[1:]
for line in sys.stdin:
    for builder in line.split():
        if not os.fork():
            out = "html" if builder == "html" else "html/pdf"
            os._exit(main(["-q", "-b", builder, "-d", f"{work}/doctrees", source, f"{work}/{out}"]))
    print(max(os.waitstatus_to_exitcode(os.wait()[1]) for _ in line.split()), flush=True)
"""
"""Loads Sphinx once, for that takes longer than a small build; then does the builds of each line at once."""


def built(site: Site, builder: str = "html", parallel: int = 1) -> builds.Said:
    return builds.build(site.source, site.work, builder, {}, parallel)


CLEAN: dict[object, dict[str, bytes]] = {}
"""Sources at one place -> what a clean build makes of them: many tests make the same edit."""


def clean(site: Site, tmp_path: Path, *builders: str) -> dict[str, bytes]:
    sources = {name: text for name, text in snapshot(site.source).items() if ".pyc" not in name}
    made_from = (site.source, builders, *sources.items())
    if made_from not in CLEAN:
        fresh = Site(site.source, tmp_path / "clean")
        shutil.rmtree(fresh.work, ignore_errors=True)
        for builder in builders or ("html",):
            built(fresh, builder)
        CLEAN[made_from] = snapshot(fresh.work / "html")
    return CLEAN[made_from]


@contextlib.contextmanager
def unwritable(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A folder in which nothing can be replaced, even by root."""
    replace = os.replace

    def refuse(old: Path, new: Path) -> None:
        if Path(new).is_relative_to(folder):
            raise PermissionError(13, "Permission denied", str(old))
        replace(old, new)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", refuse)
        yield


@pytest.mark.parametrize(
    ("folder", "parallel"),
    [
        ("html/issues", 1),
        ("html/issues", 2),
        ("html/kinds", 1),
        ("html/kinds", 2),
        ("html/search", 1),  # the main process alone writes these
        ("html/_static", 2),
    ],
)
def test_a_folder_that_cannot_be_written_fails_in_a_sentence_and_is_made_good(
    built_small: Site, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, folder: str, parallel: int
) -> None:
    built_small.edit("issues/2024-04.md", "Missing school", "Missing schools")
    (built_small.work / "html/_static/archive.css").unlink()
    with unwritable(built_small.work / folder, monkeypatch):
        said = built(built_small, parallel=parallel)
    assert said.status == 2
    [error] = [line for line in said.messages if line.startswith("ERROR")]
    assert "this build could not be finished" in error
    assert folder in error
    assert not [line for line in said.messages if "Traceback" in line]
    assert built(built_small).status == 0
    assert snapshot(built_small.work / "html") == clean(built_small, tmp_path)


@pytest.mark.parametrize(
    ("doing", "parallel"),
    [
        ("html.builder.ArchiveHTMLBuilder.write_virtual_page", 3),
        ("search.index.Index.make", 2),
        ("search.index._places", 2),
        ("extension.reading.ReadBefore.read_packed", 2),
        ("extension.reading.ReadBefore.read_packed", 8),
    ],
)
def test_a_process_that_is_killed_fails_the_build_in_a_sentence_and_is_made_good(
    built_small: Site, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, doing: str, parallel: int
) -> None:
    for page in ("issues/2024-04.md", "issues/2023-12.md"):
        built_small.edit(page, ":::{item} ", ":::{item} Anew: ")
    here = os.getpid()

    def die(*_: object) -> None:
        assert os.getpid() != here
        os.kill(os.getpid(), signal.SIGKILL)

    with monkeypatch.context() as patch:
        patch.setattr("sphinx_roundup.extension.reading._FEWEST", 1)
        patch.setattr(f"sphinx_roundup.{doing}", die)
        said = built(built_small, parallel=parallel)
    assert said.status == 2
    [error] = said.messages
    assert "this build could not be finished: a process of this build was ended" in error
    assert built(built_small).status == 0
    assert snapshot(built_small.work / "html") == clean(built_small, tmp_path)


def test_pdfs_that_cannot_be_written_fail_in_a_sentence(
    site: SiteMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = site("small")
    with unwritable(small.work / "html/pdf", monkeypatch):
        said = built(small, "roundup-pdf")
    assert said.status == 2
    assert "could not be finished: Permission denied" in "".join(said.messages)
    assert built(small, "roundup-pdf") == builds.Said(0, ())


def test_a_full_disk_ends_a_build_in_a_sentence_and_is_made_good(
    site: SiteMaker, tmp_path: Path
) -> None:
    small = site("small")
    few_bytes = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (12_000, 12_000))
    said = builds.build_apart(small.source, small.work, {}, few_bytes)
    assert said.status == 2
    (message,) = said.messages
    assert "this build could not be finished: File too large" in message
    assert built(small).status == 0
    assert snapshot(small.work / "html") == clean(small, tmp_path)


@pytest.mark.long
def test_two_builds_at_once_wait_for_each_other(site: SiteMaker, tmp_path: Path) -> None:
    small = site("small")
    command = [sys.executable, "-c", SIDE_BY_SIDE, small.work, small.source]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        for builders in ("html html roundup-pdf", "html roundup-pdf"):
            process.stdin.write(f"{builders}\n")
            process.stdin.flush()
            assert process.stdout.readline() == "0\n"
            small.edit("issues/2024-04.md", "Missing school", "Missing schools")
        process.stdin.close()
        lines = process.stderr.read().splitlines()
    assert all(line.startswith("Another build") for line in lines), lines
    for builder in ("html", "roundup-pdf"):
        assert built(small, builder).status == 0
    assert snapshot(small.work / "html") == clean(small, tmp_path, "html", "roundup-pdf")


def test_the_lock_names_its_holder_and_goes_with_it(tmp_path: Path) -> None:
    read, write = os.pipe()
    with builds.quiet_python():
        holder = os.fork()
    if not holder:
        try:
            hold(tmp_path, lambda _: None)
            os.write(write, b"held")
            signal.pause()
        finally:
            os._exit(0)
    os.read(read, 4)
    told = []

    def kill(words: str) -> None:
        told.append(words)
        os.kill(holder, signal.SIGKILL)
        os.waitpid(holder, 0)

    hold(tmp_path, kill)
    try:
        who = f" (process {holder})" if Path("/proc/locks").exists() else ""
        assert told == [f"Another build{who} is at work in {tmp_path}: waiting until it ends."]
        hold(tmp_path, kill)  # this process has it already
        assert len(told) == 1
    finally:
        release(tmp_path)
        os.close(read)
        os.close(write)
    assert list(tmp_path.iterdir()) == []


def test_what_is_said_of_a_page_is_said_at_every_build(site: SiteMaker) -> None:
    small = site("small")
    for number, noise in enumerate(NOISE[:6]):
        text = f"---\ntitle: Page {number}\n---\n\nWords.\n{noise}"
        (small.source / f"page-{number}.md").write_text(text)
    first = {name: built(small, name) for name in builds.BUILDERS}
    for number in range(6):
        assert [line for line in first["html"].messages if line.startswith(f"page-{number}.md")]
    for name, said in first.items():
        assert built(small, name) == said
        assert said.status == bool(said.messages)


@pytest.mark.long
def test_damaged_caches_are_made_anew(site: SiteMaker, tmp_path: Path) -> None:
    small = site("small")
    for name in builds.BUILDERS:
        built(small, name)
    whole = clean(small, tmp_path, *builds.BUILDERS)
    kept = [path for path in (small.work / "doctrees").rglob("*") if path.is_file()]
    assert len([path for path in kept if path.suffix == ".json"]) == 7
    for shape in SHAPES:
        for path in kept:
            path.write_bytes(shape)
        for name in builds.BUILDERS:
            assert built(small, name) == builds.Said(0, ())
        assert snapshot(small.work / "html") == whole


def test_other_code_judges_every_page_again(
    site: SiteMaker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "package"
    shutil.copytree(state._PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(state, "_PACKAGE", package)
    judged: list[str] = []
    judge = guard_events.refuse_source

    def count(app: object, docname: str, source: list[str]) -> None:
        judged.append(docname)
        judge(app, docname, source)  # type: ignore[arg-type]

    monkeypatch.setattr(guard_events, "refuse_source", count)
    small = site("small")
    try:
        for change, expected in ((False, 7), (False, 0), (True, 7)):
            if change:
                with (package / "guard/text.py").open("a") as file:
                    file.write("# mended\n")
            state.code_digest.cache_clear()
            judged.clear()
            built(small)
            assert len(judged) == expected
    finally:
        state.code_digest.cache_clear()
