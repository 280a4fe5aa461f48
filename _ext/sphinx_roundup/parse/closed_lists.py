"""Read the closed lists of an archive off ``vocabulary.yml``: kinds, audiences, and the like.

What cannot be used is left out and told, with file and line; nothing here raises
for what an editor wrote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from .. import guard
from ..model.messages import MOST_PROBLEMS, Problem, did_you_mean
from ..model.periods import PERIODS, issue_problem, period_of
from ..model.rules import SLUG
from ..model.vocabulary import LISTS, Kind, fold
from ..syntax.strict_yaml import YamlError, read_yaml

FILE = "vocabulary.yml"
_KEYS = ("issues", "kinds", *LISTS)
_ISSUE_KEYS = ("named-by", "addresses-from")
_KIND_KEYS = ("label", "plural", "group", "words", "publishers", "schema-org", "csl", "ris")
_TYPE = re.compile(r"[A-Za-z][A-Za-z_-]*")
_LONGEST = 80
"""Characters of a label: more would be a sentence."""


class ClosedLists(NamedTuple):
    """The kinds, the other lists by the name of their key, and what was wrong with them."""

    kinds: tuple[Kind, ...]
    lists: Mapping[str, Mapping[str, str]]
    problems: tuple[Problem, ...] = ()
    named_by: str = "month"
    addresses_from: str = ""


class _SlipError(ValueError):
    """A value cannot be used; ``keys`` lead to it, the first at the edge of the file."""

    def __init__(self, keys: tuple[str, ...], message: str, hint: str = "") -> None:
        super().__init__(message)
        self.keys = keys
        self.hint = hint


def load_closed_lists(folder: Path) -> ClosedLists:
    """Read the lists of the archive in ``folder``.

    A list that its file does not give is the package's own, for an item must
    have a kind; an empty one is empty.
    """
    path = folder / FILE
    if not (path.exists() or path.is_symlink()):
        return default_lists()
    refused = guard.file_problem(folder, FILE)
    problems = (refused,) if refused else tuple(guard.check_text(FILE, guard.decoded(path)))
    if problems:
        return default_lists()._replace(problems=problems)
    return _read(guard.decoded(path), default_lists())


@cache
def default_lists() -> ClosedLists:
    """The lists of an archive that brings none."""
    text = files(__package__).joinpath("default_vocabulary.yml").read_text(encoding="utf-8")
    return _read(text, ClosedLists((), {}))


def _read(text: str, default: ClosedLists) -> ClosedLists:
    try:
        file = read_yaml(text)
    except YamlError as error:
        return _unreadable(error.line, f"it cannot be read: {error}.", default)
    data = file.data or {}
    if not isinstance(data, Mapping):
        return _unreadable(1, "it must be lists, each under its name.", default)
    reader = _Reader(text)
    reader.refuse_unknown(data, _KEYS, ())
    kinds = reader.kinds(data["kinds"]) if "kinds" in data else default.kinds
    lists = {
        name: reader.labels(name, data[name]) if name in data else default.lists.get(name, {})
        for name in LISTS
    }
    named_by, addresses_from = reader.issues(data.get("issues", {}))
    found = tuple(sorted(reader.problems))
    return ClosedLists(kinds, MappingProxyType(lists), found, named_by, addresses_from)


def _unreadable(line: int, message: str, default: ClosedLists) -> ClosedLists:
    return default._replace(problems=(Problem(FILE, line, "bad-vocabulary", message),))


class _Reader:
    """Reads the values of one file; keeps what is wrong with them."""

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")
        self.problems: list[Problem] = []

    def issues(self, data: Any) -> tuple[str, str]:
        """Read how issues are named, and from which on the addresses of links are known."""
        named_by, since = "month", ""
        if not isinstance(data, Mapping):
            self._note(_SlipError(("issues",), "issues must have keys, as “named-by: week”."))
            return named_by, since
        self.refuse_unknown(data, _ISSUE_KEYS, ("issues",))
        if "named-by" in data and data["named-by"] not in PERIODS:
            message = f"“{data['named-by']}” is no way to name issues."
            hint = did_you_mean(
                str(data["named-by"]), PERIODS, otherwise=f"Use one of {', '.join(PERIODS)}."
            )
            self._note(_SlipError(("issues", "named-by"), message, hint))
        else:
            named_by = str(data.get("named-by", named_by))
        since = str(data.get("addresses-from", ""))
        if since and (period_of(since) != named_by or issue_problem(since)):
            message = f"“{since}” is not the name of an issue."
            hint = f"Write it as {PERIODS[named_by].example}."
            self._note(_SlipError(("issues", "addresses-from"), message, hint))
            since = ""
        return named_by, since

    def kinds(self, data: Any) -> tuple[Kind, ...]:
        """Read the list of kinds; two of one name are told."""
        found = []
        names: dict[str, str] = {}
        for slug, row in self._rows("kinds", data):
            try:
                kind = self._kind(slug, row)
            except _SlipError as slip:
                self._note(slip)
                continue
            other = names.setdefault(fold(kind.label), slug)
            if other != slug:
                message = f"“{slug}” has the label of “{other}”."
                hint = "Give one of the two another label."
                self._note(_SlipError(("kinds", slug), message, hint))
            found.append(kind)
        return tuple(found)

    def labels(self, name: str, data: Any) -> Mapping[str, str]:
        """Read a list of slugs with their labels."""
        found = {}
        for slug, label in self._rows(name, data):
            try:
                found[slug] = _label(label, (name, slug))
            except _SlipError as slip:
                self._note(slip)
        return MappingProxyType(found)

    def _rows(self, name: str, data: Any) -> Iterator[tuple[str, Any]]:
        if not data:
            return
        if not isinstance(data, Mapping):
            hint = f"Write it as “{name}:”, and below it lines such as “  a-slug: Its label”."
            self._note(_SlipError((name,), f"{name} must be a list of slugs.", hint))
            return
        for slug, row in data.items():
            if SLUG.fullmatch(str(slug)):
                yield str(slug), row
                continue
            message = f"“{slug}” is no slug."
            hint = "Use lower-case words joined by hyphens, beginning with a letter."
            self._note(_SlipError((name, str(slug)), message, hint))

    def _kind(self, slug: str, row: Any) -> Kind:
        keys = ("kinds", slug)
        if isinstance(row, str):  # its label is all that it needs
            row = {"label": row}
        if not isinstance(row, Mapping):
            raise _SlipError(keys, f"“{slug}” must have at least a label.", "Add “label: …”.")
        self.refuse_unknown(row, _KIND_KEYS, keys)
        label = _label(row.get("label"), (*keys, "label"))
        return Kind(
            slug=slug,
            label=label,
            plural=_label(row.get("plural", label), (*keys, "plural")),
            group=_label(row["group"], (*keys, "group")) if "group" in row else "",
            schema_org=_type(row.get("schema-org", "CreativeWork"), (*keys, "schema-org")),
            csl=_type(row.get("csl", "document"), (*keys, "csl")),
            ris=_type(row.get("ris", "ELEC"), (*keys, "ris")),
            words=_words(row.get("words", []), (*keys, "words")),
            publishers=_words(row.get("publishers", []), (*keys, "publishers")),
        )

    def refuse_unknown(
        self, data: Mapping[Any, Any], known: tuple[str, ...], above: tuple[str, ...]
    ) -> None:
        """Tell each key that is not among the known ones."""
        for key in data:
            if key not in known:
                hint = did_you_mean(str(key), known, otherwise=f"Known are {', '.join(known)}.")
                slip = _SlipError((*above, str(key)), f"“{key}” is not a known key.", hint)
                self._note(slip)

    def _note(self, slip: _SlipError) -> None:
        if len(self.problems) >= MOST_PROBLEMS:
            return
        line = self._line_of(slip.keys)
        self.problems.append(Problem(FILE, line, "bad-vocabulary", str(slip), slip.hint))

    def _line_of(self, keys: tuple[str, ...]) -> int:
        """The line, from 1, of the last of nested keys that stands on a line of its own."""
        found = 0
        for depth, key in enumerate(keys):
            start = found if depth else -1
            form = re.compile(rf"{'' if depth == 0 else ' +'}[\"']?{re.escape(key)}[\"']?\s*:")
            lines = enumerate(self._lines)
            found = next((n for n, line in lines if n > start and form.match(line)), found)
        return found + 1


def _label(value: Any, keys: tuple[str, ...]) -> str:
    name = keys[-1]
    if value is None or value == "":
        raise _SlipError(keys, f"“{keys[1]}” has no {name if len(keys) > 2 else 'label'}.")  # noqa: PLR2004 - a key inside a kind
    if not isinstance(value, str):
        raise _SlipError(keys, f"the label of “{name}” must be text.", "Put it in quotes.")
    return _plain(value, keys)


def _words(value: Any, keys: tuple[str, ...]) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise _SlipError(keys, f"{keys[-1]} must be a list of texts, as in [one, two].")
    return tuple(_plain(word, keys) for word in value)


def _type(value: Any, keys: tuple[str, ...]) -> str:
    if not isinstance(value, str) or not _TYPE.fullmatch(value):
        raise _SlipError(keys, f"“{value}” is no type for {keys[-1]}.", "Write one word.")
    return value


def _plain(value: str, keys: tuple[str, ...]) -> str:
    """One line of visible characters: quoted YAML can spell any character in ASCII."""
    text = value.strip()
    refused = next(iter(guard.check_line(FILE, 1, text)), None)
    if refused:
        raise _SlipError(keys, refused.message, refused.hint)
    if "\n" in text or not text or len(text) > _LONGEST:
        hint = f"Write one line of up to {_LONGEST} characters."
        raise _SlipError(keys, f"the words of “{keys[-1]}” cannot be used.", hint)
    return text
