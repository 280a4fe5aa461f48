"""Print the table of ``docs/import.md``: ``python -m intake.table`` in ``tests``.

Each document is read in a process of its own, as the command does, so that
seconds and memory are those an editor pays.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from intake.paper import GOLDEN, Score, gold, knowledge, score
from intake.variants import VARIANTS, WORSE, Write
from intake.write_pdf import pdf
from sphinx_roundup.importer.pipeline import make_draft
from sphinx_roundup.importer.sandbox import read_file

_PDFS: dict[str, Write] = {
    "pdf, tagged": pdf,
    "pdf, tagged, two columns": partial(pdf, columns=2, hyphens=True, running=True),
    "pdf, untagged": partial(pdf, tags=False),
    "pdf, untagged, two columns": partial(pdf, tags=False, columns=2, hyphens=True, running=True),
}
_STRUCTURE = ("is it a heading", "is it one?", "has no link", "joined before", "a line ended in",
              "where this link begins")  # fmt: skip


def rows() -> Iterator[tuple[str, Score, int, int, float, float]]:
    """Name, what came back, points on structure, points in all, seconds, megabytes."""
    for name, write in {**VARIANTS, **WORSE, **_PDFS}.items():
        total = Score(0, 0, 0, True, True)
        structure = points = 0
        seconds = memory = 0.0
        for issue in GOLDEN:
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder, "newsletter")
                path.write_bytes(write(gold(issue)))
                start = time.perf_counter()
                imported = make_draft(read_file(path), knowledge())
                seconds += time.perf_counter() - start
                memory = max(memory, _memory(path))
            total = total.plus(score(imported, gold(issue)))
            said = [point for _, point in imported.points]
            points += len(said)
            structure += sum(any(words in point for words in _STRUCTURE) for point in said)
        yield name, total, structure, points, seconds, memory


def _memory(path: Path) -> float:
    """The most memory that reading takes, in megabytes."""
    code = (
        "import sys; from sphinx_roundup.importer import worker; worker.outcome("
        "open(sys.argv[1], 'rb').read());"
        "print(open('/proc/self/status').read().partition('VmHWM:')[2].split()[0])"
    )
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "_ext")}
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], check=True, capture_output=True, text=True, env=env
    )
    return int(done.stdout) / 1024


def main() -> None:
    """Print the table."""
    lines = [
        "| written as | items | headings | links | points on structure | points in all | seconds | MB |"
    ]
    lines.append("| --- | --: | --: | --: | --: | --: | --: | --: |")
    for name, found, structure, points, seconds, memory in rows():
        lines.append(
            f"| {name} | {found.items} | {found.headings} | {found.links} | {structure} | {points}"
            f" | {seconds:.1f} | {memory:.0f} |"
        )
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
