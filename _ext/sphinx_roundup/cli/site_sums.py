"""Sum up a built site, and pack it into one file: the same bytes for the same site."""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from ..atomic import replacing, write_text

_SUM = re.compile(r"[0-9a-f]{64}")

SUMS = "SHA256SUMS"
ZIP = "archive.zip"
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The only day that a zip cannot go before: it says nothing of when the file was made."""
_PACKED = frozenset({".pdf", ".gz", ".xlsx", ".woff2", ".png", ".zip"})
"""Files that are compressed already."""


def sums_of(folder: Path) -> Mapping[str, str]:
    """Make the SHA-256 of each file that is published, by its name, in order.

    Names that begin with a dot are not: GitHub Pages is never given them, and no page needs them.
    """
    names = sorted(
        name
        for path in folder.rglob("*")
        if path.is_file() and (name := path.relative_to(folder).as_posix()) not in {SUMS, ZIP}
        if not any(part.startswith(".") for part in name.split("/"))
    )
    with ThreadPoolExecutor() as threads:
        return dict(zip(names, threads.map(lambda name: sum_of(folder / name), names), strict=True))


def sum_of(path: Path) -> str:
    """Make the SHA-256 of a file, as ``sha256sum`` writes it."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def as_text(sums: Mapping[str, str]) -> str:
    """Write sums as ``sha256sum --check`` reads them.

    :raises ValueError: for a name that a line cannot hold.
    """
    for name in sums:
        if "\n" in name or "\\" in name:
            raise ValueError(f"{name!r} cannot be the name of a published file")
    return "".join(f"{digest}  ./{name}\n" for name, digest in sorted(sums.items()))


def read_sums(text: str) -> Mapping[str, str]:
    """Read what :func:`as_text` wrote, or ``sha256sum``; names have no ``./`` before them.

    :raises ValueError: with the line that is none.
    """
    found = {}
    for number, line in enumerate(text.splitlines(), 1):
        digest, _, name = line.partition("  ")
        name = name.removeprefix("./")
        parts = name.split("/")
        if not _SUM.fullmatch(digest) or not name or ".." in parts or name.startswith("/"):
            raise ValueError(f"line {number} is no sum of a file")
        found[name] = digest
    return found


def write_zip(folder: Path, top: str, sums: Mapping[str, str]) -> Path:
    """Pack the files that were summed up, and their sums, below one folder ``top``."""
    path = folder / ZIP
    with replacing(path) as file, zipfile.ZipFile(file, "w") as packed:
        for name in sorted(sums):
            _add(packed, f"{top}/{name}", (folder / name).read_bytes())
        _add(packed, f"{top}/{SUMS}", as_text(sums).encode())
    return path


def _add(packed: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, _FIRST_DAY)
    entry.create_system = 3  # Unix, wherever it is made: else the attributes mean something else
    entry.external_attr = 0o100644 << 16
    is_packed = Path(name).suffix in _PACKED
    entry.compress_type = zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED
    packed.writestr(entry, data, compresslevel=9)


def seal(folder: Path, top: str, *, with_zip: bool) -> None:
    """Write the zip, if there is to be one, and then the sums of all that is published."""
    sums = dict(sums_of(folder))
    if with_zip:
        sums[ZIP] = sum_of(write_zip(folder, top, sums))
    else:
        (folder / ZIP).unlink(missing_ok=True)
    write_text(folder / SUMS, as_text(sums))
