"""What the pages of the last finished build were made from, and what it left.

Kept beside the doctrees, one file for each output folder, and replaced only when a
build has finished: a build that was stopped half-way is made good by the next, and so
is a page that somebody deleted, cut short or changed.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from ..state import digest, folder_digests, load, save


class Ledger:
    """Name of a page or of a set of files -> fingerprint of what it was made from."""

    def __init__(self, cache: Path, folder: Path, generation: str, but: Collection[str]) -> None:
        """Read the ledger of an output folder, kept in the folder ``cache``.

        One of another ``generation`` counts as empty: it stands for the code, templates and
        settings that make pages. ``but`` are folders below ``folder`` that others write.
        """
        self._path = cache / f"website-{digest(os.fspath(folder))[:8]}.json"
        self._folder = folder
        self._generation = generation
        self._but = frozenset(but)
        stored = load(self._path, generation) or {"made": {}, "files": {}, "from": ""}
        self._made: dict[str, str] = stored["made"]
        self._files: dict[str, str] = stored["files"]
        self._from: str = stored["from"]
        self._marks = _marks(folder, self.files())
        now = self._digests = folder_digests(folder, self._marks)
        self._sound = {name for name, value in now.items() if self._files.get(name) == value}
        self._new = now.keys() - self._files.keys()
        self._is_whole = True
        self.now: dict[str, str] = {}

    def is_whole(self, made_from: str) -> bool:
        """Tell whether the last build was made from the very same, and all is as it left it."""
        return self._from == made_from and not self._new and len(self._sound) == len(self._files)

    def files(self) -> Iterator[str]:
        """The files in the output folder, by their names below it, in a fixed order."""
        for place, folders, files in os.walk(self._folder):
            top = Path(place).relative_to(self._folder)
            folders[:] = sorted(one for one in folders if (top / one).as_posix() not in self._but)
            yield from ((top / name).as_posix() for name in sorted(files))

    def changed(self, name: str, fingerprint: str, *files: str) -> bool:
        """Note what something is made from now; tell whether it must be made again.

        It must where it was made from something else, or where one of its ``files`` is not
        as it was left. A folder ends with a slash and stands for all that is in it.
        """
        self.now[name] = fingerprint
        return self._made.get(name) != fingerprint or not all(map(self._is_sound, files))

    def _is_sound(self, name: str) -> bool:
        if not name.endswith("/"):
            return name in self._sound
        left = {one for one in self._files if one.startswith(name)}
        return left <= self._sound and not any(one.startswith(name) for one in self._new)

    def keep(self, fingerprint: str) -> None:
        """Keep what the last build made from the same, and this one does not ask for."""
        self.now |= {name: old for name, old in self._made.items() if old == fingerprint}

    def forget(self, name: str) -> None:
        """Have something made again by the next build."""
        self._is_whole = False
        self.now.pop(name, None)

    def save(self, made_from: str) -> None:
        """Remember this build, and each file as it is now.

        ``made_from`` is a digest of all that the whole is made from; "" where that is not known.
        """
        marks = _marks(self._folder, self.files())
        # Of what nobody touched since this build took its digest, that is taken.
        touched = [name for name in marks if marks[name] != self._marks.get(name)]
        digests = {**self._digests, **folder_digests(self._folder, touched)}
        files = {name: digests[name] for name in marks}
        whole = made_from if self._is_whole else ""
        save(self._path, self._generation, {"made": self.now, "files": files, "from": whole})


def _marks(folder: Path, names: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """Note of files what changes whenever one is written: for one build, and never kept."""
    found: dict[str, tuple[int, ...]] = {}
    for name in names:
        with suppress(OSError):
            status = (folder / name).stat()
            changed = (status.st_mtime_ns, status.st_ctime_ns)
            found[name] = (status.st_ino, status.st_size, *changed)
    return found
