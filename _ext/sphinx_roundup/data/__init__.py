"""The archive as data: files at the site's root, for programs to read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from ..model.archive import Archive
from . import export

EXPORTS: Mapping[str, Callable[[Archive], str]] = MappingProxyType(
    {
        export.FILE: export.archive_json,
        export.SCHEMA_FILE: export.schema_json,
    }
)
"""Name of each data file -> what makes its text. A new one is a line here."""
