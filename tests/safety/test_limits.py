"""Little input makes little work: what costs is counted, never timed."""

from __future__ import annotations

import difflib
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from conftest import Site
from sphinx_roundup import guard
from sphinx_roundup.check.archive import check
from sphinx_roundup.check.moves import moves_of
from sphinx_roundup.cli import main
from sphinx_roundup.guard.files import read_json
from sphinx_roundup.guard.policy import MAX_FIELDS, MAX_HEADINGS, MAX_REFERENCES
from sphinx_roundup.lint.vocabulary_rules import check_vocabulary
from sphinx_roundup.model.archive import MAX_DEPTH
from sphinx_roundup.model.assembly import assemble
from sphinx_roundup.model.field_lines import field_lines
from sphinx_roundup.model.messages import MOST_PROBLEMS, did_you_mean
from sphinx_roundup.model.page_records import Topic
from sphinx_roundup.model.records import Issue, Item, Section
from sphinx_roundup.model.settings import Settings
from sphinx_roundup.model.vocabulary import Vocabulary, nearly_the_same
from sphinx_roundup.parse.vocabulary_files import load_sources
from sphinx_roundup.syntax.markdown import heading_id
from sphinx_roundup.views.listings import Listings
from sphinx_roundup.views.views import Row

TOP = "---\nmasthead: A\n---\n\n# May 2024\n\n"
FIELDS = ":id: one\n:kind: news\n:source: bbc\n"


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """How many pairs of words were compared letter by letter."""
    count = [0]
    ratio = difflib.SequenceMatcher.ratio

    def counted(self: Any) -> float:
        count[0] += 1
        return ratio(self)

    monkeypatch.setattr(difflib.SequenceMatcher, "ratio", counted)
    return count


def archive_of(topics: list[Topic]) -> Listings:
    item = Item("2024-05", "one", "T", kind="news", topics=tuple(t.slug for t in topics), line=1)
    issue = Issue("2024-05", "May 2024", "M", "", (Section("", "a", (item,), (), 1),))
    return Listings(assemble([issue], Vocabulary(tuple(topics))), Settings())


def rows(given_: tuple[Row, ...]) -> int:
    return sum(1 + rows(row.rows) for row in given_)


def ladder(levels: int) -> list[Topic]:
    """Two topics on each level, both below both of the level above: twice as many ways each."""
    found = []
    for level in range(levels):
        above = (f"d{level - 1}a", f"d{level - 1}b") if level else ()
        found += [Topic(f"d{level}{side}", f"D{level}{side}", broader=above) for side in "ab"]
    return found


@pytest.mark.parametrize("levels", [5, 10, 40, 200])
def test_a_ladder_of_topics_has_no_more_rows_than_lines(levels: int) -> None:
    listings = archive_of(ladder(levels))
    assert rows(listings.topic_tree()) <= 4 * levels
    assert listings.fingerprint(listings.topic_tree())
    sizes = [len(above) for above in listings.archive.ancestors.values()]
    assert max(sizes) <= 2 * (MAX_DEPTH + 1)


@pytest.mark.parametrize("levels", [MAX_DEPTH + 1, MAX_DEPTH + 2, 400])
def test_a_chain_of_topics_is_told_where_it_is_too_long(levels: int) -> None:
    chain = [Topic(f"c{n}", f"C{n}", broader=(f"c{n - 1}",) if n else ()) for n in range(levels)]
    listings = archive_of(chain)
    assert rows(listings.topic_tree()) == min(levels, MAX_DEPTH + 1)
    found = {p.path for _, p in check_vocabulary(Vocabulary(tuple(chain)))}
    assert found == {f"topics/c{n}.md" for n in range(MAX_DEPTH + 1, levels)}


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=30))
def test_exactly_the_topics_that_lead_to_themselves_are_told(pairs: list[tuple[int, int]]) -> None:
    broader: dict[str, list[str]] = {f"t{n}": [] for n in range(13)}
    for one, other in pairs:
        broader[f"t{one}"].append(f"t{other}")
    topics = tuple(Topic(slug, slug.upper(), broader=tuple(up)) for slug, up in broader.items())

    def reached(slug: str) -> set[str]:
        seen: set[str] = set()
        waiting = list(broader[slug])
        while waiting:
            here = waiting.pop()
            if here not in seen:
                seen.add(here)
                waiting += broader[here]
        return seen

    expected = {slug for slug in broader if slug in reached(slug)}
    found = [p for _, p in check_vocabulary(Vocabulary(topics)) if p.subtype == "topic-cycle"]
    assert {p.path for p in found} == {f"topics/{slug}.md" for slug in expected}
    assert rows(archive_of(list(topics)).topic_tree()) <= len(topics) + len(pairs)


def test_many_sources_are_compared_with_few(compared: list[int]) -> None:
    names = [(f"s{n}", f"organisation {n:05}") for n in range(5_000)]
    found = list(nearly_the_same(names, 0.9))
    assert compared[0] <= 12 * len(names)
    assert found
    pairs = {
        *nearly_the_same([("a", "the bbc news"), ("b", "bbc news"), ("c", "tbe bbc news")], 0.8)
    }
    assert ("a", "c") in pairs or ("c", "a") in pairs


def test_what_was_meant_is_sought_among_few(compared: list[int]) -> None:
    known = [f"name-{n:06}" for n in range(50_000)]
    assert "name-000107" in did_you_mean("nname-000107", known[:200], otherwise="")
    compared[0] = 0
    did_you_mean("name-00010x", known, otherwise="")
    did_you_mean("x" * 5_000, known, otherwise="")
    assert compared[0] <= 1_000


def page_of(kind: str, many: int) -> str:
    if kind == "fields":
        return f"{TOP}## A\n\n:::{{item}} T\n" + ":x: y\n" * many + ":::\n"
    if kind == "headings":
        return TOP + "## Foo\n\n" * many
    return "---\ntitle: T\n---\n\n" + "{item}`2024-05/a`\n\n" * many


@pytest.mark.parametrize(
    ("kind", "path", "most"),
    [
        ("fields", "issues/2024-05.md", MAX_FIELDS),
        ("headings", "issues/2024-05.md", MAX_HEADINGS),
        ("references", "topics/a.md", MAX_REFERENCES),
    ],
)
def test_a_page_has_limits(kind: str, path: str, most: int) -> None:
    def too_large(many: int) -> list[str]:
        found = guard.inspect(path, page_of(kind, many))
        return [p.message for p in found if p.subtype == "too-large"]

    assert too_large(most - 2) == []
    assert too_large(most + 2) == [f"the page has more than {most:,} {kind}."]
    assert too_large(20 * most) != []


def test_a_field_is_read_in_one_go() -> None:
    """Of a quarter of a million spaces, a reader that goes back would make billions of steps."""
    lines = [f":review: x{' ' * 4_980}x", f":review:{' ' * 4_980}x", f":review:{' ' * 4_990}"] * 50
    lines += [f"kind{' ' * 2_490}:{' ' * 2_490}x", f":kind: x{' ' * 4_980}x"] * 50
    assert field_lines(lines) == 250
    assert field_lines([f":review:{' ' * 4_990}", "words"]) == 1


def test_no_more_problems_are_told_than_anybody_reads(
    site: Callable[[str], Site], compared: list[int]
) -> None:
    source = site("small").source
    topics = ", ".join(f"nothing-{n}" for n in range(200))
    items = "".join(
        f":::{{item}} Title {n}\n:id: i-{n}\n:kind: news\n:source: bbc\n:topics: {topics}\n\nWords.\n:::\n\n"
        for n in range(60)
    )
    (source / "issues" / "2024-05.md").write_text(f"{TOP}## County lines\n\n{items}")
    problems = [p for p in check(source).problems if p.path == "issues/2024-05.md"]
    assert len(problems) == MOST_PROBLEMS
    assert compared[0] <= 100 * MOST_PROBLEMS


def test_the_problems_of_a_file_of_sources_are_few(tmp_path: Path) -> None:
    path = tmp_path / "sources.yml"
    path.write_text("".join(f"s{n}: {{nam: N{n}}}\n" for n in range(8_000)))
    loaded = load_sources(path)
    assert len(loaded.problems) == MOST_PROBLEMS
    assert [p.line for p in loaded.problems] == [*range(1, MOST_PROBLEMS + 1)]


@given(st.lists(st.sampled_from(["Foo", "Foo 2", "foo-2", "Foo 2 2", "Foo 3", "&", "?", ""])))
def test_no_two_headings_have_one_id(headings: list[str]) -> None:
    seen: dict[str, int] = {}
    ids = [heading_id(heading, seen) for heading in headings]
    assert len(set(ids)) == len(ids)


DEEP = "[" * 100_000


@pytest.mark.parametrize("name", ["redirects.json", "links.json"])
@pytest.mark.parametrize(
    "content",
    [DEEP, '{"a":' * 50_000, "[]", "null", "7", '"x"', "{", '{"links": 7}', '{"links": {"a": 7}}',
     '{"links": {"a": {"state": ["gone"], "checked": "2024-05-01", "since": "2024-05-01"}}}',
     '{"topics/a": {"b": 1}}', '{"topics/a": "topics/b"}', "9" * 10_000, "\\ud800", "", None],
    ids=lambda one: str(one)[:20],
)  # fmt: skip
def test_a_kept_file_that_is_not_ours_is_told(
    site: Callable[[str], Site], name: str, content: str | None
) -> None:
    small = site("small")
    path = small.source / name
    if content is None:
        path.symlink_to("/dev/zero")
    else:
        path.write_text(content)
    found = [p for p in check(small.source).problems if p.path == name]
    assert bool(found) != (content == "null")
    assert all(p.line == 1 and p.hint for p in found)


def test_a_kept_file_may_be_no_pipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "redirects.json")
    with pytest.raises(ValueError, match="leads to another"):
        read_json(tmp_path, "redirects.json")
    assert read_json(tmp_path, "links.json") is None


def test_no_redirect_takes_the_place_of_a_page(site: Callable[[str], Site]) -> None:
    small = site("small")
    before = (small.build_quietly() / "topics" / "index.html").read_bytes()
    lines = {
        "topics/index": "topics/education",
        "topics/county-lines": "topics/education",
        "topics/old": "topics/nowhere",
        "topics/older": "topics/education",
        "index": "topics/education",
        "search": "topics/education",
        "pdf/2024-04": "topics/education",
    }
    (small.source / "redirects.json").write_text(json.dumps(lines))
    checked = check(small.source)
    usable = moves_of(small.source, assemble(checked.issues, checked.vocabulary))
    assert usable.pairs == {"topics/older": "topics/education"}
    out = small.build()
    assert (out / "topics" / "index.html").read_bytes() == before
    assert "has moved" not in (out / "topics" / "county-lines.html").read_text()
    assert "has moved" in (out / "topics" / "older.html").read_text()
    assert not (out / "topics" / "old.html").exists()
    assert small.warnings.count("redirects.json:1: WARNING: ") == 6
    assert len([p for p in check(small.source).problems if p.path == "redirects.json"]) == 6


def test_folders_must_be_folders(site: Callable[[str], Site]) -> None:
    small = site("small")
    (small.source / "issues").rename(small.source / "elsewhere")
    (small.source / "issues").symlink_to(small.source / "elsewhere")
    assert {p.path for p in check(small.source).problems if p.subtype == "unsafe-file"} >= {
        "issues"
    }
    (small.source / "issues").unlink()
    found = [p for p in check(small.source).problems if p.path == "issues"]
    assert [p.message for p in found] == ["there is no such folder."]
    small.build()
    assert "issues:1: WARNING: there is no such folder." in small.warnings


def test_a_topic_may_begin_with_a_byte_order_mark(site: Callable[[str], Site]) -> None:
    small = site("small")
    path = small.source / "topics" / "education.md"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    small.build_quietly()
    assert check(small.source).problems == ()


def test_a_file_that_cannot_be_opened_is_told(
    site: Callable[[str], Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    source = site("small").source
    read = Path.read_text

    def refused(self: Path, *more: Any, **others: Any) -> str:
        if self.name == "2024-04.md":
            raise PermissionError(13, "Permission denied")
        return read(self, *more, **others)

    monkeypatch.setattr(Path, "read_text", refused)
    done = CliRunner().invoke(main, ["check", "--archive", str(source)])
    assert "issues/2024-04.md:1:1: it cannot be read." in done.output
    assert done.exit_code == 1
