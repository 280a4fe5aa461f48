"""Which words stand in which items, how well, and where.

What one item adds depends on that item and the names of topics alone: there
are no averages over the archive in it. How rare a word is, the reader's script
counts from the postings themselves.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ...model import Item, Topic
from . import codec
from .words import SMALL_WORDS, Stems, words

TITLE_WEIGHT = 4
MENTION = "#"
"""Begins the entries that are not words but topics: items that name the topic in their text."""

_SATURATION = 1.2
_USUAL_LENGTH = 30
_LEVELS = len(codec.IMPACTS) - 1
_SMALL = frozenset(SMALL_WORDS)

Labels = Mapping[str, Sequence[tuple[tuple[str, ...], int]]]


class Postings:
    """Gathers items, oldest first, and gives out what the index files hold.

    ``terms`` maps a stem (or ``#`` and a topic's position) to numbers made of
    an item's position and its impact; ``places`` maps a word as it stands to
    its places in the text of all items laid end to end; ``spans`` says how
    many places each item takes.
    """

    def __init__(self, topics: Sequence[Topic]) -> None:
        self.terms: defaultdict[str, array[int]] = defaultdict(_numbers)
        self.places: defaultdict[str, array[int]] = defaultdict(_numbers)
        self.spans = array("I")
        self._stems = Stems()
        self._labels = _labels(topics, self._stems)
        self._impacts: dict[tuple[int, int], int] = {}
        self._place = 0

    def add(self, item: Item) -> None:
        """Take in the next item."""
        title, text, note = words(item.title), words(item.text), words(item.editor_note)
        number = len(self.spans)
        start = self._place
        for part in (title, text, note):
            for place, word in enumerate(part, self._place):
                self.places[word].append(place)
            # One place stays empty, so that no phrase runs from a title into the text.
            self._place += len(part) + 1
        self.spans.append(self._place - start)
        self._add_terms(
            number, [self._stems[w] for w in title], [self._stems[w] for w in (*text, *note)]
        )

    def _add_terms(self, number: int, title: list[str], text: list[str]) -> None:
        counts = Counter(text)
        for stem in title:
            counts[stem] += TITLE_WEIGHT
        length = len(title) + len(text)
        for stem, count in counts.items():
            if stem not in _SMALL:
                self.terms[stem].append(number * 16 + self._impact(count, length))
        mentions = Counter(self._mentioned(text))
        for topic in self._mentioned(title):
            mentions[topic] += TITLE_WEIGHT
        for topic, count in mentions.items():
            self.terms[f"{MENTION}{topic}"].append(number * 16 + self._impact(count, length))

    def _mentioned(self, stems: list[str]) -> Iterator[int]:
        for at, stem in enumerate(stems):
            for label, topic in self._labels.get(stem, ()):
                if tuple(stems[at : at + len(label)]) == label:
                    yield topic

    def _impact(self, count: int, length: int) -> int:
        key = (count, length)
        if key not in self._impacts:
            usual = _SATURATION * (0.5 + 0.5 * length / _USUAL_LENGTH)
            self._impacts[key] = max(1, round(_LEVELS * count / (count + usual)))
        return self._impacts[key]

    def term_rows(self) -> Iterator[tuple[str, str]]:
        """Yield each term, sorted, with its items: distances, then impacts."""
        for term in sorted(self.terms):
            values = self.terms[term].tolist()
            items = codec.gaps([value >> 4 for value in values])
            yield term, items + "".join([codec.IMPACTS[value & 15] for value in values])

    def place_rows(self) -> Iterator[tuple[str, str]]:
        """Yield each word, sorted, with the distances between its places."""
        for word in sorted(self.places):
            yield word, codec.gaps(self.places[word].tolist())

    def vocabulary(self) -> str:
        """Return all words, sorted: letters shared with the one before, the rest, how frequent.

        Both numbers are capital letters, which no folded word contains.
        """
        parts: list[str] = []
        before = ""
        for word in sorted(self.places):
            if word not in _SMALL:
                shared = _shared(before, word)
                frequent = min(len(self.places[word]).bit_length() - 1, 25)
                parts.append(f"{chr(65 + shared)}{word[shared:]}{chr(65 + frequent)}")
                before = word
        return "".join(parts)


def _numbers() -> array[int]:
    return array("I")


def _shared(one: str, other: str) -> int:
    count = 0
    for a, b in zip(one[:25], other, strict=False):
        if a != b:
            break
        count += 1
    return count


def _labels(topics: Iterable[Topic], stems: Stems) -> Labels:
    """Map the first stem of each topic's name to the names that begin with it."""
    labels: defaultdict[str, list[tuple[tuple[str, ...], int]]] = defaultdict(list)
    for position, topic in enumerate(topics):
        names = (topic.title, *topic.also_printed_as, *topic.search_terms)
        unique = dict.fromkeys(tuple(stems[word] for word in words(name)) for name in names)
        for label in unique:
            if label and not _SMALL.issuperset(label):
                labels[label[0]].append((label, position))
    return labels
