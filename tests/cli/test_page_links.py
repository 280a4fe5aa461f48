"""Links between pages are judged as Sphinx judges them, with the settings that ``conf.py`` has for them."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from cli.test_check_equals_build import built_problems, checked_problems
from conftest import Site
from sphinx_roundup.check.archive import check
from sphinx_roundup.check.link_targets import settings_from_file
from sphinx_roundup.syntax.conf_file import UNREADABLE, conf_values

# MyST's own, where it looks for what a link to a file leads to.
pytestmark = [
    pytest.mark.filterwarnings("ignore:.*MystReferenceResolver:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:.*MystReferenceResolver:PendingDeprecationWarning"),
]
OTHER = "https://other.example/"
CONF = f"""
myst_heading_anchors = 2
intersphinx_mapping = {{"other": ("{OTHER}", "other.inv")}}
"""
INVENTORY = b"""# Sphinx inventory version 2
# Project: Other
# Version: 1
# The remainder of this file is compressed using zlib.
""" + zlib.compress(
    b"A-Label std:label -1 page.html#$ A label\nlibrary std:doc -1 library.html The library\n"
)
PAGE = """---
title: About this
---

## A `long` heading, of 2 parts

## Twice

## Twice

### 漢字

### Too deep

:::{note}
### Inside
:::

[a](#a-long-heading-of-2-parts) [b](#twice-1) [c](#too-deep) [d](#inside) [e](#about-this)
[f](index.md#small-archive) [g](topics/education.md#education) [h](issues/2024-04.md#county-lines)
[i](#county-lines) [j](#index) [k](#A-Label) [l](#library) [m](#id1) [n](#id2)
{ref}`a-label` {ref}`other:A-label` {doc}`other:library` {ref}`words <a-label>`

[a](#twice-2)
[e](#id3)
[b](index.md#too-deep)
[c](issues/2024-04.md#item-2024-04-drugs-report)
{ref}`no-label`
{doc}`library`
{doc}`other:none`
[d](#no-label)
{ref}`another:a-label`
"""
WRONG = ["index.md#too-deep", "issues/2024-04.md#item-2024-04-drugs-report"]
ELSEWHERE = ["#twice-2", "#id3", "no-label", "other:none.md", "#no-label", "another:a-label"]


def linking(site: Callable[[str], Site]) -> Site:
    """The small archive with settings for links, and a page that links."""
    made = site("small")
    made.edit("conf.py", '"sphinx_roundup"]', '"sphinx_roundup", "sphinx.ext.intersphinx"]')
    with (made.source / "conf.py").open("a") as file:
        file.write(CONF)
    (made.source / "other.inv").write_bytes(INVENTORY)
    (made.source / "about.md").write_text(PAGE)
    return made


def named(found: list[str]) -> list[str]:
    """What each message names first."""
    return [re.findall("“(.*?)”", one)[0] for one in found]


def test_links_are_judged_as_sphinx_judges_them(site: Callable[[str], Site]) -> None:
    made = linking(site)
    out = made.build()
    told = built_problems(made)
    assert sorted(named(told)) == sorted([*WRONG, *ELSEWHERE, "library.md"])
    html = (out / "about.html").read_text("utf-8")
    for place in (
        "#a-long-heading-of-2-parts", "#too-deep", "#inside", "#id1", "index.html#small-archive",
        "topics/education.html#heading-education", "issues/2024-04.html#heading-county-lines",
        "topics/county-lines.html", f"{OTHER}page.html#A-Label", f"{OTHER}library.html",
    ):  # fmt: skip
        assert f'href="{place}"' in html, place
    assert 'id="heading-county-lines"' in (out / "issues" / "2024-04.html").read_text("utf-8")
    # What only a build can know is taken for good by the check.
    known = [one for one in told if named([one])[0] not in ELSEWHERE]
    assert checked_problems(made.source) == known


def test_sphinx_itself_says_the_same(
    site: Callable[[str], Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sphinx_roundup.extension.domain._silence_others", lambda *_: None)
    made = linking(site)
    made.build()
    theirs = [line for line in made.warnings.splitlines() if "[roundup." not in line]
    assert len([line for line in theirs if ": WARNING:" in line]) == len(
        [*WRONG, *ELSEWHERE, "library"]
    )


def test_without_these_settings_only_ids_of_the_page_are_places(tmp_path: Path) -> None:
    (tmp_path / "index.md").write_text("# Small\n\n## Twice\n\n[a](#twice) [b](index.md#twice)\n")
    found = check(tmp_path).problems
    assert named([p.message for p in found if p.path == "index.md"]) == ["index.md#twice"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", 0), ("a = 3", 3), ("a = 1 + n()", UNREADABLE), ("a = 3\na += 1", UNREADABLE), ("a: int = 3", UNREADABLE),
        ("if x:\n    a = 3", UNREADABLE), ("a = [1]\na.append(2)", UNREADABLE), ("a = b = 3", UNREADABLE),
        ("a = {'x': (1, None)}", {"x": (1, None)}), ("a =", 0), ("b = 4", 0),
    ],
)  # fmt: skip
def test_a_setting_is_read_without_running_the_file(
    tmp_path: Path, text: str, value: object
) -> None:
    (tmp_path / "conf.py").write_text(text)
    assert conf_values(tmp_path, {"a": 0}) == {"a": value}


@pytest.mark.parametrize(
    "text",
    [
        "myst_heading_anchors = levels()",
        "myst_heading_anchors = 2\nmyst_heading_slug_func = 'package.slug'",
        "extensions = [*MORE]\nintersphinx_mapping = ALL",
    ],
)
def test_what_only_a_build_knows_is_taken_for_good(tmp_path: Path, text: str) -> None:
    (tmp_path / "conf.py").write_text(text)
    said = settings_from_file(tmp_path)
    assert (said.slug is None) is ("myst" in text)
    assert (said.elsewhere is None) is ("myst" in text)
