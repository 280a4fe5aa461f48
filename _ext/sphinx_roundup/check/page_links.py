"""Find links between pages that lead nowhere: ``{doc}``, ``{ref}`` and links to a page's file.

What Sphinx and MyST would say of them, said by us: at every build and by the check alike.
"""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterator

from ..model.messages import Problem, did_you_mean
from ..parse.page import Page
from ..parse.references import FILE, Reference
from ..syntax.roles import DOC, REF

LABELS = frozenset({"genindex", "modindex", "py-modindex", "search"})
"""What ``{ref}`` can name: Sphinx's own pages. The guard lets no page name a place of its own."""


def check_page_links(page: Page, docs: Collection[str]) -> Iterator[Problem]:
    """Find the links of a page that lead nowhere.

    :param docs: the names of all pages with a file, without suffix.
    """
    for reference in page.cited:
        if reference.kind == REF and reference.name.lower() not in LABELS:
            message = f"there is no place with the label “{reference.name}”."
            hint = f"Known are {', '.join(sorted(LABELS))}; link to a page by {{doc}}."
            yield Problem(page.path, reference.line, "unknown-reference", message, hint)
        elif reference.kind in {DOC, FILE}:
            yield from _check_file(page.path, reference, docs)


def _check_file(path: str, reference: Reference, docs: Collection[str]) -> Iterator[Problem]:
    name, _, place = reference.name.partition("#")
    folder = "" if name.startswith("/") else posixpath.dirname(path)
    target = posixpath.normpath(posixpath.join(folder, name.lstrip("/"))) if name else ""
    if reference.kind == FILE:
        target = target.removesuffix(".md")
    if target and target not in docs:
        message = f"no page has the file “{target}.md”."
        hint = did_you_mean(target, docs, otherwise="Only a page with a file can be linked so.")
    elif place and (target or place.lower() not in LABELS):
        message = f"“{reference.name}” leads to no named place."
        hint = "Leave out what begins with #; to an entry, write {item}`2024-05/a-short-name`."
    else:
        return
    yield Problem(path, reference.line, "unknown-reference", message, hint)
