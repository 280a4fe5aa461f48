"""The script of the page on which somebody writes an entry, with all that it has to know.

The rules are not written twice: the script gets those of Python as data, and
``tests/test_entry_form.py`` lets both judge the same entries.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rjsmin import jsmin

from ...guard import urls
from ...guard.policy import MAX_LINE
from ...guard.text import HIDDEN_RANGES, LINE_RULES, TOO_LONG, UNSEEN
from ...lint.slips import ADDRESS, LINK, SLIPS, UNREAD
from ...model import rules
from ...model.archive import Archive
from ...model.field_types import DATE, ID, SLUGS, SOURCES
from ...model.page_types import PROPOSAL
from ...model.records import NOT_STATED
from ...model.vocabulary import fold
from ...views.entry_form import asked, newest
from .patterns import javascript

LISTING = "entry-form"
"""The listing whose pages load the script."""
FOLDER = "add"
SCRIPT = f"{FOLDER}/form.js"
"""Its place below the site's root."""
_CLIENT = Path(__file__).parent / "client"
_ORDER = (
    "likeness.js", "markdown.js", "addresses.js", "rules.js", "text.js",
    "paste.js", "drafts.js", "names.js", "page.js",
)  # fmt: skip
_TYPES = {id(ID): "id", id(DATE): "date", id(SLUGS): "topics", id(SOURCES): "sources"}


def script(archive: Archive) -> str:
    """Make the script, without comments and needless spaces."""
    texts = [(_CLIENT / name).read_text(encoding="utf-8") for name in _ORDER]
    table = json.dumps(table_of(archive), ensure_ascii=False, separators=(",", ":"))
    return f"globalThis.roundupEntry={{table:{table}}};\n{jsmin(chr(10).join(texts))}\n"


def table_of(archive: Archive) -> dict[str, Any]:
    """What the script has to know: the archive's vocabulary, and every rule that it can judge by."""
    return {
        "fields": [_field(archive, one) for one in asked(archive)],
        "issues": {issue.id: list(_headings(issue)) for issue in newest(archive)},
        "topics": {t.slug: [t.title, int(t.group)] for t in archive.topics},
        "topicNames": {fold(name): t.slug for t in archive.topics for name in t.labels},
        "sources": {s.slug: s.name for s in archive.sources},
        "sourceNames": {
            fold(name): s.slug
            for s in archive.sources
            for name in (s.name, s.short_name, *s.aliases)
        },
        "folder": PROPOSAL.folder,
        "notStated": NOT_STATED,
        "said": {
            name: [one.subtype, one.message, one.hint, one.in_form]
            for name, one in rules.RULES.items()
        },
        "patterns": _patterns(),
        "lines": [
            [javascript(one.pattern), one.subtype, one.message, one.hint] for one in LINE_RULES
        ],
        "slips": [
            [javascript(one.looks), one.what, one.hint, one.in_links, one is LINK, one is ADDRESS]
            for one in SLIPS
        ],
        "tooLong": TOO_LONG,
        "unseen": UNSEEN,
        "addresses": dict(urls.SAID),
        "most": {
            "title": rules.TITLE_WORDS,
            "line": MAX_LINE,
            "address": urls.MAX_ADDRESS,
            "nearHeading": rules.NEAR_HEADING,
        },
    }


def _field(archive: Archive, field: Any) -> dict[str, Any]:
    """A field: its name, what it is of, and the words of its closed list."""
    known: Mapping[str, str] = archive.closed.get(field.closed, {})
    return {
        "name": field.name,
        "required": field.required,
        "example": field.example,
        "type": "closed" if field.closed else _TYPES.get(id(field.type), "text"),
        "several": field.type.several,
        "list": field.closed,
        "choices": dict(known),
    }


def _headings(issue: Any) -> dict[str, None]:
    return dict.fromkeys(section.heading for section in issue.sections if section.heading)


def _patterns() -> dict[str, Any]:
    unseen = "".join(f"\\u{{{a:x}}}-\\u{{{b:x}}}" for a, b in HIDDEN_RANGES)
    return {
        "slug": javascript(rules.SLUG),
        "day": javascript(rules.DAY),
        "markedField": javascript(UNREAD),
        "unseen": {"source": f"[{unseen}]", "flags": "u"},
        "beginning": javascript(urls.BEGINNING),
        "label": javascript(urls.LABEL),
        "asciiLabel": javascript(urls.ASCII_LABEL),
        "lastLabel": javascript(urls.LAST_LABEL),
        "mailbox": javascript(urls.MAILBOX),
        "ownNetwork": javascript(urls.OWN_NETWORK),
    }
