"""Declare what an entry must be, and what is said where it is not.

One declaration for the rules in Python and for the page on which an entry is written: the page
gets :data:`RULES` as data (:mod:`sphinx_roundup.html.entry_form`). Words in braces are filled in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from .messages import Problem

TITLE_WORDS = 25
"""So many words a title may have."""
SLUG = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
"""What a permanent name may be: lower-case words joined by hyphens."""
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
"""How a day is written; it must be one of the calendar, too."""
NEAR_HEADING = 0.8
"""The least likeness of a heading to a topic’s name, for which it is asked whether it was meant."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What is said where a rule is broken.

    ``hint`` tells how to mend it in the file, and ``in_form`` on the page for writing an
    entry, where that is another thing to do.
    """

    subtype: str
    message: str
    hint: str = ""
    in_form: str = ""

    def problem(self, path: str, line: int, **words: object) -> Problem:
        """Say it of a place."""
        said = (text.format(**words) for text in (self.message, self.hint))
        return Problem(path, line, self.subtype, *said)


_WHOLE_ADDRESS = "Write the full address, or # where it is not known."

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "missing-field": Rule(
            "missing-field",
            "the item has no {name}.",
            "Add a line such as “:{name}: {example}”.",
            "Choose one.",
        ),
        "missing-title": Rule(
            "missing-title", "the item has no title.", "Write it after {{item}}.", "Write one."
        ),
        "long-title": Rule(
            "long-title", "the title has {count} words.", "Keep it to {most} at most."
        ),
        "marked-field": Rule(
            "looks-unread",
            "the {name} holds the markup of a link or of bold words.",
            "Write plain words: it is shown as it stands.",
        ),
        "empty-item": Rule(
            "empty-item",
            "the item has no printed words.",
            "Put the printed paragraph after the fields, with an empty line between.",
            "Write or paste the printed paragraph.",
        ),
        "bad-id": Rule(
            "bad-id",
            "“{text}” cannot be an id.",
            "Use lower-case words joined by hyphens, beginning with a letter.",
        ),
        "bad-date": Rule(
            "bad-date", "“{text}” is not a date.", "Write year-month-day, as in 2024-05-23."
        ),
        "unknown-kind": Rule("unknown-kind", "“{text}” is no {name}."),
        "unknown-value": Rule("unknown-value", "“{text}” is no {name}."),
        "unknown-topic": Rule("unknown-topic", "“{text}” is no topic."),
        "group-topic": Rule(
            "group-topic",
            "“{text}” only gathers other topics.",
            "Choose one of the topics below it.",
        ),
        "unknown-source": Rule("unknown-source", "“{text}” is not in sources.yml."),
        "stated-beside": Rule(
            "unknown-source", "{text} stands beside an organisation.", "Keep one of the two."
        ),
        "no-heading": Rule(
            "bad-proposal",
            "the entry “{title}” stands under no heading.",
            "Write the issue’s heading above it, as “## ” and its words.",
            "Write the heading that it was printed under.",
        ),
        "near-heading": Rule("near-heading", "the heading “{heading}” names no topic."),
        "bare-heading": Rule(
            "heading-without-topic",
            "the heading “{heading}” names no topic, and items under it have none (line {lines}).",
            "Give each a line such as “:topics: {example}”.",
            "Choose a topic.",
        ),
        "item-markup": Rule(
            "item-markup",
            "an item cannot hold {what}.",
            "Keep to plain words, *emphasis*, **strong words**, links and bullets.",
        ),
        "heading-inside": Rule(
            "item-fence",
            "a heading stands inside an item.",
            "Close the item above it with ::: on a line of its own.",
            "Put a backslash before the # that begins the line.",
        ),
        "empty-link": Rule(
            "looks-unread",
            "a link has no words, so that nobody sees it.",
            "Put the words of the link into the square brackets.",
        ),
        "no-address": Rule(
            "unsafe-link",
            "“{text}” is no web address.",
            "Write the full address with https://, or # where it is not known.",
        ),
        "bad-link": Rule("bad-link", "{why}", _WHOLE_ADDRESS),
    }
)
"""What is said of an entry, by the name of the rule."""
