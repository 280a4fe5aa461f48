"""The closed list of what can be wrong with a page, and how each is reported.

A :class:`Problem` is found by :mod:`sphinx_roundup.lint.rules`, whoever asks: the build
shows it as a Sphinx warning ``roundup.<subtype>``, the command line as a line.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

MEANINGS: Mapping[str, str] = MappingProxyType(
    {
        "unknown-field": "An item has a field that the archive does not know.",
        "field-form": "A field is not written as :name: value.",
        "repeated-field": "An item gives the same field twice.",
        "unknown-kind": "An item's kind is not in the closed list of kinds.",
        "unknown-topic": "An item names a topic that has no page in topics/.",
        "unknown-source": "An item names an organisation that is not in sources.yml.",
        "unknown-value": "A field holds a word that is not in its closed list.",
        "group-topic": "An item names a topic that only gathers other topics.",
        "missing-field": "An item lacks a field that every item needs.",
        "bad-id": "An item's id is not lower-case words joined by hyphens.",
        "duplicate-id": "Two items of an issue have the same id.",
        "missing-title": "An item has no title after {item}.",
        "long-title": "An item's title has more than 25 words.",
        "bad-date": "A date is not written as year-month-day.",
        "withdrawn-words": "An entry was withdrawn, and its file still holds something of it.",
        "empty-item": "An item has no printed words.",
        "item-markup": "An item holds markup that the printed words cannot have.",
        "nested-item": "An item stands inside another item, or outside a section.",
        "bad-link": "A link has an address that the archive does not accept.",
        "text-outside-item": "A section of an issue has text that belongs to no item.",
        "heading-without-topic": "A heading names no topic and an item under it has none.",
        "near-heading": "A heading names no topic but is nearly the name of one.",
        "heading-jump": "A heading leaves out a level below the one above it.",
        "looks-unread": "Something that was meant as markup would be shown as words.",
        "other-month": "The date line of an issue names another month than its file.",
        "dividing-line": "A line of dashes or stars divides a page that needs no parts.",
        "code-language": "Code is not in the language that it is said to be in.",
        "bad-issue": "An issue's file name or its top lines are not as expected.",
        "draft-issue": "An issue is still the draft of an import.",
        "open-point": "An entry of a draft has a point that an editor is to settle.",
        "bad-topic": "A topic's file cannot be used as it is.",
        "bad-proposal": "An entry that is proposed in inbox/ cannot be taken as it is.",
        "bad-vocabulary": "vocabulary.yml cannot be used as it is.",
        "bad-sources": "sources.yml cannot be used as it is.",
        "bad-helplines": "helplines.yml cannot be used as it is.",
        "bad-related-words": "related-words.yml cannot be used as it is.",
        "bad-archive-file": "archive.toml cannot be used as it is.",
        "bad-links-file": "links.json is not as “roundup links” writes it.",
        "bad-restored": "A row of restored/ stands for no lost link, or lacks its evidence.",
        "bad-redirects": "redirects.json is not as “roundup rename” writes it.",
        "bad-ledger": "A line of the ledger is not as “roundup ledger” writes it.",
        "dead-address": "An address that was published would lead nowhere.",
        "not-in-ledger": "What is published is not in the ledger yet.",
        "changed-words": "Printed words that were published changed without a correction.",
        "came-back": "An entry that was withdrawn, or whose name was erased, is there again.",
        "unknown-related": "A topic's broader or related names a topic that does not exist.",
        "topic-cycle": "A topic is, by way of others, broader than itself.",
        "duplicate-label": "Two topics, or two sources, have the same printed name.",
        "unknown-reference": "A page cites an item or a topic that does not exist.",
        "unknown-listing": "A page asks for a listing that the archive does not have.",
        "page-clash": "Two parts of the archive want the same address.",
        "unsafe-file": "A file is not a regular text file with an ordinary name.",
        "unsafe-top-lines": "A page's top lines could be read as more than plain values.",
        "unsafe-markup": "A page holds markup that a contributed page cannot have.",
        "unsafe-link": "A link leads neither to a web address nor to an e-mail address.",
        "merge-marker": "A merge of two versions was left unfinished.",
        "item-fence": "Colons open or close no item, or an item is not closed.",
        "hidden-character": "A character cannot be seen, or changes the order of others.",
        "comment": "A comment is hidden on the page, but not in the archive's files.",
        "too-large": "A file, a line or its nesting is larger than any issue needs.",
        "repeated-address": "An address stands in the archive already.",
        "repeated-title": "Another item has the same title.",
        "repeated-words": "Another item has the same printed words.",
        "vague-title": "A title says too little where the printed words are not beside it.",
        "odd-date": "A date does not fit the issue's month.",
        "no-address": "A link of a new issue has no address.",
        "tracked-address": "An address goes through a service that counts readers.",
        "misleading-link": "A link's words name another website than the one it leads to.",
        "waiting-proposal": "An entry that is proposed in inbox/ waits to be taken.",
        "empty-heading": "No item stands under a heading.",
        "similar-source": "Two organisations have nearly the same name.",
        "not-filled-in": "Something that the archive can say of itself is not said yet.",
        "folder-not-named": "A file that has to name the folders of pages does not name all.",
        "placeholder": "A file still has a placeholder where somebody's name belongs.",
        "idle-related-word": "A related word that the search can never offer.",
        "unverified-number": "Nobody has verified a telephone number, or not for long.",
        "faint-colour": "A colour of the archive is hard to read on its background.",
        "pdf-remark": "The PDF engine has a remark about a document.",
        "pdf-failed": "A PDF could not be made.",
    }
)

MOST_PROBLEMS = 50
"""So many problems of one sort are told of a file; who mends them is told the next."""

PRINTING = frozenset({"pdf-remark", "pdf-failed"})
"""The subtypes that only the making of PDFs has: see :mod:`sphinx_roundup.pdf`."""

REFUSALS = frozenset(
    {
        "unsafe-file",
        "unsafe-top-lines",
        "unsafe-markup",
        "unsafe-link",
        "item-fence",
        "merge-marker",
        "hidden-character",
        "comment",
        "too-large",
    }
)
"""The subtypes for which a page is left out of the archive: see :mod:`sphinx_roundup.guard`."""

ADVICE = frozenset(
    {
        "repeated-address",
        "repeated-title",
        "repeated-words",
        "vague-title",
        "odd-date",
        "no-address",
        "tracked-address",
        "misleading-link",
        "similar-source",
        "empty-heading",
        "waiting-proposal",
        "not-filled-in",
        "placeholder",
        "folder-not-named",
        "idle-related-word",
        "unverified-number",
        "faint-colour",
        "not-in-ledger",
    }
)
"""The subtypes that only the command line gives: see :mod:`sphinx_roundup.lint.hints`."""


_LONGEST_WORD = 80
_MOST_CANDIDATES = 500


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One mistake at one place.

    ``path`` is relative to the archive's folder, with forward slashes;
    ``line`` counts from 1, 0 means the file as a whole. ``message`` says what
    is wrong, ``hint`` how to mend it; each is one sentence.
    """

    path: str
    line: int
    subtype: str
    message: str
    hint: str = ""

    def __post_init__(self) -> None:
        """Refuse a subtype that is not in the closed list: a mistake of ours.

        :raises ValueError: for such a subtype.
        """
        if self.subtype not in MEANINGS:
            raise ValueError(f"no such message: {self.subtype}")

    @property
    def sentence(self) -> str:
        """What is wrong and how to mend it, as a reader sees it."""
        return f"{self.message} {self.hint}".strip()


def did_you_mean(word: str, known: Iterable[str], *, otherwise: str, likeness: float = 0.6) -> str:
    """Suggest up to three known words that are like ``word``, or say ``otherwise``.

    ``likeness`` is the least similarity, from 0 to 1, as :mod:`difflib` measures it.
    """
    if len(word) > _LONGEST_WORD:
        return otherwise
    near = difflib.get_close_matches(
        word.casefold(), _candidates(word, known), n=3, cutoff=likeness
    )
    if not near:
        return otherwise
    return f"Did you mean {_either(near)}?"


def _candidates(word: str, known: Iterable[str]) -> list[str]:
    """The known words to compare with: where there are very many, those that begin alike."""
    found = set(known)
    for length in (1, 2, 4, 8, 16):
        if len(found) <= _MOST_CANDIDATES:
            break
        found = {one for one in found if one[:length] == word[:length]}
    return sorted(found)[:_MOST_CANDIDATES]


def _either(words: list[str]) -> str:
    quoted = [f"“{word}”" for word in words]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"
