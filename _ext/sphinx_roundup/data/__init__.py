"""The archive as data: files at the site's root, for programs to read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from ..atomic import write_text
from ..model.archive import Archive
from . import export

EXPORTS: Mapping[str, Callable[[Archive], str]] = MappingProxyType(
    {
        export.FILE: export.archive_json,
        export.SCHEMA_FILE: export.schema_json,
    }
)
"""Name of each data file -> what makes its text. A new one is a line here."""


def write_data(archive: Archive, outdir: Path) -> None:
    """Write every data file into ``outdir``, where it differs from what is there."""
    for name, text_of in EXPORTS.items():
        write_text(outdir / name, text_of(archive))
