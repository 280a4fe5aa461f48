"""What the guides show is what the rules take."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from conftest import PROJECT, Site, copy_content
from gold import PRINTED
from sphinx_roundup import guard
from sphinx_roundup.check.archive import check
from sphinx_roundup.lint.rules import check_issue
from sphinx_roundup.model.fields import FIELDS
from sphinx_roundup.model.messages import MEANINGS
from sphinx_roundup.model.records import NOT_STATED, Issue, Item, Section
from sphinx_roundup.parse.vocabulary import load
from sphinx_roundup.views.field_help import field_help

GUIDES = (PROJECT / "CONTRIBUTING.md", PROJECT / "how-to-write-an-item.md")
WORDS = load(PRINTED)
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def blocks(language: str, *pages: Path) -> list[str]:
    text = "\n".join(page.read_text(encoding="utf-8") for page in pages)
    return [found[2] for found in _BLOCK.finditer(text) if found[1] == language]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return copy_content(tmp_path)


@pytest.mark.parametrize("example", [b for b in blocks("markdown", *GUIDES) if "{item}" in b])
def test_every_example_of_an_item_is_right(archive: Path, example: str) -> None:
    page = archive / "issues" / "2024-04.md"
    text = page.read_text(encoding="utf-8")
    place = text.index("\n## Online Safety")
    # As CONTRIBUTING.md says: below the last item of a heading.
    page.write_text(text[:place] + "\n" + example + text[place:])
    checked = check(archive)
    assert checked.problems == ()
    assert len(checked.issues[-1].items) == 49


def test_the_examples_of_a_topic_and_a_source_are_right(archive: Path) -> None:
    (topic,) = [b for b in blocks("markdown", GUIDES[0]) if b.startswith("---")]
    (archive / "topics" / "return-conversations.md").write_text(topic)
    (source,) = blocks("yaml", GUIDES[0])
    path = archive / "sources.yml"
    path.write_text(path.read_text() + "\n" + source)
    words = load(archive)
    assert "return-conversations" in words.topic
    assert "example-trust" in words.source
    problems = [p for p in check(archive).problems if p.subtype != "duplicate-label"]
    assert problems == []


def test_the_message_shown_is_a_real_one() -> None:
    (shown,) = blocks("text", GUIDES[0])
    assert re.findall(r"\[([a-z-]+)\]$", shown, re.MULTILINE) == ["unknown-kind"]
    assert "unknown-kind" in MEANINGS
    item = Item("2024-04", "slip", "A slip", "newz", topics=("missing",))
    issue = Issue("2024-04", "", sections=(Section("Missing", "", (item,)),))
    (found,) = check_issue(issue, WORDS)
    assert f"{found.message} [{found.subtype}]" in shown


def test_the_commands_shown_exist() -> None:
    makefile = (PROJECT / "Makefile").read_text()
    for block in blocks("sh", *GUIDES):
        for verb in re.findall(r"^make (\w+)", block, re.MULTILINE):
            assert f"\n{verb}:" in makefile


def test_closed_lists_are_those_of_the_rules() -> None:
    for field in FIELDS:
        choices = WORDS.closed.get(field.closed, {})
        for word in (*choices, "no-such-word") if field.closed else ():
            value = field.read(word)
            assert value in (word, (word,))
            item = Item("2024-04", "one", "One", **{"kind": "news", field.attribute: value})
            issue = Issue("2024-04", "", sections=(Section("Missing", "", (item,)),))
            assert len(list(check_issue(issue, WORDS))) == (word not in choices)
        if field.closed:
            assert choices
        elif field.attribute not in {"published", "starts", "closes", "corrected", "withdrawn"}:
            assert field.read("no-such-word")


def test_every_example_of_a_field_can_be_read() -> None:
    for field in FIELDS:
        # “not-stated” is read as no source at all.
        assert field.read(field.example) or field.example == NOT_STATED


def test_the_page_shows_every_field(real_html: Path) -> None:
    page = (real_html / "how-to-write-an-item.html").read_text(encoding="utf-8")
    for field in field_help(WORDS.closed):
        assert f'id="field-{field.name}"' in page
        for word, _ in field.choices:
            assert f"<code>{word}</code>" in page


def test_other_builders_show_the_fields_too(site: Callable[[str], Site]) -> None:
    small = site("small")
    home = small.source / "index.md"
    home.write_text(home.read_text() + "\n```{listing} item-fields\n```\n")
    out = small.build_quietly("text")
    assert ":content-note:" in (out / "index.txt").read_text(encoding="utf-8")


def test_sentences_for_people_are_short() -> None:
    for page in (*GUIDES, PROJECT / "docs" / "safety.md", PROJECT / "docs" / "publishing.md"):
        text = _BLOCK.sub("", page.read_text(encoding="utf-8"))
        text = re.sub(r"^---\n.*?^---$", "", text, count=1, flags=re.DOTALL | re.MULTILINE)
        text = re.sub(r"^\|.*$|\(https?://[^)]*\)|^#.*$|\*|^\s*-", "", text, flags=re.MULTILINE)
        for paragraph in re.split(r"\n\s*\n|\n(?=\s*\d+\. )", text):
            for sentence in re.split(r"(?<=[.:;?!])\s", paragraph):
                assert len(sentence.split()) <= 25, sentence


def test_the_guides_pass_the_guard() -> None:
    assert guard.inspect("how-to-write-an-item.md", GUIDES[1].read_text(encoding="utf-8")) == ()
    assert yaml.safe_load(blocks("yaml", GUIDES[0])[0])
