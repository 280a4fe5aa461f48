"""A document as data that JSON can say, made fit to print."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import TypeAlias

from .document import Text
from .text import clean_line, in_ascii, in_letters

Data: TypeAlias = "str | int | bool | list[Data] | dict[str, Data] | None"


_ADDRESSES = frozenset({"address", "archived", "file", "permanent"})
_NAMES = frozenset({"node", "label", "labels", "look", "paper", "style", "lang", "region"})


def to_data(value: object) -> Data:
    """Turn a value of this module into what JSON can say.

    A node becomes an object whose ``node`` is its kind; words without a look,
    which are most of a document, become a bare string.
    """
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, tuple):
        return [to_data(part) for part in value]
    if isinstance(value, Text) and not value.style:
        return value.text
    if not dataclasses.is_dataclass(value):
        raise TypeError(f"{value!r} is no part of a document")
    data: dict[str, Data] = {"node": type(value).__name__.lower()}
    for field in dataclasses.fields(value):
        data[field.name] = to_data(getattr(value, field.name))
    return data


def settled(data: Data) -> Data:
    """A document's data with each label given once, and no reference without its label.

    The compiler refuses a reference that leads nowhere. One whose place is not in
    this file is only its words. Changes ``data``.
    """
    labels = {""}
    nodes = _nodes(data)
    for node in nodes:
        if node["node"] != "ref" and "label" in node:
            node["label"] = "" if node["label"] in labels else node["label"]
            labels.add(str(node["label"]))
    for node in nodes:
        if node["node"] == "ref" and node["label"] not in labels:
            node["label"] = ""
        elif node["node"] == "indexrow" and isinstance(node["labels"], list):
            node["labels"] = [label for label in node["labels"] if label in labels]
    return data


def _nodes(data: Data) -> list[dict[str, Data]]:
    """Every node of a document's data, in reading order."""
    nodes: list[dict[str, Data]] = []

    def walk(parts: Iterable[Data]) -> None:
        for part in parts:
            if isinstance(part, list):
                walk(part)
            elif isinstance(part, dict):
                nodes.append(part)
                walk(part.values())

    walk([data])
    return nodes


def printable(data: Data) -> Data:
    """A document's data with every string cleaned.

    An address stays whole as a link and gets a twin, ``address_shown``, to be read;
    labels and the other names that hold the data together are left alone.
    """
    if isinstance(data, list):
        return [printable(part) for part in data]
    if not isinstance(data, dict):
        return clean_line(data) if isinstance(data, str) else data
    result: dict[str, Data] = {}
    for name, value in data.items():
        if name in _NAMES:
            result[name] = value
        elif isinstance(value, str):
            result[name] = in_ascii(value) if name in _ADDRESSES else clean_line(value)
        else:
            result[name] = printable(value)
        if name in _ADDRESSES and isinstance(value, str):
            result[f"{name}_shown"] = clean_line(value)
    return result


def replaced(data: Data, characters: frozenset[str]) -> Data:
    """A document's data with these characters said in letters."""
    table = str.maketrans({character: in_letters(character) for character in characters})

    def walk(part: Data, name: str = "") -> Data:
        if isinstance(part, str):
            return part if name in _NAMES or name in _ADDRESSES else part.translate(table)
        if isinstance(part, list):
            return [walk(one, name) for one in part]
        if isinstance(part, dict):
            return {key: walk(one, key) for key, one in part.items()}
        return part

    return walk(data) if characters else data


def characters_of(data: Data) -> frozenset[str]:
    """Every character of a document's data."""
    found: set[str] = set()

    def walk(parts: Iterable[Data]) -> None:
        for part in parts:
            if isinstance(part, str):
                found.update(part)
            elif isinstance(part, list):
                walk(part)
            elif isinstance(part, dict):
                walk(part.values())

    walk([data])
    return frozenset(found)
