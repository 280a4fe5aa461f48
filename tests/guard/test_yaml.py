"""YAML as text, lists and maps of text: what each comes to, with the lines of its words."""

from __future__ import annotations

import pytest

from safety.test_yaml import REFUSED
from sphinx_roundup.syntax.strict_yaml import MAX_DEPTH, Yaml, YamlError, front_matter, read_yaml


def why(text: str) -> tuple[int, str]:
    with pytest.raises(YamlError) as found:
        read_yaml(text)
    return found.value.line, str(found.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: [x", "a list is opened with [ and not closed"),
        ("a: 'x", "quotes are opened and not closed"),
        ("a:\n\tb: c", "a tab stands where spaces belong"),
        ("a: @x", "a value begins with @, and must be in quotes"),
        ("a: b: c", "a value has a colon in it"),
        ("a: - b", "a list begins beside its key: write [one, two]"),
        ('a: "b\\q"', "there is a backslash between double quotes: use single ones"),
        (
            'a: "x" y',
            "a line does not go with those above it: mind the spaces before it, and quotes",
        ),
        ("a: {b: c", "a { is opened and not closed: use quotes"),
        ("a: b\n...\nx", "it goes on after its end"),
        ("a: ]", "it is not written as “key: value”"),
    ],
)
def test_what_is_no_yaml_is_told_in_plain_words(text: str, said: str) -> None:
    assert why(text)[1] == said


def test_all_that_is_refused_is_refused() -> None:
    for text, reason in REFUSED.items():
        assert reason in why(text)[1], text


def test_what_a_text_holds() -> None:
    found = read_yaml("# note\na: b\nc:\n  - d\n  - {e: f}\ng:\nh: ''\n")
    assert found.data == {"a": "b", "c": ["d", {"e": "f"}], "g": "", "h": ""}
    assert found.texts == (
        (2, "a"), (2, "b"), (3, "c"), (4, "d"), (5, "e"), (5, "f"), (6, "g"), (6, ""), (7, "h"), (7, ""),
    )  # fmt: skip
    assert dict(found.lines) == {"a": 2, "c": 3, "g": 6, "h": 7}
    assert read_yaml("") == Yaml()
    assert read_yaml("{}").data is None
    assert read_yaml("- a\n- b").data == ["a", "b"]
    assert read_yaml("a").data == "a"


def test_words_that_look_like_more_need_quotes() -> None:
    for word in ("1", "1.5", "yes", "true", "null", "~", "2024-05-03", "0x1f", "="):
        assert why(f"\na: {word}") == (2, f"“{word}” must be in quotes")
        assert read_yaml(f"a: '{word}'").data == {"a": word}
    assert why(f"a: {'1' * 90}") == (1, f"“{'1' * 80}” must be in quotes")


def test_flags_and_days_need_none_under_their_keys() -> None:
    for text in (
        "group: true",
        "hide-toc: false",
        "date: 2024-05-03",
        "addresses-from: 2024-05-03",
    ):
        key, _, value = text.partition(": ")
        assert read_yaml(text).data == {key: value}
    for text in ("group: yes", "group: 1", "date: true", "group: 2024-05-03", "date: [2024-05-03]"):
        assert "must be in quotes" in why(text)[1]


def test_what_is_said_with_its_line() -> None:
    assert why("a: b\nc: *d") == (2, "a value begins with *, and must be in quotes")
    assert why("a: &b c") == (1, "a value begins with &, and must be in quotes")
    assert why("a: b\n\nc: !d e") == (3, "a value begins with !, and must be in quotes")
    assert why("a: b\n&c d: e") == (2, "a value begins with &, and must be in quotes")
    assert why("a: b\n---\nc: d") == (2, "it goes on after its end")
    assert why("a: b\n[c]: d") == (2, "a key must be a word")
    assert why("a: b\na: c") == (2, "“a” is given twice")
    assert why(f"{'k' * 90}: b\n{'k' * 90}: c") == (2, f"“{'k' * 80}” is given twice")
    assert why("a: \x01") == (1, "it has a character that YAML does not know")


def test_how_deep_lists_and_maps_may_stand_in_one_another() -> None:
    assert read_yaml("[" * MAX_DEPTH + "a" + "]" * MAX_DEPTH).data == [[[["a"]]]]
    assert why("[" * (MAX_DEPTH + 1) + "a" + "]" * (MAX_DEPTH + 1)) == (
        1,
        "it is nested too deeply",
    )
    assert read_yaml("a: {b: {c: [d]}}").data == {"a": {"b": {"c": ["d"]}}}
    assert why("a: {b: {c: {d: [e]}}}") == (1, "it is nested too deeply")
    # The same key may stand again in another map; its line is that of the outermost.
    found = read_yaml("b:\n  a: c\na: d\n")
    assert found.data == {"b": {"a": "c"}, "a": "d"}
    assert dict(found.lines) == {"b": 1, "a": 3}


def test_front_matter_is_parted_from_the_page() -> None:
    assert front_matter("---\na: b\n---\n\n# C\n") == ("a: b", "\n# C\n")
    assert front_matter("---\r\na: b\r\n---\r\nC\r\n") == ("a: b", "C\n")
    for text in ("# C\n", "---\na: b\n", "\n---\na: b\n---\n", "----\na: b\n---\n"):
        assert front_matter(text) == ("", text)


def test_each_key_and_position_has_its_line() -> None:
    found = read_yaml("a: b\nc:\n  - d\n  -\n    e: f\n    g: [h]\ni: {}\n").places()
    assert dict(found) == {
        (): 1, ("a",): 1, ("c",): 2, ("c", 0): 3, ("c", 1): 5, ("c", 1, "e"): 5, ("c", 1, "g"): 6,
        ("c", 1, "g", 0): 6, ("i",): 7,
    }  # fmt: skip
    assert dict(read_yaml("\na").places()) == {(): 2}
    assert dict(read_yaml("\n- a\n- [b]").places()) == {(0,): 2, (1, 0): 3}
    assert read_yaml("").places() == {}
