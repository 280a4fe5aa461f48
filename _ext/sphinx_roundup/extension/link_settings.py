"""What a running build knows of links: the names of headings, and what other projects have."""

from __future__ import annotations

from typing import Any

from myst_parser.slugs import github_slugify
from sphinx.environment import BuildEnvironment
from sphinx.ext.intersphinx import InventoryAdapter

from ..check.link_targets import Elsewhere, LinkSettings
from ..state import digest
from .compat import application_of

_EXTENSION = "sphinx.ext.intersphinx"
_TYPES = {"doc": "std:doc", "ref": "std:label"}


def link_settings(env: BuildEnvironment) -> LinkSettings:
    """Give what the settings of a build say of links."""
    myst: Any = env.myst_config  # type: ignore[attr-defined]  # MyST puts it there
    elsewhere = _elsewhere(env) if _has_others(env) else None
    return LinkSettings(myst.heading_anchors, myst.heading_slug_func or github_slugify, elsewhere)


def others_digest(env: BuildEnvironment) -> str:
    """Digest what other projects have, where links may lead to them; "" where they do not."""
    if not _has_others(env):
        return ""
    return digest(
        *(
            f"{project} {type_} {name} {one!r}"
            for project, types in sorted(InventoryAdapter(env).named_inventory.items())
            for type_, rows in sorted(types.items())
            for name, one in sorted(rows.items())
        )
    )


def _has_others(env: BuildEnvironment) -> bool:
    return _EXTENSION in application_of(env).extensions and bool(env.config.intersphinx_mapping)


def _elsewhere(env: BuildEnvironment) -> Elsewhere:
    inventories = InventoryAdapter(env)
    off = frozenset(env.config.intersphinx_disabled_reftypes)

    def has(kind: str, name: str) -> bool:
        type_ = _TYPES.get(kind)
        if type_ is None:  # MyST looks through all types of all projects
            return any(
                name in rows
                for one in inventories.named_inventory.values()
                for rows in one.values()
            )
        project, _, rest = name.partition(":")
        is_off = off & {"*", "std:*", type_}
        return _holds(inventories.named_inventory.get(project, {}).get(type_, {}), rest, kind) or (
            not is_off and _holds(inventories.main_inventory.get(type_, {}), name, kind)
        )

    return has


def _holds(rows: Any, name: str, kind: str) -> bool:
    """Whether there is a name; that of a label in any case."""
    if name in rows:
        return True
    return kind == "ref" and name.lower() in {one.lower() for one in rows}
