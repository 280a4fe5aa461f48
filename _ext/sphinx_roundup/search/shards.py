"""Index files: classic scripts, named by their content, written only when they changed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any

from ..atomic import write_text
from . import codec
from .codec import as_json

SHARD = 12_000
"""Letters of a shard of words before the next begins: about 8 kB over the wire."""

GROUP = 8
"""Blocks of hits that share a digest: one digest each would be a tenth of the manifest."""

ONE_FILE = 100_000
"""Letters of words and hits up to which they are part of the manifest: one file, one request."""

_INLINE = ("hits/", "columns/", "terms/")


class ShardWriter:
    """Collects the files of an index and puts them into a folder.

    Each file is one call, ``searchShard(name, payload)``; the name holds a digest of
    the payload, so an address never means two things.
    """

    def __init__(self) -> None:
        self.payloads: dict[str, str] = {}

    def put(self, folder: str, value: object) -> str:
        """Add a text or other JSON as a file named by its content and return its name in the folder."""
        payload = as_json(value)
        name = codec.digest(payload)
        self.payloads[f"{folder}/{name}"] = payload
        return name

    def blocks(self, folder: str, values: Iterable[str], group: int) -> str:
        """Add JSON as numbered files; return digests, five letters for each group of files."""
        payloads = list(values)
        digests = ""
        for start in range(0, len(payloads), group):
            members = payloads[start : start + group]
            # The number is part of the name: a short digest need only tell versions apart.
            digests += (digest := codec.digest("\n".join(members), 5))
            for number, payload in enumerate(members, start):
                self.payloads[f"{folder}/{number}-{digest}"] = payload
        return digests

    def shards(self, folder: str, rows: Iterable[tuple[str, str]], size: int) -> list[list[str]]:
        """Cut sorted rows into files; return the first key and the name of each."""
        return [[first, self.put(folder, text)] for first, text in _cut(rows, size)]

    def write(self, manifest: dict[str, Any], outdir: Path) -> str:
        """Write all files under ``outdir/search`` and return the manifest's digest."""
        inlined = {n: p for n, p in self.payloads.items() if n.startswith(_INLINE)}
        if sum(map(len, inlined.values())) > ONE_FILE:
            inlined = {}
        # The payloads are JSON already; the manifest is an object and never empty.
        inline = ",".join(f"{as_json(name)}:{payload}" for name, payload in inlined.items())
        text = f'{as_json(manifest)[:-1]},"inline":{{{inline}}}}}'
        digest = codec.digest(text)
        folder = outdir / "search"
        wanted = {f"{n}.js": _call(n, p) for n, p in self.payloads.items() if n not in inlined}
        for name, content in wanted.items():
            write_text(folder / name, content)
        write_text(
            folder / "manifest.js", f'searchShard("manifest",{text[:-1]},"digest":"{digest}"}});\n'
        )
        _sweep(folder, wanted)
        return digest


def _call(name: str, payload: str) -> str:
    return f'searchShard("{name}",{payload});\n'


def _cut(rows: Iterable[tuple[str, str]], limit: int) -> Iterator[tuple[str, str]]:
    """Cut rows into texts of at most so many letters, but of a row at least: first key and text."""
    pairs = list(rows)
    texts = [f"{key} {value}|" for key, value in pairs]
    ends = list(accumulate(map(len, texts)))
    start = 0
    while start < len(texts):
        before = ends[start - 1] if start else 0
        end = max(bisect_right(ends, before + limit), start + 1)
        yield pairs[start][0], "".join(["|", *texts[start:end]])
        start = end


def _sweep(folder: Path, wanted: dict[str, str]) -> None:
    """Delete files of an earlier index that this one no longer names."""
    for path in sorted(folder.glob("*/*.js")):
        if path.relative_to(folder).as_posix() not in wanted:
            path.unlink()
