"""The guard reads what MyST reads, and the two looks at a page agree."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it.token import Token
from myst_parser.config.main import MdParserConfig
from myst_parser.mdit_to_docutils.base import DocutilsRenderer
from myst_parser.parsers.mdit import create_md_parser

from conftest import PROJECT, ROOTS, Site
from examples import examples
from gold import PRINTED
from safety.attacks import ATTACKS, TOPIC_ATTACKS
from sphinx_roundup import guard
from sphinx_roundup.extension.defaults import DEFAULTS
from sphinx_roundup.guard.text import HIDDEN
from sphinx_roundup.guard.urls import canonical
from sphinx_roundup.model.messages import REFUSALS
from sphinx_roundup.syntax import markdown

CONF = MdParserConfig(
    enable_extensions={"colon_fence"}, disable_syntax=["html_block", "html_inline"]
)
PAGES = [
    *PRINTED.glob("issues/*.md"),
    *PRINTED.glob("topics/*.md"),
    *(ROOTS / "small").rglob("issues/*.md"),
]


def flat(tokens: list[Token]) -> list[tuple[object, ...]]:
    return [
        (t.type, t.tag, t.content, t.info, t.attrs, t.map, t.level, flat(t.children or []))
        for t in tokens
    ]


def test_the_same_parser_as_the_build() -> None:
    theirs = create_md_parser(CONF, DocutilsRenderer)
    theirs.disable("wordcount")  # adds no token
    assert markdown._parser().get_active_rules() == theirs.get_active_rules()
    texts = [path.read_text(encoding="utf-8") for path in PAGES]
    texts += [attack.text for attack in (*ATTACKS, *TOPIC_ATTACKS) if len(attack.text) < 20_000]
    for text in texts:
        assert flat(markdown.tokens_of(text).tokens) == flat(theirs.parse(text))


def test_the_settings_of_the_site_are_those_compared() -> None:
    assert set(DEFAULTS["myst_enable_extensions"]) == CONF.enable_extensions
    assert DEFAULTS["myst_disable_syntax"] == list(CONF.disable_syntax)
    assert DEFAULTS["html_copy_source"] is False
    # The site's own settings leave them alone.
    names: dict[str, object] = {"__file__": str(PROJECT / "conf.py")}
    exec(compile((PROJECT / "conf.py").read_text(), "conf.py", "exec"), names)  # noqa: S102 - ours
    assert not set(names) & set(DEFAULTS)
    text = (PROJECT / "docutils.conf").read_text()
    assert "raw_enabled: no" in text
    assert "file_insertion_enabled: no" in text


@pytest.mark.parametrize("path", PAGES, ids=lambda p: f"{p.parts[-3]}-{p.name}")
def test_no_page_of_ours_is_refused(path: Path) -> None:
    name = f"{path.parent.name}/{path.name}"
    found = guard.inspect(name, guard.decoded(path))
    assert not {problem.subtype for problem in found} & REFUSALS


PIECES = [
    "#", "##", "---", "...", ":::", "::::", "```", "~~~", "{item}", "{raw}", "{include}", "{item} T",
    ":id: a", ":kind: news", "> ", "- ", "1. ", "* ", "% ", "+++", "(x)=", "[x]", "(#)", "(y)", "(https://a.b)",
    "[^1]", "[x]: y", "![x]", "<b>", "<!--", "&lt;", "\\", "`", "{ref}`x`", "{topic}`x`", "*", "**", "_",
    "|a|b|", "|-|-|", "words", "\t", "    ", "\n", "\n\n", " ", "a@b.c", "<https://a.b>", "<a:b>",
]  # fmt: skip


def test_what_the_first_look_lets_through_the_second_does_too(tmp_path: Path) -> None:
    """Random pages of the pieces that mean something: if nothing is refused, nothing is strange."""
    chance = random.Random(20240501)  # noqa: S311 - the same pages every time
    source = tmp_path / "source"
    (source / "topics").mkdir(parents=True)
    (source / "issues").mkdir()
    (source / "sources.yml").write_text("bbc: {name: BBC}\n")
    (source / "conf.py").write_bytes((ROOTS / "small" / "conf.py").read_bytes())
    (source / "index.md").write_text("# Home\n")
    let_through = []
    number = 0
    while len(let_through) < 60:
        number += 1
        body = "".join(chance.choices(PIECES, k=chance.randint(3, 25)))
        name = f"issues/{1900 + len(let_through)}-01.md"
        text = f"---\nmasthead: A\n---\n\n# January\n\n{body}\n"
        if not guard.inspect(name, text):
            let_through.append(name)
            (source / name).write_text(text, encoding="utf-8")
    site = Site(source, tmp_path / "work")
    out = site.build()
    refused = [
        line
        for line in site.warnings.splitlines()
        if any(f"roundup.{s}]" in line for s in REFUSALS)
    ]
    assert refused == []
    for name in let_through:
        assert ">January" in (out / name.replace(".md", ".html")).read_text(encoding="utf-8")
    for folder in ("_downloads", "_images"):
        assert not (out / folder).exists()


@settings(max_examples=examples(60))
@given(
    st.text(
        alphabet=st.sampled_from([*"ab \n#:`{}[]()<>!*_-|\\%+=~\"'&;", *"\u202e\u200b\x00\ufeff"])
    )
)
def test_any_text_gets_an_answer(text: str) -> None:
    found = guard.inspect("issues/2024-05.md", text)
    assert bool(HIDDEN.search(text)) <= bool(found)
    assert all(problem.line >= 1 and problem.hint is not None for problem in found)


def test_addresses_of_the_same_page_are_equal() -> None:
    same = {
        canonical(address)
        for address in (
            "https://www.Example.org/Report/?utm_source=x&id=1#top",
            "http://example.org/Report?id=1",
            "https://example.org/Report/?id=1&fbclid=zzz",
        )
    }
    assert len(same) == 1
    assert canonical("https://example.org/report?id=1") not in same
    assert canonical("https://example.org/Report?id=2") not in same


def test_a_link_without_an_address_is_none_outside_of_items_too(
    site: Callable[[str], Site],
) -> None:
    small = site("small")
    quote = "\n> A quote with [a lost link](#).\n\n:::{item}"
    page = small.source / "issues" / "2024-04.md"
    page.write_text(page.read_text().replace("\n:::{item}", quote, 1))
    topic = small.source / "topics" / "county-lines.md"
    topic.write_text(topic.read_text() + "\nSee [this](#) and [that]().\n")
    out = small.build_quietly()
    said = 'aria-disabled="true" class="unrecorded" role="link"'
    assert f"<a {said}>a lost link</a>" in (out / "issues/2024-04.html").read_text()
    shown = (out / "topics" / "county-lines.html").read_text()
    assert shown.count(f"<a {said}>th") == 2
    assert 'href="#"' not in shown.partition("<article")[2].partition("</article>")[0]
