"""What the pages of the last finished build were made from, and what it left.

Kept beside the doctrees, one file for each output folder, and replaced only when a
build has finished: a build that was stopped half-way is made good by the next, and so
is a page that somebody deleted, cut short or changed.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path

from ..extension.forks import Beside, can_fork
from ..state import digest, folder_digests, load, save

Mark = tuple[int, ...]
"""What changes whenever a file is written: for one build, and never kept."""


class OutputFolder:
    """The files of an output folder, and what they hold: another process may look while this one reads."""

    def __init__(self, folder: Path, but: Collection[str], workers: int = 1) -> None:
        """Begin to look; ``but`` are folders below ``folder`` that others write."""
        self.folder = folder
        self._but = frozenset(but)
        ahead = workers > 1 and can_fork()
        self._ahead = Beside(lambda _: self._look(), [""], 1) if ahead else None

    def files(self) -> dict[str, Mark]:
        """The files as they are now, each with what changes whenever it is written; in a fixed order."""
        return dict(_marks(os.fspath(self.folder), "", self._but))

    def looked(self) -> tuple[dict[str, Mark], dict[str, str]]:
        """Give the files as this build found them: the mark of each, and its digest."""
        if self._ahead:
            ((_, found),) = self._ahead
            return found
        return self._look()

    def _look(self) -> tuple[dict[str, Mark], dict[str, str]]:
        marks = self.files()
        return marks, folder_digests(self.folder, marks)

    def end(self) -> None:
        """End the process that looks, where a build failed."""
        if self._ahead:
            self._ahead.end()


class Ledger:
    """Name of a page or of a set of files -> fingerprint of what it was made from."""

    def __init__(self, cache: Path, output: OutputFolder, generation: str) -> None:
        """Read the ledger of an output folder, kept in the folder ``cache``.

        One of another ``generation`` counts as empty: it stands for the code, templates and
        settings that make pages.
        """
        self._path = cache / f"website-{digest(os.fspath(output.folder))[:8]}.json"
        self._output = output
        self._generation = generation
        stored = load(self._path, generation) or {"made": {}, "files": {}, "from": ""}
        self._made: dict[str, str] = stored["made"]
        self._files: dict[str, str] = stored["files"]
        self._from: str = stored["from"]
        self._marks, now = output.looked()
        self._digests = now
        self._sound = {name for name, value in now.items() if self._files.get(name) == value}
        self._new = now.keys() - self._files.keys()
        self._is_whole = True
        self.now: dict[str, str] = {}

    def is_whole(self, made_from: str) -> bool:
        """Tell whether the last build was made from the very same, and all is as it left it."""
        return self._from == made_from and not self._new and len(self._sound) == len(self._files)

    def files(self) -> list[str]:
        """The files in the output folder, by their names below it, in a fixed order."""
        return list(self._output.files())

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
        marks = self._output.files()
        # Of what nobody touched since this build took its digest, that is taken.
        touched = [name for name in marks if marks[name] != self._marks.get(name)]
        digests = {**self._digests, **folder_digests(self._output.folder, touched)}
        files = {name: digests[name] for name in marks}
        whole = made_from if self._is_whole else ""
        save(self._path, self._generation, {"made": self.now, "files": files, "from": whole})


def _marks(folder: str, name: str, but: Collection[str]) -> Iterator[tuple[str, Mark]]:
    """Yield the files below a folder, each with its mark; those of a folder before its folders'."""
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    below = [entry for entry in entries if entry.is_dir()]
    for entry in entries:
        with suppress(OSError):
            if not entry.is_dir():
                leads_nowhere = entry.is_symlink() and not entry.is_file()
                status = entry.stat(follow_symlinks=not leads_nowhere)
                changed = (status.st_mtime_ns, status.st_ctime_ns)
                yield f"{name}{entry.name}", (status.st_ino, status.st_size, *changed)
    for entry in below:
        if not entry.is_symlink() and f"{name}{entry.name}" not in but:
            yield from _marks(entry.path, f"{name}{entry.name}/", but)
