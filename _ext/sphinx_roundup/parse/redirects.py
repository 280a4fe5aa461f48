"""Addresses that have gone elsewhere: ``redirects.json``, kept by ``roundup rename``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..guard.files import read_json
from ..model.moves import is_entry, is_page
from ..model.page_types import FOLDERS
from ..views.facets import FACET
from .ledger import ENTRY, HEADING, PAGE

FILE = "redirects.json"


def read_pairs(folder: Path) -> Mapping[str, Any]:
    """Read every pair as it is written, old name -> new name; none without a file.

    :raises ValueError: where the file cannot be read, or is no map.
    """
    data = read_json(folder, FILE)
    if data is not None and not isinstance(data, dict):
        raise ValueError("it must map old names to new ones")
    return dict(sorted((data or {}).items()))


def read_redirects(folder: Path) -> Mapping[str, str]:
    """Read the pairs that have the form of some; none of a file that cannot be read.

    Whether they lead anywhere is for :mod:`sphinx_roundup.check.moves` to say.
    """
    try:
        return {old: new for old, new in read_pairs(folder).items() if is_pair(old, new)}
    except ValueError:
        return {}


def is_pair(old: str, new: Any) -> bool:
    """Tell whether both are names of the ledger, and the new one is a sort of thing that stands in."""
    if not isinstance(new, str) or old == new:
        return False
    if is_entry(old):
        return bool(ENTRY.fullmatch(old) and ENTRY.fullmatch(new))
    if is_page(old):
        return bool(PAGE.fullmatch(old) and PAGE.fullmatch(new)) and _may_move(old)
    return bool(HEADING.fullmatch(old) and (HEADING.fullmatch(new) or PAGE.fullmatch(new)))


def _may_move(page: str) -> bool:
    """Whether a page may be given up: no list of others, no page of the theme, no other folder."""
    folder, _, name = page.rpartition("/")
    return folder in {"", *FOLDERS, *FACET} and name not in {"index", "genindex", "search"}
