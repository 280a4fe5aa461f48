"""The edits that an archive may see, each a function of the archive and of chance."""

from __future__ import annotations

import copy
from collections.abc import Callable
from random import Random
from typing import Any

from .archive import KINDS, WORDS, Archive, Edit, Issue, Section, Topic, new_item

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August",
    "September", "October", "November", "December",
)  # fmt: skip
SETTINGS: dict[str, tuple[object, ...]] = {
    "roundup_pdf": (True, False),
    "roundup_split": (1, 3, 100),
    "roundup_date": ("2024-06-01", "2024-01-01", ""),
    "roundup_repository": ("", "https://example.org/repository"),
    "roundup_pdf_whole_limit": (48, 1),
    "roundup_pdf_topic_limit": (100, 2),
    "roundup_pdf_paper": ("a4", "a5"),
    "html_title": ("Small archive", "Tiny archive"),
    "html_baseurl": ("", "https://example.org/a/"),
    "html_permalinks": (True, False),
    "project": ("Small archive", "Tiny archive"),
    "suppress_warnings": ([], ["myst"], ["roundup"]),
    "nitpicky": (False, True),
}
SITE = {
    "links-to-restore.md": "---\ntitle: Links to restore\n---\n\n```{listing} links-to-restore\n```\n",
    "about.md": "---\ntitle: About\n---\n\nAbout this.\n\n```{listing} sources-index\n```\n",
    "how-to-write-an-item.md": "---\ntitle: How to\n---\n\n```{listing} item-fields\n```\n",
}
NOISE = (
    "\n```{code-block} nolexer\nx\n```\n",
    "\n[broken](nowhere.md)\n",
    "\n{item}`2024-04/none`\n",
    "\n# Title\n\n### Deep\n",
    "\n```{nodirective}\n```\n",
    "\n[^note]\n",
    "\n[](issues/2024-04.md)\n",
    "\n[](topics/harm.md) and [words](issues/2023-12.md#schools)\n",
    "\n{doc}`issues/2023-12`\n",
)


def _pick(rng: Random, values: Any) -> Any:
    found = sorted(values) if isinstance(values, (dict, set)) else list(values)
    return rng.choice(found) if found else None


def change_words(archive: Archive, rng: Random) -> None:
    """Change words of an item; the size stays the same."""
    if item := _pick(rng, archive.items()):
        item.words = rng.choice(WORDS)


def change_title(archive: Archive, rng: Random) -> None:
    """Change an item's title; the size stays the same."""
    if item := _pick(rng, archive.items()):
        item.title = f"On {rng.choice(WORDS)}"


def change_facts(archive: Archive, rng: Random) -> None:
    """Change an item's kind, source, topics or date."""
    if item := _pick(rng, archive.items()):
        item.kind = rng.choice((*KINDS, "nokind"))
        item.source = rng.choice((*sorted(archive.sources), "nosource", "not-stated"))
        item.topics = tuple(sorted({_pick(rng, archive.topics), *item.topics} - {None}))
        item.closes = rng.choice(("", "2024-03-01", "2024-07-01"))


def add_item(archive: Archive, rng: Random) -> None:
    """Add an item, perhaps above others."""
    if section := _pick(rng, archive.sections()):
        section.items.insert(rng.randrange(len(section.items) + 1), new_item(archive, rng))


def remove_item(archive: Archive, rng: Random) -> None:
    """Remove an item."""
    if (section := _pick(rng, archive.sections())) and section.items:
        section.items.pop(rng.randrange(len(section.items)))


def move_item(archive: Archive, rng: Random) -> None:
    """Move an item below another heading."""
    before, after = _pick(rng, archive.sections()), _pick(rng, archive.sections())
    if before and before.items:
        after.items.append(before.items.pop())


def add_heading(archive: Archive, rng: Random) -> None:
    """Add a heading without items."""
    if issue := _pick(rng, archive.issues.values()):
        titles = [topic.title for topic in archive.topics.values()]
        issue.sections.append(Section(rng.choice((*titles, "Other")), []))


def remove_heading(archive: Archive, rng: Random) -> None:
    """Remove a heading with all below it."""
    if (issue := _pick(rng, archive.issues.values())) and len(issue.sections) > 1:
        issue.sections.pop(rng.randrange(len(issue.sections)))


def change_quotes(archive: Archive, rng: Random) -> None:
    """Add, change or remove a quotation."""
    if section := _pick(rng, archive.sections()):
        section.quotes = [rng.choice(WORDS)] if rng.random() < 0.7 else []


def change_masthead(archive: Archive, rng: Random) -> None:
    """Change an issue's masthead or strap-line."""
    if issue := _pick(rng, archive.issues.values()):
        if rng.random() < 0.5:
            issue.masthead = f"A {rng.choice(WORDS)} Round-up"
        else:
            issue.strap_line = rng.choice(("", "Focus on Winter"))


def add_issue(archive: Archive, rng: Random) -> None:
    """Add an issue."""
    if len(archive.issues) < 5:
        year, month = rng.choice((2022, 2023, 2024)), rng.randint(1, 12)
        titles = [topic.title for topic in archive.topics.values()] or ["Other"]
        items = [new_item(archive, rng) for _ in range(2)]
        issue = Issue(f"{MONTHS[month - 1]} {year}", [Section(rng.choice(titles), items)])
        archive.issues[f"{year}-{month:02}"] = issue


def remove_issue(archive: Archive, rng: Random) -> None:
    """Remove an issue."""
    if len(archive.issues) > 1:
        archive.issues.pop(_pick(rng, archive.issues))


def add_topic(archive: Archive, rng: Random) -> None:
    """Add a topic."""
    if len(archive.topics) < 6:
        name = archive.new_name()
        above = _pick(rng, archive.topics) or ""
        archive.topics[name] = Topic(name.replace("-", " ").title(), "New.", broader=above)


def remove_topic(archive: Archive, rng: Random) -> None:
    """Remove a topic, though something may still name it."""
    if len(archive.topics) > 1:
        archive.topics.pop(_pick(rng, archive.topics))


def rename_topic(archive: Archive, rng: Random) -> None:
    """Give a topic another address: its title stays, a redirect leads there."""
    if old := _pick(rng, archive.topics):
        new = archive.new_name()
        archive.topics = {new if slug == old else slug: t for slug, t in archive.topics.items()}
        for topic in archive.topics.values():
            topic.broader = new if topic.broader == old else topic.broader
            topic.related = new if topic.related == old else topic.related
        for item in archive.items():
            item.topics = tuple(new if slug == old else slug for slug in item.topics)
        archive.site["index.md"] = archive.site["index.md"].replace(f"`{old}`", f"`{new}`")
        archive.redirects[f"topics/{old}"] = f"topics/{new}"


def rename_item(archive: Archive, rng: Random) -> None:
    """Give an item another id, in its own issue or in another one: the old id leads there."""
    if name := _pick(rng, archive.issues):
        held = [section for section in archive.issues[name].sections if section.items]
        if held and (to := _pick(rng, archive.issues)) and archive.issues[to].sections:
            section = rng.choice(held)
            item = section.items.pop(rng.randrange(len(section.items)))
            old, item.slug = item.slug, archive.new_name()
            rng.choice(archive.issues[to].sections).items.append(item)
            archive.redirects[f"{name}/{old}"] = f"{to}/{item.slug}"


def change_topic(archive: Archive, rng: Random) -> None:
    """Change what is said of a topic, or its place."""
    if topic := _pick(rng, archive.topics.values()):
        topic.title = rng.choice((topic.title, f"{topic.title} too"[:40]))
        topic.note = f"About {rng.choice(WORDS)}."
        topic.printed = rng.choice(("", '"Other"', f'"{topic.title}s"'))
        topic.related = rng.choice(("", _pick(rng, archive.topics)))
        topic.broader = rng.choice(("", topic.broader))


def change_source(archive: Archive, rng: Random) -> None:
    """Rename a source, or add one."""
    archive.sources[_pick(rng, archive.sources)] = f"The {rng.choice(WORDS).title()} Trust"
    if rng.random() < 0.2 and len(archive.sources) < 5:
        archive.sources[archive.new_name()] = f"{archive.serial} Trust"


def change_redirects(archive: Archive, rng: Random) -> None:
    """Add a redirect or take one away."""
    if archive.redirects and rng.random() < 0.5:
        archive.redirects.pop(_pick(rng, archive.redirects))
    else:
        target = rng.choice((*sorted(archive.topics), "nowhere"))
        archive.redirects[f"topics/old-{rng.randrange(3)}"] = f"topics/{target}"


def change_links(archive: Archive, rng: Random) -> None:
    """Find that a link is gone, or is there again."""
    item = _pick(rng, archive.items())
    archive.gone = [f"https://example.org/{item.slug}"] if item and rng.random() < 0.7 else []


def restore_link(archive: Archive, rng: Random) -> None:
    """Lose the address of an item's link, find it, find another, or print it again."""
    if item := _pick(rng, archive.items()):
        item.is_lost = rng.random() < 0.8
        item.found = {}
        if rng.random() < 0.7:
            item.found = {
                "status": rng.choice(("restored", "suggested")),
                "address": f"https://example.org/{item.slug}",
                "title": rng.choice(WORDS),
                "publisher": "BBC",
                "how": "It has this title.",
                "evidence": "https://example.org/where",
                "found": "2026-11-26",
                "by": rng.choice(("the archive", "somebody")),
            }


def propose_entry(archive: Archive, rng: Random) -> None:
    """Propose an entry, well or badly, or take a proposal away."""
    waiting = [name for name in archive.site if name.startswith("inbox/")]
    if waiting and rng.random() < 0.5:
        archive.site.pop(_pick(rng, waiting))
    else:
        entry = new_item(archive, rng)
        entry.kind = rng.choice((entry.kind, "nokind"))
        issue = rng.choice((*sorted(archive.issues), "1999-01"))
        archive.site[f"inbox/{entry.slug}.md"] = f"---\nissue: {issue}\n---\n\n{entry.text()}"


def change_site(archive: Archive, rng: Random) -> None:
    """Add a page of the site that the menu leads to, or remove it."""
    name = _pick(rng, SITE)
    if archive.site.pop(name, None) is None:
        archive.site[name] = SITE[name]


def change_look(archive: Archive, rng: Random) -> None:
    """Change a stylesheet, a template or a label of the closed lists."""
    word = rng.choice(WORDS)
    name = rng.choice(("_static/own.css", "_templates/none.html", "_templates/page.html"))
    if name == "_templates/page.html":
        page = '{% extends "!page.html" %}{% block content %}' + word
        archive.site[name] = page + "{{ super() }}{% endblock %}\n"
    else:
        archive.site[name] = f"{word}\n"
    if rng.random() < 0.3:
        archive.site.pop("_templates/page.html", None)
    words = archive.site["vocabulary.yml"]
    archive.site["vocabulary.yml"] = words.replace("label: News", f"label: News of {word}", 1)


def change_settings(archive: Archive, rng: Random) -> None:
    """Change some settings."""
    for name in rng.sample(sorted(SETTINGS), 3):
        archive.settings[name] = rng.choice(SETTINGS[name])


def say_something(archive: Archive, rng: Random) -> None:
    """Write what Sphinx, MyST or our rules complain of; or mend it."""
    name = rng.choice(("index.md", "about.md"))
    start = archive.site.get(name, SITE["about.md"]).partition("\n<!--")[0]
    archive.site[name] = start + rng.choice(("", "\n<!--noise-->\n" + rng.choice(NOISE)))
    if rng.random() < 0.3 and (topic := _pick(rng, archive.topics.values())):
        topic.note = rng.choice(("See {topic}`none`.", "<b>raw</b>", "{norole}`x`", "Mended."))


def make_odd(archive: Archive, rng: Random) -> None:
    """Put a link, a folder or bytes that are no text in the place of a page; or mend it."""
    archive.odd.clear()
    if rng.random() < 0.6:
        pages = [
            name for name in archive.files() if name.startswith(("inbox/", "issues/", "topics/"))
        ]
        archive.odd[_pick(rng, pages)] = rng.choice(("link", "folder", "bytes", "dangling"))


EDITS: tuple[Edit, ...] = tuple(
    edit
    for name, edit in sorted(globals().items())
    if isinstance(edit, Callable)  # type: ignore[arg-type]
    and getattr(edit, "__module__", "") == __name__
    and not name.startswith("_")
)


OFTEN: tuple[Edit, ...] = (change_settings, change_topic, change_site, say_something)
"""Edits of many kinds, which are made more often."""


def edited(archive: Archive, rng: Random, count: int) -> tuple[Archive, list[str]]:
    """The archive after ``count`` random edits, and their names; the one given stays as it is."""
    after = copy.deepcopy(archive)
    chosen = [rng.choice(EDITS + OFTEN) for _ in range(count)]
    for edit in chosen:
        edit(after, rng)
    return after, [edit.__name__ for edit in chosen]  # type: ignore[attr-defined]
