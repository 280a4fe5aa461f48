"""Keep between builds what was made of each issue, so that an edited one makes its own anew alone."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from ..atomic import write_bytes
from ..state import digest

SUFFIX = ".part"

Texts = Mapping[str, bytes]
"""Name -> bytes that go into a file of that name."""


class Kept:
    """A folder of what was made, a file for each name, each under the digest of what it holds."""

    def __init__(self, folder: Path) -> None:
        """Use ``folder``, which need not be there yet."""
        self._folder = folder
        self._used: set[str] = set()

    def of(self, name: str, key: str, make: Callable[[], Texts]) -> Texts:
        """Give what was made under the same name and key; make and keep it where it is not there."""
        found = self.find(name, key)
        if found is None:
            found = make()
            self.put(name, key, found)
        return found

    def put(self, name: str, key: str, made: Texts) -> None:
        """Keep what was made, in the place of what was there."""
        self.use(name)
        _write(self._path(name), key, made)

    def rename(self, name: str, other: str) -> None:
        """Keep what is there, if anything is, under another name: it will be made anew."""
        with suppress(FileNotFoundError):
            self._path(name).replace(self._path(other))

    def find(self, name: str, key: str) -> Texts | None:
        """Give what was made under the same name and key; None where it is not there."""
        self.use(name)
        return self.look(name, key)

    def look(self, name: str, key: str) -> Texts | None:
        """Give what was made under the same name and key, without asking for it to be kept on."""
        return _read(self._path(name), key)

    def use(self, name: str) -> None:
        """Count something as asked for."""
        self._used.add(f"{name}{SUFFIX}")

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}{SUFFIX}"

    def forget_others(self) -> None:
        """Remove what this build did not ask for."""
        for path in self._folder.glob(f"*{SUFFIX}") if self._folder.is_dir() else ():
            if path.name not in self._used:
                path.unlink()


def _read(path: Path, key: str) -> Texts | None:
    """Read what :func:`_write` left; None for anything else."""
    try:
        seal, _, body = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    if seal.decode("ascii", "replace") != digest(key, body):
        return None
    sizes, _, data = body.partition(b"\n")
    return dict(_cut(json.loads(sizes), data))


def _cut(sizes: Mapping[str, int], data: bytes) -> Iterator[tuple[str, bytes]]:
    start = 0
    for name, size in sizes.items():
        yield name, data[start : start + size]
        start += size


def _write(path: Path, key: str, texts: Texts) -> None:
    sizes = json.dumps({name: len(text) for name, text in texts.items()})
    body = b"".join([sizes.encode(), b"\n", *texts.values()])
    write_bytes(path, f"{digest(key, body)}\n".encode() + body)
