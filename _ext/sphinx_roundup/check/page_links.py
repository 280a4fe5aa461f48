"""Find links between pages that lead nowhere: ``{doc}``, ``{ref}`` and links to a page's file.

What Sphinx and MyST would say of them, said by us: at every build and by the check alike.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from ..model.archive import Archive
from ..model.messages import Problem, did_you_mean
from ..model.page_types import RECORDED
from ..parse.cited_names import FILE, CitedName
from ..parse.page import Page
from ..syntax.roles import DOC, REF
from .link_targets import LABEL, LinkTargets


def check_page_links(page: Page, targets: LinkTargets, archive: Archive) -> Iterator[Problem]:
    """Find the links of a page that lead nowhere.

    :param targets: where links can lead in this archive.
    """
    for reference in page.cited:
        if reference.kind == REF:
            if not targets.has_label(reference.name):
                yield _no_label(page.path, reference)
        elif reference.kind == FILE:
            yield from _check_file(page.path, reference, targets, archive)
        elif reference.kind == DOC and not targets.has_elsewhere(DOC, reference.name):
            target = _target(page.path, reference.name)
            if not targets.has_page(target):
                yield _no_page(page.path, reference, target, targets)


def _target(path: str, name: str) -> str:
    """The name of the page that is linked from a page, by a path."""
    folder = "" if name.startswith("/") else posixpath.dirname(path)
    return posixpath.normpath(posixpath.join(folder, name.lstrip("/")))


def _check_file(
    path: str, reference: CitedName, targets: LinkTargets, archive: Archive
) -> Iterator[Problem]:
    name, _, place = reference.name.partition("#")
    target = _target(path, name).removesuffix(".md") if name else ""
    if target and not targets.has_page(target):
        yield _no_page(path, reference, target, targets)
    elif (target and place and place not in targets.places(target).shared) or (
        not target and not _finds(path, place, targets, archive)
    ):
        yield _no_place(path, reference)


def _finds(path: str, place: str, targets: LinkTargets, archive: Archive) -> bool:
    """Whether ``[words](#place)`` leads anywhere: MyST looks for a name of any sort."""
    return (
        targets.has_label(place)
        or targets.has_page(_target(path, place))
        or any(place in archive.named[kind.role] for kind in RECORDED)
        or place in targets.places(path.removesuffix(".md")).own
        or targets.has_elsewhere(LABEL, place)
    )


def _no_label(path: str, reference: CitedName) -> Problem:
    message = f"no place has the name “{reference.name}”."
    hint = "Write {doc}`about` to link to a page, {item}`2024-05/a-short-name` to an entry."
    return Problem(path, reference.line, "unknown-reference", message, hint)


def _no_page(path: str, reference: CitedName, target: str, targets: LinkTargets) -> Problem:
    message = f"no page has the file “{target}.md”."
    otherwise = "Only a page with a file can be linked so."
    hint = did_you_mean(target, targets.pages(), otherwise=otherwise)
    return Problem(path, reference.line, "unknown-reference", message, hint)


def _no_place(path: str, reference: CitedName) -> Problem:
    message = f"“{reference.name}” leads to no named place."
    hint = "Leave out what begins with #; to an entry, write {item}`2024-05/a-short-name`."
    return Problem(path, reference.line, "unknown-reference", message, hint)
