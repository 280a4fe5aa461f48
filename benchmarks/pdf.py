"""How long the PDFs take, beside xelatex through Sphinx's own LaTeX builder.

    python benchmarks/pdf.py                  # 2, 50 and 500 issues
    python benchmarks/pdf.py 50 --xelatex     # needs xelatex and latexmk

Each figure is of a process of its own, so that nothing made before it helps.
Sphinx's reading is not counted: the archive is made in memory. xelatex sets the
same text: contents, entries, the addresses of their links and an index of topics
and sources; it makes no tags.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from sphinx_roundup.atomic import write_bytes
from sphinx_roundup.model.archive import Archive
from sphinx_roundup.model.records import Block, Run
from sphinx_roundup.pdf.compile import Pdf
from sphinx_roundup.pdf.parallel import make_jobs
from sphinx_roundup.pdf.plan import Job, Plan
from sphinx_roundup.pdf.print_settings import Edition
from synthetic import synthetic_archive

LIMIT = 48  # the builder's own, of issues in one file
TOPICS = 100
ONE_FILE = 120  # issues: with more, one file of the whole is not measured


def plan_of(archive: Archive, limit: int = LIMIT) -> Plan:
    """Everything the builder would make of an archive."""
    return Plan(Edition(archive), 0, limit, TOPICS)


def make(jobs: Iterable[Job], folder: Path) -> dict[str, dict[str, int]]:
    """Make PDFs as the builder does, on two cores; give the pages of volumes."""
    pages = {}
    for job, pdf in make_jobs(list(jobs), 0, os.cpu_count() or 1):
        assert isinstance(pdf, Pdf), pdf
        write_bytes(folder / job.path, pdf.content)
        if job.is_volume:
            pages[job.path] = dict(pdf.pages)
    return pages


def everything(issues: int, folder: Path) -> Callable[[], None]:
    """Issues, volumes and the whole (no reading lists), as the issue's table counts."""
    plan = plan_of(synthetic_archive(issues))

    def run() -> None:
        pages = make((job for job in plan.jobs() if not job.path.startswith("topics/")), folder)
        if plan.in_volumes:
            make([plan.index(pages)], folder)

    return run


def volumes(issues: int, folder: Path) -> Callable[[], None]:
    """The archive as its volumes and the index to them."""
    plan = plan_of(synthetic_archive(issues))

    def run() -> None:
        make([plan.index(make((job for job in plan.jobs() if job.is_volume), folder))], folder)

    return run


def index(issues: int, folder: Path) -> Callable[[], None]:
    """The index to the volumes alone, as when an edit moved an entry to another page."""
    archive = synthetic_archive(issues)
    pages: dict[str, dict[str, int]] = {}
    for issue in archive.issues:
        volume = pages.setdefault(f"{issue.year}.pdf", {})
        for item in issue.items:
            volume[item.anchor] = len(volume) // 5 + 4
    return lambda: make([plan_of(archive).index(pages)], folder) and None


def topics(issues: int, folder: Path) -> Callable[[], None]:
    """The reading lists."""
    plan = plan_of(synthetic_archive(issues))
    return lambda: make((j for j in plan.jobs() if j.path.startswith("topics/")), folder) and None


def whole(issues: int, folder: Path) -> Callable[[], None]:
    """The archive in one file."""
    plan = plan_of(synthetic_archive(issues), issues)
    return lambda: make((j for j in plan.jobs() if j.path == "archive.pdf"), folder) and None


def edited(issues: int, folder: Path) -> Callable[[], None]:
    """What one changed word of the newest issue makes due, digests of everything included."""
    archive = synthetic_archive(issues)
    before = {job.path: job.digest for job in plan_of(archive).jobs()}
    newest = archive.issues[-1]
    first = newest.sections[0].items[0]
    item = replace(first, body=(Block((Run("Changed "), *first.body[0].runs)), *first.body[1:]))
    section = replace(newest.sections[0], items=(item, *newest.sections[0].items[1:]))
    issue = replace(newest, sections=(section, *newest.sections[1:]))
    after = replace(archive, issues=(*archive.issues[:-1], issue))

    def run() -> None:
        due = [job for job in plan_of(after).jobs() if before[job.path] != job.digest]
        make(due, folder)
        print(f"made again: {', '.join(job.path for job in due)}", file=sys.stderr)

    return run


def nothing(issues: int, _folder: Path) -> Callable[[], None]:
    """A build that finds nothing to do."""
    archive = synthetic_archive(issues)
    return lambda: list(plan_of(archive).jobs()) and None


WORK = {
    "every PDF but reading lists": everything,
    "reading lists": topics,
    "archive in one file": whole,
    "archive in volumes": volumes,
    "one edited item": edited,
    "index to the volumes": index,
    "nothing changed": nothing,
}


def measured(name: str, issues: int) -> dict[str, float]:
    """Run one piece of work in a process of its own: seconds, CPU seconds, megabytes."""
    command = [sys.executable, __file__, "--work", name, str(issues)]
    said = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    found: dict[str, float] = json.loads(said.splitlines()[-1])
    return found


def cpu_seconds() -> float:
    """CPU seconds of this process and of those it started and ended."""
    use = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in use)


def peak(who: int) -> float:
    """Megabytes at the most, of this process or of the largest it started."""
    return resource.getrusage(who).ru_maxrss / 1024


def do(name: str, issues: int) -> None:
    """Do one piece of work and print what it took."""
    with tempfile.TemporaryDirectory() as folder:
        run = WORK[name](issues, Path(folder))
        cpu, start = cpu_seconds(), time.perf_counter()
        run()
        took = {"s": time.perf_counter() - start, "cpu": cpu_seconds() - cpu}
        size = sum(path.stat().st_size for path in Path(folder).rglob("*.pdf"))
    # Processes that work side by side need memory at the same time.
    helpers = (os.cpu_count() or 1) * peak(resource.RUSAGE_CHILDREN)
    memory = peak(resource.RUSAGE_SELF) + helpers
    print(json.dumps({**took, "MB": memory, "written MB": size / 1e6}))


# With the memory that TeX takes by itself it stops between 50 and 500 issues.
_ROOM = {"extra_mem_top": "60000000", "extra_mem_bot": "60000000"}
_LATEX_CONF = """\
extensions = ["myst_parser"]
latex_engine = "xelatex"
latex_show_urls = "footnote"
latex_use_xindy = False
"""


def latex_of(archive: Archive, folder: Path) -> None:
    """The same words as a Sphinx project."""
    (folder / "conf.py").write_text(_LATEX_CONF)
    names = []
    for issue in archive.issues:
        lines = [f"# {issue.date}", ""]
        for section in issue.sections:
            lines += [f"## {section.heading}", ""]
            for item in section.items:
                sources = ", ".join(source.label for source in archive.sources_of(item))
                topic_names = ", ".join(topic.title for topic in archive.topics_of(item))
                lines += [f"### {item.title}", "", f"{item.kind} · {sources} · {topic_names}", ""]
                indexed = [topic.title for topic in archive.topics_of(item)]
                indexed += [source.label for source in archive.sources_of(item)]
                for name in indexed:
                    lines += [f"```{{index}} single: {name}", "```", ""]
                for block in item.body:
                    lines += ["".join(_markdown(item.links, run) for run in block.runs), ""]
        (folder / f"{issue.id}.md").write_text("\n".join(lines), encoding="utf-8")
        names.append(issue.id)
    tree = "\n".join(names)
    (folder / "index.md").write_text(f"# The archive\n\n```{{toctree}}\n{tree}\n```\n")


def _markdown(links: tuple[object, ...], run: Run) -> str:
    if run.link is None:
        return run.text
    target = getattr(links[run.link], "target", None)
    return f"[{run.text}]({target})" if target else run.text


def xelatex(issues: int) -> dict[str, float]:
    """Seconds of the PDF step alone: Sphinx's reading and writing of .tex is not counted."""
    with tempfile.TemporaryDirectory() as work:
        source = Path(work, "source")
        source.mkdir()
        latex_of(synthetic_archive(issues), source)
        build = [sys.executable, "-m", "sphinx", "-q", "-b", "latex", str(source), f"{work}/latex"]
        subprocess.run(build, check=True)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        start = time.perf_counter()
        make_all = ["make", "-C", f"{work}/latex", "LATEXMKOPTS=-silent"]
        subprocess.run(make_all, check=True, capture_output=True, env={**os.environ, **_ROOM})
        took = time.perf_counter() - start
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        size = sum(path.stat().st_size for path in Path(work, "latex").glob("*.pdf"))
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"s": took, "cpu": cpu, "MB": float("nan"), "written MB": size / 1e6}


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("issues", type=int, nargs="*", default=[2, 50, 500])
    parser.add_argument("--xelatex", action="store_true", help="measure xelatex too")
    parser.add_argument("--work", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.work:
        do(options.work, options.issues[0])
        return
    print("| issues | work | seconds | CPU seconds | peak MB | written MB |")
    print("| --- | --- | --- | --- | --- | --- |")
    for issues in options.issues:
        whole_in = {}
        for name in WORK:
            if fits(name, issues):
                took = row(issues, name, measured(name, issues))
                if name.startswith("archive"):
                    whole_in[name] = took
        if options.xelatex:
            took = row(issues, "xelatex, archive in one file", xelatex(issues))
            for name, ours in whole_in.items():
                print(f"| {issues} | xelatex beside our {name} | {took / ours:.1f} times | | | |")


def fits(name: str, issues: int) -> bool:
    """Whether the builder would do this work at this size, or nearly."""
    if name == "archive in one file":
        return issues <= ONE_FILE
    return "volumes" not in name or issues > LIMIT


def row(issues: int, name: str, took: dict[str, float]) -> float:
    """Print a row of the table; give its seconds."""
    cells = (f"{took[key]:.2f}" for key in ("s", "cpu", "MB", "written MB"))
    print(f"| {issues} | {name} | {' | '.join(cells)} |", flush=True)
    return took["s"]


if __name__ == "__main__":
    main()
