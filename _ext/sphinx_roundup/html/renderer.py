"""Show items and views as HTML, from templates that escape whatever they are given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache, partial
from typing import Any

import jinja2
from jinja2.runtime import Context
from markupsafe import Markup
from sphinx.builders import Builder

from ..citations.references import References
from ..feeds.subscriptions import Subscriptions
from ..model.archive import Archive
from ..model.facts import Fact, facts, said_of_withdrawn
from ..model.identity import has_entry_pages
from ..model.link_notes import LinkNote, link_notes, sites_of
from ..model.permalinks import ENTRIES, entry_page
from ..model.records import WITHDRAWN_TITLE, Issue, Item, Section, Tombstone
from ..model.settings import Settings
from ..views.views import View
from .jinja_setup import environment_of
from .printed_words import printed_words

_MOST_PARTS = 8_000
"""Parts of items that a process keeps: of several years. All would be half its memory."""
_MOST_FACTS = 8_000
"""Facts of which a process keeps the HTML: kinds, topics and sources are said of many items."""
_MOST_PAGES = 8_000
"""Pages of which a process keeps the address."""
_ROOT = "\x00"
"""Stands for the way to the site's root in what is rendered; no printed text has it.

Only that way differs from page to page. It is put in when all of a view is rendered, so
that nothing a template calls depends on the page, and Jinja loads each macro but once.
"""
_OF_FACTS = ("words_of", "topics_of", "note_of", "values_of", "links_of", "topic_links_of")
"""The macros of ``fact.html`` that other templates use."""
_PLAIN, _LEADING_ON = ("words_of", "topics_of"), ("links_of", "topic_links_of")
"""Those for facts and topics of a card; on an entry's own page they lead on."""
_POINT = Markup("\u00a0· ")  # no line begins with it
_OF_LINKS = ("looks_of", "notes_of")
"""The macros of ``link-notes.html`` that cards use: to import them costs as much as to call them."""


class Renderer:
    """Makes the HTML of items and views for one archive and one builder."""

    def __init__(
        self,
        archive: Archive,
        builder: Builder,
        settings: Settings,
        subscriptions: Subscriptions,
        compiled: jinja2.BytecodeCache | None = None,
    ) -> None:
        """Get ready; nothing is rendered yet. ``compiled`` keeps templates as they were compiled."""
        self.archive = archive
        self.builder = builder
        self.settings = settings
        # Sphinx quotes a name each time; of a few thousand pages, each is asked for many times.
        self._target_of = lru_cache(_MOST_PAGES)(builder.get_target_uri)
        self.references = References(archive)
        self._has_entry_pages = has_entry_pages(archive.identity)
        self._environment = environment_of(archive)
        self._environment.bytecode_cache = compiled or self._environment.bytecode_cache
        self._fact_html = {
            name: lru_cache(_MOST_FACTS)(partial(self._of_fact, name)) for name in _OF_FACTS
        }
        self._environment.globals.update(
            settings=settings,
            has_page=self._has_page,
            subscriptions=subscriptions,
            to=lambda target: _ROOT + self.address(target),
            file=lambda path: _ROOT + path,
            listed=self._listed,
            place_of=self._place_of,
            proposed=self._proposed,
            **self._fact_html,
        )
        self._templates: dict[str, jinja2.Template] = {}
        self._parts: dict[tuple[str, int, str], Markup] = {}
        self._of_facts = self._environment.get_template("fact.html").module
        of_links = self._environment.get_template("link-notes.html").module
        self._environment.globals.update({name: getattr(of_links, name) for name in _OF_LINKS})
        self._globals = dict(self._environment.globals)

    def compile(self) -> None:
        """Load every template: before the work is shared, so that no process does it again."""
        for name in self._environment.list_templates(extensions=["html"]):
            self._template(name.removesuffix(".html"))

    def _template(self, name: str) -> jinja2.Template:
        template = self._templates.get(name)
        if template is None:
            template = self._templates[name] = self._environment.get_template(f"{name}.html")
        return template

    def _has_page(self, name: str) -> bool:
        """Whether the site has a page that an archive may do without."""
        return name in self.builder.env.found_docs

    def root(self, page: str) -> str:
        """The relative way from a page to the site's root: "", "../" or "../../"."""
        return "../" * self._target_of(page).count("/")

    def address(self, name: str) -> str:
        """The address of a page, perhaps with ``#anchor``, relative to the site's root."""
        page, hash_, anchor = name.partition("#")
        return self._target_of(page) + hash_ + anchor

    def card(self, item: Item, page: str, level: int) -> Markup:
        """The card of an item on its own issue's page, which has its anchor.

        :param level: of its heading.
        """
        return self._placed(self._card(item, "printed", item.anchor, level), page)

    def card_listed(self, item: Item, shows: str, page: str) -> Markup:
        """The card of an item in a list: with its printed words, or ``brief``: without."""
        return self._placed(self._listed(item, shows), page)

    def _place_of(self, item: Item) -> str:
        """Where the title of an item leads to: its own page, where there are such."""
        if self._has_entry_pages and item.id in self.archive.item:
            return entry_page(item.id)
        return self._printed_at(item)

    def _printed_at(self, one: Item | Tombstone) -> str:
        return f"{self.archive.issue[one.issue].docname}#{one.anchor}"

    def _proposed(self, item: Item) -> Markup:
        """An item that is in no issue yet; kept nowhere, for its id may be that of another."""
        said, notes = facts(self.archive, item), link_notes(self.archive, item)
        words = self._words(item, said, notes)
        return self._render("proposed", item=item, facts=said, words=words)

    def _of_fact(self, name: str, fact: Fact) -> Markup:
        html: Markup = getattr(self._of_facts, name)(fact)
        return html

    def tombstone(self, one: Tombstone, page: str) -> Markup:
        """What stands at the address of an entry that was withdrawn."""
        words = said_of_withdrawn(self.archive, one)
        return self._placed(self._render("tombstone", words=words), page)

    def _placed(self, html: Markup, page: str) -> Markup:
        return html.replace(_ROOT, self.root(page))

    def _listed(self, item: Item, shows: str) -> Markup:
        """The card of an item in lists, made once: the same item stands on many pages."""
        key = (item.id, item.line, shows)
        html = self._parts.get(key)
        if html is None:
            html = self._card(item, shows)
            if len(self._parts) >= _MOST_PARTS:
                self._parts.clear()
            self._parts[key] = html
        return html

    def _words(self, item: Item, said: Sequence[Fact], notes: Sequence[LinkNote]) -> Markup:
        """The printed words of an item, with the notes on them."""
        return self._render(
            "item-words",
            printed=printed_words(item),
            facts=said,
            notes=notes,
            copies=sum(1 for link in item.links if link.archived and not link.gone),
        )

    def _card(
        self, item: Item, shows: str, anchor: str = "", level: int = 3, *, own: bool = False
    ) -> Markup:
        is_whole = shows == "printed"
        said = facts(self.archive, item)
        notes = link_notes(self.archive, item) if is_whole else ()
        of, (words, topics) = self._fact_html, _LEADING_ON if own else _PLAIN
        # Not by loops of the template: those took a fifth of a card.
        line = [of[words](f) for f in said if f.place == "fact" and f.field != "topics"]
        return self._render(
            "card",
            item=item,
            said=_POINT.join(line),
            notices=[of["note_of"](fact) for fact in said if fact.place == "notice"],
            topics=[of[topics](fact) for fact in said if fact.field == "topics"],
            words=self._words(item, said, notes) if is_whole else "",
            notes=notes,
            sites=sites_of(self.archive, item) if notes else (),
            anchor=anchor,
            level=level,
            own=own,
        )

    def view(self, view: View, page: str) -> Markup:
        """A view for ``page``."""
        return self._placed(self._render(view.template, view=view, page=page), page)

    def sidebar_search(self, page: str) -> Markup:
        """The search form that stands beside every page."""
        return self._placed(self._render("sidebar-search"), page)

    def issue_top(self, issue: Issue, page: str) -> Markup:
        """What stands between an issue's date and its first heading."""
        states = Counter(link.status for item in issue.items for link in item.links)
        html = self._render(
            "issue-top",
            issue=issue,
            reference=self.references.issue(issue),
            links=states.total(),
            lost=states["not-recorded"] + states["suggested"],
        )
        return self._placed(html, page)

    def entry_page(self, item: Item, section: Section, **beside: Any) -> Markup:
        """What the page of an item shows; ``beside`` names the items that it leads on to."""
        html = self._render(
            "entry-page",
            card=self._card(item, "printed", level=1, own=True),
            issue=self.archive.issue[item.issue],
            section=section,
            place=self._printed_at(item),
            **beside,
        )
        # Many of these pages, and most of their links are to one another: as short as may be.
        for folder, way in ((f"{ENTRIES}/{item.issue}/", ""), (f"{ENTRIES}/", "../")):
            html = html.replace(_ROOT + folder, way)
        return self._placed(html, entry_page(item.id))

    def withdrawn_page(self, one: Tombstone) -> Markup:
        """What the page of an item shows that was withdrawn: no word of it."""
        html = self._render(
            "withdrawn-page",
            title=WITHDRAWN_TITLE,
            words=said_of_withdrawn(self.archive, one),
            issue=self.archive.issue[one.issue],
            place=self._printed_at(one),
        )
        return self._placed(html, entry_page(one.id))

    def _render(self, name: str, **values: Any) -> Markup:
        template = self._template(name)
        # Template.render would gather all globals anew for each of many thousand items.
        context = Context(self._environment, self._globals, template.name, template.blocks)
        context.vars = values
        html = self._environment.concat(template.root_render_func(context))
        return Markup(html)  # noqa: S704 - our templates escape whatever they are given
