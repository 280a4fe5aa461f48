"""The files of references on the website: of each issue, and of the newest entries of a topic.

They are RIS, which Zotero, EndNote, Mendeley and JabRef read alike. Other formats are made in the
browser: three files of the same references would be most of what a large archive publishes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from ..model.records import Issue, Item
from .formats import RIS
from .references import Reference, References

FOLDER = "cite"
NEWEST = 100
"""A topic's file holds so many entries, as its reading list does; the rest a browser exports."""


def issue_file(issue: Issue) -> str:
    """The file of an issue, below the site's root."""
    return f"{FOLDER}/{issue.docname}{RIS.suffix}"


def topic_file(slug: str) -> str:
    """The file of a topic."""
    return f"{FOLDER}/topics/{slug}{RIS.suffix}"


def of_issue(references: References, issue: Issue) -> Mapping[str, str]:
    """Make the file of an issue: its own reference, its entries, and documents that were found."""
    return {issue_file(issue): _written(references.of_issue(issue))}


def of_topic(references: References, slug: str, items: Sequence[Item]) -> Mapping[str, str]:
    """Make the file of a topic, from its entries with the newest first."""
    return {topic_file(slug): _written(_of_entries(references, islice(items, NEWEST)))}


def _of_entries(references: References, items: Iterable[Item]) -> Iterator[Reference]:
    for item in items:
        yield from references.of_entry(item)


def _written(references: Iterable[Reference]) -> str:
    return "\n".join(map(RIS.record, references))
