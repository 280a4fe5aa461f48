"""The files of contributed content: regular files with ordinary names, nothing else."""

from __future__ import annotations

import json
import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..model.messages import Problem
from ..model.page_types import FOLDERS, required_folders
from .page_patterns import PagePatterns, page_patterns
from .policy import MAX_BYTES, MAX_DATA_BYTES

RESTORED = "restored"
"""The folder of addresses that were found for lost links; an archive may have none."""
_STEM = r"(?:[a-z0-9]+(?:-[a-z0-9]+)*|[0-9]{4}-W[0-9]{2})"
_NAME = re.compile(_STEM + r"\.md")
SITE_NAME = re.compile(r"[a-z0-9-]+\.md")
"""That of a page of the site, at the top of the archive."""
_DATA_NAME = re.compile(_STEM + r"\.yml")
"""Lower-case words and numbers; and a week as ISO 8601 writes it."""
_PAGE_HINT = "Use lower-case letters, digits and hyphens, and .md at the end."
_LINKED = "it is not a file of its own but leads to another."


def file_problem(folder: Path, path: str, most: int = MAX_BYTES) -> Problem | None:
    """Why the file at ``path`` below ``folder`` is not read at all; None if it may be.

    ``most`` is how many bytes it may have.
    """
    why, hint = _reason(folder, path, most)
    # Spelt out, for a name may hold line ends or signs that a terminal or a log obeys.
    shown = path if path.isprintable() else path.encode("unicode_escape").decode()
    return Problem(shown, 1, "unsafe-file", why, hint) if why else None


def is_no_page(folder: str, path: str) -> bool:
    """Whether a file is refused by what it is, unread: the folder ends with a slash.

    Quick, for a build asks it of each page; :func:`file_problem` says why, and reads the file.
    """
    parent, _, name = path.rpartition("/")
    if _name_slip(parent, name) or (parent and os.path.islink(folder + parent)):  # noqa: PTH114 - of each page
        return True
    try:
        status = os.lstat(folder + path)
    except OSError:
        return True
    return not stat.S_ISREG(status.st_mode) or status.st_size > MAX_BYTES


def _reason(folder: Path, path: str, most: int) -> tuple[str, str]:
    parent, _, name = path.rpartition("/")
    if slip := _name_slip(parent, name):
        return slip
    if parent and (folder / parent).is_symlink():
        return _LINKED, "Put the file itself into the folder."
    try:
        status = (folder / path).lstat()
    except OSError:
        return "it cannot be read.", "Save it again."
    if not stat.S_ISREG(status.st_mode):
        return _LINKED, "Put the file itself in its place."
    if status.st_size > most:
        return (
            f"it has {status.st_size:,} bytes, and {most:,} are the most.",
            "Leave out what is not an entry of this issue.",
        )
    return _undecodable(folder / path)


def _name_slip(parent: str, name: str) -> tuple[str, str] | None:
    if parent == RESTORED and not _DATA_NAME.fullmatch(name):
        return (
            f"{name!a} is no name for a file of addresses.",
            "Name it as its issue, with .yml at the end: 2024-04.yml.",
        )
    if parent and parent != RESTORED and not _NAME.fullmatch(name):
        return (
            f"{name!a} is no name for a page.",
            _PAGE_HINT,
        )
    if not parent and name.endswith(".md") and not (SITE_NAME.fullmatch(name) or is_document(name)):
        return f"{name!a} is no name for a page.", _PAGE_HINT
    return None


def is_document(name: str) -> bool:
    """Whether a file at the top is no page, but the repository's own, as README.md is."""
    return name[:1].isupper()


def _undecodable(path: Path) -> tuple[str, str]:
    try:
        decoded(path)
    except UnicodeDecodeError as error:
        before = error.object[: error.start]
        line, words = before.count(b"\n") + 1, before.rpartition(b"\n")[2][-30:]
        shown = ascii(words.decode("ascii", errors="replace").replace("\ufffd", "?"))[1:-1]
        return (
            f"line {line} is not UTF-8 text, after “{shown}”.",
            "Save it as UTF-8; in Word: Save as, Plain Text, then the encoding Unicode (UTF-8).",
        )
    except OSError:
        return "it cannot be read.", "Save it again."
    return "", ""


def folder_problems(folder: Path) -> Iterator[Problem]:
    """Say of each folder of contributed content that it is missing or leads elsewhere."""
    required = frozenset(required_folders())
    for name in FOLDERS:
        path = folder / name
        if path.is_symlink():
            hint = "Put the folder itself in its place."
            yield Problem(name, 1, "unsafe-file", _LINKED.replace("a file", "a folder"), hint)
        elif not path.is_dir() and (name in required or path.exists()):
            yield Problem(name, 1, "unsafe-file", "there is no such folder.", "Make it.")
        else:
            yield from _folders_inside(folder, name)


def _folders_inside(folder: Path, name: str) -> Iterator[Problem]:
    """Say of each folder inside one of pages that its pages are not read."""
    found = sorted((folder / name).glob("*/*.md"))
    patterns = page_patterns(folder) if found else None
    for path in found:
        if patterns and patterns.reads(path.relative_to(folder).as_posix()):
            continue
        message = "this page is in a folder of its own, and is not read."
        hint = f"Put the file into {name}/ itself."
        yield Problem(f"{name}/{path.parent.name}/{path.name}", 1, "unsafe-file", message, hint)


def read_json(folder: Path, name: str) -> Any:
    """Read a file that a command keeps; None where there is none.

    :raises ValueError: for what is no ordinary file, too large, too deep or no JSON.
    """
    path = folder / name
    if not (path.exists() or path.is_symlink()):
        return None
    if problem := file_problem(folder, name, MAX_DATA_BYTES):
        raise ValueError(problem.message)
    try:
        return json.loads(decoded(path))
    except RecursionError as error:
        raise ValueError("it is nested too deeply.") from error


def decoded(path: Path) -> str:
    """The text of a page, as Sphinx decodes it."""
    return path.read_text(encoding="utf-8-sig")


def pages(folder: Path) -> Iterator[str]:
    """The paths of the pages of contributed content, in a fixed order, whatever they are."""
    is_read = page_patterns(folder).reads
    for name in FOLDERS:
        found = (f"{name}/{path.name}" for path in (folder / name).glob("*.md"))
        yield from sorted(filter(is_read, found))


def site_pages(folder: Path) -> list[str]:
    """The paths of the site's own pages, at the top of the archive, whatever they are.

    And of those in any folder that ``conf.py`` includes.
    """
    patterns = page_patterns(folder)
    names = [path.name for path in folder.glob("*.md")]
    if patterns.reaches_deep:
        names += _pages_below(folder, patterns)
    return sorted(filter(patterns.reads, names))


def _pages_below(folder: Path, patterns: PagePatterns) -> Iterator[str]:
    """The paths of all pages in folders, but for those of contents, which :func:`pages` gives."""
    for place, folders, names in os.walk(folder, followlinks=True):  # as Sphinx does
        parent = Path(place).relative_to(folder).as_posix()
        folders[:] = [
            one for one in folders if not patterns.leaves_out(f"{parent}/{one}".removeprefix("./"))
        ]
        if parent not in {".", *FOLDERS}:
            yield from (f"{parent}/{name}" for name in names if name.endswith(".md"))
