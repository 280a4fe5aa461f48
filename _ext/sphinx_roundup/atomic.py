"""Write files so that nobody ever sees half of one."""

from __future__ import annotations

import os
from pathlib import Path


def write_bytes(path: Path, data: bytes) -> bool:
    """Put ``data`` at ``path``, unless it is there already; tell whether it was written.

    Written aside and renamed, so that a build that is stopped leaves the old
    file. Folders are made as needed.
    """
    try:
        if path.read_bytes() == data:
            return False
    except OSError:
        path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    aside.write_bytes(data)
    # Not aside.replace(path): Sphinx's own paths behave as text there.
    os.replace(aside, path)  # noqa: PTH105
    return True


def write_text(path: Path, text: str) -> bool:
    """Put ``text`` at ``path`` as UTF-8, as :func:`write_bytes` does."""
    return write_bytes(path, text.encode("utf-8"))
