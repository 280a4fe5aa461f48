"""Fill the pages that have source files: items and listings become what a builder shows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docutils import nodes
from sphinx.builders import Builder
from sphinx.transforms.post_transforms import SphinxPostTransform

from ..domain import domain_of
from ..listing import (
    CardsView,
    EntryView,
    IndexView,
    Listings,
    LostView,
    NewestView,
    Row,
    YearsView,
)
from ..model import Issue
from ..nodes import item, listing
from ..settings import settings_of
from .builder import ArchiveHTMLBuilder


class ShowOnWebsite(SphinxPostTransform):
    """Show items and listings of a page by the website's templates.

    Before Sphinx resolves references (priority 10), which would be wasted on
    an item's body: it is shown from its record.
    """

    default_priority = 5

    def is_supported(self) -> bool:
        """Only the archive's own HTML builder has the templates."""
        return isinstance(self._builder, ArchiveHTMLBuilder)

    @property
    def _builder(self) -> Builder:
        # Sphinx 9 gives a transform no public way to its builder.
        return self.env._app.builder  # noqa: SLF001

    def run(self, **_kwargs: Any) -> None:
        """Replace each item's body and each listing."""
        builder = self._builder
        assert isinstance(builder, ArchiveHTMLBuilder)
        docname = self.env.current_document.docname
        archive = builder.listings.archive
        issue = archive.issue.get(docname.removeprefix("issues/"))
        # By line too, so that of two items with the same id each keeps its own words.
        records = {(one.id, one.line): one for one in issue.items} if issue else {}
        if issue:
            self._add_top(builder, issue)
        for node in self.document.findall(item):
            record = records.get((node["item_id"], node.line or 0))
            if record:
                html = builder.renderer.item_body(record, docname)
                node.children[1:] = [nodes.raw("", html, format="html")]
        for placeholder in list(self.document.findall(listing)):
            view = builder.listings.view(placeholder["name"], placeholder["argument"])
            shown = builder.renderer.view(view, docname) if view else ""
            placeholder.replace_self(nodes.raw("", shown, format="html"))

    def _add_top(self, builder: ArchiveHTMLBuilder, issue: Issue) -> None:
        title = next(self.document.findall(nodes.title), None)
        if title is not None:
            html = builder.renderer.issue_top(issue, issue.docname)
            title.parent.insert(1, nodes.raw("", html, format="html"))


class ShowPlainly(SphinxPostTransform):
    """Show listings as headings and lists, for every other builder."""

    default_priority = 6

    def run(self, **_kwargs: Any) -> None:
        """Replace whatever listing is left."""
        left = list(self.document.findall(listing))
        if not left:
            return
        listings = Listings(domain_of(self.env).archive, settings_of(self.config))
        for placeholder in left:
            view = listings.view(placeholder["name"], placeholder["argument"])
            placeholder.replace_self(list(_plain(view)))


def _plain(view: Any) -> Iterator[nodes.Node]:
    if isinstance(view, IndexView | NewestView | CardsView | YearsView):
        yield _row_list(view.rows)
    elif isinstance(view, EntryView):
        for group in view.groups:
            yield nodes.rubric("", group.issue.date)
            yield _bullets(f"{one.title}. {one.text}" for one in group.items)
    elif isinstance(view, LostView):
        for issue, lost in view.issues:
            yield nodes.rubric("", issue.date)
            yield _bullets(
                f"{one.item.title}: {'; '.join(link.text for link in one.links)}" for one in lost
            )


def _row_list(rows: tuple[Row, ...]) -> nodes.bullet_list:
    result = _bullets(f"{row.label} ({row.count})" for row in rows)
    for entry, row in zip(result.children, rows, strict=True):
        if row.rows:
            assert isinstance(entry, nodes.list_item)
            entry.append(_row_list(row.rows))
    return result


def _bullets(lines: Any) -> nodes.bullet_list:
    entries = (nodes.list_item("", nodes.paragraph("", line)) for line in lines)
    return nodes.bullet_list("", *entries)
