"""Make the same entries searchable in three ways: ours, Pagefind's, Sphinx's."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from pathlib import Path

from sphinx_roundup.model.archive import Archive
from sphinx_roundup.model.records import Item
from synthetic import write_sources

HERE = Path(__file__).parent
CLIENT = HERE.parent / "_ext/sphinx_roundup/search/client"
ROOT = HERE.parent


@dataclass(frozen=True)
class Built:
    """A searchable site: where it is, and what making its index took."""

    folder: Path
    page: str
    seconds: float
    memory: float
    files: int
    size: int


def ours(archive: Archive, real: Path, folder: Path) -> Built:
    """Our index, under the page of the real site ``real``."""
    folder.mkdir(parents=True)
    shutil.copytree(real / "_static", folder / "_static")
    shutil.copytree(CLIENT, folder / "client")
    shutil.copy(real / "search.html", folder)
    started = time.perf_counter()
    memory = _in_child(lambda: _write_ours(archive, folder))
    seconds = time.perf_counter() - started
    files, size = _weigh(folder / "search")
    for path in (real / "search").glob("*.js"):
        if path.name != "manifest.js":
            shutil.copy(path, folder / "search")
    (folder / "bare.html").write_text(_bare_page(), encoding="utf-8")
    return Built(folder, "search.html", seconds, memory, files, size)


def _bare_page() -> str:
    """Return a page with the engine alone, for timing it."""
    names = (CLIENT / "order.txt").read_text(encoding="utf-8").split()
    tags = [f'<script src="client/{n}"></script>' for n in names if not n.startswith("view/")]
    ask = "<script>const engine = roundupSearch.engine(roundupSearch.loader('search/'));"
    ask += "globalThis.seek = async (q) => (await engine.query({ q })).total;</script>"
    return f"<!doctype html><html lang='en'><title>Engine</title>{''.join(tags)}{ask}</html>"


def _write_ours(archive: Archive, folder: Path) -> None:
    from sphinx_roundup.search import write_index  # noqa: PLC0415 - its import is not what is measured

    write_index(archive, folder, _address)


def pagefind(archive: Archive, folder: Path) -> Built:
    """Pagefind's index of one record per item, and the least page that uses it."""
    staged = folder / "staged"
    for item in archive.items:
        path = staged / f"{item.id}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(record(archive, item), encoding="utf-8")
    command = [sys.executable, "-m", "pagefind", "--site", str(staged), "--quiet"]
    started = time.perf_counter()
    memory = _in_child(
        lambda: os.execv(command[0], [*command, "--output-path", str(folder / "pagefind")])
    )
    seconds = time.perf_counter() - started
    for name in ("search_pagefind.html", "search_pagefind.js"):
        shutil.copy(HERE / name, folder)
    return Built(folder, "search_pagefind.html", seconds, memory, *_weigh(folder / "pagefind"))


def record(archive: Archive, item: Item) -> str:
    """Give an item as a page for Pagefind."""
    filters = [("year", str(archive.year_of(item))), ("kind", item.kind)]
    filters += [("topic", topic.title) for topic in archive.topics_of(item)]
    filters += [("source", source.label) for source in archive.sources_of(item)]
    spans = "".join(
        f'<span data-pagefind-filter="{name}">{escape(value)}</span> ' for name, value in filters
    )
    return (
        '<!doctype html><html lang="en"><body data-pagefind-body>'
        f"<h1>{escape(item.title)}</h1><p>{escape(item.text)}</p>{spans}"
        f'<span data-pagefind-meta="item">{escape(item.id)}</span></body></html>'
    )


def sphinx(archive: Archive, folder: Path) -> Built:
    """Stock Sphinx, MyST and furo, with Sphinx's own search; time and memory are of the whole build."""
    source = folder / "source"
    write_sources(archive, source)
    shutil.rmtree(source / "topics")
    names = "\n".join(f"issues/{issue.id}" for issue in archive.issues)
    (source / "index.md").write_text(f"# Archive\n\n```{{toctree}}\n{names}\n```\n")
    command = [sys.executable, "-m", "sphinx", "-Q", "-b", "html", "-c", str(HERE / "stock")]
    started = time.perf_counter()
    memory = _in_child(lambda: os.execv(command[0], [*command, str(source), str(folder / "html")]))
    seconds = time.perf_counter() - started
    html = folder / "html"
    return Built(html, "search.html", seconds, memory, 1, (html / "searchindex.js").stat().st_size)


def real_site(folder: Path) -> Path:
    """Build the real archive's website."""
    subprocess.run(
        [
            sys.executable,
            "-m",
            "sphinx",
            "-q",
            "-b",
            "html",
            "-d",
            f"{folder}/doctrees",
            ".",
            f"{folder}/html",
        ],
        check=True,
        cwd=ROOT,
    )
    return folder / "html"


def _address(item: str) -> str:
    return f"issues/{item.partition('/')[0]}.html#item-{item.replace('/', '-')}"


def _in_child(work: Callable[[], None]) -> float:
    """Do something in a process of its own; return its peak memory in MB.

    :raises SystemExit: if it fails.
    """
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            work()
            status = 0
        finally:
            os._exit(status)
    _, status, usage = os.wait4(pid, 0)
    if status:
        sys.exit(f"a build failed: {status}")
    return _peak(usage)


def _peak(usage: resource.struct_rusage) -> float:
    return usage.ru_maxrss / 1024


def _weigh(folder: Path) -> tuple[int, int]:
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return len(sizes), sum(sizes)
