"""The files of the index: the same bytes every time, no more writing than needed, and small."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from gold import printed_archive
from search import made
from sphinx_roundup.model.archive import Archive
from sphinx_roundup.model.records import Issue, Item, Link
from sphinx_roundup.search import whole_rows, write_index
from sphinx_roundup.search.index import Index
from sphinx_roundup.views.fingerprints import Fingerprints
from synthetic import synthetic_archive

MADE_ELSEWHERE = """
import sys; from pathlib import Path
from synthetic import synthetic_archive
from sphinx_roundup.search import write_index
from search.made import address_of
write_index(synthetic_archive(8), Path(sys.argv[1]), address_of)
"""


def files(folder: Path) -> dict[str, bytes]:
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def manifest(folder: Path) -> dict[str, Any]:
    text = (folder / "search/manifest.js").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(
        text.removeprefix('searchShard("manifest",').removesuffix(");\n")
    )
    return loaded


@cache
def synthetic(issues: int) -> Archive:
    return synthetic_archive(issues)


def edited(archive: Archive, number: int, **changes: Any) -> Archive:
    issue = archive.issues[number]
    sections = [section for section in issue.sections if section.items]
    item = replace(sections[0].items[0], **changes)
    sections[0] = replace(sections[0], items=(item, *sections[0].items[1:]))
    issue = replace(issue, sections=tuple(sections))
    issues = (*archive.issues[:number], issue, *archive.issues[number + 1 :])
    return replace(archive, issues=issues)


@pytest.fixture(scope="module")
def eight(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index of eight issues, enough for many files, and beside it what is remembered."""
    folder = tmp_path_factory.mktemp("eight")
    write_index(synthetic(8), folder / "kept", made.address_of, folder / "cache")
    return folder / "kept"


def test_the_same_archive_gives_the_same_bytes(tmp_path: Path, eight: Path) -> None:
    other = "1" if os.environ.get("PYTHONHASHSEED") == "4242" else "4242"
    environment = {**os.environ, "PYTHONHASHSEED": other, "PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run(
        [sys.executable, "-c", MADE_ELSEWHERE, str(tmp_path)], check=True, env=environment
    )
    assert files(tmp_path) == files(eight)


def test_a_name_says_what_is_in_a_file(eight: Path) -> None:
    for name, data in files(eight).items():
        called = data.decode().partition("(")[2].partition(",")[0]
        assert called == f'"{name.removeprefix("search/").removesuffix(".js")}"'


CHANGES = {
    "an edit": lambda archive: edited(archive, 3, title="A title of other words"),
    "a move": lambda archive: edited(archive, 3, topics=("missing-from-home",)),
    "one issue more": lambda _: synthetic(9),
    "one issue less": lambda archive: replace(
        archive, issues=archive.issues[:3] + archive.issues[4:]
    ),
    "an item less": lambda archive: replace(
        archive,
        issues=(
            replace(archive.issues[0], sections=archive.issues[0].sections[1:]),
            *archive.issues[1:],
        ),
    ),
    "another name of a topic": lambda archive: replace(
        archive, topics=(replace(archive.topics[0], search_terms=("online",)), *archive.topics[1:])
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_remembered_changes_nothing(tmp_path: Path, eight: Path, change: str) -> None:
    changed = CHANGES[change](synthetic(8))
    shutil.copytree(eight.parent, tmp_path, dirs_exist_ok=True)
    cache, kept, clean = tmp_path / "cache", tmp_path / "kept", tmp_path / "clean"
    before = files(kept)
    write_index(changed, kept, made.address_of, cache)
    write_index(changed, clean, made.address_of)
    assert files(kept) == files(clean)
    assert files(kept) != before


def test_a_broken_cache_costs_only_time(tmp_path: Path, eight: Path) -> None:
    changed = edited(synthetic_archive(8), 0, title="Entirely other words")
    shutil.copytree(eight.parent, tmp_path, dirs_exist_ok=True)
    for number, path in enumerate(sorted((tmp_path / "cache").iterdir())):
        path.write_bytes(path.read_bytes()[: number * 10])
    write_index(changed, tmp_path / "kept", made.address_of, tmp_path / "cache")
    write_index(changed, tmp_path / "clean", made.address_of)
    assert files(tmp_path / "kept") == files(tmp_path / "clean")


def test_an_edit_makes_only_its_issue_and_its_years_anew(tmp_path: Path) -> None:
    every = synthetic_archive(80)
    archive, cache = replace(every, issues=every.issues[::8]), tmp_path / "cache"
    write_index(archive, tmp_path, made.address_of, cache)
    before = {path.name: path.stat().st_mtime_ns for path in cache.iterdir()}
    write_index(edited(archive, 0, title="Another"), tmp_path, made.address_of, cache)
    after = {path.name: path.stat().st_mtime_ns for path in cache.iterdir()}
    written = {name for name in after if after[name] != before.get(name)}
    own = {f"{archive.issues[0].id}.part", "years-1950.part"}
    assert written == own | {"rows-terms.part", "rows-places.part"}
    fewer = replace(archive, issues=archive.issues[1:])
    write_index(fewer, tmp_path, made.address_of, cache)
    write_index(fewer, tmp_path / "clean", made.address_of)
    assert files(tmp_path / "clean").items() <= files(tmp_path).items()
    assert {path.name for path in cache.iterdir()} == after.keys() - {
        f"{archive.issues[0].id}.part"
    }


def _over(years: Sequence[int], archive: Archive) -> Archive:
    """The first issues of an archive, each printed in one of these years."""
    spread = zip(archive.issues, years, strict=False)
    return replace(archive, issues=tuple(_printed_in(issue, year) for issue, year in spread))


YEARS = (1950, 1951, 1956, 1961, 1966, 1967)
"""Of four spans, the first and the last with two issues."""
SPREAD = {
    "nothing": (lambda archive: archive, 0),
    "an edit": (lambda archive: edited(archive, 2, title="Other words of care"), 0),
    "a move": (lambda archive: edited(archive, 0, topics=("gamma",)), 0),
    "one more, the newest": (lambda _: _over((*YEARS, 1968), made.archive(1, issues=7)), 0),
    "one more, of a new span": (lambda _: _over((*YEARS, 1975), made.archive(1, issues=7)), 0),
    "one less, the newest": (lambda archive: replace(archive, issues=archive.issues[:-1]), 0),
    "the newest span less": (lambda archive: replace(archive, issues=archive.issues[:-2]), 2),
    "two edits": (lambda one: edited(edited(one, 1, title="Zebra"), 5, title="Zebra crossing"), 0),
    "one less, in the midst": (
        lambda archive: replace(archive, issues=archive.issues[:2] + archive.issues[3:]), 2,
    ),
    "one more, the oldest": (
        lambda archive: replace(archive, issues=(_printed_in(archive.issues[3], 1949), *archive.issues)),
        2,
    ),
    "another name of a topic": (
        lambda one: replace(one, topics=(replace(one.topics[0], search_terms=("risk",)), *one.topics[1:])),
        0,
    ),
}  # fmt: skip
"""What changes, and how many sorts of rows have to be merged from all spans again."""


@pytest.mark.parametrize("change", SPREAD)
def test_rows_of_the_whole_are_made_anew_for_the_words_of_an_edit_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    archive = _over(YEARS, made.archive(1, issues=6))
    changed, again = SPREAD[change][0](archive), SPREAD[change][1]
    cache, kept, clean = tmp_path / "cache", tmp_path / "kept", tmp_path / "clean"
    write_index(archive, kept, made.address_of, cache)
    write_index(changed, clean, made.address_of)
    merges: list[object] = []
    really = whole_rows.merged

    def note(spans: Any, sign: str = "", only: Any = None) -> Any:
        merges.append(only)
        return really(spans, sign, only)

    monkeypatch.setattr(whole_rows, "merged", note)
    for _ in "ab":  # what is kept now must do for the next build, too
        write_index(changed, kept, made.address_of, cache)
        assert files(kept) == files(clean)
    assert [only for only in merges if not only].count(None) == again
    write_index(archive, kept, made.address_of, cache)
    write_index(archive, tmp_path / "first", made.address_of)
    assert files(kept) == files(tmp_path / "first")


def test_rows_of_the_whole_are_trusted_only_with_what_they_were_made_of(tmp_path: Path) -> None:
    """A build that was ended after it made spans anew, and before it put them together."""
    archive = _over(YEARS, made.archive(1, issues=6))
    cache, changed = tmp_path / "cache", edited(archive, 2, title="Zebra")
    write_index(archive, tmp_path / "kept", made.address_of, cache)
    other = edited(archive, 2, title="Yak")
    Index(other, made.address_of, Fingerprints(other).of_whole, cache).make_all()
    write_index(changed, tmp_path / "kept", made.address_of, cache)
    write_index(changed, tmp_path / "clean", made.address_of)
    assert files(tmp_path / "kept") == files(tmp_path / "clean")


def _printed_in(issue: Issue, year: int) -> Issue:
    name = f"{year}-01"
    sections = tuple(
        replace(section, items=tuple(replace(item, issue=name) for item in section.items))
        for section in issue.sections
    )
    return replace(issue, id=name, sections=sections)


def test_nothing_changed_means_nothing_written(tmp_path: Path, eight: Path) -> None:
    shutil.copytree(eight, tmp_path, dirs_exist_ok=True)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.js")}
    write_index(synthetic(8), tmp_path, made.address_of)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.js")} == before


def test_a_new_issue_changes_only_the_last_cards(tmp_path: Path, eight: Path) -> None:
    write_index(synthetic(9), tmp_path, made.address_of)
    before, after = files(eight), files(tmp_path)
    gone = [name for name in before if name.startswith("search/hits/") and name not in after]
    numbers = sorted(int(name.split("/")[2].split("-")[0]) for name in gone)
    blocks = len([name for name in before if name.startswith("search/hits/")])
    assert numbers == list(range(16, blocks))


def test_a_small_archive_is_one_file_but_for_phrases_and_slips(tmp_path: Path) -> None:
    write_index(printed_archive(), tmp_path, made.address_of)
    assert {name.split("/")[1] for name in files(tmp_path)} == {
        "manifest.js",
        "english",
        "finder",
        "places",
        "words",
    }


def test_an_empty_archive_has_an_index_too(tmp_path: Path) -> None:
    write_index(replace(made.archive(1), issues=()), tmp_path, made.address_of)
    assert manifest(tmp_path)["items"] == 0


def test_an_address_that_would_run_is_left_out(tmp_path: Path) -> None:
    links = (Link("x", "javascript:alert(1)"), Link("y", "https://example.org/y"))
    write_index(edited(made.archive(1), 0, links=links), tmp_path, made.address_of)
    written = b"".join(files(tmp_path).values())
    assert b"javascript:" not in written
    assert b"https://example.org/y" in written


def packed(data: bytes) -> int:
    return len(gzip.compress(data, 6, mtime=0))


def first_query(folder: Path, blocks: int) -> int:
    """Bytes for a first query of one word: manifest, one shard of words, hits of ten items."""
    sizes: dict[str, list[int]] = {}
    for name, data in files(folder).items():
        sizes.setdefault(name.split("/")[1], []).append(packed(data))
    hits = sorted(sizes.get("hits", []))[-blocks:]
    return sizes["manifest.js"][0] + max(sizes.get("terms", [0])) + sum(hits)


def test_the_real_archive_stays_light(tmp_path: Path) -> None:
    write_index(printed_archive(), tmp_path, made.address_of)
    assert first_query(tmp_path, 10) <= 25_000


def test_a_hundred_issues_stay_light(tmp_path: Path) -> None:
    write_index(synthetic_archive(100), tmp_path, made.address_of)
    assert first_query(tmp_path, 10) <= 85_000
    assert len(files(tmp_path)) <= 400
    assert sum(map(len, files(tmp_path).values())) <= 4_100_000


def test_no_shard_is_large_but_for_the_commonest_words(eight: Path) -> None:
    shards = [len(data) for name, data in files(eight).items() if "/terms/" in name]
    assert max(shards) <= 18_000


def test_an_item_of_any_text_fits(tmp_path: Path) -> None:
    nasty = '|! "quoted" \\ </script> \u2028 \u2029 \x00 💔 ' + "x" * 5000
    archive = edited(made.archive(2), 0, title=nasty, editor_note=nasty)
    write_index(archive, tmp_path, made.address_of)
    shown = json.loads(manifest(tmp_path)["inline"] and json.dumps(manifest(tmp_path)["inline"]))
    hits = next(value for name, value in shown.items() if name.startswith("hits/0-"))
    item: Item = archive.items[0]
    assert [hits[0][1], hits[0][-1][1]] == [item.title, f"Archive note: {item.editor_note}"]
