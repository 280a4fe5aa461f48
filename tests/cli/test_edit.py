"""``add``, ``rename``, ``topics``, ``sources`` and ``changes``: what they do to files, and no more."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from conftest import Site, copy_content
from sphinx_roundup.check.archive import check
from sphinx_roundup.cli import main
from sphinx_roundup.cli.edit import add_item, change_list, replace_word
from sphinx_roundup.parse.vocabulary import load


def run(*words: str | Path, said: str = "") -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], input=said)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return copy_content(tmp_path / "archive")


GIVEN = ("--title", "A guide for parents", "--words", "A [guide](#) for *parents*.")


def test_add_puts_the_item_below_the_last_of_its_heading(archive: Path) -> None:
    page = archive / "issues" / "2024-04.md"
    before = page.read_text().splitlines()
    fields = ("--heading", "Missing", "--kind", "guide", "--source", "not-stated", "--topics", "")
    result = run("add", "2024-04", "--archive", archive, *GIVEN, *fields)
    assert result.exit_code == 0, result.output
    after = page.read_text().splitlines()
    assert [line for line in after if line not in set(before)] == [
        ":::{item} A guide for parents",
        ":id: guide-parents",
        "A [guide](#) for *parents*.",
    ]
    checked = check(archive)
    assert checked.problems == ()
    item = next(item for item in checked.issues[-1].items if item.slug == "guide-parents")
    section = next(s for s in checked.issues[-1].sections if s.heading == "Missing")
    assert section.items[-1] == item
    assert (item.kind, item.sources, item.topics) == ("guide", (), ())
    assert len(checked.issues[-1].items) == 49


def test_add_asks_and_suggests(archive: Path) -> None:
    said = "missin\nMISSING\nguid\nguide\nbcc\nBBC Newsnight, The Guardian\n\n"
    result = run("add", "2024-04", "--archive", archive, *GIVEN, said=said)
    assert result.exit_code == 0, result.output
    assert "“guide”" in result.output
    assert "Did you mean “Missing”?" in result.output
    assert "“bbc”" in result.output
    assert ":source: bbc, the-guardian\n" in (archive / "issues" / "2024-04.md").read_text()
    assert run("add", "2024-04", "--archive", archive, *GIVEN, said=said).exit_code == 0
    assert ":id: guide-parents-2" in (archive / "issues" / "2024-04.md").read_text()


def test_add_makes_a_new_heading_only_when_told(archive: Path) -> None:
    said = "n\nA new heading\nguide\nbbc\nmissing\n\n"
    assert run("add", "2024-04", "--archive", archive, *GIVEN, said=said).exit_code == 0
    assert check(archive).issues[-1].sections[-1].heading == "A new heading"
    assert check(archive).problems == ()


def test_add_writes_nothing_that_the_check_refuses(archive: Path) -> None:
    page = archive / "issues" / "2024-04.md"
    before = page.read_bytes()
    fields = ("--heading", "Missing", "--kind", "guide", "--source", "bbc", "--topics", "")
    words = ("--title", "T", "--words", "A <script>alert(1)</script>.")
    result = run("add", "2024-04", "--archive", archive, *words, *fields)
    assert result.exit_code == 1
    assert "Nothing was written" in result.stderr
    assert page.read_bytes() == before


def test_add_needs_an_issue(archive: Path) -> None:
    result = run("add", "2030-01", "--archive", archive, *GIVEN)
    assert result.exit_code == 2
    assert "roundup new 2030-01" in result.stderr


def test_an_item_is_added_in_the_middle_at_the_end_and_under_nothing() -> None:
    page = "# A\n\n## One\n\nx\n\n\n## Two\n\ny\n"
    assert add_item(page, "One", "NEW") == "# A\n\n## One\n\nx\n\nNEW\n\n## Two\n\ny\n"
    assert add_item(page, "Two", "NEW").endswith("y\n\nNEW\n")
    assert add_item(page, "Three", "NEW").endswith("y\n\n## Three\n\nNEW\n")


def test_a_topic_is_renamed_everywhere(archive: Path) -> None:
    before = check(archive)
    result = run("rename", "topic", "gangs", "group-violence", "--archive", archive)
    assert result.exit_code == 0, result.output
    after = check(archive)
    assert after.problems == ()
    words = load(archive)
    assert "gangs" not in words.topic
    assert words.topic["group-violence"].title == before.vocabulary.topic["gangs"].title
    used = [i for issue in before.issues for i in issue.items if "gangs" in i.topics]
    now = [i for issue in after.issues for i in issue.items if "group-violence" in i.topics]
    assert [i.id for i in used] == [i.id for i in now] != []
    assert json.loads((archive / "redirects.json").read_text()) == {
        "topics/gangs": "topics/group-violence"
    }


def test_a_topic_is_merged_into_another(archive: Path) -> None:
    result = run("rename", "topic", "missing-from-care", "missing", "--archive", archive)
    assert result.exit_code == 0, result.output
    checked = check(archive)
    assert checked.problems == ()
    assert "missing-from-care" not in checked.vocabulary.topic
    assert "Missing from care" in checked.vocabulary.topic["missing"].labels
    assert "missing" not in checked.vocabulary.topic["missing"].broader
    run("rename", "topic", "missing", "away", "--archive", archive)
    assert json.loads((archive / "redirects.json").read_text()) == {
        "topics/missing": "topics/away",
        "topics/missing-from-care": "topics/away",
    }
    assert check(archive).problems == ()


def test_nothing_else_in_the_files_changes(archive: Path) -> None:
    before = {p.name: p.read_text() for p in archive.rglob("*.md")}
    run("rename", "topic", "gangs", "group-violence", "--archive", archive)
    for path in archive.rglob("*.md"):
        text = path.read_text()
        old = before.get(path.name, before["gangs.md"])
        pairs = list(zip(old.splitlines(), text.splitlines(), strict=True))
        assert all(a == b or "gangs" in a for a, b in pairs), path


def test_an_unknown_topic_is_wrong_use(archive: Path) -> None:
    result = run("rename", "topic", "gnags", "x", "--archive", archive)
    assert result.exit_code == 2
    assert "Did you mean “gangs”" in result.stderr


def test_the_old_address_says_where_the_topic_is(site: Callable[[str], Site]) -> None:
    small = site("small")
    run("rename", "topic", "county-lines", "drug-lines", "--archive", small.source)
    redirects = json.loads((small.source / "redirects.json").read_text())
    redirects["topics/x"] = "javascript:alert(1)"
    redirects["../../x"] = "topics/drug-lines"
    (small.source / "redirects.json").write_text(json.dumps(redirects))
    out = small.build()
    assert small.warnings.count("redirects.json:1: WARNING: “") == 2
    page = (out / "topics" / "county-lines.html").read_text()
    assert '<a href="drug-lines.html">County lines</a>' in page
    assert not (out / "topics" / "x.html").exists()
    assert not (out.parent / "x.html").exists()


def test_lists_of_front_matter() -> None:
    page = "---\ntitle: T\nbroader:\n  - a\n  - b\nrelated: [c]\n---\n\nNote.\n"
    assert (
        change_list(page, "broader", lambda _: []) == "---\ntitle: T\nrelated: [c]\n---\n\nNote.\n"
    )
    assert "related: [c, d]" in change_list(page, "related", lambda old: [*old, "d", "c"])
    assert 'also: ["A: b"]' in change_list(page, "also", lambda _: ["A: b"])
    assert change_list(page, "related", lambda old: old) == page


def test_topics_of_items() -> None:
    page = ":topics: a, b\n:topics: ab\n\nWords :topics: a\n"
    assert replace_word(page, "topics", "a", "b") == ":topics: b\n:topics: ab\n\nWords :topics: a\n"


def test_topics_and_sources_are_listed_with_counts(archive: Path) -> None:
    result = run("topics", "county", "--archive", archive)
    assert result.stdout.split()[:1] == ["county-lines"]
    data = json.loads(run("sources", "--format", "json", "--archive", archive).stdout)
    assert {"slug": "bbc", "name": "BBC"}.items() <= next(
        row for row in data["entries"] if row["slug"] == "bbc"
    ).items()
    assert sum(row["items"] for row in data["entries"]) > 60


def test_near_duplicates_are_named(archive: Path) -> None:
    (archive / "topics" / "county-line.md").write_text("---\ntitle: County line\n---\n\nN.\n")
    assert (
        "nearly the same: county-line and county-lines"
        in run("topics", "--archive", archive).stdout
    )


def test_changes_for_a_reader(archive: Path, tmp_path: Path) -> None:
    before = Path(shutil.copytree(archive, tmp_path / "before"))
    page = archive / "issues" / "2024-04.md"
    text = page.read_text()
    start = text.index(":::{item} Practice tips on the signs")
    end = text.index(":::\n", start + 5) + 4
    text = text[:start] + text[end:]
    text = text.replace("Guardian [podcast](#)", "Guardian [podcast](https://example.org/p)")
    page.write_text(text)
    fields = ("--heading", "Missing", "--kind", "guide", "--source", "bbc", "--topics", "")
    run("add", "2024-04", "--archive", archive, *GIVEN, *fields)
    said = run("changes", before, "--archive", archive).stdout
    assert "Added (1):\n  2024-04/guide-parents: A guide for parents\n" in said
    assert "Removed (1):\n  2024-04/county-lines-signs: " in said
    assert "Changed (1):\n  2024-04/gangs-podcast: " in said
    assert "(links)" in said
    assert "87 not-recorded (before: 89)." in said
    assert "89 not-recorded (before: 89)." in run("changes", before, "--archive", before).stdout


def test_changes_since_what_git_has_under_a_name(archive: Path) -> None:
    for words in (("init",), ("add", "--all"), ("commit", "--message", "x")):
        who = ("-c", "user.name=An editor", "-c", "user.email=editor@example.org")
        subprocess.run(["git", *who, "-C", archive, *words], check=True, capture_output=True)
    page = archive / "issues" / "2024-04.md"
    page.write_text(page.read_text().replace("[podcast](#)", "[podcast](https://example.org/p)"))
    assert (
        "Changed (1):\n  2024-04/gangs-podcast: "
        in run("changes", "HEAD", "--archive", archive).stdout
    )
    for name in ("none", "--output=x", "HEAD:issues"):
        refused = run("changes", "--archive", archive, "--", name)
        assert refused.exit_code == 2
        assert f"“{name}”" in refused.output
    assert not (archive / "x").exists()
