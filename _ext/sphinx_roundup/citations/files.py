"""The files of references on the website: of each issue, and of the newest entries of a topic."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from ..model.records import Issue, Item
from .formats import FORMATS
from .references import Reference, References

FOLDER = "cite"
NEWEST = 100
"""A topic's files hold so many entries, as its reading list does; the rest a browser exports."""


def issue_name(issue: Issue) -> str:
    """The name of an issue's files, without suffix."""
    return f"{FOLDER}/{issue.docname}"


def topic_name(slug: str) -> str:
    """The name of a topic's files, without suffix."""
    return f"{FOLDER}/topics/{slug}"


def names(name: str) -> list[str]:
    """The files of that name, one a format."""
    return [f"{name}.{suffix}" for suffix in FORMATS]


def of_issue(references: References, issue: Issue) -> Mapping[str, str]:
    """Make the files of an issue: its own reference, its entries, and documents that were found."""
    return _written(issue_name(issue), references.of_issue(issue))


def of_topic(references: References, slug: str, items: Sequence[Item]) -> Mapping[str, str]:
    """Make the files of a topic, from its entries with the newest first."""
    return _written(topic_name(slug), _of_entries(references, islice(items, NEWEST)))


def _of_entries(references: References, items: Iterable[Item]) -> Iterator[Reference]:
    for item in items:
        yield from references.of_entry(item)


def _written(name: str, references: Iterable[Reference]) -> Mapping[str, str]:
    listed = list(references)
    return {
        f"{name}.{suffix}": form.join(form.record(one) for one in listed)
        for suffix, form in FORMATS.items()
    }
