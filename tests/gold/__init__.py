"""The gold: both issues as printed, split and verified by hand; and the archive made of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from sphinx_roundup.check.archive import check
from sphinx_roundup.model.archive import Archive
from sphinx_roundup.model.assembly import assemble
from sphinx_roundup.parse.vocabulary import load

GOLD = Path(__file__).parent
PRINTED = GOLD.with_name("printed")
"""The archive that the tests own."""
ISSUES = ("2023-01", "2024-04")


@cache
def printed_archive() -> Archive:
    """Read the tests' own archive, as ``roundup check`` and the build do."""
    return assemble(check(PRINTED).issues, load(PRINTED))


def gold(issue: str) -> dict[str, Any]:
    """One issue of the gold."""
    data: dict[str, Any] = json.loads((GOLD / f"{issue}.json").read_text(encoding="utf-8"))
    return data


def gold_items(issue: str) -> Iterator[dict[str, Any]]:
    """The items of an issue, in printed order."""
    for heading in gold(issue)["headings"]:
        yield from heading["items"]
