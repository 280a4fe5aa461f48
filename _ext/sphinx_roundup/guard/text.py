"""Refuse text that is too long, or that says something else than it shows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from ..model.messages import Problem
from .policy import MAX_BYTES, MAX_LINE


@dataclass(frozen=True, slots=True)
class LineRule:
    """A pattern that no line may hold, and what is said of one that does."""

    pattern: re.Pattern[str]
    subtype: str
    message: str
    hint: str


HIDDEN_RANGES = (
    (0x00, 0x08), (0x0B, 0x1F), (0x7F, 0x9F),  # control characters but tab and line feed
    (0xAD, 0xAD), (0x34F, 0x34F), (0x600, 0x605), (0x61C, 0x61C), (0x6DD, 0x6DD),
    (0x70F, 0x70F), (0x890, 0x891), (0x8E2, 0x8E2), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F),
    (0x200B, 0x200F),  # zero-width, left-to-right and right-to-left marks
    (0x2028, 0x202E), (0x2060, 0x206F),  # separators, overrides, isolates, invisible operators
    (0x2800, 0x2800), (0x3164, 0x3164), (0xD800, 0xDFFF), (0xE000, 0xF8FF), (0xFDD0, 0xFDEF), (0xFE00, 0xFE0E),
    (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF0, 0xFFFC), (0xFFFE, 0xFFFF),
    (0x110BD, 0x110BD), (0x110CD, 0x110CD), (0x13430, 0x1343F), (0x16FE4, 0x16FE4),
    *((plane + 0xFFFE, plane + 0xFFFF) for plane in range(0x10000, 0xE0000, 0x10000)),
    (0x1D159, 0x1D159), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0x10FFFF),  # tags, private use
)  # fmt: skip
HIDDEN = re.compile("[" + "".join(f"{chr(a)}-{chr(b)}" for a, b in HIDDEN_RANGES) + "]")
"""Characters that are not seen, or that change the order in which others are seen."""
_HARMLESS = re.compile(
    r"(?::::\{item\}|(?![=>|]))[\t -;=-z|}~\xa0-\xac\xae-\u02ff\u2010-\u2027]"
    f"{{0,{MAX_LINE}}}+"
)
"""Lines that no rule below is about, as nearly all are: no hidden sign, accent, < or {."""
_UNUSUAL = re.compile(rf"^(?!{_HARMLESS.pattern}$).*", re.MULTILINE)
"""All other lines of a text: to look at each line apart took three times as long."""
_MOST_MARKS = 3
"""So many accents may stand on a letter: some languages have two or three."""
_COLOURED = re.compile(r"([^\x00-\x7f])\ufe0f|[0-9#*]\ufe0f(?=\u20e3)")
_SYMBOLS = frozenset({"So", "Sm", "Po", "Pd"})
_COMMAND = re.compile(r"\A(\s*):(?=:)")
_COMMENT = LineRule(
    re.compile(r"<!--"),
    "comment",
    "there is a comment, and everybody can read it in the archive's files.",
    "Take it out.",
)
_HTML = LineRule(
    re.compile(r"(?<!\\)<(?:/?[A-Za-z][A-Za-z0-9-]*(?:[\s/>]|$)|!|\?)"),
    "unsafe-markup",
    "HTML such as “{found}” is not used here.",
    "Write plain words; put a backslash before a < that is meant as such.",
)
LINE_RULES = (
    LineRule(
        re.compile(r"^(?:(?:<{7}|>{7}|\|{7})(?: |$)|={7}$)"),
        "merge-marker",
        "a merge of two versions was left unfinished here.",
        "Keep the lines that are right, and take out those of <, = and > signs.",
    ),
    LineRule(
        re.compile(r"^\s*:{1,2}\{[a-z-]+\}"),
        "item-fence",
        "one or two colons open no item.",
        "Write :::{item}, with three.",
    ),
    _COMMENT,
    _HTML,
    LineRule(
        re.compile(r"\{\{|\{%"),
        "unsafe-markup",
        "two braces, or a brace and a percent sign, begin a command.",
        "Put a space between them.",
    ),
)
"""What no line of a page may hold, whatever it is meant as."""
TOO_LONG = (
    "the line has {count} characters, and {most} are the most.",
    "Break it into paragraphs.",
)
UNSEEN = (
    "there is a character that nobody can see, at column {column}, in “{around}”: {name}.",
    "Delete these words and type them again.",
)


def check_text(path: str, text: str) -> Iterator[Problem]:
    """Check sizes, characters, and the marks of other languages."""
    size = len(text.encode("utf-8", errors="surrogatepass"))
    if size > MAX_BYTES:
        yield Problem(
            path,
            1,
            "too-large",
            f"the file has {size:,} bytes, and {MAX_BYTES:,} are the most.",
            "Leave out what is not an entry of this issue.",
        )
        return
    text = text.replace("\r\n", "\n")
    number, before = 1, 0
    for line in _UNUSUAL.finditer(text):
        number += text.count("\n", before, line.start())
        before = line.start()
        yield from check_line(path, number, line[0])


def check_line(path: str, number: int, line: str) -> Iterator[Problem]:
    """Check one line, or a value that stands on it."""
    if len(line) > MAX_LINE:
        message, hint = TOO_LONG
        said = message.format(count=f"{len(line):,}", most=f"{MAX_LINE:,}")
        yield Problem(path, number, "too-large", said, hint)
        return
    if _HARMLESS.fullmatch(line):
        return
    for found in {match[0]: match for match in reversed(list(HIDDEN.finditer(line)))}.values():
        message, hint = UNSEEN
        around, name = _around(line, found), _named(found[0])
        said = message.format(column=found.start() + 1, around=around, name=name)
        yield Problem(path, number, "hidden-character", said, hint)
    if _has_stacked_marks(line):
        yield Problem(
            path,
            number,
            "hidden-character",
            "four or more accents stand on one letter, or one that nobody can see.",
            "Type the word again.",
        )
    yield from _foreign(path, number, line)


def _has_stacked_marks(line: str) -> bool:
    """Tell whether more accents follow one another than any word has, or one that nobody sees."""
    if max(line, default="") < "\u0300":
        return False
    # A symbol may be followed by the sign that asks for its coloured form.
    line = _COLOURED.sub(_without_colour, line)
    run = 0
    for letter in line:
        run = run + 1 if unicodedata.category(letter) in {"Mn", "Me"} else 0
        if run > _MOST_MARKS or letter == "\ufe0f":
            return True
    return False


def _without_colour(found: re.Match[str]) -> str:
    symbol = found[1] or found[0][0]
    is_symbol = symbol.isascii() or symbol == "\u2139" or unicodedata.category(symbol) in _SYMBOLS
    return symbol if is_symbol else found[0]


def visible(text: str) -> str:
    """Text on one line in which nothing hides and that no terminal or log obeys.

    What cannot be seen is spelt out, and so is what GitHub takes for a command of a
    workflow: two colons that begin a line, and two hashes before a bracket.
    """
    shown = "".join(
        f"\\u{ord(c):04x}" if HIDDEN.match(c) or unicodedata.category(c) in {"Cc", "Cf"} else c
        for c in text
    )
    return _COMMAND.sub(r"\1\\u003a", shown).replace("##[", "#\\u0023[")


def _foreign(path: str, number: int, line: str) -> Iterator[Problem]:
    for rule in LINE_RULES:
        found = rule.pattern.search(line)
        # A comment looks like HTML, too.
        if found and not (rule is _HTML and _COMMENT.pattern.search(line)):
            message = rule.message.format(found=found[0].strip())
            yield Problem(path, number, rule.subtype, message, rule.hint)


def _around(line: str, found: re.Match[str]) -> str:
    """Up to three words on each side of a character that is not seen."""
    before = HIDDEN.sub("", line[: found.start()])[-200:].split(" ")[-3:]
    after = HIDDEN.sub("", line[found.end() :])[:200].split(" ")[:3]
    return f"{' '.join(before)}{' '.join(after)}"


def _named(character: str) -> str:
    name = unicodedata.name(character, "a control character")
    return f"U+{ord(character):04X} ({name})"
