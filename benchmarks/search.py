"""Measure the search beside Pagefind, MiniSearch and Sphinx's own, in one run.

    python benchmarks/search.py                         # the real issues, 100 and 1,000 synthetic ones
    python benchmarks/search.py --issues 100 --peers 0  # ours alone

Needs Chromium, node on the path, and ``pip install pagefind[bin]==1.5.2``; MiniSearch is
measured where ``--modules`` names a folder in which ``npm install minisearch``
was run. Bytes are those over the wire, headers included. "Slow" is the
browser's Slow 4G with a processor four times slower. Times on a shared machine
vary: the middle of three is shown.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser

import search_quality as quality
import search_sites as sites
from search_browser import Timed, chromium, deep_link, main_thread, served
from sphinx_roundup.model.archive import Archive
from synthetic import synthetic_archive

ROOT = Path(__file__).parents[1]
SPHINX = 100
"""The most issues for which Sphinx is measured: beyond, its build takes very long."""

REAL = 2
"""So many issues stand for the real archive."""

FIRST, NEXT, COMMON = "sextortion", "county lines", "children"
HEADER = (
    "| issues | engine | index s | MB | files | MB on disk | first results kB | with what follows kB | files asked "
    "| whole page kB | slow: link to results s | slow: next query s | kB | common word s | heap MB |"
)


def main() -> None:
    """Measure what the command line asks for and print the tables."""
    options = _options()
    with tempfile.TemporaryDirectory() as work, chromium() as browser:
        folder = Path(work)
        real = sites.real_site(folder / "real")
        print(HEADER)
        print("|" + " --- |" * (HEADER.count("|") - 1))
        for issues in options.issues:
            archive = synthetic_archive(issues) if issues > REAL else _real()
            for row in _rows(browser, archive, issues, real, folder, options.peers):
                print(row, flush=True)
        print()
        for line in _quality(browser, real, folder, options):
            print(line, flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument(
        "--issues", type=int, nargs="+", default=[2, 100, 1000], help="2 is the real archive"
    )
    parser.add_argument(
        "--peers", type=int, default=1000, help="measure the others up to so many issues"
    )
    parser.add_argument(
        "--sphinx", type=int, default=100, help="measure Sphinx up to so many issues"
    )
    parser.add_argument("--modules", type=Path, help="a folder in which MiniSearch is installed")
    parser.add_argument(
        "--unseen", action="store_true", help="judge by the queries kept apart, too"
    )
    return parser.parse_args()


def _real() -> Archive:
    sys.path.insert(0, str(ROOT / "tests"))
    from gold import printed_archive  # noqa: PLC0415 - the tests own both printed issues

    return printed_archive()


def _rows(
    browser: Browser, archive: Archive, issues: int, real: Path, folder: Path, peers: int
) -> Iterator[str]:
    built = sites.ours(archive, real, folder / f"ours-{issues}")
    yield _row(browser, issues, "ours", built, folder, "bare.html")
    if issues <= peers:
        built = sites.pagefind(archive, folder / f"pagefind-{issues}")
        yield _row(browser, issues, "Pagefind", built, folder, "search_pagefind.html#main-thread")
    if issues <= min(peers, SPHINX):
        built = sites.sphinx(archive, folder / f"sphinx-{issues}")
        yield _row(browser, issues, "Sphinx (whole build)", built, folder, "")


def _row(
    browser: Browser, issues: int, name: str, built: sites.Built, keys: Path, bare: str
) -> str:
    with served(built.folder, keys) as server:
        runs = [deep_link(browser, server, built.page, FIRST, NEXT) for _ in range(3)]
        common = main_thread(browser, server.address + bare, COMMON) if bare else None
    first = sorted(runs, key=lambda run: run.seconds)[1]
    return (
        f"| {issues} | {name} | {built.seconds:.1f} | {built.memory:.0f} | {built.files} | {built.size / 1e6:.1f} "
        f"| {_shown(first.first_kb if name == 'ours' else None)} | {first.index_kb:.0f} | {first.requests} | {first.page_kb:.0f} | {first.seconds:.1f} "
        f"| {_middle(runs)} | {_shown(first.next_kb)} | {_shown(common, 2)} | {first.heap_mb:.1f} |"
    )


def _middle(runs: list[Timed]) -> str:
    known = [run.next_seconds for run in runs if run.next_seconds is not None]
    return f"{median(known):.1f}" if known else "-"


def _shown(value: float | None, digits: int = 0) -> str:
    return "-" if value is None else f"{value:.{digits}f}"


def _quality(
    browser: Browser, real: Path, folder: Path, options: argparse.Namespace
) -> Iterator[str]:
    archive = _real()
    yield "| queries | engine | recall in ten | MRR |"
    yield "| --- | --- | --- | --- |"
    parts = [
        "tuning",
        "readers",
        "report",
        "second",
        *(["unseen", "kept-aside", "second-aside"] if options.unseen else []),
    ]
    for part in parts:
        queries = quality.judged(part)
        answers = {"ours": quality.ours(real, queries)}
        if options.modules:
            answers["MiniSearch"] = quality.minisearch(archive, queries, options.modules)
        if (folder / "pagefind-2").exists():
            with served(folder / "pagefind-2", folder) as server:
                answers["Pagefind"] = quality.pagefind(browser, server.address, queries)
        for name, found in answers.items():
            yield "| {} {} | {} | {:.3f} | {:.3f} |".format(
                len(queries), part, name, *quality.figures(queries, found)
            )
    yield from _known(browser, folder, options)


def _known(browser: Browser, folder: Path, options: argparse.Namespace) -> Iterator[str]:
    most = max(options.issues)
    archive = synthetic_archive(most) if most > REAL else _real()
    queries = quality.known_items(archive, 200)
    answers = {"ours": quality.ours(folder / f"ours-{most}", queries)}
    if (folder / f"pagefind-{most}").exists():
        with served(folder / f"pagefind-{most}", folder) as server:
            answers["Pagefind"] = quality.pagefind(browser, server.address, queries)
    for name, found in answers.items():
        yield "| 200 known items of {} issues | {} | {:.3f} | {:.3f} |".format(
            most, name, *quality.figures(queries, found)
        )


if __name__ == "__main__":
    main()
