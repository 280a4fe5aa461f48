"""What a line of text may not have, and what an editor is told of it."""

from __future__ import annotations

import sys
import unicodedata

import pytest

from sphinx_roundup.guard.policy import MAX_BYTES, MAX_LINE
from sphinx_roundup.guard.text import HIDDEN, check_line, check_text, visible
from sphinx_roundup.model.messages import Problem

Told = list[tuple[int, str, str, str]]


def of_line(line: str) -> Told:
    return told(list(check_line("x.md", 7, line)))


def told(found: list[Problem]) -> Told:
    assert {p.path for p in found} <= {"x.md"}
    return [(p.line, p.subtype, p.message, p.hint) for p in found]


SHOWN_ELSEWHERE = {"Cc", "Cf", "Zl", "Zp", "Cs", "Co"}


def test_no_character_that_is_not_seen_is_let_through() -> None:
    """By Unicode's own word: control, format, separators, surrogates, private use."""
    let_through = {
        f"{code:04X}"
        for code in range(sys.maxunicode + 1)
        if unicodedata.category(chr(code)) in SHOWN_ELSEWHERE and not HIDDEN.match(chr(code))
    }
    assert let_through == {"0009", "000A"}, "all but tab and line feed, which are layout"


@pytest.mark.parametrize(
    "letter",
    [
        *"\u200b\u200e\u202e\u2060\u2066\u00ad\u034f\u3164\ufeff\ufe00\ue000\ufffe\U000e0041\U0010ffff"
    ],
)
def test_hidden_characters(letter: str) -> None:
    assert HIDDEN.match(letter)
    (found,) = of_line(f"a{letter}b")
    assert found[1] == "hidden-character"


@pytest.mark.parametrize("letter", [*"aé–“\u00a0\u2009€😀漢\u0301\u2010"])
def test_characters_that_are_seen(letter: str) -> None:
    assert not HIDDEN.match(letter)
    assert of_line(f"a{letter}b") == []


def test_what_is_said_of_a_hidden_character() -> None:
    assert of_line("one two three four\u200b five six seven eight") == [
        (7, "hidden-character",
         ("there is a character that nobody can see, at column 19, in “two three four five six”:"
         " U+200B (ZERO WIDTH SPACE)."),
         "Delete these words and type them again."),
    ]  # fmt: skip
    assert of_line("\x07")[0][2] == (
        "there is a character that nobody can see, at column 1, in “”: U+0007 (a control character)."
    )
    assert "in “a b”" in of_line("a\u200b\u2060 b")[0][2]


def test_each_hidden_character_is_told_once_at_its_first_place() -> None:
    found = of_line("a\u200bb\u2060c\u200bd\u2060")
    assert [message.partition(", in")[0][-9:] for _, _, message, _ in found] == [
        " column 4", " column 2",
    ]  # fmt: skip


def test_the_words_around_are_cut_to_what_is_near() -> None:
    message = of_line(f"{'a' * 300}\u200b{'b' * 300}")[0][2]
    assert f"in “{'a' * 200}{'b' * 200}”" in message


@pytest.mark.parametrize(
    ("line", "is_told"),
    [
        ("e\u0301\u0302\u0303", False),
        ("e\u0301\u0302\u0303\u0304", True),
        ("e\u0301\u0302\u0303x\u0304", False),
        ("e\u0301\u0302\u0303\u20dd", True),
        ("☂\ufe0f x", False),
        ("‼\ufe0f", False),
        ("ℹ\ufe0f", False),
        ("→\ufe0f", False),
        ("1\ufe0f\u20e3 #\ufe0f\u20e3", False),
        ("1\ufe0f", True),
        ("a\ufe0f", True),
        ("é\ufe0f", True),
        ("漢\ufe0f", True),
        ("☂\ufe0f\ufe0f", True),
        ("☂\ufe0f ☂\ufe0f", False),
        ("☂\ufe0f é\ufe0f", True),
    ],
)
def test_accents_on_one_letter(line: str, is_told: bool) -> None:
    whole = (7, "hidden-character",
             "four or more accents stand on one letter, or one that nobody can see.",
             "Type the word again.")  # fmt: skip
    assert of_line(line) == ([whole] if is_told else [])


MERGE = "a merge of two versions was left unfinished here."
HTML = "HTML such as “{}” is not used here."
BRACES = "two braces, or a brace and a percent sign, begin a command."
COMMENT = "there is a comment, and everybody can read it in the archive's files."


@pytest.mark.parametrize(
    ("line", "subtype", "message"),
    [
        ("<<<<<<< HEAD", "merge-marker", MERGE),
        (">>>>>>>", "merge-marker", MERGE),
        ("||||||| base", "merge-marker", MERGE),
        ("=======", "merge-marker", MERGE),
        (":{item} T", "item-fence", "one or two colons open no item."),
        ("  ::{item}", "item-fence", "one or two colons open no item."),
        ("a <b>", "unsafe-markup", HTML.format("<b>")),
        ("a </b >", "unsafe-markup", HTML.format("</b")),
        ("a <br", "unsafe-markup", HTML.format("<br")),
        ("a <!doctype>", "unsafe-markup", HTML.format("<!")),
        ("a <?php", "unsafe-markup", HTML.format("<?")),
        ("a <my-tag/>", "unsafe-markup", HTML.format("<my-tag/")),
        ("a <!-- b <c>", "comment", COMMENT),
        ("{{ a }}", "unsafe-markup", BRACES),
        ("{% a %}", "unsafe-markup", BRACES),
    ],
)
def test_marks_of_other_languages(line: str, subtype: str, message: str) -> None:
    hints = {
        MERGE: "Keep the lines that are right, and take out those of <, = and > signs.",
        BRACES: "Put a space between them.",
        COMMENT: "Take it out.",
        "one or two colons open no item.": "Write :::{item}, with three.",
    }
    hint = hints.get(
        message, "Write plain words; put a backslash before a < that is meant as such."
    )
    assert of_line(line) == [(7, subtype, message, hint)]


@pytest.mark.parametrize(
    "line",
    [
        "<<<<<<<<", "<<<<<<<1", "======= x", "========", "a =======", "====== ",
        ":::{item} T", "a ::{item}", "::{Item}", ":{}",
        r"a \<b>", "a < b", "3 <4", "<https://example.org>", "a <b@c.org>", "<b:c>",
        "{ {", "{ %", "50%}",
    ],
)  # fmt: skip
def test_marks_that_are_plain_words(line: str) -> None:
    assert of_line(line) == []


def test_several_marks_on_one_line_are_all_told() -> None:
    assert [subtype for _, subtype, _, _ in of_line("::{item} <b> {{x}}")] == [
        "item-fence", "unsafe-markup", "unsafe-markup",
    ]  # fmt: skip


def test_the_length_of_a_line() -> None:
    assert of_line("a" * MAX_LINE) == []
    assert of_line("<b>" + "a" * MAX_LINE) == [
        (7, "too-large", "the line has 5,003 characters, and 5,000 are the most.",
         "Break it into paragraphs."),
    ]  # fmt: skip


def of_text(text: str) -> Told:
    return told(list(check_text("x.md", text)))


def test_the_size_of_a_text_in_bytes() -> None:
    line = "é" * 2047 + "a\n"
    assert of_text(line * (MAX_BYTES // 4096)) == []
    assert of_text(line * (MAX_BYTES // 4096) + "<b>") == [
        (1, "too-large", "the file has 262,147 bytes, and 262,144 are the most.",
         "Leave out what is not an entry of this issue."),
    ]  # fmt: skip


def test_lines_are_counted_from_one_whatever_ends_them() -> None:
    assert [line for line, *_ in of_text("{{\r\na\r\n{{\n\n{{")] == [1, 3, 5]
    assert of_text("a\rb")[0][1] == "hidden-character"
    assert of_text("a\ud800b")[0][1] == "hidden-character"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Plain “words” – é.", "Plain “words” – é."),
        ("a\u202eb\x1b[31m\n\t", "a\\u202eb\\u001b[31m\\u000a\\u0009"),
        ("a\U000e0041", "a\\ue0041"),
        ("::error::x", "\\u003a:error::x"),
        ("  ::set-output", "  \\u003a:set-output"),
        ("a ::b", "a ::b"),
        (":a", ":a"),
        ("##[error]x ##[b", "#\\u0023[error]x #\\u0023[b"),
        ("## a", "## a"),
    ],
)
def test_what_is_told_is_obeyed_by_no_terminal_or_log(text: str, shown: str) -> None:
    assert visible(text) == shown
