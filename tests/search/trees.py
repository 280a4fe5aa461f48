"""Exact searches made by chance, as text, and the answers that are right for them."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any

from search import made
from sphinx_roundup.model.archive import Archive
from sphinx_roundup.model.records import Item
from sphinx_roundup.search.analysis import SMALL_WORDS, words

_PLAIN = [one for one in made.TEXT if one.isalpha() and one not in SMALL_WORDS]
_VALUES = {
    "topic": ["alpha", "beta", "Xgamma", "delta"],
    "source": ["one", "Ytwo"],
    "year": ["2020", "2021", "2020-2021"],
    "nation": ["wales"],
}


@dataclass(frozen=True)
class Tree:
    """A search: ``op`` is and, or, not, or the field of a leaf, whose text is ``text``."""

    op: str
    parts: tuple[Tree, ...] = ()
    text: str = ""


def tree(dice: random.Random, depth: int = 3) -> Tree:
    """Make a search by chance."""
    if depth and dice.random() < 0.7:
        op = dice.choice(["and", "or", "not"])
        count = 1 if op == "not" else dice.randint(2, 3)
        return Tree(op, tuple(tree(dice, depth - 1) for _ in range(count)))
    field = dice.choice(["any", "any", "title", "title", *_VALUES])
    if field in _VALUES:
        return Tree(field, text=dice.choice(_VALUES[field]))
    word = dice.choice(_PLAIN)
    if dice.random() < 0.25:
        return Tree(field, text=f'"{word} {dice.choice(_PLAIN)}"')
    return Tree(field, text=f"{word[: dice.randint(2, 4)]}*" if dice.random() < 0.2 else word)


def written(one: Tree, dice: random.Random) -> str:
    """Write a search, every part in brackets, in one of the ways that mean the same."""
    if one.op == "not":
        return f"NOT ({written(one.parts[0], dice)})"
    if one.op in {"and", "or"}:
        sign = " OR " if one.op == "or" else dice.choice([" AND ", " "])
        return sign.join(f"({written(part, dice)})" for part in one.parts)
    return f"{one.op}:{one.text}"


def fits(archive: Archive, item: Item, one: Tree) -> bool:
    """Tell whether an item fits, the slow and certain way."""
    if one.op == "not":
        return not fits(archive, item, one.parts[0])
    if one.op in {"and", "or"}:
        found = [fits(archive, item, part) for part in one.parts]
        return all(found) if one.op == "and" else any(found)
    if one.op == "any":
        return made.fits(archive, item, one.text)
    if one.op == "title":
        return _in_title(item, one.text)
    first, _, last = one.text.removeprefix("X").removeprefix("Y").partition("-")
    has: dict[str, Any] = made.values(archive, item)
    return bool(has[one.op] & ({first, last} if last else {first}))


def _in_title(item: Item, text: str) -> bool:
    run, wanted = words(item.title), words(text)
    if text.startswith('"'):
        return any(run[at : at + len(wanted)] == wanted for at in range(len(run)))
    stems = [made.STEMS[word] for word in run if word not in SMALL_WORDS]
    begun = text.endswith("*") and any(w.startswith(wanted[0]) for w in run if w not in SMALL_WORDS)
    return begun or made.STEMS[wanted[0]] in stems
