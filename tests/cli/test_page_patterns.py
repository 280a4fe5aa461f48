"""The check reads the pages that the build reads, whatever ``conf.py`` includes and excludes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sphinx.util.matching import _translate_pattern

from cli.test_check_equals_build import built_problems, checked_problems
from conftest import Site
from sphinx_roundup.check.archive import all_pages, check
from sphinx_roundup.guard.page_patterns import expression

WRONG = "---\ntitle: {}\n---\n\nSee {{topic}}`none`.\n"


def wrong_pages(site: Callable[[str], Site], conf: str) -> Site:
    """The small archive with pages that each say something wrong, and some lines in ``conf.py``."""
    made = site("small")
    for name in ("about", "draft-one", "draft-two"):
        (made.source / f"{name}.md").write_text(WRONG.format(name))
    (made.source / "topics" / "wrong.md").write_text(WRONG.format("Wrong"))
    (made.source / "README.md").write_text("# Read me\n\n<b>")
    for name in ("guides/one", "guides/deep/two", "topics/old/three", "inbox/four", "_static/five"):
        (made.source / name).parent.mkdir(parents=True, exist_ok=True)
        (made.source / f"{name}.md").write_text(WRONG.format(name))
    made.edit("conf.py", 'include_patterns = ["*.md", "issues/*.md", "topics/*.md"]', conf)
    return made


CONFS = {
    "": {"about", "draft-one", "draft-two", "topics/wrong"},
    'exclude_patterns = ["draft-*", "issues/2023-*.md"]': {"about", "topics/wrong"},
    'exclude_patterns = ["[a-c]*.md", "**/county*"]': {"draft-one", "draft-two", "topics/wrong"},
    'include_patterns = ["index.md", "*-two.md"]': {"draft-two", "topics/wrong"},
    'exclude_patterns = ["topics"]': {"about", "draft-one", "draft-two"},
    'exclude_patterns = ["draft" + "-*"]': {"about", "topics/wrong"},
    'include_patterns = ["index.md", "guides/*.md"]': {"guides/one", "topics/wrong"},
    'include_patterns = ["**"]\nexclude_patterns = ["draft-*", "guides/deep"]\nhtml_static_path = ["_static"]': {
        "about",
        "guides/one",
        "topics/wrong",
        "topics/old/three",
    },
}


@pytest.mark.parametrize("conf", CONFS)
def test_both_read_the_same_pages(site: Callable[[str], Site], conf: str) -> None:
    made = wrong_pages(site, conf)
    made.build()
    checked, built = checked_problems(made.source), built_problems(made)
    told = {line.partition(".md:")[0] for line in built if ".md:5: " in line}
    # What is proposed is judged, and no page; the home page cites a topic that may be left out.
    assert told - {"inbox/four", "index"} == CONFS[conf]
    if "+" in conf:  # only Python knows: the check reads more, and says nothing less
        assert set(built) <= set(checked)
        assert "draft-one.md" in all_pages(made.source)
    else:
        assert checked == built


def test_a_topic_that_is_left_out_is_none(site: Callable[[str], Site]) -> None:
    made = wrong_pages(site, 'exclude_patterns = ["topics/county-lines.md"]')
    made.build()
    assert checked_problems(made.source) == built_problems(made)
    assert "county-lines" not in {one.slug for one in check(made.source).vocabulary.topics}


_SIGNS = st.sampled_from(["*", "**", "?", "[", "]", "[!", "!", "^", "\\", "a", "b-", "/", ".md"])


@given(st.lists(_SIGNS, max_size=8).map("".join))
def test_patterns_are_translated_as_sphinx_translates_them(pattern: str) -> None:
    assert expression(pattern) == _translate_pattern(pattern)
