"""An entry that is withdrawn is forgotten by every output, and its address stays."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from absence import holding
from conftest import ROOTS, Site, snapshot, write_answers
from page import page
from pdf.reading import all_words
from sphinx_roundup.check.archive import check
from sphinx_roundup.cli import main
from sphinx_roundup.model.records import WITHDRAWN_TITLE
from sphinx_roundup.parse.page import read_page

SECRETS = (
    "Zebracorn zanzibar title",
    "Quokkabyte printed words",
    "flumadiddle link",
    "https://example.org/wimbleton",
    "Kerplunkish note",
    "Bibblebop mistake",
    "Xylotropolis Trust",
)
ENTRY = f"""
:::{{item}} {SECRETS[0]}
:id: to-go
:kind: podcast
:source: xylotropolis
:topics: education
:content-note: suicide
:editor-note: {SECRETS[4]}.

{SECRETS[1]} with a [{SECRETS[2]}]({SECRETS[3]}).
:::
"""
SOURCE = f"\nxylotropolis:\n  name: {SECRETS[6]}\n"
BUILDERS = ("html", "text", "roundup-pdf")


def run(folder: Path, *words: str) -> str:
    done = CliRunner().invoke(main, [*words, "--archive", str(folder)], catch_exceptions=False)
    return f"{done.exit_code} {done.output}"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """The tiny archive with an entry of words that stand nowhere else."""
    made = Site(Path(shutil.copytree(ROOTS / "small", tmp_path / "source")), tmp_path / "work")
    path = made.source / "issues" / "2024-04.md"
    path.write_text(path.read_text("utf-8").rstrip("\n") + "\n" + ENTRY, encoding="utf-8")
    sources = made.source / "sources.yml"
    sources.write_text(sources.read_text("utf-8") + SOURCE, encoding="utf-8")
    return made


def places(folder: Path, words: str) -> set[str]:
    return holding(snapshot(folder), words)


def test_no_published_byte_has_the_words_after_a_build_on_top(site: Site) -> None:
    said = run(site.source, "correct", "2024-04/to-go", "--wrong", f"{SECRETS[5]}.", "--right",
               "All is well.", "--by", "the publisher", "--date", "2024-05-01")  # fmt: skip
    assert said.startswith("0"), said
    for builder in BUILDERS:
        site.build_quietly(builder)
    html, _, pdfs = before = [snapshot(site.work / builder) for builder in BUILDERS]
    for secret in SECRETS:  # the test can see them, in HTML, in the search and in PDFs
        assert [name for files in before for name in holding(files, secret)], secret
    assert {name.rpartition(".")[2] for name in holding(html, SECRETS[0])} >= {"html", "js"}
    assert holding(pdfs, SECRETS[1])
    data = {"data/entries.xlsx", "data/entries.ndjson.gz", "data/entries.csv", "archive.json"}
    assert data <= holding(html, SECRETS[1])

    said = run(
        site.source, "withdraw", "2024-04/to-go", "--reason", "rights", "--date", "2024-06-01"
    )
    assert said.startswith("0"), said
    for builder in BUILDERS:
        site.build_quietly(builder)
    # The organisation itself stays: it is not the entry's.
    gone = SECRETS[:-1]
    after = [snapshot(site.work / builder) for builder in BUILDERS]
    assert {s: [n for f in after for n in holding(f, s)] for s in gone} == {s: [] for s in gone}
    assert holding(after[0], SECRETS[6]) <= {"archive.json", "data/sources.csv"}
    assert places(site.source, SECRETS[1]) == set()


def test_built_on_top_is_built_anew(site: Site, tmp_path: Path) -> None:
    site.build_quietly()
    run(site.source, "withdraw", "2024-04/to-go", "--reason", "rights", "--date", "2024-06-01")
    on_top = snapshot(site.build_quietly())
    anew = Site(site.source, tmp_path / "anew")
    assert snapshot(anew.build_quietly()) == on_top


def test_the_address_says_what_stood_there_when_and_why(site: Site) -> None:
    run(site.source, "withdraw", "2024-04/to-go", "--reason", "rights", "--date", "2024-06-01")
    words = (
        "An entry of the kind “Podcast or audio” stood here. It was withdrawn on 1 June 2024:"
        " the holder of the rights asked for it."
    )
    html = site.build_quietly()
    (stone,) = [
        e for e in page(html / "issues/2024-04.html").having("id")
        if e.attributes["id"] == "item-2024-04-to-go"
    ]  # fmt: skip
    assert words in " ".join(stone.text.split())
    assert WITHDRAWN_TITLE in stone.text
    assert words in " ".join((site.build("text") / "issues/2024-04.txt").read_text("utf-8").split())
    assert words in " ".join(all_words((site.build("roundup-pdf") / "2024-04.pdf").read_bytes()))
    data = json.loads((html / "archive.json").read_text("utf-8"))
    stones = [s for i in data["issues"] for h in i["headings"] for s in h.get("withdrawn", ())]
    assert stones == [
        {
            "id": "2024-04/to-go",
            "kind": "podcast",
            "withdrawn": "2024-06-01",
            "reason": "rights",
            "path": "issues/2024-04.html#item-2024-04-to-go",
        }
    ]
    entries = [e["id"] for i in data["issues"] for h in i["headings"] for e in h["items"]]
    assert "2024-04/to-go" not in entries


def test_what_the_file_still_holds_is_told_and_shown_nowhere(site: Site) -> None:
    """An editor may write the field alone: the words stay in the file, and in no output."""
    site.edit(
        "issues/2024-04.md", ":id: to-go\n", ":id: to-go\n:withdrawn: 2024-06-01\n:reason: rights\n"
    )
    said = run(site.source, "check")
    assert "still holds something of what it was" in said
    html = site.build()
    assert "still holds something of what it was" in site.warnings
    assert [name for secret in SECRETS[:6] for name in places(html, secret)] == []


@pytest.mark.parametrize("line", [":withdrawn: soon", ":withdrawn:", "withdrawn: 2024-06-01"])
def test_a_slip_in_the_field_shows_no_word(line: str) -> None:
    text = f"---\nmasthead: M\n---\n\n# April 2024\n\n## Missing\n{ENTRY}".replace(
        ":id: to-go\n", f":id: to-go\n{line}\n"
    )
    read = read_page("issues/2024-04.md", text)
    assert read.issue
    assert read.issue.items == ()
    assert [one.slug for one in read.issue.tombstones] == ["to-go"]
    assert read.problems


def test_erased_leaves_no_sign(site: Site) -> None:
    said = run(site.source, "withdraw", "2024-04/to-go", "--reason", "privacy", "--erase")
    assert said.startswith("0"), said
    assert places(site.source, "to-go") == set()
    assert places(site.build_quietly(), "2024-04-to-go") == set()


@pytest.mark.parametrize("erase", [False, True])
def test_what_comes_back_is_told_by_check_and_build(site: Site, erase: bool) -> None:
    path = site.source / "issues" / "2024-04.md"
    before = path.read_text("utf-8")
    assert run(site.source, "ledger", "--date", "2024-05-01").startswith("0")
    erased = ["--erase"] * erase
    run(
        site.source,
        "withdraw",
        "2024-04/to-go",
        "--reason",
        "rights",
        "--date",
        "2024-05-02",
        *erased,
    )
    assert run(site.source, "ledger", "--date", "2024-05-03").startswith("0")
    assert check(site.source).problems == ()
    path.write_text(before, encoding="utf-8")
    for paths in (None, ["issues/2024-04.md"]):
        (problem,) = [p for p in check(site.source, paths).problems if p.subtype == "came-back"]
        assert (problem.path, before.splitlines()[problem.line]) == (
            "issues/2024-04.md",
            ":id: to-go",
        )
        assert "2024-05-02, and it is back" in problem.message
        assert ("to-go" in problem.sentence) is not erase
    site.build()
    assert site.warnings.count("[roundup.came-back]") == 1


def test_what_is_known_of_its_addresses_goes_too(site: Site) -> None:
    write_answers(site, SECRETS[3], "https://example.org/other")
    restored = site.source / "restored"
    restored.mkdir(exist_ok=True)
    rows = "other:\n  - link: kept\nto-go:\n  - link: flumadiddle link\n    title: x\nzz:\n  - link: kept\n"
    (restored / "2024-04.yml").write_text(rows, encoding="utf-8")
    run(site.source, "withdraw", "2024-04/to-go", "--reason", "rights")
    kept = (restored / "2024-04.yml").read_text("utf-8")
    assert kept == "other:\n  - link: kept\nzz:\n  - link: kept\n"
    assert list(json.loads((site.source / "links.json").read_text("utf-8"))["links"]) == [
        "https://example.org/other"
    ]


def test_nothing_else_of_the_file_changes(site: Site) -> None:
    path = site.source / "issues" / "2024-04.md"
    before = path.read_text("utf-8")
    run(site.source, "withdraw", "2024-04/to-go", "--reason", "rights", "--date", "2024-06-01")
    stone = (
        f"\n:::{{item}} {WITHDRAWN_TITLE}\n:id: to-go\n:kind: podcast\n"
        ":withdrawn: 2024-06-01\n:reason: rights\n:::\n"
    )
    assert path.read_text("utf-8") == before.replace(ENTRY, stone)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("withdraw", "2024-04/to-gone", "--reason", "rights"), "Did you mean “to-go”?"),
        (("withdraw", "2031-01/x", "--reason", "rights"), "names no issue"),
        (("withdraw", "2024-04/to-go", "--reason", "rihgts"), "Did you mean “rights”?"),
        (("withdraw", "2024-04/to-go", "--reason", "rights", "--date", "1 May"), "is not a date"),
        (("correct", "2024-04/to-go", "--wrong", "[x](y)", "--right", "b", "--by", "c"), "Nothing was written"),
    ],
)  # fmt: skip
def test_a_wrong_command_writes_nothing(site: Site, words: tuple[str, ...], said: str) -> None:
    before = snapshot(site.source)
    output = run(site.source, *words)
    assert not output.startswith("0")
    assert said in output
    assert snapshot(site.source) == before
