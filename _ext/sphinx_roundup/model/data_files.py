"""Declare the data files that people are told of: where each is, and what it is good for."""

from __future__ import annotations

from dataclasses import dataclass, replace

from .archive import Archive
from .records import Issue

FOLDER = "data"
"""Of the tables and of what there is by issue, below the site's root."""
WHOLE = 48
"""So many issues stand in one workbook; with more, each year has its own: none takes seconds."""
MOST_PLAIN = 240
"""So many issues stand in one plain file: of twenty years. With more, it is compressed, to a fifth."""
PLAIN = "archive.json"
"""The file that has everything, where it is not compressed."""
GROWING = (
    PLAIN,
    *(f"{FOLDER}/{name}.csv" for name in ("entries", "links", "entry-topics", "entry-sources")),
)
"""The files with a part for each entry, as they are called where they are plain."""

RIGHTS = (
    "The printed words belong to their publisher; no licence of theirs is claimed or given here."
)

CSV, JSON = "text/csv", "application/json"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TURTLE = "text/turtle"
GZIP = "application/gzip"


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file by its path below the site's root, with a title, what it holds and its media type."""

    path: str
    title: str
    meaning: str
    media_type: str


_FILES = (
    DataFile(f"{FOLDER}/entries.csv", "Entries", "A row for each entry, with its words.", CSV),
    DataFile(f"{FOLDER}/links.csv", "Links", "A row for each link, with where it leads.", CSV),
    DataFile(f"{FOLDER}/entry-topics.csv", "Topics of entries", "To join entries to topics.", CSV),
    DataFile(
        f"{FOLDER}/entry-sources.csv", "Sources of entries", "To join entries to sources.", CSV
    ),
    DataFile(f"{FOLDER}/issues.csv", "Issues", "A row for each issue.", CSV),
    DataFile(f"{FOLDER}/history.csv", "History", "What was corrected or withdrawn, and when.", CSV),
    DataFile(f"{FOLDER}/topics.csv", "Topics", "The subjects, with those above and below.", CSV),
    DataFile(f"{FOLDER}/sources.csv", "Sources", "The organisations.", CSV),
    DataFile(f"{FOLDER}/kinds.csv", "Kinds", "The sorts of thing that entries point to.", CSV),
    DataFile(
        f"{FOLDER}/datapackage.json", "Data Package", "What each column of the tables means.", JSON
    ),
)
_WHOLE = (
    DataFile(PLAIN, "The whole archive", "All of it in one file.", JSON),
    DataFile("archive.schema.json", "Its schema", "What each key of it means.", JSON),
    DataFile(
        f"{FOLDER}/entries.ndjson.gz", "Entries as lines", "An entry a line, compressed.", GZIP
    ),
)
_VOCABULARY = DataFile(
    f"{FOLDER}/topics.ttl", "Topics as SKOS", "The subjects for other catalogues.", TURTLE
)


def file_of(archive: Archive, plain: str) -> str:
    """Name a file below the site's root: compressed, where it grows with the issues and they are many.

    An address that was published stays.
    """
    grows = plain in GROWING and len(archive.issues) > MOST_PLAIN
    return f"{plain}.gz" if grows and plain not in archive.history else plain


def about(archive: Archive) -> str:
    """Say in a few sentences what the tables hold."""
    first, last = (archive.issues[0].date, archive.issues[-1].date) if archive.issues else ("", "")
    span = f", from {first} to {last}" if first else ""
    return (
        f"The issues of {archive.identity.newsletter or 'the newsletter'}{span}: each entry with"
        " its printed words, topics, sources and links. An empty cell means that something is not"
        f" stated or not recorded; each column says which. {RIGHTS}"
    )


def workbook_issues(archive: Archive) -> dict[str, tuple[Issue, ...]]:
    """Name each workbook, with the issues in it."""
    if len(archive.issues) <= WHOLE:
        return {"entries.xlsx": archive.issues}
    years: dict[str, list[Issue]] = {}
    for issue in archive.issues:
        years.setdefault(f"entries-{issue.year}.xlsx", []).append(issue)
    return {name: tuple(issues) for name, issues in years.items()}


def files_for_people(archive: Archive) -> tuple[DataFile, ...]:
    """List the data files, workbooks first and the newest of them first."""
    books = tuple(
        DataFile(f"{FOLDER}/{name}", _book_title(name), "To open in a spreadsheet.", XLSX)
        for name in reversed(workbook_issues(archive))
    )
    files = tuple(_published(archive, file) for file in (*_FILES, *_WHOLE))
    return (*books, *files, *((_VOCABULARY,) if archive.identity.address else ()))


def _published(archive: Archive, file: DataFile) -> DataFile:
    """Say of a file whether it is compressed."""
    name = file_of(archive, file.path)
    if name == file.path:
        return file
    return replace(file, path=name, meaning=f"{file.meaning} Compressed.", media_type=GZIP)


def _book_title(name: str) -> str:
    year = name.removeprefix("entries").removesuffix(".xlsx").strip("-")
    return f"Workbook of {year}" if year else "Workbook"
