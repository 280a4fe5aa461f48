"""The vocabulary of an archive: topics, sources and closed lists, by slug or printed name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from .fields import FIELDS
from .messages import Problem, did_you_mean
from .records import Kind, Source, Topic

LISTS = tuple(dict.fromkeys(f.closed for f in FIELDS if f.closed not in {"", "kinds"}))
"""The closed lists besides the kinds, by their keys in ``vocabulary.yml``."""


def fold(label: str) -> str:
    """Reduce a printed name to what makes it the same name.

    Letter case, accents on quotes, "&" for "and", brackets, hyphens and other
    punctuation do not count: ``Online Safety & Harms`` is ``online safety and harms``.
    """
    text = unicodedata.normalize("NFKC", label).casefold().replace("&", " and ")
    text = re.sub(r"[’‘']", "", text)
    return " ".join(re.findall(r"\w+", text))


@dataclass(frozen=True)
class Vocabulary:
    """The topics, sources and closed lists of an archive, with all the names they go by.

    ``lists`` has each list of :data:`LISTS`: slug -> label, in the order shown.
    ``named_by`` is how issues are named, a key of
    :data:`~sphinx_roundup.model.periods.PERIODS`. The links of issues before
    ``addresses_from`` (an issue's id, or "") reached the archive without addresses.
    """

    topics: tuple[Topic, ...] = ()
    sources: tuple[Source, ...] = ()
    problems: tuple[Problem, ...] = ()
    kinds: tuple[Kind, ...] = ()
    lists: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    named_by: str = "month"
    addresses_from: str = ""

    @cached_property
    def topic(self) -> Mapping[str, Topic]:
        """Topics by slug."""
        return MappingProxyType({topic.slug: topic for topic in self.topics})

    @cached_property
    def source(self) -> Mapping[str, Source]:
        """Sources by slug."""
        return MappingProxyType({source.slug: source for source in self.sources})

    @property
    def example_topic(self) -> str:
        """A topic that an item can have, for messages that show how one is written."""
        return next((topic.slug for topic in self.topics if not topic.group), "a-topic")

    @cached_property
    def closed(self) -> Mapping[str, Mapping[str, str]]:
        """Every closed list by its key, that of the kinds too: slug -> label."""
        kinds = {kind.slug: kind.label for kind in self.kinds}
        return MappingProxyType({"kinds": kinds, **{k: self.lists.get(k, {}) for k in LISTS}})

    @cached_property
    def _topic_labels(self) -> Mapping[str, str]:
        return {fold(label): topic.slug for topic in self.topics for label in topic.labels}

    def topic_of_heading(self, heading: str) -> str | None:
        """The slug of the topic that a printed heading names, if it names one."""
        return self._topic_labels.get(fold(heading))

    def near_headings(self, heading: str) -> str:
        """A did-you-mean sentence for a heading that is almost a topic's name, or ""."""
        titles = {fold(topic.title): topic.title for topic in self.topics}
        hint = did_you_mean(fold(heading), titles, otherwise="", likeness=0.8)
        for folded, title in titles.items():
            hint = hint.replace(f"“{folded}”", f"“{title}”")
        return hint
