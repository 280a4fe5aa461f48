"""Know at once that nothing changed: by a digest of all that an archive is made from.

The same pages, files, settings and day make the same archive, with the same problems. So
what is wrong with it is kept under that digest, and told again from there; and a builder
that has finished with the same digest need not put the archive together.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import astuple
from pathlib import Path
from types import MappingProxyType

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from ..guard.files import RESTORED
from ..guard.text import visible
from ..model.messages import Problem
from ..model.page_types import FOLDERS, PROPOSAL
from ..parse.archive_date import commit_of
from ..parse.ledger import FOLDER as LEDGER
from ..state import as_plain, code_digest, digest, file_digest, load, save
from .domain import domain_of
from .inputs import contents_seen, read_for, texts_read
from .link_settings import others_digest
from .settings import settings_of

logger = logging.getLogger(__name__)

NOTHING_SEEN: Mapping[str, str] = MappingProxyType({})
_KEPT = "problems.json"
_LOOKED = "roundup_looked"
_Looked = dict[str, tuple[tuple[int, ...], str]]
"""Path -> what changes whenever the file is written, and its digest: for one build, never kept."""
_IN_FOLDERS = (*FOLDERS, PROPOSAL.folder, RESTORED, LEDGER)
"""The folders that a build reads; of the others it reads what the settings name."""


def settings_text(config: Config) -> str:
    """Show every setting, the same in every process."""
    return repr([(option.name, as_plain(option.value)) for option in config])


def made_from(app: Sphinx, seen: Mapping[str, str] = NOTHING_SEEN) -> str:
    """Make a digest of all that the archive is made from.

    That is each page as it was read, and the files as they are now: where one changes
    while it is read, the digest before and that after differ. ``seen`` are digests of files
    that were looked at a moment ago.
    """
    folder, env = Path(app.srcdir), app.env
    today, commit = settings_of(app.config).today, commit_of(folder)
    pages = (f"{docname} {read_for(env, docname)}" for docname in sorted(texts_read(env)))
    found = sorted(env.found_docs)
    settings = settings_text(app.config)
    outside = others_digest(env)
    moment = (str(today), str(commit), outside)
    looked: _Looked = app.__dict__.setdefault(_LOOKED, {})
    files = _files(folder, seen, looked)
    return digest(code_digest(), settings, *moment, *files, "", *pages, "", *found)


def _files(folder: Path, seen: Mapping[str, str], looked: _Looked) -> Iterator[str]:
    """Every file that a build may read besides those that settings name, and what it holds."""
    root = f"{os.fspath(folder)}/"
    below = (name for name in _IN_FOLDERS if not (folder / name).is_symlink())
    names = [*_names(root, "", deep=False)]
    for name in below:
        names += _names(root, f"{name}/", deep=True)
    for name in names:
        yield name
        yield seen.get(name) or _what_is_at(root + name, looked)


def _names(root: str, below: str, *, deep: bool) -> Iterator[str]:
    """The names of what is in a folder, and where it is ``deep`` in those below it."""
    try:
        with os.scandir(root + below) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if below or not entry.name.startswith("."):
            yield below + entry.name
            if deep and entry.is_dir(follow_symlinks=False):
                yield from _names(root, f"{below}{entry.name}/", deep=True)


def _what_is_at(path: str, looked: _Looked) -> str:
    try:
        status = os.lstat(path)
    except OSError:
        return "no file"
    mode = status.st_mode
    if stat.S_ISLNK(mode):
        return f"a link to {os.readlink(path)}"  # noqa: PTH115 - of each file of the archive
    if stat.S_ISREG(mode):
        mark = (status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)
        if looked.get(path, ((),))[0] != mark:  # nobody wrote it since this build looked
            looked[path] = mark, file_digest(path)
        return looked[path][1]
    return "a folder" if stat.S_ISDIR(mode) else "no file"


def report_problems(app: Sphinx, env: BuildEnvironment) -> None:
    """Show everything that is wrong with the archive (``env-updated``).

    At every build and in sorted order, so that neither an incremental nor a
    parallel build hides or reorders a message.
    """
    domain_of(env).forget()
    for problem in _problems(app):
        place = f"{Path(env.srcdir) / visible(problem.path)}:{problem.line or 1}"
        logger.warning(
            visible(problem.sentence), location=place, type="roundup", subtype=problem.subtype
        )


def _problems(app: Sphinx) -> list[Problem]:
    """Find everything wrong in the archive: as it was found before, where nothing changed."""
    domain = domain_of(app.env)
    domain.made_from = made_from(app, contents_seen(app))
    kept = Path(app.doctreedir) / _KEPT
    known = load(kept, domain.made_from)
    if known is not None:
        return [Problem(*parts) for parts in known]
    found = domain.problems()
    if made_from(app) == domain.made_from:
        save(kept, domain.made_from, [astuple(problem) for problem in found])
    return found


def setup(app: Sphinx) -> None:
    """Register the telling of what is wrong."""
    app.connect("env-updated", report_problems, priority=400)
