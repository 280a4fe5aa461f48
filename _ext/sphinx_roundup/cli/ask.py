"""Ask a person for what an item needs, by the names a person uses."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from types import MappingProxyType

import click

from ..model.field_types import FieldError
from ..model.fields import FIELD, FIELDS
from ..model.messages import did_you_mean
from ..model.records import NOT_STATED
from ..model.vocabulary import Vocabulary, fold
from .options import say

Names = Mapping[str, Sequence[str]]
"""What is written -> the other names by which a person may call it."""

_NEW = "n"
_LIST = "Answer ? for those there are."
OPTIONAL = tuple(f for f in FIELDS if f.is_asked and not f.required)
"""The fields that an item may do without."""


class UnknownNameError(ValueError):
    """A name is not known; says so in one sentence, with what is like it."""


def names_of(field: str, words: Vocabulary) -> Names:
    """Give the names that a field may hold; none where it takes any text."""
    if field == "source":
        found = {s.slug: (s.name, s.short_name, *s.aliases) for s in words.sources}
        return {**found, NOT_STATED: ()}
    if field == "topics":
        return {topic.slug: topic.labels for topic in words.topics if not topic.group}
    if field == "kind":
        return {kind.slug: (kind.label, kind.plural) for kind in words.kinds}
    closed = FIELD[field].closed
    return {word: (str(name),) for word, name in words.closed[closed].items()} if closed else {}


def resolve(text: str, known: Names) -> str:
    """Turn names parted by commas, as a person writes them, into what is written.

    :raises UnknownNameError: for the first that is not known.
    """
    by_name = {
        form: key
        for key, names in reversed(list(known.items()))
        for name in (*names, key)
        for form in (fold(name).removeprefix("the "), fold(name))
        if form
    }
    parts = [part.strip() for part in text.split(",") if part.strip()]
    for part in parts:
        if fold(part) not in by_name:
            raise UnknownNameError(f"“{part}” is not known. {_like(part, by_name) or _LIST}")
    return ", ".join(dict.fromkeys(by_name[fold(part)] for part in parts))


def read_value(field: str, text: str, words: Vocabulary) -> str:
    """Turn what a person gives for a field into what is written, the same for option and prompt.

    :raises UnknownNameError: for a name that is not known.
    :raises FieldError: for text that the field cannot hold.
    """
    text = " ".join(text.split())
    known = names_of(field, words)
    value = resolve(text, known) if known else text
    FIELD[field].read(value)
    return value


def _like(word: str, by_name: Mapping[str, str]) -> str:
    """Suggest what a name is part of, or else what it is like."""
    folded = fold(word)
    near = [name for name in by_name if folded and folded in name]
    near = near or difflib.get_close_matches(folded, by_name, n=6)
    keys = list(dict.fromkeys(by_name[name] for name in near))[:3]
    return f"Did you mean {' or '.join(f'“{key}”' for key in keys)}?" if keys else ""


def ask(question: str, field: str, words: Vocabulary) -> str:
    """Ask for a field until the answer can be written; “?” lists what is known."""
    while True:
        answer: str = click.prompt(question, type=str).strip()
        if answer == "?":
            say(", ".join(names_of(field, words)))
            continue
        try:
            value = read_value(field, answer, words)
        except (UnknownNameError, FieldError) as error:
            say(_sentence(error))
            continue
        if value:
            return value


def ask_heading(question: str, headings: Sequence[str]) -> str:
    """Let a heading be chosen by number or name, or a new one be written after “n”."""
    for number, heading in enumerate(headings, 1):
        say(f"{number:>4}) {heading}")
    say(f"{_NEW:>4}) a new heading")
    numbered = {heading: (str(number),) for number, heading in enumerate(headings, 1)}
    while True:
        answer: str = click.prompt(question, type=str).strip()
        if answer.casefold() == _NEW:
            return " ".join(str(click.prompt("The new heading, as printed")).split())
        if answer in (number for (number,) in numbered.values()):
            return headings[int(answer) - 1]
        found = [heading for heading in headings if fold(heading) == fold(answer)]
        if found:
            return found[0]
        near = _like(answer, {fold(heading): heading for heading in headings})
        hints = filter(None, (near, f"Write {_NEW} for a new heading."))
        say(f"“{answer}” is none of them. {' '.join(hints)}")


def ask_more(words: Vocabulary) -> Mapping[str, str]:
    """Ask for the fields that an item may have, one on a line, until a line is empty."""
    say(f"More about it, such as {', '.join(f'“{f.name}: {f.example}”' for f in OPTIONAL[:3])}.")
    say(f"There are {', '.join(field.name for field in OPTIONAL)}.")
    found: dict[str, str] = {}
    while True:
        answer: str = click.prompt("Field: value (Enter: no more)", default="", show_default=False)
        name, _, text = answer.strip().strip(":").partition(":")
        if not name:
            return MappingProxyType(found)
        try:
            field = _optional(name.strip())
            found[field] = read_value(field, text, words)
        except (UnknownNameError, FieldError) as error:
            say(_sentence(error))


def _optional(name: str) -> str:
    known = [field.name for field in OPTIONAL]
    if name in known:
        return name
    hint = did_you_mean(name, known, otherwise=f"There are {', '.join(known)}.")
    raise UnknownNameError(f"“{name}” is no such field. {hint}")


def _sentence(error: ValueError) -> str:
    return f"{error} {error.hint}" if isinstance(error, FieldError) else str(error)
