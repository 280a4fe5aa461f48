"""No address that was published dies, and no published word changes, without being told."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from conftest import ROOTS, Site
from examples import examples
from sphinx_roundup.check.archive import check, with_advice
from sphinx_roundup.cli import main
from sphinx_roundup.extension.domain import domain_of
from sphinx_roundup.parse.ledger import ENTRY, name_digest, read_history, read_ledger

ITEM = re.compile(r":::\{item\}.*?\n:::\n", re.DOTALL)
CORRECTION = ("--wrong", "A word was lost.", "--right", "It is back.", "--by", "the publisher")
LOST = {"dead-address", "changed-words", "bad-ledger"}


def run(folder: Path, *words: str) -> str:
    done = CliRunner().invoke(main, [*words, "--archive", str(folder)], catch_exceptions=False)
    return f"{done.exit_code} {done.output}"


def sealed(folder: Path) -> Path:
    """The tiny archive with everything in its ledger."""
    source = Path(shutil.copytree(ROOTS / "small", folder / "source"))
    assert run(source, "ledger", "--date", "2024-05-01").startswith("0")
    return source


def add_entry(source: Path, slug: str) -> None:
    path = source / "issues" / "2024-04.md"
    entry = f"\n:::{{item}} {slug.title()}\n:id: {slug}\n:kind: news\n:source: not-stated\n:topics: education\n\nWords of it.\n:::\n"
    path.write_text(path.read_text("utf-8").rstrip("\n") + "\n" + entry, "utf-8")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return sealed(tmp_path)


def told(source: Path) -> set[tuple[str, str]]:
    """Subtype and name of what the ledger's rules say."""
    found = [p for p in check(source).problems if p.subtype in LOST]
    return {(p.subtype, re.findall(r"“([^”]+)”", p.message)[0]) for p in found}


def test_it_has_a_line_for_each_and_asks_for_nothing_twice(source: Path) -> None:
    lines = (source / "ledger" / "2024-04.txt").read_text("utf-8").splitlines()
    assert lines[0] == "1 2024-05-01 published issues/2024-04#heading-the-lead-story"
    assert [line.split()[3] for line in lines[3:]] == [
        f"2024-04/{slug}" for slug in ("review", "drugs-report", "practice-tips", "missing-school")
    ]
    pages = (source / "ledger" / "pages.txt").read_text("utf-8").splitlines()
    assert {line.split()[3] for line in pages} >= {
        *("index", "issues/2024-04", "topics/index", "topics/county-lines"),
        *("sources/bbc", "kinds/news", "years/index", "years/2024"),
    }
    assert [line.split()[0] for line in pages] == [str(n) for n in range(1, len(pages) + 1)]
    assert "0 lines added" in run(source, "ledger", "--date", "2025-01-01")
    assert told(source) == set()


def test_a_strict_build_tells_what_the_check_tells(source: Path, tmp_path: Path) -> None:
    site = Site(source, tmp_path / "work")
    site.edit("issues/2024-04.md", ":id: practice-tips", ":id: tips")
    site.edit("issues/2024-04.md", "News of missing school.", "News of school.")
    said = {p.message for p in check(source).problems}
    site.build()
    assert len(said) == 2
    assert all(message in site.warnings for message in said)
    assert "roundup withdraw 2024-04/practice-tips" in site.warnings
    assert "roundup correct 2024-04/missing-school" in site.warnings


def test_what_is_no_printed_word_may_change(source: Path, tmp_path: Path) -> None:
    """A title, a topic, a note; an address that is restored."""
    site = Site(source, tmp_path)
    site.edit("issues/2024-04.md", "{item} Missing school", "{item} Absent from school")
    site.edit("issues/2024-04.md", "[point](#)", "[point](https://example.org/point)")
    site.edit(
        "issues/2024-04.md", ":id: missing-school\n", ":id: missing-school\n:editor-note: A note.\n"
    )
    assert told(source) == set()


def test_one_correction_covers_one_change(source: Path, tmp_path: Path) -> None:
    site = Site(source, tmp_path)
    site.edit("issues/2024-04.md", "News of missing school.", "News of a missing school.")
    assert told(source) == {("changed-words", "2024-04/missing-school")}
    run(source, "correct", "2024-04/missing-school", *CORRECTION, "--date", "2024-06-01")
    assert told(source) == set()
    run(source, "ledger", "--date", "2024-06-02")
    assert "2024-06-01 corrected 2024-04/missing-school" in (
        source / "ledger" / "2024-04.txt"
    ).read_text("utf-8")
    site.edit("issues/2024-04.md", "News of a missing school.", "News of school.")
    assert told(source) == {("changed-words", "2024-04/missing-school")}


def test_a_withdrawn_entry_keeps_its_address_and_no_digest(source: Path) -> None:
    run(source, "withdraw", "2024-04/practice-tips", "--reason", "rights", "--date", "2024-06-01")
    assert told(source) == set()
    run(source, "ledger", "--date", "2024-06-02")
    lines = (source / "ledger" / "2024-04.txt").read_text("utf-8").splitlines()
    assert [line for line in lines if "practice-tips" in line] == [
        "6 2024-05-01 published 2024-04/practice-tips",
        "8 2024-06-01 withdrawn 2024-04/practice-tips",
    ]
    assert "0 lines added" in run(source, "ledger")


def test_an_erased_entry_leaves_a_digest_of_its_name_alone(source: Path) -> None:
    args = ("--reason", "privacy", "--erase", "--date", "2024-06-01")
    run(source, "withdraw", "2024-04/practice-tips", *args)
    assert told(source) == set()
    text = (source / "ledger" / "2024-04.txt").read_text("utf-8")
    assert "practice-tips" not in text
    assert f"2024-06-01 erased {name_digest('2024-04/practice-tips')}" in text
    assert read_ledger(source)[1] == ()


def test_the_archive_knows_the_days_of_what_was_published(source: Path) -> None:
    """In the ledger's order, whatever became of the others; and from the ledger alone."""
    add_entry(source, "late")
    assert "2024-04/late" not in read_history(source)
    run(source, "ledger", "--date", "2024-06-01")
    run(source, "correct", "2024-04/drugs-report", *CORRECTION, "--date", "2024-06-03")
    run(source, "ledger", "--date", "2024-06-04")
    run(source, "withdraw", "2024-04/review", "--reason", "rights", "--date", "2024-07-01")
    run(source, "ledger", "--date", "2024-07-01")
    erase = ("--reason", "privacy", "--erase", "--date", "2024-08-01")
    run(source, "withdraw", "2024-04/practice-tips", *erase)
    history = read_history(source)
    known = {n: (h.sequence, h.published, h.changed) for n, h in history.items() if "2024-04/" in n}
    first = dt.date(2024, 5, 1)
    assert known == {
        "2024-04/review": (1, first, dt.date(2024, 7, 1)),
        "2024-04/drugs-report": (2, first, dt.date(2024, 6, 3)),
        "2024-04/missing-school": (4, first, None),
        "2024-04/late": (5, dt.date(2024, 6, 1), None),
    }
    assert history["issues/2024-04"].updated == first
    assert [e.change for e in history["2024-04/review"].events] == ["published", "withdrawn"]


def test_a_build_reads_them_too(source: Path, tmp_path: Path) -> None:
    with patch_docutils(source), docutils_namespace():
        app = Sphinx(source, source, tmp_path / "out", tmp_path / "cache", "dummy", status=None)
        app.build()
    archive = domain_of(app.env).archive
    assert archive.history == read_history(source)
    assert archive.history["2024-04/review"].published == dt.date(2024, 5, 1)


def test_a_renamed_topic_lives_on_and_a_deleted_one_does_not(source: Path) -> None:
    run(source, "rename", "topic", "county-lines", "lines")
    assert ("dead-address", "topics/county-lines") not in told(source)
    (source / "redirects.json").unlink()
    assert ("dead-address", "topics/county-lines") in told(source)


@pytest.mark.parametrize(
    "line",
    [
        "2024-13-01 published 2024-04/review",
        "2024-05-01 forgotten 2024-04/review",
        "2024-05-01  published 2024-04/review",
        "<<<<<<< HEAD",
        "2024-05-01 published ../../etc/passwd",
        "2024-05-01 published 2024-04/review zz",
    ],
)
def test_a_line_of_another_form_is_told_with_its_place(source: Path, line: str) -> None:
    path = source / "ledger" / "2024-04.txt"
    path.write_text(path.read_text("utf-8") + line + "\n", encoding="utf-8")
    (problem,) = [p for p in check(source).problems if p.subtype == "bad-ledger"]
    assert (problem.path, problem.line) == ("ledger/2024-04.txt", 8)


def rewrite(path: Path, change: Callable[[list[str]], list[str]]) -> None:
    path.write_text("\n".join([*change(path.read_text("utf-8").splitlines()), ""]), "utf-8")


@pytest.mark.parametrize(
    ("file", "change", "said"),
    [
        ("2024-04.txt", lambda lines: [*lines[:2], *lines[3:]], "line 3 of the ledger is missing"),
        ("2024-04.txt", lambda lines: lines[1:], "line 1 of the ledger is missing"),
        ("pages.txt", lambda lines: [*lines[:2], *lines[1:]], "the number 2 stands twice"),
        ("2024-04.txt", lambda _: [], "ledger/2024-04.txt is missing"),
        ("pages.txt", lambda _: [], "the line of issues/2024-04 is missing"),
        (
            "2024-04.txt",
            lambda lines: [*lines[:3], f"4 2024-06-01 corrected {lines[3].split()[3]}"],
            "no line says when it was published",
        ),
    ],
)
def test_a_line_that_was_taken_out_is_told(
    source: Path, file: str, change: Callable[[list[str]], list[str]], said: str
) -> None:
    rewrite(source / "ledger" / file, change)
    found = {p.message for p in check(source).problems if p.subtype == "bad-ledger"}
    assert any(said in message for message in found), found


def test_a_line_lost_at_the_end_of_a_file_is_told_by_what_changed(
    source: Path, tmp_path: Path
) -> None:
    """Only another copy knows of it: a proposal's comment compares with what is published."""
    before = Path(shutil.copytree(source, tmp_path / "before"))
    run(source, "withdraw", "2024-04/review", "--reason", "privacy", "--erase")
    assert "Gone from the ledger" not in run(source, "changes", str(before))
    rewrite(source / "ledger" / "2023-12.txt", lambda lines: lines[:-1])
    said = run(source, "changes", str(before))
    assert "Gone from the ledger (1):" in said
    assert "ledger/2023-12.txt: " in said


def test_what_is_not_in_it_is_a_note_once_it_has_begun(source: Path) -> None:
    assert notes(source) == []
    add_entry(source, "late")
    rewrite(source / "ledger" / "pages.txt", lambda lines: lines[:-1])
    assert notes(source) == [
        ("ledger/2024-04.txt", "it lacks 1 line on what the archive publishes."),
        ("ledger/pages.txt", "it lacks 1 line on what the archive publishes."),
    ]
    assert run(source, "check").startswith("0")
    shutil.rmtree(source / "ledger")
    assert notes(source) == []  # an archive whose address is not settled has promised nothing
    (source / "archive.toml").write_text('address = "https://example.org/"\n', "utf-8")
    assert [message for _, message in notes(source)] == [
        "the ledger has not begun: no address is kept yet."
    ]


def notes(source: Path) -> list[tuple[str, str]]:
    found = with_advice(source, check(source)).advice
    return [(p.path, p.message) for p in found if p.subtype == "not-in-ledger"]


@pytest.mark.parametrize(
    ("file", "old", "new", "name"),
    [
        ("issues/2024-04.md", "## Education", "## Missing children", "issues/2024-04#heading-education"),
        ("sources.yml", "nspcc:", "the-nspcc:", "sources/nspcc"),
        ("topics/county-lines.md", None, "topics/lines.md", "topics/county-lines"),
        ("issues/2023-12.md", None, "issues/2023-11.md", "issues/2023-12"),
        ("links-to-restore.md", None, "lost.md", "links-to-restore"),
    ],
)  # fmt: skip
def test_every_sort_of_address_is_kept(
    source: Path, tmp_path: Path, file: str, old: str | None, new: str, name: str
) -> None:
    if old is None:
        (source / file).rename(source / new)
    else:
        Site(source, tmp_path).edit(file, old, new)
    assert ("dead-address", name) in told(source)


def test_a_source_without_entries_keeps_its_page(source: Path, tmp_path: Path) -> None:
    """A withdrawal that takes the last entry of a source must not wait for anything."""
    site = Site(source, tmp_path)
    for issue in ("2024-04", "2023-12"):
        text = (source / "issues" / f"{issue}.md").read_text("utf-8")
        text = text.replace("bbc, nspcc", "bbc").replace(":source: nspcc", ":source: bbc")
        (source / "issues" / f"{issue}.md").write_text(text, "utf-8")
    assert told(source) == set()
    html = site.build_quietly()
    assert "No entry of the archive is listed here now." in (html / "sources/nspcc.html").read_text(
        "utf-8"
    )


OPERATIONS = st.lists(
    st.tuples(
        st.sampled_from([
            *("delete", "rename", "move", "reword", "merge", "withdraw", "erase", "undo"),
            *("rename entry", "move entry", "rename issue", "merge issue", "rename topic", "rename source"),
        ]),
        st.integers(0, 5),
    ),
    min_size=1,
    max_size=5,
)  # fmt: skip


@settings(max_examples=examples(12))
@example([("rename issue", 0), ("erase", 0)])
@example([("rename entry", 0), ("reword", 0), ("move entry", 1), ("merge issue", 1)])
@given(OPERATIONS)
def test_whatever_is_done_each_lost_name_and_changed_word_is_told(
    steps: list[tuple[str, int]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source = sealed(Path(folder))
        first = {p.name: p.read_text("utf-8") for p in sorted((source / "issues").iterdir())}
        published = dict(pair for name, text in first.items() for pair in _entries(name, text))
        erased: set[str] = set()
        commands = False
        for operation, number in steps:
            if operation != "undo":
                before = {one: _now(source, one) for one in published}
                gone = _do(source, operation, number)
                erased |= {one for one, name in before.items() if name == gone}
                commands = commands or " " in operation or operation in {"withdraw", "erase"}
            elif not commands:
                for name, words in first.items():
                    (source / "issues" / name).write_text(words, encoding="utf-8")
        standing = dict(
            pair
            for path in (source / "issues").iterdir()
            for pair in _entries(path.name, path.read_text("utf-8"))
        )
        now = {one: _now(source, one) for one in published.keys() - erased}
        expected = {("dead-address", one) for one, name in now.items() if name not in standing}
        expected |= {
            ("changed-words", name)
            for one, name in now.items()
            if standing.get(name) not in {None, "", published[one]}
        }
        found = {one for one in told(source) if ENTRY.fullmatch(one[1])}
        assert found == expected
        # Pages: what was renamed by a command lives, and nothing else was touched.
        dead = {one for kind, one in told(source) if not ENTRY.fullmatch(one) and "#" not in one}
        assert dead == set()


def _now(source: Path, name: str) -> str:
    """Where an entry's name leads, read by nothing of ours."""
    path = source / "redirects.json"
    pairs = json.loads(path.read_text("utf-8")) if path.exists() else {}
    issue, _, slug = name.partition("/")
    page = pairs.get(f"issues/{issue}", f"issues/{issue}")
    return str(pairs.get(name, f"{page.removeprefix('issues/')}/{slug}"))


def _entries(name: str, text: str) -> list[tuple[str, str]]:
    """The id and the words of each entry of a file; of one that is withdrawn, no words."""
    found = []
    for block in ITEM.findall(text):
        slug = re.search(r"^:id: (.*)$", block, re.MULTILINE)
        assert slug
        words = block.partition("\n\n")[2] if "{item} Withdrawn" not in block else ""
        found.append((f"{name.removesuffix('.md')}/{slug[1]}", words))
    return found


def _do(source: Path, operation: str, number: int) -> str:
    """Do something to the archive, by hand or by a command; give the id of what was erased."""
    paths = sorted((source / "issues").iterdir())
    places = [(p, b) for p in paths for b in ITEM.findall(p.read_text("utf-8"))]
    path, block = places[number % len(places)]
    text = path.read_text("utf-8")
    slug = re.search(r"^:id: (.*)$", block, re.MULTILINE)[1]  # type: ignore[index]
    one = f"{path.stem}/{slug}"
    other = paths[1 - paths.index(path)] if len(paths) > 1 else path
    if operation in {"withdraw", "erase"}:
        if "{item} Withdrawn" not in block:
            erase = ("--erase",) if operation == "erase" else ()
            run(source, "withdraw", one, "--reason", "rights", *erase)
            return one if erase else ""
    elif operation == "delete" and len(places) > 1:
        path.write_text(text.replace(block, "", 1), encoding="utf-8")
    elif operation == "rename":
        path.write_text(text.replace(f":id: {slug}\n", f":id: {slug}-x\n", 1), encoding="utf-8")
    elif operation == "reword" and "\n\n" in block:
        path.write_text(
            text.replace(block, block.replace("\n\n", "\n\nAnd so ", 1), 1), encoding="utf-8"
        )
    elif operation in {"move", "merge"} and len(paths) > 1 and len(places) > 1:
        path.write_text(text.replace(block, "", 1), encoding="utf-8")
        body = (
            block.replace(f":id: {slug}\n", f":id: {slug}-{number}\n")
            if operation == "move"
            else ""
        )
        other.write_text(other.read_text("utf-8") + "\n" + body, encoding="utf-8")
    elif " " in operation:
        _command(source, operation, number, one, other.stem)
    return ""


def _command(source: Path, operation: str, number: int, one: str, other: str) -> None:
    issue, _, slug = one.partition("/")
    if operation == "rename entry":
        run(source, "rename", "entry", one, f"{one}-new")
    elif operation == "move entry":
        run(source, "rename", "entry", one, f"{other}/{slug}-there")
    elif operation == "rename issue":
        run(source, "rename", "issue", issue, f"{issue[:5]}{number + 1:02}")
    elif operation == "merge issue":
        run(source, "rename", "issue", issue, other)
    elif operation == "rename topic":
        run(source, "rename", "topic", "county-lines", "lines")
    elif operation == "rename source":
        run(source, "rename", "source", "nspcc", ["bbc", "the-nspcc"][number % 2])
