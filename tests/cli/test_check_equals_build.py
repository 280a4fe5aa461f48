"""``roundup check`` and the build: the same problems, the same records."""

from __future__ import annotations

import io
import pickle
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Site
from gold import PRINTED
from sphinx_roundup import guard
from sphinx_roundup.check.archive import check
from sphinx_roundup.model.messages import Problem
from sphinx_roundup.model.records import Issue

_LINE = re.compile(r"(?P<place>.+?:\d+): WARNING: (?P<words>.*) \[roundup\.(?P<subtype>[a-z-]+)\]")
BUILD_ONLY = {"unknown-reference", "unknown-listing"}
"""What needs the site's own pages resolved, which is the maintainers' business."""


def built_problems(site: Site) -> list[str]:
    """What the build said, each as one line."""
    found = [_LINE.fullmatch(line) for line in site.warnings.splitlines()]
    assert all(found), site.warnings
    return sorted(
        f"{one['place']}: {one['words']} [{one['subtype']}]"
        for one in found
        if one and one["subtype"] not in BUILD_ONLY
    )


def checked_problems(folder: Path) -> list[str]:
    """What ``roundup check`` says, in the same form."""
    problems = check(folder).problems
    return sorted(f"{p.path}:{p.line or 1}: {p.sentence} [{p.subtype}]" for p in problems)


def built_issues(site: Site) -> tuple[Issue, ...]:
    """The records that the build stored."""
    stored = (site.work / "doctrees" / "environment.pickle").read_bytes()
    env = pickle.load(io.BytesIO(stored))  # noqa: S301 - our own
    pages = env.domaindata["roundup"]["pages"]
    return tuple(sorted((p.issue for p in pages.values() if p.issue), key=lambda i: i.id))


@pytest.mark.parametrize("root", ["small", "awful"])
def test_the_same_problems_and_records(site: Callable[[str], Site], root: str) -> None:
    archive = site(root)
    archive.build()
    assert checked_problems(archive.source) == built_problems(archive)
    assert check(archive.source).issues == built_issues(archive)


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

    def change_the_file(path: str, text: str) -> tuple[Problem, ...]:
        found = guard.inspect(path, text)
        if path == "issues/2024-04.md":
            page.write_text(judged.replace("News of missing school.", "Words nobody judged."))
        return found

    monkeypatch.setattr("sphinx_roundup.extension.guard_events.inspect", change_the_file)
    html = (small.build() / "issues" / "2024-04.html").read_text()
    assert "Words nobody judged." in page.read_text()
    assert "Words nobody judged." not in html
    assert "News of missing school." in html


def test_the_real_archive_reads_the_same(real_site: Site) -> None:
    assert check(PRINTED).issues == built_issues(real_site)
    assert checked_problems(PRINTED) == built_problems(real_site) == []
