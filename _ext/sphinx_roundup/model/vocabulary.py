"""The vocabulary of an archive: topics and sources, found by slug or by printed name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from .messages import Problem, did_you_mean
from .records import Source, Topic


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
    """The topics and sources an archive uses, with all the names they go by."""

    topics: tuple[Topic, ...] = ()
    sources: tuple[Source, ...] = ()
    problems: tuple[Problem, ...] = ()

    @cached_property
    def topic(self) -> Mapping[str, Topic]:
        """Topics by slug."""
        return MappingProxyType({topic.slug: topic for topic in self.topics})

    @cached_property
    def source(self) -> Mapping[str, Source]:
        """Sources by slug."""
        return MappingProxyType({source.slug: source for source in self.sources})

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
