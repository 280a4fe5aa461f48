"""Import a folder of 100 documents in every format, stopped once on the way, and say what it took.

    python benchmarks/import_many.py [--keep FOLDER] [--count 100]

A month each, from January 2010: parts of the two printed issues, put together by a fixed seed, in each
format in turn. Five are broken, and must stop nothing. The first run is ended when a third is
done; the second goes on. Seconds are of processor time, all processes together.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "watch"))
sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from conftest import copy_content
from intake.paper import GOLDEN, Paper, gold
from intake.table import all_formats
from sphinx_roundup.model.dates import ENGLISH, months

BROKEN = {
    "cut off.docx": lambda whole: whole[: len(whole) // 2],
    "empty.docx": lambda _whole: b"",
    "locked.doc": lambda _whole: b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"),
    "no newsletter.txt": lambda _whole: b"Hello.\n",
    "a picture.pdf": lambda _whole: b"%PDF-1.4\n%%EOF\n",
}
"""What no program reads, made of a document that can be read."""
_NAMES = [name.capitalize() for name in months(ENGLISH)]


def papers(count: int) -> list[Paper]:
    """So many issues of parts of the printed ones, a month each."""
    rng = random.Random(17)
    parts = [part for issue in GOLDEN for part in gold(issue).parts]
    first = gold(GOLDEN[0])
    made = []
    for number in range(count):
        year, month = divmod(number, 12)
        chosen = tuple(sorted(rng.sample(parts, rng.randint(4, 12)), key=parts.index))
        # A heading is printed once in an issue.
        own = tuple({part.heading: part for part in chosen}.values())
        made.append(replace(first, date=f"{_NAMES[month]} {2010 + year}", parts=own))
    return made


def write_all(folder: Path, count: int) -> int:
    """Write the documents; give how many bytes they have."""
    formats = list(all_formats().items())
    size = 0
    for number, paper in enumerate(papers(count - len(BROKEN))):
        name, write = formats[number % len(formats)]
        data = write(paper)
        size += len(data)
        (folder / f"{number:03} {name.replace('/', ' ')}").write_bytes(data)
    whole = dict(formats)["docx, styles"](gold(GOLDEN[0]))
    for name, damage in BROKEN.items():
        (folder / name).write_bytes(damage(whole))
    return size


def run(archive: Path, documents: Path, *, stop_at: int = 0) -> tuple[float, float, str]:
    """Import the folder; give processor time, wall clock and what was said."""
    command = [
        sys.executable,
        "-m",
        "sphinx_roundup.cli",
        "import",
        str(documents),
        "--archive",
        str(archive),
    ]
    code = "from sphinx_roundup.cli import main; main()"
    command = [sys.executable, "-c", code, *command[3:]]
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1] / "_ext")}
    before, start = os.times(), time.perf_counter()
    process = subprocess.Popen(
        command, env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    while stop_at and process.poll() is None:
        if len(list((archive / "issues").iterdir())) >= stop_at:
            process.send_signal(signal.SIGINT)
            break
        time.sleep(0.2)
    said, _ = process.communicate()
    after = os.times()
    used = (
        after.children_user + after.children_system - before.children_user - before.children_system
    )
    return used, time.perf_counter() - start, said


def main() -> None:
    """Write, import, stop, go on, and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--keep", type=Path, help="a folder for the documents and the archive")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = chosen.keep or Path(name)
        documents, archive = folder / "documents", folder / "archive"
        documents.mkdir(parents=True)
        size = write_all(documents, chosen.count)
        for page in (copy_content(archive) / "issues").iterdir():
            page.unlink()
        first = run(archive, documents, stop_at=chosen.count // 3)
        stopped = len(list((archive / "issues").iterdir()))
        second = run(archive, documents)
        third = run(archive, documents)
        drafts = len(list((archive / "issues").iterdir()))
    print(second[2])
    print(
        f"{chosen.count} documents, {size / 1e6:.1f} MB, {len(BROKEN)} of them broken: {drafts} drafts."
    )
    print("| run | CPU s | a document | seconds by the clock |\n| --- | --: | --: | --: |")
    for label, done, (cpu, wall, _) in (
        (f"stopped after {stopped}", stopped, first),
        ("goes on", chosen.count - stopped, second),
        ("nothing new", chosen.count, third),
    ):
        print(f"| {label} | {cpu:.0f} | {cpu / max(1, done):.2f} | {wall:.0f} |")


if __name__ == "__main__":
    main()
