"""YAML yields text, lists and maps of text, or one kind of error; what it spells is looked at."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import Site
from examples import examples
from sphinx_roundup import guard
from sphinx_roundup.check.archive import check
from sphinx_roundup.guard import text as guard_text
from sphinx_roundup.guard.text import HIDDEN, check_line, visible
from sphinx_roundup.parse.vocabulary_files import load_sources
from sphinx_roundup.syntax import strict_yaml
from sphinx_roundup.syntax.strict_yaml import FLAGS, YamlError, read_yaml

REFUSED = {
    "a: !!bool x": "with !",
    'a: !!int ""': "with !",
    'a: !!float ""': "with !",
    "a: !!timestamp x": "with !",
    "a: !!python/name:os.system x": "with !",
    "a: ! x": "with !",
    "!!map {a: b}": "with !",
    "a: [!!null x]": "with !",
    "!!str a: b": "with !",
    "a: &b c": "with &",
    "a: *b": "with *",
    "? [a]\n: b": "a key must be a word",
    "? {a: b}\n: c": "a key must be a word",
    "a: b\na: c": "given twice",
    "a: 2024": "in quotes",
    "a: 2024-05-01": "in quotes",
    "a: yes": "in quotes",
    "a: true": "in quotes",
    "a: [1, b]": "in quotes",
    "a: =": "in quotes",
    "a: ~": "in quotes",
    "a: b\n--- \nc: d": "after its end",
    "a: {b: {c: {d: {e: f}}}}": "nested too deeply",
    "[" * 5000: "nested too deeply",
    "- " * 2000: "nested too deeply",
    "a: [b": "",
    "\x00": "a character that YAML does not know",
    'a: "\\UFFFFFFFF"': "a character that YAML does not know",
}


@pytest.mark.parametrize(("text", "why"), REFUSED.items(), ids=lambda one: ascii(one)[:30])
def test_refused(text: str, why: str) -> None:
    with pytest.raises(YamlError, match=r".+") as found:
        read_yaml(text)
    assert why in str(found.value)
    assert found.value.line >= 1


def test_keys_are_their_letters_and_values_have_lines() -> None:
    found = read_yaml('no: x\n1: "2"\n~: [a, b]\n<<: {c: d}\ngroup: true\n2024-05-01: e')
    assert found.data == {
        "no": "x", "1": "2", "~": ["a", "b"], "<<": {"c": "d"}, "group": "true", "2024-05-01": "e",
    }  # fmt: skip
    assert found.lines == {"no": 1, "1": 2, "~": 3, "<<": 4, "group": 5, "2024-05-01": 6}
    assert (3, "b") in found.texts
    assert read_yaml("# nothing").data is None
    assert read_yaml("a:\nb: c").data == {"a": "", "b": "c"}


PIECES = (
    *("a", "no", "1", "~", "<<", "=", "title", "group", "true", "null", "2024-05-01", "0x1", "1e3", ".inf", "1:20"),
    *(": ", ":", "? ", "- ", ", ", "[", "]", "{", "}", "\n", "\n  ", "\n    ", " ", "\t", "# ", "'", '"', "|", ">"),
    *("!", "!!bool ", "!!str ", "!<x> ", "&x ", "*x", "%YAML 1.1", "---", "...", "\\x00", "\\uD800", "\\n", "\\"),
    *("\x00", "\x85", "\u2028", "\ufeff", "\u202e", "\U0001f600", "\ud800", "`", "@", "%"),
)  # fmt: skip
PIECED = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)


def is_plain(value: Any) -> bool:
    if isinstance(value, list):
        return all(map(is_plain, value))
    if isinstance(value, dict):
        return all(type(key) is str and is_plain(one) for key, one in value.items())
    return type(value) is str


@settings(max_examples=examples(80), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PIECED)
def test_any_text_is_plain_or_refused(text: str) -> None:
    try:
        found = read_yaml(text)
    except YamlError:
        return
    assert found.data is None or is_plain(found.data)
    # MyST and Sphinx read the top lines themselves: where they get text, it is the same text.
    theirs = yaml.safe_load(text) if "<<" not in text and "=" not in text else None
    if isinstance(theirs, dict) and isinstance(found.data, dict):
        for key, value in found.data.items():
            assert key not in theirs or key in FLAGS or theirs[key] in (value, value or None)


_VALUES = [
    "", "a", "b c", "a: b", "a:", "a #b", "a#b", "a:b", "'x'", '"q"', r'"q: \" # \\"', "(x)", "“q”", "é\U0001f600",
    "2026-11-26", "1", "true", "[a, b]", "{a: b}", "- a", "? a", "*a", "&a b", "!a b", "|", ">", "a\tb", "a\t", "a\x85b",
    '["q: , ]", a b, (x]', '["q", a-b’c]', "[]", "[a,b]", "[a, ]", "[a: b]", "[a:b]", "[a?, b]", "[a #b]", "[a]b", "[1, b]",
    "[a", "[“q”, b", "a\u2028", "a\xa0b", "a\ufeff", '"a" b', '"a', 'a"b', "a, b]", "~", "_", "=", "<<", "a ", "%a", "---", "a\rb",
]  # fmt: skip
_LINES = st.lists(
    st.tuples(
        st.sampled_from(["", "  ", "    ", " ", "- ", "  - ", "# "]),
        st.sampled_from(["a:", "b:", "c:", "1:", "a-b: ", "'k':", "", "---"]),
        st.sampled_from(["", " ", "  "]),
        st.sampled_from(_VALUES),
    ).map("".join),
    max_size=6,
).map("\n".join)


@settings(max_examples=examples(50), deadline=None)
@given(_LINES | PIECED)
def test_the_fast_parser_changes_nothing(text: str) -> None:
    with_it = _read(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(strict_yaml, "FAST", yaml.BaseLoader)
        assert with_it == _read(text)


def _read(text: str) -> Any:
    read_yaml.cache_clear()
    try:
        file = read_yaml(text)
    except YamlError as error:
        return error.line, str(error)
    return file, dict(file.lines)


_SIGNS = [
    "|||||||",
    "=======",
    ":::{item}",
    "> ",
    "<a ",
    "<!--",
    ":{a}",
    "{{",
    "{%",
    "’",
    "\u2028",
    "\xad",
    "e\u0301",
    " ",
]


@settings(max_examples=examples(50), deadline=None)
@given(
    st.lists(st.sampled_from(_SIGNS) | st.characters(max_codepoint=0x2FF), max_size=4).map("".join)
)
def test_a_line_that_is_passed_at_once_breaks_no_rule(line: str) -> None:
    told = list(check_line("a.md", 1, line))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(guard_text, "_HARMLESS", re.compile("(?!)"))
        assert told == list(check_line("a.md", 1, line))


@settings(max_examples=examples(50), deadline=None)
@given(
    st.lists(st.sampled_from((*_SIGNS, "\n", "\n", "a", "\r")) | st.characters(), max_size=9).map(
        "".join
    )
)
def test_each_line_of_a_text_is_judged_as_by_itself(text: str) -> None:
    lines = text.replace("\r\n", "\n").split("\n")
    told = [one for at, line in enumerate(lines, 1) for one in check_line("a.md", at, line)]
    assert list(guard_text.check_text("a.md", text)) == told


@settings(max_examples=examples(50), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PIECED)
def test_any_top_lines_get_an_answer(text: str) -> None:
    for path in ("issues/2024-05.md", "topics/a.md", "index.md"):
        page = f"---\ntitle: T\n{text}\n---\n\n# May\n"
        for problem in guard.inspect(path, page):
            assert problem.line >= 1


@settings(
    max_examples=examples(50),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(text=PIECED)
def test_any_sources_get_an_answer(tmp_path: Path, text: str) -> None:
    path = tmp_path / "sources.yml"
    path.write_bytes(f"bbc: {{name: BBC}}\n{text}".encode(errors="surrogatepass"))
    loaded = load_sources(path)
    for source in loaded.values:
        for name in (source.name, source.short_name, *source.aliases):
            assert not HIDDEN.search(name)
            assert "\n" not in name


ESCAPES = {
    r"A \uD800 B": "hidden-character",
    r"Good \u202Egpj": "hidden-character",
    r"C\0D": "hidden-character",
    r"\e[2J": "hidden-character",
    r"A\u2800": "hidden-character",
    r"\x3cscript>": "unsafe-markup",
    r"\x3c!-- x": "comment",
    r"{\u007b": "unsafe-markup",
    r"x\n::error::forged": "unsafe-top-lines",
    r"x\r::stop-commands::y": "hidden-character",
    r"x\N::y": "hidden-character",
    r"x\L::y": "hidden-character",
}


@pytest.mark.parametrize(("escaped", "subtype"), ESCAPES.items(), ids=lambda one: one)
@pytest.mark.parametrize("where", ['{name: "%s"}', '{name: A, aliases: ["%s"]}', '{name: A, part-of: "%s"}',
                                   '{name: A, "%s": b}'])  # fmt: skip
def test_what_a_value_spells_is_looked_at(
    tmp_path: Path, escaped: str, subtype: str, where: str
) -> None:
    path = tmp_path / "sources.yml"
    path.write_text(f"# first\nbbc: {where % escaped}\n", encoding="utf-8")
    loaded = load_sources(path)
    assert {(p.line, p.subtype) for p in loaded.problems} >= {(2, subtype)}
    assert loaded.values == ()
    page = f'---\nmasthead: "{escaped}"\n---\n\n# May\n'
    assert subtype in {p.subtype for p in guard.inspect("issues/2024-05.md", page)}


@pytest.mark.parametrize(
    ("path", "top", "why"),
    [
        ("issues/2024-05.md", "masthead: [A, B]", "must be one text"),
        ("issues/2024-05.md", "masthead: {a: b}", "must be one text"),
        ("topics/a.md", "title: [A]", "must be one text"),
        ("topics/a.md", "title: A\nbroader: b", "must be a list"),
        ("topics/a.md", "title: A\nbroader: [[b]]", "must be a list"),
        ("topics/a.md", "title: A\ngroup: [a]", "true or left out"),
        ("topics/a.md", "title: A\ngroup: maybe", "true or left out"),
        ("topics/a.md", "title: A\nalso-printed-as: [' ']", "no letter or digit"),
        ("topics/a.md", "title: R&amp;D", "plain words"),
        ("topics/a.md", "title: \\*x\\*", "plain words"),
        ("topics/a.md", "title: A\nno: b", "not a known key"),
        ("index.md", "title: A\nhide-toc: [true]", "in quotes"),
    ],
)
def test_each_key_has_its_shape(path: str, top: str, why: str) -> None:
    (found, *_) = guard.inspect(path, f"---\n{top}\n---\n\nWords.\n")
    assert why in found.sentence


def test_every_character_that_hides_is_told() -> None:
    hidden = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
    for code in range(sys.maxunicode + 1):
        if unicodedata.category(chr(code)) in hidden and chr(code) not in "\t\n":
            assert HIDDEN.fullmatch(chr(code)), hex(code)


@pytest.mark.parametrize(
    ("line", "accepted"),
    [
        ("caf\u00e9 na\u0308ive e\u0302\u0323", True),
        ("\u2764\ufe0f and \u00a9\ufe0f and 1\ufe0f\u20e3", True),
        ("a\ufe0f", False),
        ("\u2764\ufe0f\ufe0f", False),
        ("1\ufe0f2\ufe0f", False),
        ("\ufe0f", False),
        ("\u0e01" + "\u0e49" * 4, False),
        ("x" + "\ufe20" * 4, False),
        ("x" + "\ua66f" * 4, False),
        ("x" + "\u0591" * 4, False),
    ],
)
def test_accents_and_signs_for_colour(line: str, accepted: bool) -> None:
    assert (not list(check_line("a.md", 1, line))) == accepted


@given(
    st.text()
    | st.lists(st.sampled_from(["::", "#", "[", " ", "a", "\t", "\n", "\x1b"])).map("".join)
)
def test_what_is_printed_is_one_visible_line(text: str) -> None:
    shown = visible(text)
    assert not HIDDEN.search(shown)
    assert len(shown.splitlines()) <= 1
    assert not shown.lstrip().startswith("::")
    assert "##[" not in shown


def test_a_forged_command_reaches_no_log(site: Callable[[str], Site]) -> None:
    small = site("small")
    sources = small.source / "sources.yml"
    sources.write_text(
        sources.read_text() + 'forger: {name: F, part-of: "x\\n::error file=a::forged"}\n'
        'other: {name: "::stop-commands::x"}\n'
    )
    small.build()
    assert "more\\u000a" not in small.warnings
    assert not [line for line in small.warnings.splitlines() if line.lstrip().startswith("::")]
    assert check(small.source).problems


def test_a_terminal_without_our_letters_gets_them_spelt_out(site: Callable[[str], Site]) -> None:
    source = site("awful").source
    for encoding in ("latin-1", "ascii", "utf-8"):
        done = subprocess.run(
            ["roundup", "check", "--archive", source],
            env={**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"},
            capture_output=True,
            check=False,
        )
        assert done.returncode == 1
        assert b"Traceback" not in done.stderr
        assert b"to mend" in done.stdout
