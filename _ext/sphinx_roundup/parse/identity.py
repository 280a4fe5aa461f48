"""Read ``archive.toml``, what makes an archive one's own, without running anything.

What cannot be used is left out and told, with file and line; nothing here raises
for what somebody wrote.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from .. import guard
from ..guard.urls import link_problem, read_address
from ..model.identity import KEYS, Form, Identity, Key
from ..model.messages import Problem, did_you_mean

FILE = "archive.toml"
_LONGEST = 500
"""Characters of a value: more would be a page."""
_QUERY = "{query}"


class LoadedIdentity(NamedTuple):
    """What the file says, the line of each key that it has, and what is wrong with it."""

    identity: Identity = Identity()
    lines: Mapping[str, int] = MappingProxyType({})
    problems: tuple[Problem, ...] = ()


def load_identity(folder: Path) -> LoadedIdentity:
    """Read the file of the archive in ``folder``; where there is none, all is as by default."""
    path = folder / FILE
    if not (path.exists() or path.is_symlink()):
        return LoadedIdentity()
    refused = guard.file_problem(folder, FILE)
    if refused:
        return LoadedIdentity(problems=(refused,))
    text = guard.decoded(path)
    problems = tuple(guard.check_text(FILE, text))
    if problems:
        return LoadedIdentity(problems=problems)
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return LoadedIdentity(problems=(_unreadable(error, text),))
    return _read(folder, data, text)


def _unreadable(error: Exception, text: str) -> Problem:
    """Say where TOML ends to be TOML; its parser names the place at the end of its words."""
    found = re.fullmatch(r"(.*) \(at (?:line (\d+), column \d+|end of document)\)", str(error))
    why = found[1] if found else "it is nested too deeply"
    line = int(found[2] or len(text.splitlines()) or 1) if found else 1
    hint = "Write each line as key = “words”, with straight quotes around the words."
    return Problem(FILE, line, "bad-archive-file", f"it cannot be read: {why}.", hint)


def _read(folder: Path, data: Mapping[str, Any], text: str) -> LoadedIdentity:
    lines = {key: _line_of(key, text) for key in data}
    problems = []
    values = {}
    for name, value in data.items():
        found = _slip(folder, name, value)
        if found:
            message, hint = found
            problems.append(Problem(FILE, lines[name], "bad-archive-file", message, hint))
        else:
            values[name.replace("-", "_")] = value.strip()
    return LoadedIdentity(Identity(**values), MappingProxyType(lines), tuple(sorted(problems)))


def _line_of(key: str, text: str) -> int:
    """The line, from 1, on which a key of the outermost table begins."""
    form = re.compile(rf"\s*\[*\s*[\"']?{re.escape(key)}[\"']?\s*[=.\]]")
    lines = enumerate(text.split("\n"), 1)
    return next((number for number, line in lines if form.match(line)), 1)


def _slip(folder: Path, name: str, value: Any) -> tuple[str, str] | None:
    """What is wrong with a key and its value, and how to mend it; None for nothing."""
    key = KEYS.get(name)
    if key is None:
        known = f"Known are {', '.join(KEYS)}."
        return f"“{name[:40]}” is not a known key.", did_you_mean(name, KEYS, otherwise=known)
    if not isinstance(value, str):
        return f"{name} must be text.", f'Put it in quotes: {name} = "…".'
    if not value.strip():
        return None
    return _text_slip(name, value.strip()) or _form_slip(folder, name, key, value.strip())


def _text_slip(name: str, value: str) -> tuple[str, str] | None:
    """Refuse more than one line of visible words: TOML can spell any character in ASCII."""
    if "\n" in value or len(value) > _LONGEST:
        return f"{name} is too long.", f"Write one line of up to {_LONGEST} characters."
    found = next(iter(guard.check_line(FILE, 1, value)), None)
    return (found.message, found.hint) if found else None


def _form_slip(folder: Path, name: str, key: Key, value: str) -> tuple[str, str] | None:
    if key.choices and value not in key.choices:
        known = f"Write one of {', '.join(key.choices)}."
        hint = did_you_mean(value, key.choices, otherwise=known)
        return f"{name} cannot be “{value[:40]}”.", hint
    if key.form == "file":
        return _file_slip(folder, name, value)
    is_right, hint = _FORMS[key.form]
    return None if is_right(value) else (f"“{value[:80]}” cannot be the {name}.", hint)


def _file_slip(folder: Path, name: str, value: str) -> tuple[str, str] | None:
    inside = folder.resolve()
    path = (folder / value).resolve()
    if not path.is_relative_to(inside):
        return f"{name} names “{value[:80]}”, outside of the archive’s folder.", "Copy it here."
    if not path.is_file():
        return f"{name} names “{value[:80]}”, which is not there.", "Put the file in its place."
    return None


def _is_web(value: str) -> bool:
    """Whether it is a web address; one of an intranet, which has no full name, is one, too."""
    is_one = re.fullmatch(r"https?://[^/?#@\s][^?#@\s]*", value) is not None
    return is_one and read_address(value) is not None


def _is_contact(value: str) -> bool:
    if value.startswith(("http://", "https://")):
        return _is_web(value) or not link_problem(value)
    return ":" not in value and not link_problem(f"mailto:{value}")


_FORMS: Mapping[Form, tuple[Callable[[str], bool], str]] = MappingProxyType(
    {
        "line": (lambda _: True, ""),
        "word": (
            lambda value: re.fullmatch(r"[\w.-]+(?:/[\w.-]+)*", value) is not None,
            "Write its name alone, as main.",
        ),
        "language": (
            lambda value: re.fullmatch(r"[a-z]{2,3}(?:_[A-Za-z]{2,4})?", value) is not None,
            "Write a language, and a country if it matters, as en_GB.",
        ),
        "colour": (
            lambda value: re.fullmatch(r"#[0-9a-fA-F]{6}", value) is not None,
            "Write a number sign and six digits or letters from a to f, as #0a4b78.",
        ),
        "uuid": (
            lambda value: (
                re.fullmatch(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", value) is not None
            ),
            "Make one with: python3 -c 'import uuid; print(uuid.uuid4())'.",
        ),
        "web": (_is_web, "Write a full address, as https://example.org/archive/."),
        "contact": (
            _is_contact,
            "Write a mail address, or the address of a form that begins with https://.",
        ),
        "query": (
            lambda value: _QUERY in value and not link_problem(value.replace(_QUERY, "words")),
            "Write a full address with {query} where the words go.",
        ),
    }
)
"""How each form is judged, and how to mend a value that is not of it."""
