"""Remember things between builds, and trust only what the same code wrote whole.

Whether something changed is decided by digests of contents, never by times. What a
build remembers stands in files of its own, each under the digest of what it holds and
of the code that wrote it: one that was cut short, damaged, edited or written by other
code counts as not there, and its build starts anew.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from hashlib import blake2b, sha256
from importlib.metadata import PackageNotFoundError, version
from itertools import chain
from pathlib import Path
from typing import Any

from .atomic import write_bytes

_PACKAGE = Path(__file__).parent
_LIBRARIES = (
    "ada-url", "docutils", "furo", "Jinja2", "markdown-it-py", "mdit-py-plugins", "myst-parser",
    "Pygments", "PyYAML", "snowballstemmer", "sphinx", "sphinx-design", "typst", "XlsxWriter",
)  # fmt: skip
"""Another version of these may read a page otherwise, or write it otherwise."""
_SHARE = 128
"""Files that a thread takes at a time: to hand over each by itself costs more than its digest."""


def digest(*parts: str | bytes) -> str:
    """Make a digest of texts: equal texts, equal digest."""
    made = blake2b(digest_size=16)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        made.update(len(data).to_bytes(8, "big"))
        made.update(data)
    return made.hexdigest()


def content_digest(data: bytes) -> str:
    """Make a digest of what a file holds.

    By SHA-256, which processors have built in: it takes half the time of other digests.
    """
    return sha256(data).hexdigest()[:32]


def file_digest(path: str | Path) -> str:
    """Make a digest of a file's contents; "" where there is no file that can be read."""
    try:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - a path of text will do
            return content_digest(file.read())
    except OSError:
        return ""


def folder_digests(folder: Path, names: Iterable[str]) -> dict[str, str]:
    """Make a digest of each of these files below a folder; "" for those that are not there."""
    wanted, root = list(names), os.fspath(folder)
    shares = [wanted[at : at + _SHARE] for at in range(0, len(wanted), _SHARE)]

    def make(share: list[str]) -> list[str]:
        return [file_digest(f"{root}/{name}") for name in share]

    if not shares[1:]:  # one share needs no thread
        return dict(zip(wanted, make(wanted), strict=True))
    # Files are read, and digests made, outside Python's lock: threads use all cores.
    with ThreadPoolExecutor() as threads:
        made = chain.from_iterable(threads.map(make, shares))
        return dict(zip(wanted, made, strict=True))


@cache
def code_digest(*folders: str) -> str:
    """Make a digest of the code that makes an archive: this package, and the libraries' versions.

    ``folders`` are those of the package that count; all, where none is named.
    """
    roots = [_PACKAGE / name for name in folders] or [_PACKAGE]
    parts = (part for root in roots for part in _code(root))
    return digest(*(f"{name} {_version(name)}" for name in _LIBRARIES), *parts)


def tree_digest(paths: Iterable[Path]) -> str:
    """Make a digest of files and of all files below folders, with their names."""
    return digest(*(part for path in paths for part in _code(path)))


def _code(path: Path) -> Iterator[bytes]:
    found = [path] if path.is_file() else sorted(path.rglob("*"))
    for one in found:
        if one.is_file() and one.suffix not in {".pyc", ".so"}:
            yield one.relative_to(path.parent).as_posix().encode()
            yield one.read_bytes()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def load(path: Path, key: str) -> Any:
    """Give what :func:`save` kept at ``path`` under the same ``key``; None for anything else."""
    try:
        head, _, body = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    return json.loads(body) if head.decode("ascii", "replace") == digest(key, body) else None


def save(path: Path, key: str, data: Any) -> None:
    """Keep plain data at ``path`` for a later build, under a key that names what wrote it."""
    body = json.dumps(data, sort_keys=True).encode()
    write_bytes(path, f"{digest(key, body)}\n".encode() + body)


def as_plain(value: object) -> object:
    """Show a setting as text that is the same in every process: no addresses, no order of sets."""
    if isinstance(value, Mapping):
        return sorted((repr(as_plain(key)), as_plain(part)) for key, part in value.items())
    if isinstance(value, (set, frozenset)):
        return sorted(repr(as_plain(part)) for part in value)
    if isinstance(value, (list, tuple)):
        return [as_plain(part) for part in value]
    if value is None or isinstance(value, (str, int, float, bool, os.PathLike)):
        return repr(value)
    return getattr(value, "__qualname__", type(value).__qualname__)
