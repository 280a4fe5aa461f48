"""The document nodes of the archive, and how builders that do not know them show them."""

from __future__ import annotations

from docutils import nodes


class item(nodes.section):  # noqa: N801 - node classes are named as their elements
    """An entry of an issue. Attribute ``item_id``: its public identity.

    A section, so that a builder which has never heard of items gives it a
    heading, an anchor and a place in the outline.
    """


class unrecorded(nodes.inline):  # noqa: N801 - the same
    """The words of a link whose address is not recorded: said to be a link, and never one to follow."""


class listing(nodes.General, nodes.Element):  # noqa: N801 - the same
    """A place that is filled with items once all issues are read.

    Attributes ``name`` and ``argument`` say which (see :mod:`sphinx_roundup.views.listings`).
    """
