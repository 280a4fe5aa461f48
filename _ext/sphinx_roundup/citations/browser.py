"""What a page needs to make references by itself: scripts, and what they do not know of entries.

The search's hits have the entries; this adds what is the same for many, and what was found.
A page loads it when a reader asks for references, and not before.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rjsmin import jsmin

from ..model.archive import Archive
from ..model.permalinks import absolute
from ..model.records import Item
from .files import FOLDER
from .references import References, date_of, iso_date

SCRIPT = f"{FOLDER}/references.js"
"""Its place below the site's root."""
CLIENT = Path(__file__).parent / "client"
ORDER = ("references.js", "styles.js", "formats.js", "record.js", "panel.js")
COLUMNS = ("id", "issue", "month", "title", "kind", "sources", "topics", "address", "text")
"""Of a table of entries, as ``data/entries.csv`` has them; a hit knows no more."""


def script(archive: Archive) -> str:
    """Make the script, without comments and needless spaces."""
    texts = [(CLIENT / name).read_text(encoding="utf-8") for name in ORDER]
    facts = json.dumps(facts_of(archive), ensure_ascii=False, separators=(",", ":"))
    return f"{jsmin(chr(10).join(texts))}\nroundupCite.archive={facts};\n"


def facts_of(archive: Archive) -> dict[str, Any]:
    """What references are made of besides hits; an issue is named where it differs from most."""
    usual = archive.issues[-1].masthead if archive.issues else ""
    dates = {issue.id: date_of(issue) for issue in archive.issues}
    return {
        "name": archive.name,
        "language": archive.language.replace("_", "-"),
        "address": absolute(archive.identity).rstrip("/"),
        "date": archive.date.isoformat() if archive.date else "",
        "columns": COLUMNS,
        "masthead": usual,
        "mastheads": {i.id: i.masthead for i in archive.issues if i.masthead != usual},
        "dates": {name: date for name, date in dates.items() if name != iso_date(date)},
    }


def documents_of(references: References, item: Item) -> list[list[Any]]:
    """What a hit has of the documents that were found for an entry; empty ends are left off."""
    return list(_rows(references, item))


def _rows(references: References, item: Item) -> Iterator[list[Any]]:
    for one in references.documents(item):
        number = int(one.id.rpartition("-")[2])
        row: list[Any] = [number, one.title, one.publisher, one.address, one.note]
        if one.date:
            row.append(iso_date(one.date))
        yield row
