"""Give the permanent addresses of pages and entries, and identities that outlive an address.

Every output asks here: PDFs, data, feeds, citations. Nothing here knows a host but through
``address`` in ``archive.toml``, and nothing makes up one where it is empty.
"""

from __future__ import annotations

import uuid
from typing import Literal

from .identity import Identity, has_entry_pages
from .records import Item, Tombstone

PAGE_SUFFIX = ".html"
"""Ends the address of every page; no setting changes it, for addresses are permanent."""

Sort = Literal[
    "archive", "issue", "entry", "topic", "source", "kind", "feed", "change", "closes", "starts"
]
"""What has an identity; the word is part of it, so it never changes either."""


def page_path(name: str, anchor: str = "") -> str:
    """Give the address of a page below the site's root, perhaps at an anchor.

    :param name: of the page, without suffix, as ``issues/2024-04``.
    """
    return f"{name}{PAGE_SUFFIX}{'#' if anchor else ''}{anchor}"


def entry_path(entry: Item | Tombstone) -> str:
    """Give the address of an entry below the site's root: its place on its issue's page."""
    return page_path(f"issues/{entry.issue}", entry.anchor)


ENTRIES = "e"
"""The folder of the pages that entries have of their own, short because it is in what people send."""


def entry_page(name: str) -> str:
    """Give the name of the page that an entry has of its own, where the archive makes these.

    :param name: the id of the entry, as ``2024-04/whatsapp-groups``.
    """
    return f"{ENTRIES}/{name}"


def entries_folder(identity: Identity) -> str:
    """Give the folder of the pages of entries to a script; "" where the archive makes none."""
    return ENTRIES if has_entry_pages(identity) else ""


def absolute(identity: Identity, path: str = "") -> str:
    """Give the whole address of what stands at ``path`` below the site's root.

    :returns: "" while the archive has no address; what needs one is then left out.
    """
    return f"{identity.address.rstrip('/')}/{path}" if identity.address else ""


def urn_of(identity: Identity, sort: Sort, name: str) -> str:
    """Give an identity that stays when the archive moves: ``urn:uuid:`` and a UUID.

    It is made (UUIDv5) of the archive's namespace, the sort of thing and its permanent name,
    as ``entry`` and ``2024-04/whatsapp-groups``; never of a host.

    :returns: "" where the archive has no namespace.
    """
    if not identity.namespace:
        return ""
    return uuid.uuid5(uuid.UUID(identity.namespace), f"{sort}:{name}").urn
