"""Print the table of ``docs/import.md``: ``python -m intake.table`` in ``tests``.

Each document is read in a process of its own, as the command does, so that
seconds and memory are those an editor pays.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from intake import write_html
from intake.paper import GOLDEN, Paper, Score, gold, knowledge, score
from intake.variants import VARIANTS, WORSE, Write
from intake.write_docx import docx
from intake.write_msg import msg
from intake.write_pdf import pdf
from sphinx_roundup.importer import office
from sphinx_roundup.importer.pipeline import make_draft
from sphinx_roundup.importer.sandbox import read_file

_PDFS: dict[str, Write] = {
    "pdf, tagged": pdf,
    "pdf, tagged, two columns": partial(pdf, columns=2, hyphens=True, running=True),
    "pdf, untagged": partial(pdf, tags=False),
    "pdf, untagged, two columns": partial(pdf, tags=False, columns=2, hyphens=True, running=True),
}


OFFICE = ("odt", "fodt", "rtf", "doc")
"""What LibreOffice makes of a Word file here, where it is installed, and reads again."""


def by_libreoffice(kind: str, paper: Paper) -> bytes:
    """An issue as LibreOffice saves it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "in.docx").write_bytes(docx(paper, "styles"))
        office.write_profile(folder / "profile")
        command = office.command_of(office.program(), folder, "docx")
        command[command.index("--convert-to") + 1] = kind
        subprocess.run(command, check=True, capture_output=True)
        return (folder / "out" / f"in.{kind}").read_bytes()


def _msg(paper: Paper) -> bytes:
    return msg(paper.title, "", write_html.outlook(paper))


def all_formats() -> dict[str, Write]:
    """Every way of writing an issue that can be tried here, by name."""
    made = {**VARIANTS, "msg, Outlook": _msg, **WORSE, **_PDFS}
    if office.program():
        made |= {f"{kind}, by LibreOffice": partial(by_libreoffice, kind) for kind in OFFICE}
    return made


class Row(NamedTuple):
    """What came of both printed issues, written in one way; counts are those of both."""

    name: str
    found: Score
    words: int
    links: int
    words_left_out: int
    links_left_out: int
    points: int
    seconds: float
    memory: float


def rows() -> Iterator[Row]:
    """Import both issues in each way; seconds are of processor time, all processes together."""
    for name, write in all_formats().items():
        total = Score(0, 0, 0, True, True)
        counts: Counter[str] = Counter()
        seconds = memory = 0.0
        for issue in GOLDEN:
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder, "newsletter")
                path.write_bytes(write(gold(issue)))
                start = _processor_time()
                imported = make_draft(read_file(path), knowledge())
                seconds += _processor_time() - start
                memory = max(memory, _memory(path))
            total = total.plus(score(imported, gold(issue)))
            counts["words"] += imported.account.words
            counts["links"] += imported.account.links
            counts["words left out"] += sum(len(e.text.split()) for e in imported.left_out)
            counts["links left out"] += sum(len(e.links) for e in imported.left_out)
            counts["points"] += len(imported.points)
        yield Row(
            name, total, counts["words"], counts["links"], counts["words left out"],
            counts["links left out"], counts["points"], seconds, memory,
        )  # fmt: skip


def _processor_time() -> float:
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


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
        "| written as | items | headings | links | words in | left out | links in | left out | points | CPU s | MB |"
    ]
    lines.append("| --- |" + " --: |" * 10)
    lines += [
        f"| {row.name} | {row.found.items} | {row.found.headings} | {row.found.links} | {row.words:,}"
        f" | {row.words_left_out} | {row.links} | {row.links_left_out} | {row.points}"
        f" | {row.seconds:.1f} | {row.memory:.0f} |"
        for row in rows()
    ]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
