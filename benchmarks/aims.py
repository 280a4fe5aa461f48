"""What the website's build is to reach at 1,000 issues on two cores, and whether a run did."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from measure import Run

Runs = Mapping[str, Run]

_NEAR = 1.15
"""So much of the CPU of one process may more of them take."""


def _most(name: str, seconds: float) -> Callable[[Runs], tuple[str, bool]]:
    def judge(runs: Runs) -> tuple[str, bool]:
        return f"{runs[name].seconds:.1f} s", runs[name].seconds <= seconds

    return judge


def _beside_others(runs: Runs) -> tuple[str, bool]:
    others = sum(run.seconds for name, run in runs.items() if name.startswith(("Hugo", "Pagefind")))
    own = runs["clean, -j 2"].seconds
    return f"{own:.1f} s beside {others:.1f}", own < others


def _of_one(runs: Runs) -> tuple[str, bool]:
    more = [runs[f"clean, -j {n}"].cpu / runs["clean, -j 1"].cpu for n in (2, 4)]
    return " and ".join(f"{one:.2f}" for one in more), max(more) <= _NEAR


def _beside_stock(runs: Runs) -> tuple[str, bool]:
    times = runs["stock Sphinx"].seconds / runs["clean, -j 2, as many as stock"].seconds
    return f"{times:.1f} times", times >= 10  # noqa: PLR2004 - the aim


def _unchanged(runs: Runs) -> tuple[str, bool]:
    run = runs["nothing changed"]
    met = run.seconds <= 2 and not run.rewritten  # noqa: PLR2004 - the aim
    return f"{run.seconds:.1f} s, {run.rewritten} files written", met


AIMS: Mapping[str, Callable[[Runs], tuple[str, bool]]] = {
    "clean in 40 s": _most("clean, -j 2", 40),
    "clean faster than Hugo with Pagefind": _beside_others,
    "CPU with 2 and 4 processes at most 1.15 of one": _of_one,
    "10 times as fast as stock Sphinx at 400 issues": _beside_stock,
    "nothing changed: 2 s, no file written": _unchanged,
    "one item edited: 4 s": _most("one item edited", 4),
    "one issue added: 5 s": _most("one issue added", 5),
    "website of 250 MB": lambda runs: (
        f"{runs['clean, -j 2'].size / 1e6:.0f} MB",
        runs["clean, -j 2"].size <= 250e6,  # noqa: PLR2004 - the aim
    ),
    "memory of 1,500 MB with 2 processes": lambda runs: (
        f"{runs['clean, -j 2'].memory:.0f} MB",
        runs["clean, -j 2"].memory <= 1500,  # noqa: PLR2004 - the aim
    ),
    "`roundup check` that reads all: 4 s": _most("roundup check, the first", 4),
    "`make site` of the archive’s own content again: 4 s": _most("make site, again", 4),
}


def judged(runs: Runs) -> Iterator[str]:
    """Give the table of aims, with what was measured of each."""
    yield from ("| aim at 1,000 issues, two cores | measured | |", "| --- | --- | --- |")
    for name, judge in AIMS.items():
        try:
            figure, met = judge(runs)
        except (KeyError, ZeroDivisionError):
            yield f"| {name} | not measured | |"
        else:
            yield f"| {name} | {figure} | {'met' if met else '**missed**'} |"
