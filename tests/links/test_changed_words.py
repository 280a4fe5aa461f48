"""No printed word of an entry changes without its digest, whatever the edit; no link changes it."""

from __future__ import annotations

import html
import re
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from examples import examples
from gold import PRINTED
from sphinx_roundup.parse.ledger import words_digest
from sphinx_roundup.parse.page import read_page

PATHS = sorted((PRINTED / "issues").glob("*.md"))
_BODY = re.compile(r"(?<=\n\n)(?![:#\n-])(?:.+\n)+?(?=\n*:::\n)")


@cache
def _text(number: int) -> str:
    return PATHS[number].read_text(encoding="utf-8")


def _digests(text: str) -> dict[str, str] | None:
    """The digest of each entry by its id; None where the page is told to be wrong anyway."""
    page = read_page("issues/2024-04.md", text)
    if page.refused or page.problems or not page.issue:
        return None
    return {item.slug: words_digest(item) for item in page.issue.items}


_first = cache(lambda number: _digests(_text(number)))


def _shown(body: str) -> str:
    """What stands on paper, by another reader of Markdown than the archive's."""
    rendered = MarkdownIt("commonmark").render(body)
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", rendered)).split())


EDITS = st.one_of(
    st.tuples(st.just("cut"), st.integers(1, 12)),
    st.tuples(st.just("add"), st.sampled_from(["x", "É", " not", "5", ".", "  ", "’", "\n", "\n\n", "*", "[", "(#)"])),
    st.tuples(st.just("case"), st.just(1)),
    st.tuples(st.just("double"), st.integers(1, 30)),
)  # fmt: skip


def _edited(body: str, at: int, edit: tuple[str, object]) -> str:
    sort, how = edit
    if sort == "cut":
        assert isinstance(how, int)
        return body[:at] + body[at + how :]
    if sort == "add":
        return f"{body[:at]}{how}{body[at:]}"
    if sort == "case":
        return body[:at] + body[at : at + 1].swapcase() + body[at + 1 :]
    assert isinstance(how, int)
    return body[: at + how] + body[at:]


@settings(max_examples=examples(40))
@given(st.integers(0, len(PATHS) - 1), st.data(), EDITS)
def test_any_edit_of_what_is_printed_changes_a_digest(
    number: int, data: st.DataObject, edit: tuple[str, object]
) -> None:
    text = _text(number)
    bodies = list(_BODY.finditer(text))
    body = data.draw(st.sampled_from(bodies))
    at = data.draw(st.integers(0, len(body[0]) - 2))
    changed = _edited(body[0][:-1], at, edit) + "\n"
    found = _digests(text[: body.start()] + changed + text[body.end() :])
    if found is not None and _shown(changed) != _shown(body[0]):
        assert found != _first(number)


def test_an_address_that_is_added_changes_no_digest() -> None:
    for number in range(len(PATHS)):
        linked = _text(number).replace("](#)", "](https://example.org/found)")
        assert linked != _text(number)
        assert _digests(linked) == _first(number)
