"""The archive as data: files at the site's root and in ``data/``, for programs to read.

``archive.json`` and its schema, an issue at a time, and tables. What was made of an issue is
kept between builds; the files of the whole are put together from it, bit by bit.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import ExitStack
from dataclasses import astuple
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

from ..atomic import replacing, write_bytes, write_text
from ..model.archive import Archive
from ..model.data_files import FOLDER, GROWING, PLAIN, file_of, workbook_issues
from ..model.records import Issue
from ..state import code_digest, digest
from ..views.listings import Listings
from . import citation_file, export, skos
from .csv_text import header, rows_text
from .datapackage import CSVW_FILE, PACKAGE_FILE, Written, csvw_json, datapackage_json
from .kept import Kept, Texts
from .tables import TABLES, file_name, names_of
from .workbook import workbook

ISSUES = f"{FOLDER}/issues"
ENTRIES = "entries.ndjson.gz"
"""Every entry as a line."""
_ISSUE = "issue.json"
_PACKED = "issue.json.gz"
_BOOK = "book.xlsx"

EXPORTS: Mapping[str, Callable[[Archive], str]] = MappingProxyType(
    {
        citation_file.FILE: citation_file.citation_cff,
        export.SCHEMA_FILE: export.schema_json,
        f"{FOLDER}/{CSVW_FILE}": csvw_json,
        f"{FOLDER}/{skos.FILE}": skos.topics_turtle,
    }
)
"""Each file that is made of the archive at once -> what makes its text. A new one is a line here."""
_ADDRESSED = frozenset({f"{FOLDER}/{skos.FILE}"})
"""Those that an archive without a web address does without."""


def data_files(archive: Archive) -> Iterator[str]:
    """Name every file that :func:`write_data` leaves, below the site's root."""
    yield file_of(archive, PLAIN)
    yield from (name for name in EXPORTS if archive.identity.address or name not in _ADDRESSED)
    in_folder = (ENTRIES, *(file_name(archive, table) for table in TABLES), PACKAGE_FILE)
    yield from (f"{FOLDER}/{name}" for name in (*in_folder, *workbook_issues(archive)))
    yield from (_file_of(issue) for issue in archive.issues)


def _file_of(issue: Issue) -> str:
    return f"{ISSUES}/{issue.id}.json.gz"


def write_data(listings: Listings, outdir: Path, cache: Path) -> None:
    """Write every data file but the workbooks into ``outdir``, where it differs from what is there.

    :param cache: a folder for what is made of each issue, which saves the next build most of
        the work.
    """
    archive = listings.archive
    kept = Kept(cache)
    _write_streams(archive, kept, _Keys(listings), outdir)
    kept.forget_others()
    files = frozenset(data_files(archive))
    for name, text_of in EXPORTS.items():
        if name in files:
            write_text(outdir / name, text_of(archive))
    _remove_others(outdir / FOLDER, {outdir / name for name in files})
    for name in {export.FILE, f"{export.FILE}.gz"} - files:
        (outdir / name).unlink(missing_ok=True)


def write_workbooks(listings: Listings, outdir: Path, cache: Path) -> None:
    """Write the workbooks, as :func:`write_data` does the rest."""
    archive = listings.archive
    keys, kept = _Keys(listings), Kept(cache)
    for name, issues in workbook_issues(archive).items():
        key = digest(*map(keys.of, issues))
        made = kept.of(name, key, partial(_book, archive, issues))
        write_bytes(outdir / FOLDER / name, made[_BOOK])
    kept.forget_others()


WRITERS: Mapping[str, Callable[[Listings, Path, Path], None]] = MappingProxyType(
    {"data": write_data, "workbooks": write_workbooks}
)
"""What writes data files, by the name of its cache; each may run beside the others."""


class _Keys:
    """Tells what was made of an issue apart from what would be made of it now."""

    def __init__(self, listings: Listings) -> None:
        archive = listings.archive
        self._listings = listings
        vocabulary = (archive.topics, archive.sources, archive.kinds, archive.pages)
        lists = tuple((name, tuple(rows.items())) for name, rows in archive.closed.items())
        said = (astuple(archive.identity), tuple(archive.heading_topics.items()), archive.named_by)
        files = tuple(file_of(archive, name) for name in GROWING)
        made_from = listings.fingerprint(vocabulary, lists, said, files)
        self._common = digest(code_digest("data", "model", "views"), made_from)

    def of(self, issue: Issue) -> str:
        """The key of one issue."""
        known = self._listings.archive.history
        history = tuple(known.get(name) for name in names_of(issue)) if known else ()
        listings = self._listings
        return digest(
            self._common, listings.fingerprints.of_whole(issue), listings.fingerprint(history)
        )


def _parts(archive: Archive, issue: Issue) -> Texts:
    """Make what an issue adds to each file."""
    entries = export.entries_json(archive, issue)
    lines = export.entry_lines(issue, entries)
    tables = {
        name: _stored(name, rows_text(table.columns, table.by_issue(archive, issue)))
        for table in TABLES
        if table.by_issue and (name := file_name(archive, table))
    }
    text = export.issue_json(archive, issue, entries).encode()
    return {
        _ISSUE: text,
        _PACKED: _packed(text + b"\n"),
        ENTRIES: _stored(ENTRIES, lines),
        **tables,
    }


def _packed(text: bytes) -> bytes:
    """Compress a text by itself, the same bytes whenever it is done."""
    made = gzip.compress(text, 6, mtime=0)
    # The tenth byte names a system; which one differs between releases of Python.
    return made[:9] + b"\xff" + made[10:]


def _stored(name: str, text: str) -> bytes:
    """A text as it stands in a file: compressed members that follow each other are one (RFC 1952)."""
    data = text.encode()
    return _packed(data) if data and name.endswith(".gz") else data


def _book(archive: Archive, issues: tuple[Issue, ...]) -> Texts:
    return {_BOOK: workbook(archive, issues)}


def _write_streams(archive: Archive, kept: Kept, keys: _Keys, outdir: Path) -> None:
    """Write, issue by issue, what is too large to hold as a whole."""
    folder = outdir / FOLDER
    with ExitStack() as stack:
        whole = _Whole(stack.enter_context(replacing(outdir / file_of(archive, PLAIN))), archive)
        tables = {file_name(archive, table): table for table in TABLES}
        streams = {
            name: _Stream(stack.enter_context(replacing(folder / name)))
            for name in (ENTRIES, *tables)
        }
        for name, table in tables.items():
            streams[name].write(_stored(name, header(table.columns)))
            if table.whole:
                rows = rows_text(table.columns, table.whole(archive))
                streams[name].write(_stored(name, rows))
        for number, issue in enumerate(archive.issues):
            parts = kept.of(issue.id, keys.of(issue), partial(_parts, archive, issue))
            whole.write_issue(number, parts)
            write_bytes(outdir / _file_of(issue), parts[_PACKED])
            for name, stream in streams.items():
                stream.write(parts.get(name, b""))
        whole.end(archive)
        written = {name: stream.written for name, stream in streams.items()}
    write_text(folder / PACKAGE_FILE, datapackage_json(archive, written))


class _Whole:
    """``archive.json``, plain or compressed, issue by issue.

    Compressed, it is put together from members that stand in a file each, too: none is compressed
    twice. Its lines end otherwise, and it says the same.
    """

    def __init__(self, file: BinaryIO, archive: Archive) -> None:
        self._file = file
        self._name = file_of(archive, PLAIN)
        self._write(export.head_json(archive))

    def _write(self, text: str) -> None:
        self._file.write(_stored(self._name, text))

    def write_issue(self, number: int, parts: Texts) -> None:
        """Write an issue, the first with the number 0."""
        if self._name.endswith(".gz"):
            self._write("," if number else "")
            self._file.write(parts[_PACKED])
        else:
            self._write(",\n" if number else "")
            self._file.write(parts[_ISSUE])

    def end(self, archive: Archive) -> None:
        """Write what stands below the issues."""
        self._write(f"\n{export.tail_json(archive)}")


class _Stream:
    """A file that is written bit by bit, with its size and digest."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._size = 0
        self._sum = hashlib.sha256()

    def write(self, data: bytes) -> None:
        self._file.write(data)
        self._size += len(data)
        self._sum.update(data)

    @property
    def written(self) -> Written:
        return Written(self._size, self._sum.hexdigest())


def _remove_others(folder: Path, wanted: AbstractSet[Path]) -> None:
    """Remove data of issues that are gone; the folder holds nothing but what is made here.

    Names that begin with a dot are of files that are being written.
    """
    for path in sorted(folder.rglob("[!.]*")):
        if path.is_file() and path not in wanted:
            path.unlink()
