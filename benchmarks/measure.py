"""Run a command and say what it took: wall clock, processor, memory of all its processes, files."""

from __future__ import annotations

import os
import subprocess
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

_EVERY = 0.25
"""Seconds between two looks at the memory."""


@dataclass(frozen=True)
class Run:
    """One measured run; times in seconds, memory in megabytes, sizes in bytes."""

    issues: int
    name: str
    seconds: float
    cpu: float
    memory: float
    files: int = 0
    size: int = 0
    rewritten: int = 0

    def row(self) -> str:
        """Show it as a row of the table."""
        return (
            f"| {self.issues} | {self.name} | {self.seconds:.1f} | {self.cpu:.1f} "
            f"| {self.memory:.0f} | {self.files} | {self.size / 1e6:.1f} | {self.rewritten} |"
        )


HEADER = "| issues | work | seconds | CPU s | memory MB | files | MB | files rewritten |"


def measured(
    issues: int,
    name: str,
    command: Sequence[str],
    out: Path | None = None,
    folder: Path | None = None,
) -> Run:
    """Run a command in ``folder`` and measure it and all processes it starts.

    Memory is the most that their proportional set sizes came to together.

    :param out: the folder that it writes, whose files are counted.
    :raises SystemExit: if it fails.
    """
    before = _times(out) if out else {}
    started = perf_counter()
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=folder, stdout=quiet)
    watch = _Watch(process.pid)
    watch.start()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = status  # so that nobody else waits for it
    seconds = perf_counter() - started
    memory = watch.stop()
    if status:
        raise SystemExit(f"{name} of {issues} issues failed: {' '.join(command)}")
    after = _times(out) if out else {}
    changed = [path for path in after if after[path] != before.get(path)]
    size = sum(path.stat().st_size for path in after)
    cpu = usage.ru_utime + usage.ru_stime
    return Run(issues, name, seconds, cpu, memory, len(after), size, len(changed))


def _times(folder: Path) -> dict[Path, int]:
    return {p: p.stat().st_mtime_ns for p in folder.rglob("*") if p.is_file()}


class _Watch(threading.Thread):
    """Looks at the memory of a process and those below it, until it is stopped."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid = pid
        self._done = threading.Event()
        self._most = 0.0

    def run(self) -> None:
        """Look again and again."""
        while not self._done.wait(_EVERY):
            self._most = max(self._most, sum(map(_share_of, _family(self._pid))) / 1024)

    def stop(self) -> float:
        """End looking; give the most there was, in megabytes."""
        self._done.set()
        self.join()
        return self._most


def _family(pid: int) -> list[int]:
    """A process and all below it."""
    above: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError, ValueError, IndexError):
                # After the name, which may hold anything, come the state and the parent.
                parent = (entry / "stat").read_text().rpartition(")")[2].split()[1]
                above.setdefault(int(parent), []).append(int(entry.name))
    found = [pid]
    for one in found:
        found.extend(above.get(one, ()))
    return found


def _share_of(pid: int) -> int:
    """The proportional set size of a process, in kilobytes; 0 when it has gone."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0
