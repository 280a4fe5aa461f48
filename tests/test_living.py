"""What editors do, on a copy of the archive: each time everything that depends on content holds."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from absence import holding
from conftest import PROJECT, ROOTS, Site, copy_printed, snapshot
from page import links_to_nothing, page
from pdf.reading import all_words, position, words
from search.node import ask
from sphinx_roundup.cli import main

NEW_ISSUE = """---
masthead: Missing, Child Exploitation and Vulnerability Research & Development Round-up
---

# May 2024

## Missing

:::{item} A quarterly look at return conversations
:id: return-conversations
:kind: report
:source: bbc

A quarterly look at [return conversations](https://example.org/return) was published.
:::

## Online Safety & Online Harms

:::{item} Advice on voice chat in games
:id: voice-chat
:kind: guide
:source: not-stated

Advice on voice chat in [games](#), for carers.
:::
"""
FOUND = "https://example.org/found"
ENTRY = "whatsapp-groups"
"""The entry that is changed. Nothing of its words stands here: tests may lose words, too."""


def _entry(site: Site) -> tuple[Path, str]:
    """The page of the entry, and the entry as it is written there."""
    path = site.source / "issues" / "2024-04.md"
    text = path.read_text(encoding="utf-8")
    (entry,) = [
        e
        for e in re.findall(r"^:::\{item\}.*?^:::$", text, re.MULTILINE | re.DOTALL)
        if f":id: {ENTRY}\n" in e
    ]
    return path, entry


def add_an_issue_and_restore_a_link(site: Site) -> None:
    (site.source / "issues" / "2024-05.md").write_text(NEW_ISSUE)
    path, entry = _entry(site)
    assert "](#)" in entry
    site.edit(f"issues/{path.name}", entry, entry.replace("](#)", f"]({FOUND})", 1))


def take_an_entry_out(site: Site) -> None:
    """As docs/permanence.md says: a stone stays, the words go."""
    run("withdraw", f"2024-04/{ENTRY}", "--reason", "privacy", "--date", "2024-06-01", site)


def put_another_newsletter_in(site: Site) -> None:
    _empty(site)
    for name in ("issues", "topics"):
        shutil.rmtree(site.source / name, ignore_errors=True)
        shutil.copytree(ROOTS / "small" / name, site.source / name)
    for path in (ROOTS / "small").glob("*.yml"):
        shutil.copy(path, site.source)


def _empty(site: Site) -> None:
    for path in (site.source / "issues").iterdir():
        path.unlink()


@pytest.mark.long
def test_editors_change_content_and_all_that_depends_on_it_follows(tmp_path: Path) -> None:
    site = Site(copy_printed(tmp_path / "source"), tmp_path / "work")
    add_an_issue_and_restore_a_link(site)
    taken_out = _entry(site)[1].splitlines()[-2]
    first = everything_holds(site)
    take_an_entry_out(site)
    now = everything_holds(site)
    for name in ("pdf/2024-04.pdf", "search/manifest.js", "archive.json"):
        assert holding({name: first[name]}, taken_out)
    assert holding(now, taken_out) == set()


def test_another_newsletter_takes_the_place_and_none_at_all(tmp_path: Path) -> None:
    site = Site(copy_printed(tmp_path / "source"), tmp_path / "work")
    site.build_quietly("html")
    for edit in (put_another_newsletter_in, _empty):
        edit(site)
        everything_holds(site)
        run("topics", site)
        run("sources", site)


def build_all(site: Site) -> None:
    site.build_quietly("roundup-pdf")
    site.build_quietly("html")


def published(site: Site) -> dict[str, bytes]:
    """What is published: the website, and the PDFs in it."""
    pdfs = {f"pdf/{name}": data for name, data in snapshot(site.work / "roundup-pdf").items()}
    return {**snapshot(site.work / "html"), **pdfs}


def everything_holds(site: Site) -> dict[str, bytes]:
    """Check, build and use the archive as people do; return every byte that would be published."""
    run("check", "--quiet", site)
    build_all(site)
    out, pdfs = site.work / "html", site.work / "roundup-pdf"
    data = json.loads((out / "archive.json").read_text(encoding="utf-8"))
    schema = json.loads((out / "archive.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(data)
    ids = sorted(path.stem for path in (site.source / "issues").glob("*.md"))
    assert [issue["id"] for issue in data["issues"]] == ids
    for issue in data["issues"]:
        _issue_holds(issue, out / "issues" / f"{issue['id']}.html", pdfs / f"{issue['id']}.pdf")
    assert links_to_nothing(out) == []
    _search_holds(out, data)
    _release_holds(out, pdfs, site.work / "release", ids)
    return published(site)


def run(command: str, *words_: str | Site) -> None:
    (site,) = [word for word in words_ if isinstance(word, Site)]
    options = [word for word in words_ if isinstance(word, str)]
    done = CliRunner().invoke(main, [command, *options, "--archive", str(site.source)])
    assert done.exit_code == 0, done.output


def _issue_holds(issue: dict[str, object], shown: Path, printed: Path) -> None:
    """Every item's words stand on the issue's page and in its PDF, in order."""
    texts = [i["text"] for heading in issue["headings"] for i in heading["items"]]  # type: ignore[attr-defined]
    shown_texts = [e.text.split() for e in page(shown).of_class("printed")]
    assert shown_texts == [text.split() for text in texts]
    found, place = all_words(printed.read_bytes(), "pypdfium2"), 0
    for line in "\n".join(texts).splitlines():  # a point of a list begins with its dot
        if line.strip():
            place = position(found, words(line), place)
            assert place >= 0, line


def _search_holds(out: Path, data: dict[str, object]) -> None:
    """The newest entry is found by its title."""
    items = [i for issue in data["issues"] for h in issue["headings"] for i in h["items"]]  # type: ignore[attr-defined]
    if items:
        (answer,) = ask(out, {"q": items[-1]["title"]})
        assert answer["total"], items[-1]["title"]


def _release_holds(out: Path, pdfs: Path, release: Path, ids: list[str]) -> None:
    tool = PROJECT / "tools" / "release.sh"
    site, packages = release.with_name("published"), release.with_name("packages.json")
    shutil.rmtree(site, ignore_errors=True)
    shutil.copytree(out, site)
    shutil.copytree(pdfs, site / "pdf")
    for made in (site / "SHA256SUMS", packages):  # by other targets of the Makefile
        made.write_text("")
    subprocess.run(["sh", tool, site, release, packages], check=True, capture_output=True)
    assert (release / "NEWEST").read_text() == (ids[-1] if ids else "")
    assert (release / f"{ids[-1]}.pdf").exists() if ids else True
