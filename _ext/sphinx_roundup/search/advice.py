"""What the search page may say besides an answer: where help is, words to try, pages and feeds.

It goes into the script that says it (``client/on-demand/hints.js``), which comes after an answer.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

from ..model.archive import Archive
from ..views.facets import INDEXES
from .codec import as_json

_HELP = Path(__file__).parent / "help_words.txt"
"""Words that ask for help, a line each. The page answers calmly; nothing counts or stores them."""


def help_words() -> list[str]:
    """Read the words after which the page says where help is."""
    return _HELP.read_text(encoding="utf-8").splitlines()


def script(archive: Archive, pages: Collection[str], feeds: Collection[str]) -> str:
    """Write what hints are made of.

    :param pages: the names of all pages with a source file: help may be among them.
    :param feeds: the names of all feeds, without suffix.
    """
    advice: dict[str, Any] = {
        "help": help_words() if "get-help" in pages else [],
        "date": archive.date.isoformat() if archive.date else "",
        "related": {row.word: row.also for row in archive.related_words},
        "pages": {facet.key: facet.slug for facet in INDEXES},
        "feeds": {
            facet.key: sorted(
                entry.slug
                for entry in facet.entries(archive)
                if f"feeds/{facet.page(entry.slug)}" in feeds
            )
            for facet in INDEXES
        },
    }
    return f"roundupSearch.advice={as_json(advice)};\n"
