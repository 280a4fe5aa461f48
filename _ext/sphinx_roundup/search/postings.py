"""What one issue adds to the index: a function of its items and of the names of topics.

There are no averages over the archive in it: how rare a word is, the reader's
script counts. So an issue that did not change need not be looked at again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..model.page_records import Topic
from ..model.records import Item
from . import codec
from .analysis import SMALL_WORDS, Stems, compounds, words

TITLE_WEIGHT = 4
MENTION = "#"
"""Begins the entries that are not words but topics: items that name the topic in their text."""

_SATURATION = 1.2
_USUAL_LENGTH = 30
_STEP = 16
"""An item takes a multiple of so many places: one word more in it leaves those of other items."""
_LEVELS = len(codec.IMPACTS) - 1
_SMALL = frozenset(SMALL_WORDS)


@dataclass(frozen=True, slots=True)
class Part:
    """An issue's share of each file, as text that is only to be put together.

    ``terms`` has a row for each stem (or ``#`` and a topic's slug): the
    positions of items in the issue, then how well each fits. ``places`` has a
    row for each word as it stands: its places in the texts of the issue laid
    end to end. Rows are ``key value``, parted by ``|``. ``spans`` says how
    many places each item takes, ``titles`` how many of them its title; ``hits`` has a line of
    JSON for each item.
    """

    terms: str
    places: str
    spans: str
    titles: str
    hits: str


class Indexer:
    """Makes the parts of issues; remembers the stems of words and the names of topics."""

    def __init__(self, topics: Sequence[Topic], notes: Callable[[Item], str]) -> None:
        """Read items; ``notes`` gives what their hits say besides title and printed words."""
        self._stems = Stems()
        self._notes = notes
        self._labels = _Labels(topics)
        self._impacts: dict[tuple[int, int], int] = {}

    def part(self, items: Sequence[Item], hits: str) -> Part:
        """Read the items of one issue, in printed order; ``hits`` are their rows."""
        terms: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        places: defaultdict[str, list[int]] = defaultdict(list)
        spans: list[int] = []
        titles: list[int] = []
        start = 0
        for number, item in enumerate(items):
            title, text, note = words(item.title), words(item.text), words(self._notes(item))
            end = start
            for run in (title, text, note):
                for place, word in enumerate(run, end):
                    places[word].append(place)
                # One place stays empty, so that no phrase runs from a title into the text.
                end += len(run) + 1
            end = start + _rounded(end - start)
            spans.append(end - start)
            titles.append(len(title))
            start = end
            text += compounds(f"{item.title} {item.text}")
            for term, impact in self._terms(title, [*text, *note]):
                terms[term].append((number, impact))
        return Part(
            "|".join([f"{term} {_postings(rows)}" for term, rows in terms.items()]),
            "|".join([f"{word} {codec.gaps(rows)}" for word, rows in places.items()]),
            codec.numbers(spans),
            codec.numbers(titles),
            hits,
        )

    def _terms(self, title: list[str], text: list[str]) -> Iterator[tuple[str, int]]:
        """Yield the terms of an item, each with how well the item fits it."""
        length = len(title) + len(text)
        stems = self._stems
        counts = _counted([stems[word] for word in title], [stems[word] for word in text])
        for term, count in counts.items():
            if term not in _SMALL:
                yield term, self._impact(count, length)
        mentions = _counted([*self._labels.found(title)], [*self._labels.found(text)])
        for topic, count in mentions.items():
            yield f"{MENTION}{topic}", self._impact(count, length)

    def _impact(self, count: int, length: int) -> int:
        key = (count, length)
        if key not in self._impacts:
            usual = _SATURATION * (0.5 + 0.5 * length / _USUAL_LENGTH)
            self._impacts[key] = max(1, round(_LEVELS * count / (count + usual)))
        return self._impacts[key]


def _counted(title: list[str], text: list[str]) -> Counter[str]:
    counts = Counter(text)
    for term in title:
        counts[term] += TITLE_WEIGHT
    return counts


def _rounded(places: int) -> int:
    return -(-places // _STEP) * _STEP


def _postings(rows: list[tuple[int, int]]) -> str:
    items, impacts = zip(*rows, strict=True)
    return codec.gaps(items) + "".join([codec.IMPACTS[impact] for impact in impacts])


class _Labels:
    """Finds topics by their names in a run of words.

    Words count as they stand: "Prevent" is a programme, "preventing" is not,
    and "extreme" is no extremism.
    """

    def __init__(self, topics: Iterable[Topic]) -> None:
        self._by_first: defaultdict[str, list[tuple[list[str], str]]] = defaultdict(list)
        for topic in topics:
            names = (*topic.labels, *topic.search_terms)
            for label in dict.fromkeys(tuple(words(name)) for name in names):
                if label and not _SMALL.issuperset(label):
                    self._by_first[label[0]].append((list(label), topic.slug))

    def found(self, run: list[str]) -> Iterator[str]:
        """Yield the slug of each topic named, as often as it is."""
        for at, first in enumerate(run):
            for label, topic in self._by_first.get(first, ()):
                if run[at : at + len(label)] == label:
                    yield topic
