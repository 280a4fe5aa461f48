"""``inbox/``: what is proposed is judged as a page is, and ``roundup take`` moves it into an issue whole."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from conftest import Site, copy_content
from sphinx_roundup import atomic, guard
from sphinx_roundup.check.archive import check, with_advice
from sphinx_roundup.cli import main, take
from sphinx_roundup.parse.inbox import is_proposal

FILE = "inbox/2024-04-1f0c9a3e.md"
TEXT = """---
issue: 2024-04
---

## missing

:::{item} A guide for parents
:id: guide-for-parents
:kind: guide
:source: bbc

A [guide](https://example.org/guide) for parents.
:::

## A new heading

:::{item} A film about trust
:id: film-about-trust
:kind: news
:source: not-stated
:topics: missing, education

A film.
:::
"""


def run(archive: Path, *words: str) -> Result:
    command, *rest = words
    return CliRunner().invoke(main, [command, "--archive", str(archive), *rest])


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_content(tmp_path_factory.mktemp("content"))


@pytest.fixture
def archive(content: Path, tmp_path: Path) -> Path:
    """The printed archive with one file of two entries in its inbox."""
    copy = Path(shutil.copytree(content, tmp_path / "archive"))
    propose(copy, TEXT)
    return copy


def propose(archive: Path, text: str, path: str = FILE) -> None:
    (archive / "inbox").mkdir(exist_ok=True)
    (archive / path).write_text(text, encoding="utf-8")


def headed(archive: Path) -> list[tuple[str, str]]:
    (issue,) = check(archive, ["issues/2024-04.md"]).issues
    return [(item.heading, item.slug) for item in issue.items]


def test_entries_stand_below_their_headings_and_the_file_is_gone(archive: Path) -> None:
    before = headed(archive)
    assert check(archive).problems == ()
    done = run(archive, "take", FILE)
    assert done.exit_code == 0, done.output
    added = [one for one in headed(archive) if one not in before]
    assert added == [("Missing", "guide-for-parents"), ("A new heading", "film-about-trust")]
    assert not (archive / FILE).exists()
    assert check(archive).problems == ()
    text = (archive / "issues/2024-04.md").read_text(encoding="utf-8")
    assert "\n\nA [guide](https://example.org/guide) for parents.\n:::\n" in text


def test_an_entry_that_the_end_of_the_file_closes_is_closed_in_the_issue(archive: Path) -> None:
    propose(archive, TEXT.removesuffix(":::\n").replace("A new heading", "Missing"))
    assert check(archive).problems == ()
    assert run(archive, "take", FILE).exit_code == 0
    assert ("Missing", "film-about-trust") in headed(archive)
    assert check(archive).problems == ()


def test_what_waits_is_listed_and_noted_and_told_as_proposed(archive: Path, content: Path) -> None:
    said = run(archive, "take").output
    assert said.splitlines() == [
        f"{FILE} (2024-04): “A guide for parents”, “A film about trust”",
        "2 entries wait in inbox/.",
    ]
    notes = with_advice(archive, check(archive)).advice
    assert [n.line for n in notes if n.subtype == "waiting-proposal"] == [7, 17]
    told = CliRunner().invoke(main, ["changes", str(content), "--archive", str(archive)]).output
    assert "Proposed (2):" in told
    assert f"  {FILE}: A film about trust" in told
    assert "Added" not in told


def test_an_id_that_is_taken_gets_a_number(archive: Path) -> None:
    known = headed(archive)[0][1]
    propose(archive, TEXT.replace("guide-for-parents", known))
    done = run(archive, "take", "--all")
    assert f"Its id is {known}-2, for {known} was taken." in done.output
    assert f"{known}-2" in dict(map(reversed, headed(archive)))  # type: ignore[arg-type]


def test_two_proposals_with_one_id_are_both_taken(archive: Path) -> None:
    propose(archive, TEXT.replace("A guide", "Another guide"), "inbox/other.md")
    assert check(archive).problems == ()
    assert run(archive, "take", "--all").exit_code == 0
    slugs = [slug for _, slug in headed(archive)]
    assert {"guide-for-parents", "guide-for-parents-2"} <= set(slugs)
    assert len(slugs) == len(set(slugs))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("kind: guide", "kind: gude", "Did you mean “guide”?"),
        ("source: bbc", "source: bcc", "Did you mean “bbc”"),
        ("topics: missing,", "topics: mising,", "Did you mean “missing”?"),
        ("## missing", "## Mising", "Did you mean “Missing”?"),
        ("## missing\n", "", "stands under no heading"),
        ("issue: 2024-04", "issue: 2024-4", "there is no issue “2024-4”. Did you mean “2024-04”"),
        ("A film.\n", "A <b>film</b>.\n", "HTML"),
        ("A film.\n", "", "no printed words"),
        ("A film.", "A film.\n\n## Out", "a heading stands inside an item"),
        ("issue: 2024-04", "masthead: M", "“masthead” is not a known key"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_written(
    archive: Path, old: str, new: str, said: str
) -> None:
    assert old in TEXT
    propose(archive, TEXT.replace(old, new))
    issue = (archive / "issues/2024-04.md").read_bytes()
    found = check(archive).problems
    assert found
    assert {problem.path for problem in found} == {FILE}
    assert set(found) == set(check(archive, [FILE]).problems)
    done = run(archive, "take", FILE)
    assert done.exit_code == 1
    assert (archive / "issues/2024-04.md").read_bytes() == issue
    assert (archive / FILE).exists()
    assert said in done.output + "".join(problem.sentence for problem in found)


def test_a_taking_that_is_cut_off_loses_and_doubles_nothing(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    issue = archive / "issues/2024-04.md"
    before = issue.read_bytes()

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(atomic.os, "replace", stop)
        run(archive, "take", "--all")
    assert issue.read_bytes() == before
    assert (archive / FILE).exists()
    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink", stop)
        run(archive, "take", "--all")
    written = issue.read_bytes()
    assert written != before
    assert (archive / FILE).exists()
    done = run(archive, "take", "--all")
    assert "stands there already" in done.output
    assert issue.read_bytes() == written
    assert not (archive / FILE).exists()


def test_the_issue_is_named_by_the_editor_where_the_file_names_none(archive: Path) -> None:
    propose(archive, TEXT.partition("---\n\n")[2])
    assert check(archive).problems == ()
    assert "it names no issue" in run(archive, "take", FILE).output
    assert "start it: roundup new" in run(archive, "take", "--to", "2024-05", FILE).output
    done = run(archive, "take", FILE, "--to", "2023-01")
    assert done.exit_code == 0, done.output


def test_names_of_files_are_mended(archive: Path) -> None:
    done = run(archive, "take", "2024-04-1f0c9a3f")
    assert done.exit_code == 2
    assert "Did you mean “2024-04-1f0c9a3e”?" in done.output
    assert run(archive, "take", str(archive / FILE)).exit_code == 0


def test_no_link_and_no_odd_name_is_read(archive: Path) -> None:
    (archive / FILE).unlink()
    (archive / "inbox/a.md").symlink_to(archive / "issues/2024-04.md")
    (archive / "inbox/Odd name.md").write_text(TEXT, encoding="utf-8")
    assert [p.subtype for p in check(archive).problems] == ["unsafe-file", "unsafe-file"]
    assert run(archive, "take", "--all").exit_code == 1


def test_the_build_reads_no_proposal_as_a_page_and_says_what_the_check_says(
    site: Callable[[str], Site],
) -> None:
    small = site("small")
    propose(small.source, TEXT.replace("bbc", "bcc").replace("education", "educaton"))
    out = small.build()
    said = [f"{p.path}:{p.line}" for p in check(small.source).problems]
    assert said
    assert [line.partition(": ")[0] for line in small.warnings.splitlines()] == said
    assert not (out / "inbox").exists()
    assert is_proposal(FILE)
    assert guard.inspect(FILE, TEXT) == ()
    (small.source / FILE).unlink()
    small.build_quietly()  # what was told of it is not kept


def test_taking_is_judged_by_the_whole_page(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(take, "add_item", lambda page, _heading, _text: page)
    done = run(archive, "take", "--all")
    assert done.exit_code == 1
    assert "cannot be read back" in done.output
    assert (archive / FILE).exists()


def test_a_preview_shows_what_is_proposed_and_the_published_site_does_not(
    site: Callable[[str], Site],
) -> None:
    small = site("small")
    propose(small.source, TEXT.replace("guide", "news"))
    small.build()
    published = {path.name for path in (small.work / "html").rglob("*") if path.is_file()}
    out = small.build(tags=["preview"])
    page = (out / "inbox.html").read_text(encoding="utf-8")
    for words in ("A film about trust", "Under “A new heading”", "example.org/news", "A film."):
        assert words in page
    assert 'href="inbox.html"' in (out / "index.html").read_text(encoding="utf-8")
    assert "A film." not in (out / "issues/2024-04.html").read_text(encoding="utf-8")
    (small.source / FILE).unlink()
    out = small.build(tags=["preview"])
    assert "inbox.html" not in (out / "index.html").read_text(encoding="utf-8")
    assert "inbox.html" not in published
    assert not (out / "inbox.html").exists()
