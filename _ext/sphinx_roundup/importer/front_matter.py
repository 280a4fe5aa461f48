"""The lines at the top of a Markdown file that a site's generator reads, and readers do not."""

from __future__ import annotations

import re

from .blocks import Block, Collector, Run

_FENCED = re.compile(r"\A\s*(?P<fence>---|\+\+\+)[ \t]*\n(?P<lines>.*?)^(?:(?P=fence)|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE)  # fmt: skip
_PLAIN = re.compile(r"\A(?:(?:title|date|slug|category|tags|authors?|summary|status|modified):[^\n]*\n){2,}", re.IGNORECASE)  # fmt: skip
_KEY = re.compile(r"^(?P<key>\w[\w-]*)[ \t]*[:=]", re.MULTILINE)
_VALUE = r"^{key}[ \t]*[:=][ \t]*(?P<quote>[\"']?)(?P<value>[^\n]*?)(?P=quote)[ \t]*$"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?!\d)")
_HEADING = re.compile(r"^# +\S|^\S[^\n]*\n=+[ \t]*$", re.MULTILINE)
_WORDS_OF_MONTH = re.compile(r"\b(?:19|20)\d\d\b")
FRONT_MATTER = "front matter"


def take_front_matter(text: str, found: Collector) -> str:
    """Take the lines off; what is left keeps its line numbers.

    The title in them is the document's where no heading of the first level is printed,
    and so is the day, where the title names none. All else is left out.
    """
    match = _FENCED.match(text) or _PLAIN.match(text)
    if not match or not _KEY.search(match[0]):
        return text
    lines = match[0]
    title, date = _value(lines, "title"), _value(lines, "date")
    if title and not _HEADING.search(text, match.end()):
        found.add(Block((Run(title),), "heading", 1, "line 1"))
        lines = lines.replace(title, " ", 1)
        day = _DAY.match(date)
        if day and not _WORDS_OF_MONTH.search(title):
            found.add(Block((Run(day[0]),), place="line 1"))
            lines = lines.replace(day[0], " ", 1)
    found.drop(FRONT_MATTER, lines)
    return "\n" * match[0].count("\n") + text[match.end() :]


def _value(lines: str, key: str) -> str:
    match = re.search(_VALUE.format(key=key), lines, re.MULTILINE | re.IGNORECASE)
    return match["value"].strip() if match else ""
