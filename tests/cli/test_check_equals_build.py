"""``roundup check`` and the build: the same problems, the same records."""

from __future__ import annotations

import io
import pickle
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import PROJECT, Site
from sphinx_roundup.check.archive import check
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


def test_the_real_archive_reads_the_same(real_site: Site) -> None:
    assert check(PROJECT).issues == built_issues(real_site)
    assert checked_problems(PROJECT) == built_problems(real_site) == []
