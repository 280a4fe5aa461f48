"""Pages that have gone elsewhere: ``redirects.json``, kept by ``roundup rename``."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

FILE = "redirects.json"
_PAGE = re.compile(r"topics/[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


def read_redirects(folder: Path) -> Mapping[str, str]:
    """Old page -> new page, as far as both are names of topics' pages; empty without a file."""
    path = folder / FILE
    if not path.is_file() or path.is_symlink():
        return {}
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        return {}
    pairs = data.items() if isinstance(data, dict) else ()
    return {
        old: new
        for old, new in sorted(pairs)
        if isinstance(new, str) and _PAGE.fullmatch(old) and _PAGE.fullmatch(new) and old != new
    }
