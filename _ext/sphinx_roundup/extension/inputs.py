"""Read again what changed since it was read, known by contents and never by times.

Beside the environment stands a seal: a digest of the environment and of every doctree.
What is not as sealed is deleted before Sphinx looks, and so read anew. The environment
holds a digest of the text of each page, as it was really read: a page is read again
where its file holds another. A page of which something was said while it was read is
not sealed, so that its messages are said at every build.
"""

from __future__ import annotations

import io
import os
from codecs import BOM_UTF8
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import ENV_PICKLE_FILENAME, Sphinx
from sphinx.config import Config
from sphinx.environment import CONFIG_OK, BuildEnvironment

from ..guard.files import is_no_page
from ..state import code_digest, content_digest, digest, file_digest, folder_digests, load, save
from .said import said_of

_SEAL = "reading.json"
_SEEN = "roundup_seen"
"""The attribute of the application that maps path -> digest of a file that is as it was read."""
_READ = "roundup_read"
"""The attribute of the environment that maps docname -> digest of the text read."""
_LINKING = "roundup_linking"
"""The attribute that maps docname -> digest of the names of all pages when it was read.

Only of pages with links of Sphinx's own, which lead elsewhere as pages come and go.
"""


def open_seal(app: Sphinx, _config: Config) -> None:
    """Delete what a build left in the cache other than it was sealed (``config-inited``)."""
    folder = Path(app.doctreedir)
    sealed = load(folder / _SEAL, code_digest()) or {}
    found = [path.relative_to(folder).as_posix() for path in folder.rglob("*.doctree")]
    for name, now in folder_digests(folder, [ENV_PICKLE_FILENAME, *found]).items():
        if sealed.get(name) != now:
            (folder / name).unlink(missing_ok=True)


def seal(app: Sphinx, env: BuildEnvironment) -> None:
    """Seal environment and doctrees when they are written (``env-check-consistency``)."""
    folder = Path(app.doctreedir)
    said = said_of(app)
    silent = () if said.of_no_page else sorted(env.all_docs.keys() - said.pages)
    names = [ENV_PICKLE_FILENAME, *(f"{docname}.doctree" for docname in silent)]
    save(folder / _SEAL, code_digest(), folder_digests(folder, names))


def note_text(app: Sphinx, docname: str, source: list[str]) -> None:
    """Note what text of a page is read (``source-read``)."""
    texts_read(app.env)[docname] = content_digest(source[0].encode("utf-8", "surrogatepass"))


def note_others(app: Sphinx, doctree: nodes.document) -> None:
    """Note the other files that a page depends on, and its links (``doctree-read``)."""
    docname = app.env.current_document.docname
    references = doctree.findall(addnodes.pending_xref)
    if any(reference.get("refdomain") != "roundup" for reference in references):
        _kept(app.env, _LINKING)[docname] = digest(*sorted(app.env.found_docs))
    read = texts_read(app.env)
    read[docname] = _with_others(app.env, docname, read[docname])


def find_changed(
    app: Sphinx,
    env: BuildEnvironment,
    added: AbstractSet[str],
    changed: set[str],
    _removed: AbstractSet[str],
) -> list[str]:
    """Take as changed the pages whose contents changed, and no others (``env-get-outdated``)."""
    if env.config_status != CONFIG_OK:
        return []  # everything is read
    changed.clear()
    known = env.found_docs - added
    folder = os.fspath(app.srcdir)
    seen: dict[str, str] = {}
    setattr(app, _SEEN, seen)
    return [docname for docname in known if _is_changed(app, f"{folder}/", docname, seen)]


def read_links_again(_app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Read pages with links again where pages came or went (``env-before-read-docs``)."""
    names = digest(*sorted(env.found_docs))
    linking = _kept(env, _LINKING).items()
    again = {docname for docname, then in linking if then != names} & env.found_docs
    docnames[:] = sorted({*docnames, *again})


def _is_changed(app: Sphinx, folder: str, docname: str, seen: dict[str, str]) -> bool:
    """Whether a page is to be read again; note in ``seen`` what its file holds, where it is not."""
    env = app.env
    doctree = f"{os.fspath(app.doctreedir)}/{docname}.doctree"
    if docname in env.reread_always or not os.path.isfile(doctree):  # noqa: PTH113 - each page
        return True
    path = os.fspath(env.doc2path(docname, base=False))
    # What is no ordinary file is never opened: the guard takes it out, unread.
    if docname != app.config.root_doc and is_no_page(folder, path):
        return False
    try:
        with open(folder + path, "rb", buffering=0) as file:  # noqa: PTH123 - each page
            data = file.read()
        text = _text_digest(data, app.config.source_encoding)
    except (OSError, UnicodeDecodeError):
        return True
    if texts_read(env).get(docname) != _with_others(env, docname, text):
        return True
    seen[path] = text if _is_bare(data, app.config.source_encoding) else content_digest(data)
    return False


def _is_bare(data: bytes, encoding: str) -> bool:
    """Whether what a file holds is the very text, without being decoded."""
    return encoding == "utf-8-sig" and b"\r" not in data and not data.startswith(BOM_UTF8)


def _text_digest(data: bytes, encoding: str) -> str:
    """Make the digest of a page's text of what its file holds."""
    if _is_bare(data, encoding):
        return content_digest(data)  # the same as of a text read before, if it is text
    text = io.TextIOWrapper(io.BytesIO(data), encoding).read()
    return content_digest(text.encode("utf-8", "surrogatepass"))


def contents_seen(app: Sphinx) -> Mapping[str, str]:
    """Give what the files hold of pages that were found to be as they were read.

    By their paths below the archive's folder: digests as of :func:`.state.file_digest`.
    """
    seen: Mapping[str, str] = getattr(app, _SEEN, {})
    return seen


def _with_others(env: BuildEnvironment, docname: str, text: str) -> str:
    """A digest of a page from that of its text and of the files it depends on."""
    others = env.dependencies.get(docname)
    return digest(text, *map(file_digest, sorted(map(Path, others)))) if others else text


def forget(_app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """Forget a page that is gone or read again (``env-purge-doc``)."""
    for kept in (_READ, _LINKING):
        _kept(env, kept).pop(docname, None)


def merge(
    _app: Sphinx, env: BuildEnvironment, docnames: AbstractSet[str], other: BuildEnvironment
) -> None:
    """Take over what another process noted (``env-merge-info``)."""
    for kept in (_READ, _LINKING):
        theirs = _kept(other, kept)
        _kept(env, kept).update({name: theirs[name] for name in docnames if name in theirs})


def texts_read(env: BuildEnvironment) -> dict[str, str]:
    """Give the digests of the pages as they were read, by docname."""
    return _kept(env, _READ)


def read_for(env: BuildEnvironment, docname: str) -> str:
    """Make a digest of all that was read for a page: with links to others, of all pages.

    Such a link shows a title or leads to a heading; only pages of the site may have one.
    """
    read = texts_read(env)
    linked = sorted(read.items()) if docname in _kept(env, _LINKING) else ()
    return digest(read.get(docname, ""), *(part for pair in linked for part in pair))


def _kept(env: BuildEnvironment, name: str) -> dict[str, Any]:
    if not hasattr(env, name):
        setattr(env, name, {})
    kept: dict[str, Any] = getattr(env, name)
    return kept


def setup(app: Sphinx) -> None:
    """Register the seal and the digests of texts."""
    # After the folder is locked (1).
    app.connect("config-inited", open_seal, priority=10)
    # Before the guard (1), which empties a refused page.
    app.connect("source-read", note_text, priority=0)
    # After Sphinx's collectors (500), which find what a page depends on.
    app.connect("doctree-read", note_others, priority=900)
    app.connect("env-get-outdated", find_changed)
    # After the guard (1), which takes pages out.
    app.connect("env-before-read-docs", read_links_again, priority=10)
    app.connect("env-purge-doc", forget)
    app.connect("env-merge-info", merge)
    app.connect("env-check-consistency", seal, priority=900)
