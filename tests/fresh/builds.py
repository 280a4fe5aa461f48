"""Build an archive and disturb it: kill it half-way, damage what it left, move its clocks."""

from __future__ import annotations

import contextlib
import os
import pickle
import shutil
import sys
import time
import traceback
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from random import Random

from sphinx.application import Sphinx
from sphinx.util.console import strip_colors
from sphinx.util.docutils import docutils_namespace, patch_docutils

from conftest import forget_other_builds

BUILDERS = {"html": "html", "roundup-pdf": "html/pdf"}
"""Builder -> its output folder, as in the Makefile."""
ZONES = ("UTC", "Pacific/Auckland", "America/Los_Angeles")
GARBAGE = (b"", b"[]", b"null", b'{"pages": 3}', b"\x80\x04\x95", b"\xff\xfe\x00", b"{")
YEARS = 40 * 365 * 24 * 3600

_watch: list[Callable[[str, bool], None]] = []
"""At most one: what is told of each file that is opened, and whether it is to be written."""


class Killed(BaseException):
    """Ends a build as nothing in it expects."""


def _audit(event: str, arguments: tuple[object, ...]) -> None:
    if _watch and event in {"open", "os.rename"} and isinstance(arguments[0], (str, bytes)):
        _, mode, flags = arguments[0], *arguments[1:3]
        writes = event != "open" or (
            bool(set("wax+") & set(mode))
            if isinstance(mode, str)
            else isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR))
        )
        _watch[0](os.fsdecode(arguments[0]), writes)


sys.addaudithook(_audit)


@dataclass(frozen=True)
class Said:
    """How a build ended: its exit code and its messages, in no order."""

    status: int
    messages: tuple[str, ...]


@contextlib.contextmanager
def quiet_python() -> Iterator[None]:
    """Let Python warn as it does outside tests: of MyST's ways, and of forks beside threads."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        warnings.simplefilter("ignore", PendingDeprecationWarning)
        yield


def build(
    source: Path, work: Path, builder: str, settings: Mapping[str, object], parallel: int = 1
) -> Said:
    """Build in this process, as the command line would."""
    said = StringIO()
    forget_other_builds()
    try:
        with quiet_python(), patch_docutils(source), docutils_namespace():
            app = Sphinx(
                source,
                source,
                work / BUILDERS[builder],
                work / "doctrees",
                builder,
                confoverrides=dict(settings),
                status=None,
                warning=said,
                parallel=parallel,
                warningiserror=True,
            )
            app.build()
        status = app.statuscode
    except SystemExit as ended:
        status = int(ended.code or 0)
    except Exception:  # noqa: BLE001 - the command line shows a traceback: one of a build's ends
        said.write(traceback.format_exc())
        status = 2
    lines = strip_colors(said.getvalue()).replace(f"{source}/", "").replace(f"{work}/", "")
    return Said(status, tuple(sorted(lines.splitlines())))


def build_apart(
    source: Path, work: Path, settings: Mapping[str, object], first: Callable[[], object]
) -> Said:
    """Build the website in a copy of this process, after something that would stay in it."""
    ours, theirs = os.pipe()
    with quiet_python():
        child = os.fork()
    if not child:
        try:
            first()
            said = build(source, work, "html", settings)
            os.write(theirs, pickle.dumps(said))
        finally:
            os._exit(0)
    os.close(theirs)
    with os.fdopen(ours, "rb") as pipe:
        said = pickle.loads(pipe.read())  # noqa: S301 - our own
    os.waitpid(child, 0)
    assert isinstance(said, Said)
    return said


def kill_html(source: Path, work: Path, settings: Mapping[str, object], rng: Random) -> None:
    """Build in a process that dies at once when it writes for the n-th time, half-way in a file."""
    left, parallel = rng.randrange(120), rng.choice((1, 1, 2))
    with quiet_python():
        child = os.fork()
    if child:
        os.waitpid(child, 0)
        return
    count = [left]

    def die(path: str, writes: bool) -> None:
        if writes and path.startswith(str(work)):
            count[0] -= 1
            if count[0] < 0:
                _watch.clear()
                if not Path(path).is_dir():
                    Path(path).write_bytes(b"half")
                os._exit(9)

    _watch[:] = [die]
    try:
        build(source, work, "html", settings, parallel)
    finally:
        os._exit(0)


def kill_pdf(source: Path, work: Path, settings: Mapping[str, object], rng: Random) -> None:
    """Interrupt a build of PDFs when it writes for the n-th time (its compiler cannot fork)."""
    count = [rng.randrange(12)]

    def interrupt(path: str, writes: bool) -> None:
        if writes and path.startswith(str(work)):
            count[0] -= 1
            if count[0] < 0:
                _watch.clear()
                raise Killed

    _watch[:] = [interrupt]
    try:
        build(source, work, "roundup-pdf", settings)
    except Killed:
        pass
    finally:
        _watch.clear()


def save_while_built(
    source: Path, work: Path, settings: Mapping[str, object], path: Path, text: str, rng: Random
) -> None:
    """Save a source file just before a build opens it for the n-th time; its time stays."""
    count = [rng.randrange(4)]
    status = path.stat()

    def save(opened: str, writes: bool) -> None:
        if opened == str(path) and not writes:
            count[0] -= 1
            if count[0] < 0:
                _watch.clear()
                path.write_text(text, encoding="utf-8")
                os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))

    _watch[:] = [save]
    try:
        build(source, work, "html", settings)
    finally:
        _watch.clear()


def damage(folder: Path, rng: Random) -> str:
    """Delete, cut short, change or replace a file below a folder; name it and what was done."""
    found = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    if not found:
        return ""
    path = rng.choice(found)
    data = path.read_bytes()
    how = rng.choice(("delete", "cut", "flip", "append", "replace", "leave"))
    if how == "delete":
        path.unlink()
    elif how == "leave":  # what a build that was killed leaves
        path.with_name(f".{path.name}.{rng.randrange(1, 99999)}").write_bytes(data[:9])
    elif data:
        place = rng.randrange(len(data))
        changed = {
            "cut": data[:place],
            "flip": data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :],
            "append": data + b"x",
            "replace": rng.choice(GARBAGE),
        }
        path.write_bytes(changed[how])
    return f"{how} {path.relative_to(folder)}"


def move_times(folder: Path, rng: Random) -> None:
    """Give files below a folder other times, years before or after now."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink() and rng.random() < 0.5:
            moment = time.time() + rng.randint(-YEARS, YEARS)
            os.utime(path, (moment, moment))


def change_zone(rng: Random) -> None:
    """Move this machine to another time zone."""
    os.environ["TZ"] = rng.choice(ZONES)
    time.tzset()


def write_sources(
    files: Mapping[str, str], odd: Mapping[str, str], folder: Path, rng: Random
) -> None:
    """Make a folder hold exactly these files; some keep the time of the file before them."""
    for path in sorted(folder.rglob("*"), reverse=True):
        name = path.relative_to(folder).as_posix()
        if "__pycache__" in name:
            continue
        is_odd = path.is_symlink() or (path.is_dir() and path.suffix == ".md")
        if is_odd or (path.is_file() and (name not in files or name in odd)):
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if name in odd:
            _write_odd(path, odd[name], folder)
        elif not path.exists() or path.read_bytes() != text.encode():
            status = path.stat() if path.exists() else None
            path.write_bytes(text.encode())
            if status and rng.random() < 0.5:
                os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def _write_odd(path: Path, what: str, folder: Path) -> None:
    if what == "link":
        path.symlink_to(folder / "index.md")
    elif what == "dangling":
        path.symlink_to(folder / "none.md")
    elif what == "folder":
        path.mkdir()
    else:
        path.write_bytes(b"# \xff\n")
