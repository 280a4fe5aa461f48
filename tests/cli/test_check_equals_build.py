"""``roundup check`` and the build: the same problems, the same records."""

from __future__ import annotations

import io
import pickle
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from conftest import ROOTS, Site
from examples import examples
from gold import PRINTED
from sphinx_roundup import guard
from sphinx_roundup.check.archive import check
from sphinx_roundup.guard.text import visible
from sphinx_roundup.lint import rules
from sphinx_roundup.model.archive import Archive
from sphinx_roundup.model.messages import Problem
from sphinx_roundup.model.records import Issue
from sphinx_roundup.model.vocabulary import Vocabulary

_LINE = re.compile(r"(?P<place>.+?:\d+): WARNING: (?P<words>.*) \[roundup\.(?P<subtype>[a-z-]+)\]")


def built_problems(site: Site) -> list[str]:
    """What the build said, each as one line; it must have said nothing that is not ours."""
    found = [_LINE.fullmatch(line) for line in site.warnings.splitlines()]
    assert all(found), site.warnings
    return sorted(f"{one['place']}: {one['words']} [{one['subtype']}]" for one in found if one)


def checked_problems(folder: Path) -> list[str]:
    """What ``roundup check`` says, in the same form."""
    problems = check(folder).problems
    return sorted(f"{p.path}:{p.line or 1}: {visible(p.sentence)} [{p.subtype}]" for p in problems)


def built_issues(site: Site) -> tuple[Issue, ...]:
    """The records that the build stored."""
    stored = (site.work / "doctrees" / "environment.pickle").read_bytes()
    env = pickle.load(io.BytesIO(stored))  # noqa: S301 - our own
    pages = env.domaindata["roundup"]["pages"]
    return tuple(sorted((p.published for p in pages.values() if p.published), key=lambda i: i.id))


@pytest.mark.parametrize("root", ["small", "awful"])
def test_the_same_problems_and_records(site: Callable[[str], Site], root: str) -> None:
    archive = site(root)
    archive.build()
    assert checked_problems(archive.source) == built_problems(archive)
    assert check(archive.source).issues == built_issues(archive)


LINKS = """---
title: About
---

{doc}`index` {doc}`/index` {doc}`topics/../index` {doc}`issues/2024-04` {doc}`!no` {ref}`search`
{ref}`Genindex` {ref}`!no` [a](index.md) [b](topics/education.md) [c](#search) [d](#)

{doc}`nowhere` {doc}`topics/index`

{ref}`no-label`

[words](missing.md) [words](index.md#place)
[words](#place) [words](topics/none.md)

:::{note}
{doc}`inner`
:::
"""


# MyST's own, where it looks for what a link to a file leads to.
@pytest.mark.filterwarnings("ignore:.*MystReferenceResolver:DeprecationWarning")
@pytest.mark.filterwarnings("ignore:.*MystReferenceResolver:PendingDeprecationWarning")
def test_links_between_pages_that_lead_nowhere_are_told_once(site: Callable[[str], Site]) -> None:
    small = site("small")
    (small.source / "about.md").write_text(LINKS)
    small.build()
    assert checked_problems(small.source) == built_problems(small)
    found = check(small.source, ["about.md"]).problems
    assert [(p.line, re.findall("“(.*?)”", p.message)) for p in found] == [
        (8, ["nowhere.md"]), (8, ["topics/index.md"]), (10, ["no-label"]), (12, ["missing.md"]),
        (12, ["index.md#place"]), (13, ["topics/none.md"]), (13, ["#place"]), (16, ["inner.md"]),
    ]  # fmt: skip


def test_headings_that_jump_are_told_once_and_on_every_page(site: Callable[[str], Site]) -> None:
    small = site("small")
    for name in ("index.md", "topics/education.md"):
        page = small.source / name
        page.write_text(page.read_text() + "\n## Deep\n\n#### Deeper\n\nWords.\n")
    (small.source / "other.md").write_text(
        "---\nhide-toc: true\n---\n\n## Not the first\n\nWords.\n"
    )
    small.build()
    assert checked_problems(small.source) == built_problems(small)
    under = "stands below one that begins with ##. Begin it with ###. [heading-jump]"
    assert built_problems(small) == [
        f"index.md:18: the heading begins with ####, but {under}",
        "other.md:5: the heading begins with ##, but is the first. Begin it with #. [heading-jump]",
        f"topics/education.md:9: the heading begins with ####, but {under}",
    ]


def test_what_is_recorded_is_the_text_that_was_judged(
    site: Callable[[str], Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    small = site("small")
    page = small.source / "issues" / "2024-04.md"
    judged = page.read_text()

    inspect = guard.inspect

    def change_the_file(path: str, text: str) -> tuple[Problem, ...]:
        found = inspect(path, text)
        if path == "issues/2024-04.md":
            page.write_text(judged.replace("News of missing school.", "Words nobody judged."))
        return found

    monkeypatch.setattr("sphinx_roundup.guard.inspect", change_the_file)
    html = (small.build() / "issues" / "2024-04.html").read_text()
    assert "Words nobody judged." in page.read_text()
    assert "Words nobody judged." not in html
    assert "News of missing school." in html


def test_the_real_archive_reads_the_same(real_site: Site) -> None:
    assert check(PRINTED).issues == built_issues(real_site)
    assert checked_problems(PRINTED) == built_problems(real_site) == []


def few_items(archive: Archive, vocabulary: Vocabulary) -> Iterator[Problem]:
    """A rule on the whole, for this test alone."""
    count = f"{len(archive.items)} of {len(archive.issues)}, {len(vocabulary.sources)} sources"
    yield Problem("index.md", 1, "page-clash", f"the archive has {count}.")


def test_a_rule_on_the_whole_is_asked_by_both(
    site: Callable[[str], Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "ARCHIVE_RULES", (*rules.ARCHIVE_RULES, few_items))
    archive = site("small")
    archive.build()
    told = checked_problems(archive.source)
    assert told == built_problems(archive)
    assert [line for line in told if "the archive has" in line]
    one = check(archive.source, ["issues/2024-04.md"])
    assert one.problems == ()  # a part cannot answer for the whole


def test_one_page_is_judged_as_it_is_among_all(site: Callable[[str], Site]) -> None:
    archive = site("awful")
    everything = check(archive.source).problems
    for path in sorted({problem.path for problem in everything}):
        alone = check(archive.source, [path]).problems
        assert alone == tuple(problem for problem in everything if problem.path == path), path


PIECES = (
    "Words of a note.", "# One", "## Two", "#### Four", "---", "***", "- a\n- b", "> quoted",
    "```nosuchlexer\nx\n```", "```json\n{]\n```", "```python\nx = 1\n```", "```\nx\n```",
    "{item}`2024-04/nowhere`", "{topic}`county-lines`", "{topic}`county-line`", "a {topic}`!no` b",
    "two\n{topic}`x`\nlines {item}`the words <2024-04/y>`", "~~~", "a  \nb", "a\\\nb", "1. one",
    "[x](https://example.org)", "[x](#)", "[x](mailto:a@example.org)", "![x](y.png)", "<b>",
    "% comment", ":::", ":::{item} T\n:id: a\n:kind: newz\n:source: bcc\n:topics: nope\n\nA word.\n:::",
    ":::{item} T\n:id: a\n:kind: news\n:source: not-stated\n\nA word.\n:::",
    ":::{item} T\n:id: b\n\nA word.", "::::{item} T\n:id: c\n\nA word.\n::::", "[^1]", "{x}", "***bold",
    "```{listing} nothing\n```", "```{listing} newest-issue\n```", ":::{note}\nA {topic}`z`.\n:::",
    "| a |\n|---|\n| b |", "title\n---", "a\u200bb", "<<<<<<< HEAD", "https://example.org bare",
    ":topics: policing", "kind: news", "• one", "[x] (https://example.org)",
)  # fmt: skip
TOPS = (
    "title: T", "title: T\nalso-printed-as: [' ']", "title: ' '", "title: T\nalso-printed-as: [';']",
    "title: T\nbroader: [nope]", "masthead: M", "masthead: M\nstatus: draft", "masthead: 'M: N'",
    "masthead: M: N", "titel: T", "title: [x", "",
)  # fmt: skip


def random_archive(folder: Path, seed: int) -> None:
    """Write an archive of pages put together by chance from what means something."""
    chance = random.Random(seed)  # noqa: S311 - the same archive every time
    (folder / "conf.py").write_bytes((ROOTS / "small" / "conf.py").read_bytes())
    (folder / "sources.yml").write_text("bbc: {name: BBC}\n")
    for place, count in (("issues", 40), ("topics", 40), (".", 20)):
        (folder / place).mkdir(exist_ok=True)
        for number in range(count):
            name = f"{1990 + number}-0{1 + number % 9}" if place == "issues" else f"page-{number}"
            top = chance.choice(TOPS)
            title = chance.choice(["# June 2024\n\n## County lines\n", "# June 2024\n", ""])
            body = "\n\n".join(chance.choices(PIECES, k=chance.randint(1, 5)))
            text = f"---\n{top}\n---\n\n{title}\n{body}\n" if top else f"{title}\n{body}\n"
            (folder / place / f"{name}.md").write_text(text, encoding="utf-8")
    (folder / "topics" / "county-lines.md").write_text("---\ntitle: County lines\n---\n\nNote.\n")
    (folder / "index.md").write_text("# Home\n")


@pytest.mark.parametrize("seed", range(1, examples(2) + 1))
def test_random_archives_get_the_same_problems(tmp_path: Path, seed: int) -> None:
    source = tmp_path / "source"
    source.mkdir()
    random_archive(source, seed)
    site = Site(source, tmp_path / "work")
    site.build()
    said = site.warnings
    assert checked_problems(source) == built_problems(site)
    site.build()
    assert site.warnings == said
