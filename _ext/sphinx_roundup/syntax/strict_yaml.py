"""YAML as contributed files may use it: text, lists and maps of text, and nothing else.

Read from the parser's events, so that no tag, number, date or truth value is ever
made of what somebody wrote, and no depth of nesting is followed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from yaml.resolver import Resolver

from ..model.page_types import DAYS, FLAGS

MAX_DEPTH = 4
"""Lists and maps in one another: vocabulary.yml has lists in maps in maps in a map."""
FAST = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""libyaml, where PyYAML has it: ten times as fast, and used only where both read the same."""

_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n(.*)\Z", re.DOTALL)
_TEXT = "tag:yaml.org,2002:str"
_FLAG_WORDS = frozenset({"true", "false"})
_DAYS = DAYS | {"addresses-from", "found", "checked", "verified-on"}
"""The keys that take a day, which needs no quotes: it is kept as the text it is."""
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SEEN = r"[^\x00-\x1f\x7f-\xa0\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]"
_QUOTED = rf"\"(?:(?![\"\\]){_SEEN}|\\[\"\\])*\""
_SIMPLE_VALUE = rf"[\w‘“(]{_SEEN}*|{_QUOTED} *"
"""Words that no sign begins; or what stands in quotes, without escapes of characters."""
_LISTED = rf"(?:[\w‘“(](?:(?![][{{}},:?#]){_SEEN})*|{_QUOTED})"
"""The same in a list on one line, where more signs mean something."""
_SIMPLE_LIST = rf"\[(?:{_LISTED}(?:, {_LISTED})*)?\] *"
_SIMPLE_LINE = re.compile(
    rf"(?: *#{_SEEN}*"
    rf"| *(?:- )?[A-Za-z0-9][A-Za-z0-9_-]*:(?: +(?:{_SIMPLE_VALUE}|{_SIMPLE_LIST})?)?"
    r"| *)"
)
"""A line of one key or none, which both parsers of YAML read alike."""


class YamlError(ValueError):
    """YAML that cannot be used; says why in words that end a sentence.

    :ivar line: where, from 1 within the text.
    """

    def __init__(self, line: int, why: str) -> None:
        """Keep the line beside the words."""
        super().__init__(why)
        self.line = line


@dataclass(frozen=True, slots=True)
class Yaml:
    """What a YAML text holds.

    ``data`` is text, or lists and maps of such; None where there is nothing. A key
    without a value has an empty text.
    ``texts`` are all keys and values as they are meant, each with its line (from 1).
    ``lines`` tells the line of each key of the outermost map.
    """

    data: Any = None
    texts: tuple[tuple[int, str], ...] = ()
    lines: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))

    def places(self) -> Mapping[tuple[str | int, ...], int]:
        """Tell the line of each key by the keys and positions that lead to it.

        A list stands where its first text stands.
        """
        found: dict[tuple[str | int, ...], int] = {}
        _place(self.data, (), iter(self.texts), found)
        return MappingProxyType(found)


@lru_cache(maxsize=16)
def read_yaml(text: str) -> Yaml:
    """Read YAML as text, lists and maps of text, which nobody may change.

    Kept for a moment: the guard and the reader want the same, one after the other.

    :raises YamlError: for everything else, and for nothing else.
    """
    try:
        if all(map(_SIMPLE_LINE.fullmatch, text.split("\n"))):
            with suppress(yaml.MarkedYAMLError):  # which the other parser words as always
                return _Reader(text, FAST).read()
        return _Reader(text, yaml.BaseLoader).read()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise YamlError(mark.line + 1 if mark else 1, plain_words(error.problem or "")) from error
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        if isinstance(error, YamlError):
            raise
        # PyYAML lets these escape for code points that there are not.
        raise YamlError(1, "it has a character that YAML does not know") from error


def plain_words(problem: str) -> str:
    """Say in an editor's words what PyYAML says of a text that it cannot read."""
    sign = re.search(r"found character '(.+)' that cannot start any token", problem)
    if sign and sign[1] != r"\t":
        return f"a value begins with {sign[1]}, and must be in quotes"
    return next((ours for theirs, ours in _PLAIN if theirs in problem), _UNTOLD)


def front_matter(text: str) -> tuple[str, str]:
    """Part a page into its front matter and its body; "" where it has none."""
    match = _FRONT_MATTER.match(text.replace("\r\n", "\n"))
    return (match[1], match[2]) if match else ("", text)


def _place(
    value: Any,
    way: tuple[str | int, ...],
    texts: Iterator[tuple[int, str]],
    found: dict[tuple[str | int, ...], int],
) -> None:
    """Walk a value as it was read, so that its texts come in their order."""
    if isinstance(value, dict):
        for key, below in value.items():
            found[*way, key] = next(texts)[0]
            _place(below, (*way, key), texts, found)
            found.setdefault(way, found[*way, key])
    elif isinstance(value, list):
        for number, below in enumerate(value):
            _place(below, (*way, number), texts, found)
    elif isinstance(value, str):
        line = next(texts, (1, ""))[0]
        found.setdefault(way, line)


_PLAIN = (
    ("cannot start any token", "a tab stands where spaces belong"),
    ("mapping values", "a value has a colon in it"),
    ("sequence entries", "a list begins beside its key: write [one, two]"),
    ("could not find expected ':'", "a line is not written as “key: value”"),
    ("end of stream", "quotes are opened and not closed"),
    ("escape", "there is a backslash between double quotes: use single ones"),
    ("or ']'", "a list is opened with [ and not closed"),
    ("or '}'", "a { is opened and not closed: use quotes"),
    (
        "<block end>",
        "a line does not go with those above it: mind the spaces before it, and quotes",
    ),
    ("document", "it goes on after its end"),
)
"""Parts of what PyYAML says, and what we say."""
_UNTOLD = "it is not written as “key: value”"


class _Reader:
    """Builds plain values from the events of one text."""

    def __init__(self, text: str, loader: Any) -> None:
        self._events: Iterator[Event] = yaml.parse(text, Loader=loader)
        self._resolver = Resolver()
        self._texts: list[tuple[int, str]] = []
        self._lines: dict[str, int] = {}

    def read(self) -> Yaml:
        data: Any = None
        documents = 0
        for event in self._events:
            if isinstance(event, DocumentStartEvent):
                documents += 1
                _refuse_if(event, "it goes on after its end", refused=documents > 1)
            elif isinstance(event, NodeEvent):
                data = self._value(event, 0, "")
        return Yaml(data or None, tuple(self._texts), MappingProxyType(self._lines))

    def _value(self, event: Event, depth: int, key: str) -> Any:
        _refuse_clever(event)
        if isinstance(event, ScalarEvent):
            return self._text(event, key)
        _refuse_if(event, "it is nested too deeply", refused=depth >= MAX_DEPTH)
        if isinstance(event, SequenceStartEvent):
            return [self._value(one, depth + 1, "") for one in self._until(SequenceEndEvent)]
        assert isinstance(event, MappingStartEvent)
        return dict(self._pairs(depth))

    def _pairs(self, depth: int) -> Iterator[tuple[str, Any]]:
        seen: set[str] = set()
        for event in self._until(MappingEndEvent):
            _refuse_clever(event)
            if not isinstance(event, ScalarEvent):
                raise YamlError(_line(event), "a key must be a word")
            key = event.value
            _refuse_if(event, f"“{key[:80]}” is given twice", refused=key in seen)
            seen.add(key)
            self._texts.append((_line(event), key))
            if depth == 0:
                self._lines[key] = _line(event)
            yield key, self._value(next(self._events), depth + 1, key)

    def _until(self, end: type[Event]) -> Iterator[Event]:
        while not isinstance(event := next(self._events), end):
            yield event

    def _text(self, event: ScalarEvent, key: str) -> str:
        text: str = event.value
        line = _line(event)
        is_flag = key in FLAGS and text in _FLAG_WORDS
        is_day = key in _DAYS and _DAY.fullmatch(text)
        if text and event.implicit[0] and not (is_flag or is_day) and self._is_more(text):
            raise YamlError(line, f"“{text[:80]}” must be in quotes")
        self._texts.append((line, text))
        return text

    def _is_more(self, text: str) -> bool:
        """Whether others would read a number, a date or the like where it has no quotes."""
        found = self._resolver.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]  # PyYAML’s stub
        return bool(found != _TEXT)


def _refuse_clever(event: Event) -> None:
    """Refuse what makes one value of another: aliases, anchors, tags."""
    _refuse_if(
        event, "a value begins with *, and must be in quotes", refused=isinstance(event, AliasEvent)
    )
    _refuse_if(
        event,
        "a value begins with &, and must be in quotes",
        refused=bool(getattr(event, "anchor", None)),
    )
    tag = getattr(event, "tag", None)
    _refuse_if(event, "a value begins with !, and must be in quotes", refused=tag is not None)


def _refuse_if(event: Event, why: str, *, refused: bool) -> None:
    if refused:
        raise YamlError(_line(event), why)


def _line(event: Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1
