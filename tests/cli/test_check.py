"""``roundup check``: what it prints, how it ends, and how little it needs."""

from __future__ import annotations

import html
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from conftest import ROOTS
from gold import PRINTED
from sphinx_roundup.check import archive
from sphinx_roundup.cli import COMMANDS, main
from synthetic import synthetic_archive, write_sources


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture
def awful(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOTS / "awful", tmp_path / "awful"))


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOTS / "small", tmp_path / "small"))


def test_the_printed_archive_has_nothing_to_mend() -> None:
    result = run("check", "--archive", PRINTED)
    assert result.exit_code == 0
    assert result.stdout.endswith("items: nothing to mend.\n")


def test_problems_have_file_line_column_message_and_a_way_to_mend(awful: Path) -> None:
    result = run("check", "--archive", awful, awful / "issues" / "2024-04.md")
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    at = lines.index("issues/2024-04.md:13:8: “newz” is no kind. [unknown-kind]")
    assert lines[at + 1] == "    Did you mean “news”?"
    assert (awful / "issues" / "2024-04.md").read_text().splitlines()[12][7:] == "newz"
    assert "to mend" in lines[-1]
    assert "\nsources.yml:" not in result.stdout


def test_the_archive_is_found_from_a_folder_within(
    awful: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(awful / "topics")
    result = run("check", "broken.md")
    assert result.exit_code == 1
    assert result.stdout.startswith("topics/broken.md:3:1: “broder” is not a known key.")


def test_json_is_ascii_and_complete(awful: Path) -> None:
    result = run("check", "--format", "json", "--archive", awful)
    assert result.exit_code == 1
    assert result.stdout.isascii()
    problems = json.loads(result.stdout)["problems"]
    assert {"path", "line", "column", "level", "subtype", "message", "hint"} == set(problems[0])
    assert {"level": "problem", "subtype": "bad-id"}.items() <= next(
        p for p in problems if p["subtype"] == "bad-id"
    ).items()


def test_github_annotations_cannot_be_forged(small: Path) -> None:
    page = small / "issues" / "2024-04.md"
    page.write_text(page.read_text() + "\n## ::error file=x::gone%0A,:\n\nLoose 100% text.\n")
    result = run("check", "--format", "github", "--archive", small)
    lines = result.stdout.splitlines()
    assert lines
    assert all(line.startswith(("::error file=", "::notice file=")) for line in lines)
    assert any("Loose 100%25 text" in line for line in lines)


def test_github_gets_the_whole_list_in_its_summary(
    awful: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = awful / "issues" / "2024-04.md"
    page.write_text(page.read_text() + "\n</pre><script>x</script>\n\nA \x1b[2J sign.\n")
    summary = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    run("check", "--format", "github", "--archive", awful)
    text = summary.read_text(encoding="utf-8")
    listed = run("check", "--archive", awful).stdout.splitlines()[:-1]
    assert text.startswith("<pre>")
    assert text.endswith("</pre>\n")
    assert text.count("<") == 2  # nothing of a page is markup
    assert html.unescape(text.removeprefix("<pre>").removesuffix("</pre>\n")).splitlines() == listed
    assert len(listed) > 10


def test_what_cannot_be_seen_is_spelt_out(small: Path) -> None:
    (small / "issues" / "2024-05\u202e.md").write_text("# x\n")
    page = small / "issues" / "2024-04.md"
    page.write_text(page.read_text().replace("# ", "# \x1b]0;owned\x07", 1))
    result = run("check", "--archive", small)
    assert result.exit_code == 1
    assert "\u202e" not in result.stdout
    assert "\x1b]" not in result.stdout
    assert "U+001B" in result.stdout
    assert "\\u202e" in result.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["check", "nothing.md"], "there is no file nothing.md"),
        (["check", "--archive", "/"], "holds no archive"),
        (["check", "--format", "xml"], "xml"),
        (["chek"], "No such command"),
        (["new", "2024-13"], "cannot be the next issue"),
    ],
)
def test_wrong_use_ends_with_2(
    small: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], said: str
) -> None:
    monkeypatch.chdir(small)
    result = run(*words)
    assert result.exit_code == 2
    assert said in result.stderr


def test_a_file_outside_the_archive_is_wrong_use(small: Path, tmp_path: Path) -> None:
    (tmp_path / "other.md").write_text("# x\n")
    result = run("check", "--archive", small, tmp_path / "other.md")
    assert result.exit_code == 2


NEW = """---
masthead: A Round-up
---

# May 2024

## County lines

:::{item} Report
:id: report
:kind: report
:source: not-stated
:published: 2025-01-02
:closes: 2023-05-01

A [report](https://www.example.org/Report/?utm_source=x) and [more](#), and
[www.gov.uk](https://evil.example/).
:::

:::{item} The same report once more
:id: again
:kind: report
:source: not-stated

Again the [report](http://example.org/Report#top), by
[mail](https://nam02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.org%2Fx&data=1).
:::

:::{item} The same report once more
:id: third
:kind: report
:source: not-stated

Words of its own.
:::

## Education
"""


def test_notes_are_given_and_do_not_fail(small: Path) -> None:
    page = small / "issues" / "2024-05.md"
    page.write_text(NEW)
    result = run("check", "--format", "json", "--archive", small, page)
    notes = {(p["line"], p["subtype"]) for p in json.loads(result.stdout)["problems"]}
    assert notes == {
        (9, "vague-title"),
        (9, "no-address"),
        (9, "misleading-link"),
        (13, "odd-date"),
        (14, "odd-date"),
        (20, "repeated-address"),
        (20, "tracked-address"),
        (29, "repeated-title"),
        (37, "empty-heading"),
    }
    assert result.exit_code == 0
    assert run("check", "--strict", "--archive", small, page).exit_code == 1
    assert run("check", "--quiet", "--strict", "--archive", small, page).exit_code == 0


def test_an_address_of_another_issue_is_found(small: Path) -> None:
    for name in ("2024-05", "2024-06"):
        text = NEW.replace("# May 2024", f"# {name}")
        (small / "issues" / f"{name}.md").write_text(text)
    result = run("check", "--archive", small, small / "issues" / "2024-06.md")
    assert "an address of this item also stands in issues/2024-05.md, line 9." in result.stdout


def test_sources_that_look_alike(small: Path) -> None:
    text = "the-childrens-society:\n  name: The Children's Society\n"
    text += "childrens-society:\n  name: The Childrens Societey\n"
    (small / "sources.yml").write_text((small / "sources.yml").read_text() + text)
    result = run("check", "--archive", small)
    assert "similar-source" in result.stdout
    one = run("check", "--archive", small, small / "issues" / "2024-04.md")
    assert "similar-source" not in one.stdout  # one page is no reason to judge every source


def test_check_does_not_load_sphinx() -> None:
    code = (
        "import sys; from click.testing import CliRunner; from sphinx_roundup.cli import main;"
        f"r = CliRunner().invoke(main, ['check', '--archive', {str(PRINTED)!r}]);"
        "print(r.exit_code, [m for m in ('sphinx', 'sphinx.application') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "0 []\n"


def test_of_a_large_archive_only_the_files_named_are_parsed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_sources(synthetic_archive(12), tmp_path)
    parsed: list[str] = []

    def read_page(folder: Path, path: str) -> archive.Page:
        parsed.append(path)
        return read(folder, path)

    read = archive.read_page
    monkeypatch.setattr(archive, "read_page", read_page)
    result = run("check", "--archive", tmp_path, tmp_path / "issues" / "1950-01.md")
    assert result.exit_code == 0
    assert parsed == ["issues/1950-01.md"]


def test_help_teaches_by_examples() -> None:
    result = run("--help")
    assert result.exit_code == 0
    assert "roundup new 2024-05       start the issue" in result.stdout
    for name in COMMANDS:
        assert run(name, "--help").exit_code == 0
