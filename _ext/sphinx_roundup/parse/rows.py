"""Write rows of ``restored/`` as an editor would: a key a line, in quotes only where needed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from ..syntax.strict_yaml import YamlError, read_yaml
from .restored import KEYS


def rows_text(rows: Mapping[str, Sequence[Mapping[str, str]]]) -> str:
    """The text of a file with these rows, by the slug of their item."""
    return "\n".join(f"{item}:\n{''.join(map(row_text, rows[item]))}" for item in rows)


def row_text(row: Mapping[str, str]) -> str:
    """The lines of one row; empty values are left out."""
    return "".join(_lines(row))


def _lines(row: Mapping[str, str]) -> Iterator[str]:
    begin = "  - "
    for key in KEYS:
        if value := " ".join(row.get(key, "").split()):
            yield f"{begin}{key}: {scalar(key, value)}\n"
            begin = "    "


def scalar(key: str, text: str) -> str:
    """A value as YAML reads it back: as it is where that can be, else in quotes."""
    try:
        if read_yaml(f"{key}: {text}").data == {key: text} and " #" not in text:
            return text
    except YamlError:
        pass
    return json.dumps(text, ensure_ascii=False)
