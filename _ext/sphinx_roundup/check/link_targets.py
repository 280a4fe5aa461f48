"""Where the links of an archive's pages can lead: pages, places on them, other projects.

Two settings of ``conf.py`` decide: ``myst_heading_anchors`` gives headings names that pages can
link to, and ``intersphinx_mapping`` names other projects, whose pages and labels links find,
too. A build knows both; the check reads ``conf.py`` without running it, and takes for good
what only a build can know.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Container
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from myst_parser.slugs import SLUG_PRESETS, github_slugify

from .. import guard
from ..model.page_types import page_type_of
from ..parse.places import Places, Slug, places_of
from ..syntax.conf_file import UNREADABLE, conf_values

LABELS = frozenset({"genindex", "modindex", "py-modindex", "search"})
"""What ``{ref}`` can name: Sphinx's own pages. The guard lets no page name a place of its own."""
LABEL = "label"
"""A name of any sort in another project, as in ``[words](#name)``."""
_INTERSPHINX = "sphinx.ext.intersphinx"
_ALL_LEVELS = 6

Elsewhere = Callable[[str, str], bool]
"""Tells whether another project has a name: of a page (``doc``), a label (``ref``), or of any sort."""


class _AnyName(Container[str]):
    """Every name: what a page has of which only a build knows the names."""

    def __contains__(self, _name: object) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class LinkSettings:
    """What the settings say of links.

    :ivar levels: of headings that have a name that pages can link to.
    :ivar slug: makes it; None where only a build knows how.
    :ivar elsewhere: tells what other projects have; None where there are none.
    """

    levels: int = 0
    slug: Slug | None = github_slugify
    elsewhere: Elsewhere | None = None


@dataclass(frozen=True, slots=True)
class LinkTargets:
    """What links can lead to.

    :ivar folder: of the archive.
    :ivar docs: the names of all pages with a file, without suffix; some may not be read.
    """

    folder: Path = Path()
    docs: Collection[str] = ()
    settings: LinkSettings = LinkSettings()
    _read_at_all: dict[str, bool] = field(default_factory=dict)
    _places: dict[str, Places] = field(default_factory=dict)

    def has_page(self, docname: str) -> bool:
        """Whether there is a page that may be read."""
        if docname not in self.docs:
            return False
        if docname not in self._read_at_all:
            problem = guard.file_problem(self.folder, f"{docname}.md")
            self._read_at_all[docname] = problem is None
        return self._read_at_all[docname]

    def pages(self) -> list[str]:
        """The pages that may be read, for suggestions."""
        return [name for name in self.docs if self.has_page(name)]

    def has_label(self, name: str) -> bool:
        """Whether ``{ref}`` finds a name."""
        return name.lower() in LABELS or self.has_elsewhere("ref", name)

    def has_elsewhere(self, kind: str, name: str) -> bool:
        """Whether another project has a name of a kind."""
        elsewhere = self.settings.elsewhere
        return elsewhere is not None and elsewhere(kind, name)

    def places(self, docname: str) -> Places:
        """The places of a page, which is read for this alone: few links lead to one."""
        if docname not in self._places:
            self._places[docname] = self._read(docname)
        return self._places[docname]

    def _read(self, docname: str) -> Places:
        path, made_by = f"{docname}.md", self.settings.slug
        if guard.file_problem(self.folder, path):
            return Places(frozenset(), frozenset())
        if made_by is None:
            return Places(_AnyName(), _AnyName())
        text = guard.decoded(self.folder / path).replace("\r\n", "\n")
        is_content = not page_type_of(path).links
        return places_of(text, self.settings.levels, made_by, is_content=is_content)


def settings_from_file(folder: Path) -> LinkSettings:
    """Read off ``conf.py`` what it says of links; what it works out is left to the build."""
    defaults: dict[str, Any] = {
        "myst_heading_anchors": 0,
        "myst_heading_slug_func": None,
        "intersphinx_mapping": {},
        "extensions": [],
    }
    said = conf_values(folder, defaults)
    levels, slug = said["myst_heading_anchors"], said["myst_heading_slug_func"]
    made_by = github_slugify if slug is None else SLUG_PRESETS.get(slug) if _is_text(slug) else None
    if not isinstance(levels, int):
        levels, made_by = _ALL_LEVELS, None
    loads = said["extensions"] is UNREADABLE or _INTERSPHINX in said["extensions"]
    others = loads and bool(said["intersphinx_mapping"])
    return LinkSettings(levels, made_by if levels else github_slugify, _maybe if others else None)


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _maybe(kind: str, name: str) -> bool:
    """A page of another project is named with the project, unless the settings say otherwise."""
    return kind != "doc" or ":" in name
