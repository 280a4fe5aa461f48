"""The vocabulary of an archive: topics, sources and closed lists, by slug or printed name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property, lru_cache
from types import MappingProxyType

from .fields import FIELDS
from .helplines import Helpline
from .messages import Problem, did_you_mean
from .page_records import PageRecord, Topic
from .related_words import RelatedWords

LISTS = tuple(dict.fromkeys(f.closed for f in FIELDS if f.closed not in {"", "kinds"}))
"""The closed lists besides the kinds, by their keys in ``vocabulary.yml``."""


_FOLDED = 4_096
"""Names of which the folded form is kept: an archive has its headings in each issue."""
_NEIGHBOURS = 6
_COMPARED = 120
"""Letters of a name: two that are alike so far are alike."""


@lru_cache(_FOLDED)
def fold(label: str) -> str:
    """Reduce a printed name to what makes it the same name.

    Letter case, accents on quotes, "&" for "and", brackets, hyphens and other
    punctuation do not count: ``Online Safety & Harms`` is ``online safety and harms``.
    """
    text = unicodedata.normalize("NFKC", label).casefold().replace("&", " and ")
    text = re.sub(r"[’‘']", "", text)
    return " ".join(re.findall(r"\w+", text))


def nearly_the_same(names: Iterable[tuple[str, str]], likeness: float) -> Iterator[tuple[str, str]]:
    """Find pairs of slugs whose names are alike, each once.

    Compared with those near it alone, in the alphabet forwards and backwards: a slip at
    the end or at the beginning of a name leaves it near. All with all would take hours.

    :param names: slugs with their names, folded.
    :param likeness: the least, from 0 to 1, as :mod:`difflib` measures it.
    """
    listed = sorted((name, slug) for slug, name in names)
    backwards = sorted(listed, key=lambda one: (one[0][::-1], one[1]))
    seen: set[tuple[str, str]] = set()
    for order in (listed, backwards):
        for place, one in enumerate(order):
            for other in order[place + 1 : place + 1 + _NEIGHBOURS]:
                (name, slug), (other_name, other_slug) = sorted((one, other))
                if (slug, other_slug) not in seen and _alike(name, other_name, likeness):
                    seen.add((slug, other_slug))
                    yield slug, other_slug


def _alike(one: str, other: str, likeness: float) -> bool:
    if abs(len(one) - len(other)) > (1 - likeness) * (len(one) + len(other)):
        return False
    matcher = SequenceMatcher(None, one[:_COMPARED], other[:_COMPARED], autojunk=False)
    return matcher.quick_ratio() >= likeness and matcher.ratio() >= likeness


@dataclass(frozen=True, slots=True)
class Source:
    """An organisation that published what an item points to: a row of ``sources.yml``."""

    slug: str
    name: str
    short_name: str = ""
    aliases: tuple[str, ...] = ()
    part_of: str = ""
    successor: str = ""
    site: str = ""
    """The address of its own website, or of the search there."""

    @property
    def label(self) -> str:
        """The name shown where room is short."""
        return self.short_name or self.name


@dataclass(frozen=True, slots=True)
class Kind:
    """A type of resource: a row of the list of kinds in ``vocabulary.yml``.

    ``schema_org``, ``csl`` and ``ris`` are its equivalents in schema.org
    (https://schema.org/docs/full.html), the Citation Style Language 1.0.2
    (https://docs.citationstyles.org/en/stable/specification.html) and RIS, as Zotero
    writes it. An import goes by ``words``, other words that newsletters use for it, and
    by ``publishers``, words in the names of those who publish nothing else.
    """

    slug: str
    label: str
    plural: str
    group: str = ""
    schema_org: str = "CreativeWork"
    csl: str = "document"
    ris: str = "ELEC"
    words: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()


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
    pages: tuple[PageRecord, ...] = ()
    """The records of all other pages that are one, by folder and slug."""
    helplines: tuple[Helpline, ...] = ()
    related_words: tuple[RelatedWords, ...] = ()

    @cached_property
    def topic(self) -> Mapping[str, Topic]:
        """Topics by slug."""
        return MappingProxyType({topic.slug: topic for topic in self.topics})

    @cached_property
    def source(self) -> Mapping[str, Source]:
        """Sources by slug."""
        return MappingProxyType({source.slug: source for source in self.sources})

    @cached_property
    def found_right(self) -> set[object]:
        """What items say of which the rules found nothing wrong: they need not look again."""
        return set()

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
