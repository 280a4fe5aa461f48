"""Read a reader's pack from its link, wherever that stands: in a file of Markdown, a mail, by itself.

The page of packs writes it (``html/client/pack-texts.js``), and reads it alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote

MOST = 50
_LINK = re.compile(r"""pack\.html#([^\s<>"')\]]+)""")
_ID = re.compile(r"[\w.-]+/[\w.-]+", re.ASCII)
_TITLE, _NOTE = 100, 500
"""So many letters a title and a note may have."""


@dataclass(frozen=True, slots=True)
class Pack:
    """What a reader put together: ids of entries, in the reader's order.

    ``left_out`` counts the entries that are named beyond the most that a pack holds.
    """

    entries: tuple[str, ...]
    title: str = ""
    note: str = ""
    left_out: int = 0


def read_pack(text: str) -> Pack | None:
    """Read the pack of the first link in a text that names entries; None where there is none."""
    return next(filter(None, (_read(found[1]) for found in _LINK.finditer(text))), None)


def _read(fragment: str) -> Pack | None:
    names, _, said = fragment.partition("&")
    entries = tuple(dict.fromkeys(filter(_ID.fullmatch, _ids(unquote(names).split(",")))))
    fields = {key: values[0] for key, values in parse_qs(said).items()}
    title, note = fields.get("title", "")[:_TITLE], fields.get("note", "")[:_NOTE]
    return Pack(entries[:MOST], title, note, len(entries[MOST:])) if entries else None


def _ids(names: list[str]) -> Iterator[str]:
    """A name without an issue is of the issue before."""
    issue = ""
    for name in names:
        before, slash, slug = name.rpartition("/")
        issue = before if slash else issue
        yield f"{issue}/{slug}"
