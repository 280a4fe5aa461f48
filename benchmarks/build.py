"""Measure the website's build beside stock Sphinx, in one run, as ratios.

    python benchmarks/build.py                      # N = 25, 100, 400, 1000; stock to 400
    python benchmarks/build.py --issues 25 100 --stock 100 --output results.md

Each build is a process of its own. CPU is the processor time of it and its
children, memory the largest resident size of one process, as the operating
system counts them. Machines differ and are shared: read ratios, which are of
CPU time, since that hardly depends on what else a machine is doing.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from synthetic import synthetic_archive, write_sources

ROOT = Path(__file__).parents[1]
STOCK = Path(__file__).parent / "stock"
HEADER = "| issues | build | seconds | CPU s | CPU ms an issue | memory MB | files | files rewritten | MB written |"


@dataclass(frozen=True)
class Run:
    """One measured build; sizes in bytes, memory in megabytes."""

    issues: int
    name: str
    seconds: float
    cpu: float
    memory: float
    files: int
    rewritten: int
    written: int

    def row(self) -> str:
        """Show it as a row of the table."""
        return (
            f"| {self.issues} | {self.name} | {self.seconds:.1f} | {self.cpu:.1f} "
            f"| {1000 * self.cpu / self.issues:.0f} | {self.memory:.0f} "
            f"| {self.files} | {self.rewritten} | {self.written / 1e6:.1f} |"
        )


def build(issues: int, name: str, source: Path, out: Path, jobs: int = 1) -> Run:
    """Run one build and measure it.

    :raises SystemExit: if the build fails.
    """
    before = _times(out / "html")
    command = [sys.executable, "-m", "sphinx", "-q", "-j", str(jobs), "-b", "html"]
    command += ["-d", str(out / "doctrees"), str(source), str(out / "html")]
    started = time.perf_counter()
    process = os.spawnvp(os.P_NOWAIT, command[0], command)
    _, status, usage = os.wait4(process, 0)
    seconds = time.perf_counter() - started
    if status:
        raise SystemExit(f"{name} of {issues} issues failed: {' '.join(command)}")
    after = _times(out / "html")
    changed = [path for path in after if after[path] != before.get(path)]
    return Run(
        issues,
        name,
        seconds,
        usage.ru_utime + usage.ru_stime,
        usage.ru_maxrss / 1024,
        len(after),
        len(changed),
        sum(path.stat().st_size for path in changed),
    )


def _times(folder: Path) -> dict[Path, int]:
    return {p: p.stat().st_mtime_ns for p in folder.rglob("*") if p.is_file()}


def measure_ours(issues: int, work: Path) -> Iterator[Run]:
    """Measure the archive's builds: clean, unchanged, edited, added, parallel."""
    source, out = work / "ours", work / "ours-out"
    archive = synthetic_archive(issues)
    _lay_out(source)
    write_sources(archive, source)
    yield build(issues, "clean", source, out)
    yield build(issues, "nothing changed", source, out)
    page = sorted((source / "issues").glob("*.md"))[issues // 2]
    text = page.read_text(encoding="utf-8")
    page.write_text(_edit_one_item(text), encoding="utf-8")
    yield build(issues, "one item edited", source, out)
    extra = max((source / "issues").glob("*.md"))
    year = int(extra.stem[:4]) + 1
    shutil.copy(extra, extra.with_name(f"{year}-01.md"))
    yield build(issues, "one issue added", source, out)
    shutil.rmtree(out)
    yield build(issues, "clean, -j 2", source, out, jobs=2)


def _edit_one_item(text: str) -> str:
    start = text.index(":::{item}")
    words = text.index("\n\n", start) + 2
    return f"{text[:words]}Edited. {text[words:]}"


def _lay_out(source: Path) -> None:
    source.mkdir(parents=True)
    for name in ("conf.py", "index.md", "links-to-restore.md", "about.md", "data.md"):
        shutil.copy(ROOT / name, source)
    for name in ("_ext",):
        (source / name).symlink_to(ROOT / name)


def measure_stock(issues: int, work: Path) -> Run:
    """Measure stock Sphinx on the same text: flat toctree, Sphinx's own search."""
    source = work / "stock"
    shutil.copytree(STOCK, source)
    write_sources(synthetic_archive(issues), source)
    (source / "index.md").write_text(
        "# Stock\n\n```{toctree}\n:glob:\nissues/*\ntopics/*\n```\n", encoding="utf-8"
    )
    return build(issues, "stock Sphinx, clean", source, work / "stock-out")


def ratios(runs: list[Run]) -> Iterator[str]:
    """Say what the runs show, as ratios."""
    by_name = {(run.issues, run.name): run for run in runs}
    for (issues, name), run in by_name.items():
        clean = by_name[issues, "clean"]
        if name not in {"clean", "nothing changed"}:
            yield f"- {issues} issues: {name} takes {run.cpu / clean.cpu:.2f} of clean."
    sizes = sorted({run.issues for run in runs})
    for one, two in pairwise(sizes):
        a, b = by_name[one, "clean"], by_name[two, "clean"]
        cost = (b.cpu / two) / (a.cpu / one)
        yield f"- Cost of an issue at {two} beside {one} issues: {cost:.2f}."


def main() -> None:
    """Run and print; also write the table where ``--output`` says."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--issues", type=int, nargs="+", default=[25, 100, 400, 1000])
    parser.add_argument("--stock", type=int, default=400, help="stock Sphinx up to so many issues")
    parser.add_argument("--output", type=Path)
    options = parser.parse_args()
    runs: list[Run] = []
    lines = [HEADER, "|" + " --- |" * HEADER.count(" |")]
    print(*lines, sep="\n", flush=True)
    for issues in options.issues:
        with tempfile.TemporaryDirectory() as folder:
            measured = list(measure_ours(issues, Path(folder)))
            if issues <= options.stock:
                measured.append(measure_stock(issues, Path(folder)))
            runs.extend(measured)
            lines.extend(run.row() for run in measured)
            print(*(run.row() for run in measured), sep="\n", flush=True)
    lines += ["", *ratios(runs)]
    print("", *ratios(runs), sep="\n")
    if options.output:
        options.output.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
