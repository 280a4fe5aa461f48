"""What is made of plain words without the parser, or at a glance, is what the long way makes of it."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence

import pytest

from examples import examples
from gold import PRINTED
from sphinx_roundup.lint import slips
from sphinx_roundup.model.field_lines import field_lines
from sphinx_roundup.syntax import markdown
from sphinx_roundup.syntax.markdown import directive_of, tokens_of
from sphinx_roundup.syntax.plain import plain_tokens

PIECES = (
    "a", "B c", "12", " ", "  ", "\n", "\n\n", "\t", "\xa0", "\u2028", "\x1c", "\r", "\x00", "é", "’", "“", "£",
    "[x y](#)", "[x](https://example.org/a_b?c=d)", "[x](http://a.b/--)", "[x](https://a..b/)", "[ x ](#)",
    "[x](https://-a.b)", "[x](https://xn--a.b/)", "[x](https://A.b/)", '[x](#) "t")', "[a]", "[a]()", "[a](b)",
    "[^1]", "]:", "]", "[", "(", ")", "(x)=", "-", "- ", "1. ", "1)", "#", "# ", ">", "|", "\n---|---\n", "---",
    "===", ":", "::", ":::", "://", "%", "+++", "$", "~~", "^", "=", "--", "...", "–", "— ", "•", "·", "!", "![",
    "<b>", "<", "&amp;", "&", "*", "**", "_", "__", "`", "{a}`b`", "\\", "\\*", "http://x.org", "a@b.org",
    "source:", "topics :", "kind", "x:", "MsoNormal", "mso-x", "</a:b", "Ã", "â€", "\ufffd",
)  # fmt: skip


OF_PAGES = (
    "---\n", "---\nmasthead: x\n---\n\n", "a: b\n", "A: b\n", "- a\n", "# May\n\n", "## A", "\n## A #\n", "#", "# ",
    ":::{item} Title\n", ":::{item}", ":::{item} a `b` *c* \\ \n", ":::{item} | a |\n|--|--|\n", ":::{note}\n", ":::\n\n",
    ":::\n\n", ":::", "::::\n", "  :::\n", "    :::\n", "\t:::\n", "\n\n:::{item} T\n:id: a\n\nWords.\n:::\n\n", ":id: x\n",
    "|--|--|\n", "--:\n", "a", "B c", "[x](#)", "\n", "\n\n", " ", "\x0b", "\x0c", "\r", "\x00", "\x85", "\u2028", "\xa0",
    "```\n", "~~~\n", "+++\n", "%", "(x)=\n", "[a]: x\n", "{", "&", "<b>", "===\n", "---",
)  # fmt: skip


def texts(seed: int, number: int, pieces: Sequence[str] = PIECES) -> list[str]:
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    return [
        "".join(chance.choices(pieces, k=chance.randint(1, 7))) for _ in range(examples(number))
    ]


def parsed(text: str) -> object:
    env: dict[str, object] = {}
    return markdown._parser().parse(text, env), env.get("references")


def test_plain_paragraphs_have_the_tokens_of_the_parser() -> None:
    plain = [(text, made) for text in texts(1, 20_000) if (made := plain_tokens(text)) is not None]
    assert len(plain) > 500
    for text, made in plain:
        assert parsed(text) == (made, None), repr(text)


def test_plain_pages_have_the_tokens_of_the_parser() -> None:
    seen = Counter[str]()
    for text in texts(3, 30_000, OF_PAGES):
        made = plain_tokens(text)
        if made is not None:
            assert parsed(text) == (made, None), repr(text)
            seen.update({token.type for token in made})
    assert min(seen[name] for name in ("front_matter", "heading_open", "colon_fence")) > 100
    # A table goes before an item, as the parser asks for it first. A page of the usual sort is plain.
    assert plain_tokens(":::{item} | a |\n|--|--|\n:::\n") is None
    assert plain_tokens("---\nmasthead: x\n---\n\n# May\n\n:::{item} T\n:id: a\n\nWords.\n:::\n")


def test_paragraphs_taken_for_harmless_have_no_slip() -> None:
    harmless = [text for text in texts(2, 20_000) if slips._is_harmless(text)]
    assert len(harmless) > 500
    assert sum("](" in text for text in harmless) > 50
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(slips, "_is_harmless", lambda _: False)
        for text in harmless:
            token = markdown.inline_of(text)
            assert not list(slips._check_inline("a.md", token, 1)), repr(text)


def test_nearly_all_that_is_printed_is_plain() -> None:
    pages = [path.read_text("utf-8") for path in sorted(PRINTED.glob("issues/*.md"))]
    calls = [directive_of(token, 1) for page in pages for token in tokens_of(page).tokens]
    bodies = ["\n".join(one.lines[field_lines(one.lines) :]) for one in calls if one]
    plain = [plain_tokens(body) for body in bodies]
    assert sum(made is not None for made in plain) > 0.9 * len(bodies)
    for body, made in zip(bodies, plain, strict=True):
        assert made is None or parsed(body) == (made, None)
