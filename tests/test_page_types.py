"""Try the declaration of page types: one of them reaches every output that pages have.

The trial does what a programmer does: it declares a type in a copy of the package, in two
files, and builds. Whatever else would have to be changed is missing from what comes out.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from conftest import PROJECT, ROOTS
from sphinx_roundup.guard import inspect
from sphinx_roundup.model.page_records import DAY, TEXTS, Topic, top_fields
from sphinx_roundup.model.page_types import RECORDED, PageType
from sphinx_roundup.parse.page_records import plain_words, read_record

TRIAL = {
    "model/page_records.py": '''

@dataclass(frozen=True, slots=True)
class Pack(PageRecord):
    """Entries for a purpose: ``packs/<slug>.md``."""

    folder: ClassVar[str] = "packs"
    role: ClassVar[str] = "pack"

    made_for: tuple[str, ...] = said("Made for", cites="audiences")
    topics: tuple[str, ...] = said("Topics", cites="topic")
    entries: tuple[str, ...] = said("Entries", cites="item")
    reviewed: dt.date | None = said("Reviewed", default=None)
    introduction: str = body()
''',
    "model/page_types.py": """    of_record(
        Pack, "a reading pack", roles=("item", "topic", "pack"),
        title="Reading packs", introduction="Entries for a purpose.", optional=True, printed=True,
    ),
""",
}
"""What is added to each file of the package: all that a page type takes."""

PAGE = """---
title: Induction
made-for: [social-care]
topics: [county-lines]
entries: ["2024-04/drugs-report"]
reviewed: 2024-05-31
---

For those who *begin*. See {topic}`exploitation`.
"""


@pytest.fixture(scope="module")
def trial(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of package and small archive, with a page type more, built as website and PDFs."""
    folder = tmp_path_factory.mktemp("page-type")
    shutil.copytree(PROJECT / "_ext", folder / "_ext", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOTS / "small", folder / "source")
    records, types = (folder / "_ext/sphinx_roundup" / name for name in TRIAL)
    records.write_text(records.read_text() + TRIAL["model/page_records.py"])
    text = types.read_text().replace("PageRecord, Topic,", "Pack, PageRecord, Topic,")
    place = text.index('    PageType(\n        "",')
    types.write_text(text[:place] + TRIAL["model/page_types.py"] + text[place:])
    packs = folder / "source/packs"
    packs.mkdir()
    (packs / "induction.md").write_text(PAGE)
    index = folder / "source/index.md"
    index.write_text(index.read_text() + "\n{pack}`induction`\n")
    types.write_text(
        types.read_text().replace(
            '"archive", "item", "topic", "doc"', '"archive", "item", "topic", "pack", "doc"'
        )
    )
    build(folder)
    return folder


def build(folder: Path) -> None:
    """Build website and PDFs in one process: to load Sphinx costs more than they do."""
    code = (
        "import sys; from sphinx.cmd.build import build_main as build\n"
        "for to in ('html', 'roundup-pdf'):\n"
        "    if ended := build(['-q', '-W', '-b', to, '-d', 'doctrees', 'source', to]):\n"
        "        sys.exit(ended)\n"
    )
    run(folder, "-c", code)


def run(folder: Path, *command: str, wanted: int = 0) -> str:
    """Run Python with the copy; give what it says."""
    done = subprocess.run(
        [sys.executable, *command],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder / "_ext")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == wanted, done.stdout + done.stderr
    return done.stdout + done.stderr


def checked(folder: Path) -> str:
    """What ``roundup check`` of the copy says of what is wrong."""
    code = "from sphinx_roundup.cli import main; main()"
    return run(folder, "-c", code, "check", "--archive", "source", wanted=1)


def test_a_new_type_has_pages_a_list_and_a_place_in_the_menu(trial: Path) -> None:
    page = (trial / "html/packs/induction.html").read_text()
    assert "<dt>Made for</dt>\n<dd>Social care</dd>" in page
    assert '<a href="../topics/county-lines.html">County lines</a>' in page
    assert '<time datetime="2024-05-31">31 May 2024</time>' in page
    assert 'href="../e/2024-04/drugs-report.html"' in page
    assert 'href="../pdf/packs/induction.pdf"' in page
    assert '<a href="index.html">Reading packs</a>' in page
    assert (
        '<a href="../packs/induction.html">Induction</a> <span class="count">1 entry</span>'
        in (trial / "html/packs/index.html").read_text()
    )
    home = (trial / "html/index.html").read_text()
    assert 'href="packs/index.html">Reading packs</a>' in home
    assert 'href="packs/induction.html"' in home


def test_a_new_type_is_in_data_index_and_pdfs(trial: Path) -> None:
    data = json.loads((trial / "html/archive.json").read_text())
    assert data["packs"] == [
        {
            "slug": "induction",
            "title": "Induction",
            "made-for": ["social-care"],
            "topics": ["county-lines"],
            "entries": ["2024-04/drugs-report"],
            "reviewed": "2024-05-31",
            "text": "For those who begin. See exploitation.",
        }
    ]
    schema = json.loads((trial / "html/archive.schema.json").read_text())
    jsonschema.Draft202012Validator(schema).validate(data)
    code = "from sphinx_roundup.data.reader import read; print(read('html/archive.json').pages)"
    assert "made_for=('social-care',)" in run(trial, "-c", code)
    assert "Induction" in (trial / "html/genindex.html").read_text()
    assert (trial / "roundup-pdf/packs/induction.pdf").read_bytes().startswith(b"%PDF")


def test_pages_of_a_new_type_are_checked_and_kept_fresh(trial: Path) -> None:
    path = trial / "source/packs/induction.md"
    wrong = PAGE.replace("social-care", "nurses").replace("drugs-", "drug-")
    path.write_text(wrong)
    undated = path.with_name("undated.md")
    undated.write_text(wrong.replace("05-31", "13"))
    said = checked(trial)
    assert re.search(r"packs/undated\.md:6\S* reviewed must be a day", said)
    assert re.search(r"packs/induction\.md:3\S* “nurses” is not in the list of audiences", said)
    assert re.search(r"packs/induction\.md:5\S* there is no item “2024-04/drug-report”", said)
    path.unlink()
    undated.unlink()
    index = trial / "source/index.md"
    index.write_text(index.read_text().replace("{pack}`induction`", ""))
    build(trial)
    assert not (trial / "html/packs").exists()
    assert not list((trial / "roundup-pdf").glob("packs/*"))
    assert "Reading packs" not in (trial / "html/topics/county-lines.html").read_text()


SAMPLES = {str: "words", bool: "true", TEXTS: "[one, two]", DAY: "2024-05-31"}


@pytest.mark.parametrize("kind", RECORDED, ids=lambda kind: kind.folder)
def test_every_key_of_a_declared_type_is_let_through_and_read(kind: PageType) -> None:
    assert kind.record
    declared = top_fields(kind.record)
    top = "\n".join(f"{key}: {SAMPLES[type_]}" for key, (_, type_) in declared.items())
    path, text = f"{kind.folder}/a-page.md", f"---\n{top}\n---\n\nWords.\n"
    assert inspect(path, text) == ()
    loaded = read_record(path, text, kind)
    assert loaded.problems == ()
    (record,) = loaded.values
    read = {str: "words", bool: True, TEXTS: ("one", "two"), DAY: dt.date(2024, 5, 31)}
    for key, (one, type_) in declared.items():
        assert getattr(record, one.name) == read[type_], key
        assert record.line_of(key) == text.split("\n").index(f"{key}: {SAMPLES[type_]}") + 1
    assert record.words == "Words."


def test_a_topic_has_the_keys_it_always_had() -> None:
    assert tuple(top_fields(Topic)) == (
        "title", "also-printed-as", "search-terms", "broader", "related", "group",
    )  # fmt: skip


def test_words_are_read_without_the_signs_of_markdown() -> None:
    body = "One *two*\nthree.\n\n- four {topic}`a <b>`\n- {topic}`c`, `d`\n"
    assert plain_words(body) == "One two\nthree.\n\nfour a\n\nc, d"
