"""Write references as RIS, BibTeX and CSL-JSON.

Libraries read these formats in tests; none writes them here. rispy leaves out what a line
end would break, pybtex's writer escapes nothing, and the browser needs the same text from
the same words without either: ``citations/client/formats.js``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from .references import Reference

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""The names that BibTeX itself has for the months."""

_TEX = str.maketrans(
    {
        "\\": r"{\textbackslash}",
        "{": r"{\textbraceleft}",
        "}": r"{\textbraceright}",
        "~": r"{\textasciitilde}",
        "^": r"{\textasciicircum}",
        **{sign: f"\\{sign}" for sign in "&%$#_"},
    }
)
"""How TeX writes its own signs. A brace counts even behind a backslash, so none may stand alone."""
_TEX_SIGN = re.compile(r"[\\{}~^&%$#_]")
_ADDRESS = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20", "|": "%7C"})
"""An address stands in BibTeX as it is, but for what would end its field."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format of files of references.

    :ivar label: what readers call it.
    :ivar media_type: how a server names it.
    :ivar record: makes the text of one reference.
    :ivar join: makes a file of the texts of records.
    """

    label: str
    media_type: str
    record: Callable[[Reference], str]
    join: Callable[[Iterable[str]], str]


@dataclass(frozen=True, slots=True)
class _Field:
    """What a value of a reference is called in each format; "" where a format has no place for it."""

    value: Callable[[Reference], str]
    csl: str
    ris: str
    bibtex: str


_FIELDS = (
    _Field(lambda one: one.title, "title", "TI", "title"),
    _Field(lambda one: one.container, "container-title", "T2", "journal"),
    _Field(lambda one: one.publisher, "publisher", "PB", "publisher"),
    _Field(lambda one: one.genre, "genre", "M3", "type"),
    _Field(lambda one: one.language, "language", "LA", "language"),
    _Field(lambda one: one.archive, "archive", "DB", ""),
    _Field(lambda one: one.place, "archive_location", "AN", ""),
    _Field(lambda one: one.note, "note", "N1", "note"),
    _Field(lambda one: one.address, "URL", "UR", "url"),
)
"""One row for what is said in every format; dates, keywords and types differ too much."""


def ris(one: Reference) -> str:
    """Write a reference as RIS: a tag and one line for each value."""
    lines = [("TY", one.type.ris), ("ID", one.id)]
    lines += [(field.ris, field.value(one)) for field in _FIELDS]
    if one.date:
        year, month, day = (*map(_padded, one.date), "", "")[:3]
        lines += [("PY", year), ("DA", f"{year}/{month}/{day}/")]
    lines += [("KW", word) for word in one.keywords]
    written = (f"{tag}  - {value}\n" for tag, value in lines if value)
    return f"{''.join(written)}ER  - \n"


def bibtex(one: Reference) -> str:
    """Write a reference as BibTeX; titles keep their capitals by a second pair of braces."""
    fields = [(field.bibtex, field.value(one)) for field in _FIELDS if field.bibtex]
    written = [(name, _braced(name, value)) for name, value in fields if value]
    if one.date:
        written.append(("year", f"{{{one.date[0]}}}"))
        written += [("month", _MONTHS[month - 1]) for month in one.date[1:2]]
        written += [("day", f"{{{day}}}") for day in one.date[2:]]
    if one.keywords:
        # A comma would part one keyword in two.
        words = (re.sub(r",\s*", " / ", word) for word in one.keywords)
        written.append(("keywords", f"{{{_in_tex(', '.join(words))}}}"))
    body = "".join(f",\n  {name} = {value}" for name, value in written)
    return f"@{one.type.bibtex}{{{one.id}{body}\n}}\n"


def _in_tex(text: str) -> str:
    return text.translate(_TEX) if _TEX_SIGN.search(text) else text


def _braced(name: str, value: str) -> str:
    if name == "url":
        return f"{{{value.translate(_ADDRESS)}}}"
    text = _in_tex(value)
    return f"{{{{{text}}}}}" if name in {"title", "journal", "publisher"} else f"{{{text}}}"


def csl(one: Reference) -> str:
    """Write a reference as CSL-JSON 1.0.2, in one line."""
    data: dict[str, Any] = {"id": one.id, "type": one.type.csl}
    data |= {field.csl: value for field in _FIELDS if (value := field.value(one))}
    if one.date:
        data["issued"] = {"date-parts": [list(one.date)]}
    if one.keywords:
        data["keyword"] = "; ".join(one.keywords)
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _padded(number: int) -> str:
    return f"{number:02}"


def _array(records: Iterable[str]) -> str:
    return "[\n" + ",\n".join(records) + "\n]\n"


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "ris": Format("RIS", "application/x-research-info-systems", ris, "\n".join),
        "bib": Format("BibTeX", "application/x-bibtex", bibtex, "\n".join),
        "csl.json": Format("CSL-JSON", "application/vnd.citationstyles.csl+json", csl, _array),
    }
)
"""Suffix of a file -> its format."""
