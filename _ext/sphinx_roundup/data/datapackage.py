"""Describe the tables: a Data Package (v2) and CSVW metadata, both from the one declaration."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..model.archive import Archive
from ..model.data_files import about
from ..model.permalinks import absolute, urn_of
from .columns import Column, Table
from .csv_text import GUARD
from .schema import VERSION
from .tables import TABLES, file_name

PACKAGE_FILE = "datapackage.json"
CSVW_FILE = "csv-metadata.json"


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was written: how many bytes it has, and their SHA-256 in hexadecimal."""

    size: int
    sha256: str


def datapackage_json(archive: Archive, files: Mapping[str, Written]) -> str:
    """Make ``datapackage.json``; ``files`` has each table's file, by its name."""
    identity = archive.identity
    more = {"id": urn_of(identity, "archive", "data"), "homepage": absolute(identity)}
    data = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "archive",
        **{name: value for name, value in more.items() if value},
        "title": archive.name,
        "description": f"{about(archive)} {GUARD}",
        "version": str(VERSION),
        "resources": [_resource(archive, table, files) for table in TABLES],
    }
    return _dump(data)


def _dump(data: Any) -> str:
    return json.dumps(data, indent=1, ensure_ascii=False) + "\n"


def _resource(archive: Archive, table: Table, files: Mapping[str, Written]) -> dict[str, Any]:
    name = file_name(archive, table)
    file = files[name]
    keys = [
        {
            "fields": [column.name],
            "reference": {
                # A table that refers to itself names none.
                "resource": "" if column.refers[0] == table.name else column.refers[0],
                "fields": [column.refers[1]],
            },
        }
        for column in table.columns
        if column.refers and not column.several
    ]
    return {
        "name": table.name,
        "type": "table",
        "path": name,
        "description": table.meaning,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        **({"compression": "gz"} if name.endswith(".gz") else {}),
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
        "schema": {
            "fields": [_field(archive, column) for column in table.columns],
            "primaryKey": list(table.key),
            **({"foreignKeys": keys} if keys else {}),
            "missingValues": [""],
        },
    }


def _field(archive: Archive, column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "type": column.type}
    if column.several:
        field |= {"type": "list", "itemType": column.type, "delimiter": column.several}
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    words = list(archive.closed[column.of]) if column.of else []
    if words and not column.several:
        constraints["enum"] = words
    field["description"] = column.meaning
    return {**field, **({"constraints": constraints} if constraints else {})}


_DATATYPES = {"string": "string", "integer": "integer", "date": "date", "yearmonth": "gYearMonth"}


def csvw_json(archive: Archive) -> str:
    """Make ``csv-metadata.json``, the same by CSV on the Web."""
    data = {
        "@context": [
            "http://www.w3.org/ns/csvw",
            {"@language": archive.language.partition("_")[0]},
        ],
        "dc:title": archive.name,
        "dc:description": f"{about(archive)} {GUARD}",
        "tables": [_csvw_table(table, file_name(archive, table)) for table in TABLES],
    }
    return _dump(data)


def _csvw_table(table: Table, name: str) -> dict[str, Any]:
    """Describe a table; CSVW knows no compressed one, so ``url`` is what it is called unpacked."""
    keys = [
        {
            "columnReference": [column.name],
            "reference": {
                "resource": f"{column.refers[0]}.csv",
                "columnReference": [column.refers[1]],
            },
        }
        for column in table.columns
        if column.refers and not column.several
    ]
    unpack = f"It is published as {name}: unpack that first."
    return {
        "url": table.file,
        "dc:description": table.meaning if name == table.file else f"{table.meaning} {unpack}",
        "tableSchema": {
            "columns": [_csvw_column(column) for column in table.columns],
            "primaryKey": list(table.key),
            **({"foreignKeys": keys} if keys else {}),
        },
    }


def _csvw_column(column: Column) -> dict[str, Any]:
    return {
        "name": column.name,
        "titles": column.name,
        "dc:description": column.meaning,
        "datatype": _DATATYPES[column.type],
        **({"required": True} if column.required else {}),
        **({"separator": column.several} if column.several else {}),
    }
