"""Write references as RIS, the format that every reference manager reads.

rispy, which reads it in tests, leaves out what a line end would break. BibTeX and CSL-JSON are
made in the browser alone, from the same references: ``citations/client/formats.js``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from .references import Reference

_LIKE_A_TAG = re.compile(" {2,}-")
"""What ends a tag; citation-js takes ``ER  -`` for the end of a record wherever it stands."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format of files of references.

    :ivar suffix: ends the name of a file.
    :ivar label: what readers call it.
    :ivar media_type: how a server names it.
    :ivar record: makes the text of one reference.
    """

    suffix: str
    label: str
    media_type: str
    record: Callable[[Reference], str]


def ris(one: Reference) -> str:
    """Write a reference as RIS: a tag and one line for each value.

    Without ``ID``: it is for programs that make a key of it, and those that read RIS make their own.
    """
    lines = [
        ("TY", one.type.ris),
        ("TI", one.title),
        ("T2", one.container),
        ("PB", one.publisher),
        ("M3", one.genre),
        ("LA", one.language),
        ("DB", one.archive),
        ("AN", one.place),
        ("N1", one.note),
        ("UR", one.address),
    ]
    if one.date:
        year, month, day = (*(f"{part:02}" for part in one.date), "", "")[:3]
        lines += [("PY", year), ("DA", f"{year}/{month}/{day}/")]
    lines += [("KW", word) for word in one.keywords]
    written = (f"{tag}  - {_LIKE_A_TAG.sub(' -', value)}\n" for tag, value in lines if value)
    return f"{''.join(written)}ER  - \n"


RIS = Format(".ris", "RIS", "application/x-research-info-systems", ris)
