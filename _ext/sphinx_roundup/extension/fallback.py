"""Show items and listings by docutils' own nodes, for builders that have nothing better."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from ..model.archive import Archive
from ..model.facts import Fact, facts, said_of_withdrawn
from ..model.link_notes import link_notes
from ..model.records import Item, Run
from ..views.listings import Listings
from ..views.reader_views import TopicLinesView, UpcomingView
from ..views.views import (
    ContactView,
    DataView,
    EntryView,
    FieldsView,
    HelplinesView,
    IndexView,
    LinkCounts,
    LostView,
    NewestView,
    RecordView,
    Row,
    YearsView,
)
from .domain import domain_of
from .nodes import item, listing, unrecorded
from .settings import settings_of

_STYLES = {"": nodes.inline, "emphasis": nodes.emphasis, "strong": nodes.strong}


class ShowPlainly(SphinxPostTransform):
    """Show what is left of items and listings when other transforms had their turn."""

    # After the website's own (5), before Sphinx resolves references (10).
    default_priority = 6

    def run(self, **_kwargs: Any) -> None:
        """Give items their printed words, and listings their rows."""
        archive = domain_of(self.env).archive
        self._show_items(archive)
        left = list(self.document.findall(listing))
        if left:
            listings = Listings(archive, settings_of(self.config))
            for placeholder in left:
                view = listings.view(placeholder["name"], placeholder["argument"])
                placeholder.replace_self(list(_plain(archive, view)))

    def _show_items(self, archive: Archive) -> None:
        docname = self.env.current_document.docname
        issue = archive.issue.get(docname.removeprefix("issues/"))
        for node in self.document.findall(item):
            # By line, so that of two items with the same id each keeps its own words.
            one = (
                next((one for one in issue.tombstones if one.line == node.line), None)
                if issue
                else None
            )
            if one and len(node.children) == 1:
                node.append(nodes.paragraph("", said_of_withdrawn(archive, one)))
            record = next(
                (one for one in (issue.items if issue else ()) if one.line == node.line), None
            )
            if record and not isinstance(node.children[-1], nodes.raw):
                node.children[1:] = list(_entry(archive, record))


def _entry(archive: Archive, record: Item) -> Iterator[nodes.Node]:
    """What is said of an item, around its printed words."""
    said = facts(archive, record)
    yield nodes.paragraph("", _in_line(said))
    yield from _paragraphs(said, "notice")
    yield from _blocks(record)
    yield from _paragraphs(said, "note")
    yield from _link_notes(archive, record)


def _in_line(said: Iterable[Fact]) -> str:
    return " · ".join(fact.said for fact in said if fact.place == "fact")


def _paragraphs(said: Iterable[Fact], place: str) -> Iterator[nodes.Node]:
    for fact in said:
        if fact.place == place:
            label = [nodes.strong("", fact.lead), nodes.Text(" ")] if fact.label else []
            words = ", ".join(value.text for value in fact.values) + fact.end
            yield nodes.paragraph("", "", *label, nodes.Text(words))


def _link_notes(archive: Archive, record: Item) -> Iterator[nodes.Node]:
    for note in link_notes(archive, record):
        if note.said:
            lead, _, after = note.said.partition(note.title) if note.title else (note.said, "", "")
            title = nodes.reference("", note.title, refuri=note.address) if note.address else None
            middle = [title or nodes.Text(note.title)] if note.title else []
            yield nodes.paragraph("", "", nodes.Text(lead), *middle, nodes.Text(after))


def _blocks(record: Item) -> Iterator[nodes.Node]:
    bullets: nodes.bullet_list | None = None
    for block in record.body:
        paragraph = nodes.paragraph("", "", *(_run(record, run) for run in block.runs))
        if block.role == "paragraph":
            bullets = None
            yield paragraph
            continue
        if bullets is None:
            bullets = nodes.bullet_list()
            yield bullets
        bullets += nodes.list_item("", paragraph)


def _run(record: Item, run: Run) -> nodes.Node:
    text = _STYLES[run.style]("", run.text)
    if run.link is None:
        return text
    link = record.links[run.link]
    target = link.leads_to
    return nodes.reference("", "", text, refuri=target) if target else unrecorded("", "", text)


def _plain(archive: Archive, view: Any) -> Iterator[nodes.Node]:
    if isinstance(view, IndexView | NewestView | TopicLinesView | YearsView):
        yield _row_list(view.rows)
    elif isinstance(view, UpcomingView):
        for title, items in view.groups:
            yield nodes.rubric("", title)
            yield nodes.bullet_list("", *(_listed(archive, one) for one in items))
    elif isinstance(view, EntryView | RecordView):
        yield from _grouped(archive, view)
    elif isinstance(view, FieldsView):
        yield _bullets(f":{one.name}: {one.meaning}" for one in view.fields)
    elif isinstance(view, ContactView):
        yield from _contact(view)
    elif isinstance(view, DataView):
        yield nodes.paragraph("", view.about)
        yield _bullets(f"{one.path}: {one.title}. {one.meaning}" for one in view.files)
    elif isinstance(view, HelplinesView):
        yield _bullets(
            " ".join(filter(None, (f"{one.name}: {one.says}", one.shown_phone, one.site)))
            for one in view.helplines
        )
    elif isinstance(view, LinkCounts | LostView):
        yield from _lost(view)


def _lost(view: LinkCounts | LostView) -> Iterator[nodes.Node]:
    if isinstance(view, LinkCounts):
        yield _bullets(f"{status}: {count}" for status, count in view.counts)
        return
    for group in view.issues:
        mended = f"{group.mended.restored} of {group.mended.lost} restored"
        yield nodes.rubric("", f"{group.issue.date}: {mended}")
        yield _bullets(
            f"{one.item.title}: {'; '.join(link.text for link in one.links)}"
            for one in group.entries
        )


def _contact(view: ContactView) -> Iterator[nodes.Node]:
    if view.run_by:
        yield nodes.paragraph("", f"The archive is run by {view.run_by}.")
    if view.contact:
        yield nodes.paragraph("", f"You can also ask in private: {view.contact}")
    if view.repository:
        yield nodes.paragraph("", f"The repository is at {view.repository}")


def _grouped(archive: Archive, view: EntryView | RecordView) -> Iterator[nodes.Node]:
    if isinstance(view, RecordView):
        yield _bullets(fact.said for fact in view.facts)
    for group in view.groups:
        yield nodes.rubric("", group.issue.date)
        yield nodes.bullet_list("", *(_listed(archive, one) for one in group.items))


def _listed(archive: Archive, record: Item) -> nodes.list_item:
    title = nodes.paragraph("", "", nodes.strong("", record.title))
    return nodes.list_item("", title, *_entry(archive, record))


def _row_list(rows: tuple[Row, ...]) -> nodes.bullet_list:
    result = _bullets(f"{row.label} ({row.count})" for row in rows)
    for entry, row in zip(result.children, rows, strict=True):
        if row.rows:
            assert isinstance(entry, nodes.list_item)
            entry.append(_row_list(row.rows))
    return result


def _bullets(lines: Iterable[str]) -> nodes.bullet_list:
    entries = (nodes.list_item("", nodes.paragraph("", line)) for line in lines)
    return nodes.bullet_list("", *entries)


def setup(app: Sphinx) -> None:
    """Register the transform."""
    app.add_post_transform(ShowPlainly)
