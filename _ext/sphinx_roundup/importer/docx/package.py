"""Open a Word file, a zip of XML, without trusting it."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO
from typing import NoReturn
from xml.etree import ElementTree as ET

from ..blocks import UnreadableError

MOST_PARTS = 5_000
MOST_UNPACKED = 200_000_000
MOST_IN_A_PART = 60_000_000
MOST_RATIO = 300
MOST_DEPTH = 200
_SMALL = 1_000_000
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_DAMAGED = "The file is damaged. Open it in Word, save it again as .docx and import that."


class Package:
    """The parts of a Word file. Every limit is checked before anything is unpacked."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, EOFError):
            raise UnreadableError(_DAMAGED) from None
        self._check_sizes()
        self.names = frozenset(self._zip.namelist())

    def _check_sizes(self) -> None:
        parts = self._zip.infolist()
        unpacked = sum(part.file_size for part in parts)
        if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED:
            _refuse_size()
        for part in parts:
            ratio = part.file_size / max(part.compress_size, 1)
            if part.file_size > _SMALL and ratio > MOST_RATIO:
                _refuse_size()
            if part.flag_bits & 1:
                raise UnreadableError(
                    "It is protected by a password. Save it without one and import that."
                )

    def read(self, name: str) -> bytes:
        """The bytes of a part."""
        try:
            info = self._zip.getinfo(name)
            if info.file_size > MOST_IN_A_PART:
                _refuse_size()
            with self._zip.open(info) as part:
                # One more than it claims: a part that lies about its size is refused.
                data = part.read(info.file_size + 1)
        except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError):
            raise UnreadableError(_DAMAGED) from None
        if len(data) != info.file_size:
            raise UnreadableError(_DAMAGED)
        return data

    def tree(self, name: str) -> ET.Element:
        """A part as a tree."""
        return parse_xml(self.read(name))

    def targets(self, name: str) -> Mapping[str, tuple[str, str]]:
        """What a part refers to: id -> kind of relation, and its target as a part or address."""
        folder, base = posixpath.split(name)
        relations = posixpath.join(folder, "_rels", f"{base}.rels")
        if relations not in self.names:
            return {}
        found = {}
        for relation in self.tree(relations).iter(_RELATION):
            kind = relation.get("Type", "").rpartition("/")[2]
            target = relation.get("Target", "")
            if relation.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[relation.get("Id", "")] = (kind, target)
        return found


def _refuse_size() -> NoReturn:
    raise UnreadableError(
        "It unpacks to far more than any newsletter holds, so it is not opened."
        " Take the pictures out in Word, save it again and import that."
    )


_STRICT = "http://purl.oclc.org/ooxml/"
_USUAL = {
    "wordprocessingml/main": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "drawingml/main": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "officeDocument/relationships": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
"""Names that Strict Open XML has of its own, and those of every other Word file."""


def _usual(name: str) -> str:
    if not name.startswith(f"{{{_STRICT}"):
        return name
    space, _, local = name[1:].partition("}")
    return f"{{{_USUAL.get(space.removeprefix(_STRICT), space)}}}{local}"


class _Builder(ET.TreeBuilder):
    """Builds a tree, but no deep one, and none with a document type of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.depth = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> ET.Element:
        self.depth += 1
        if self.depth > MOST_DEPTH:
            raise UnreadableError(
                f"Its XML is nested more than {MOST_DEPTH} deep, which no Word file is."
                " Open it in Word, save it again and import that."
            )
        return super().start(_usual(tag), {_usual(key): value for key, value in attrs.items()})

    def end(self, tag: str, /) -> ET.Element:
        self.depth -= 1
        return super().end(_usual(tag))

    def doctype(self, _name: str, _pubid: str | None, _system: str | None) -> None:
        raise UnreadableError(
            "Its XML declares a document type, which no Word file does and attacks do."
            " It is not opened."
        )


def parse_xml(data: bytes) -> ET.Element:
    """Parse XML: no document type, so no entities, and no deep nesting."""
    parser = ET.XMLParser(target=_Builder())  # noqa: S314 - _Builder refuses what is unsafe
    try:
        parser.feed(data)
        root: ET.Element = parser.close()
    except (ET.ParseError, ValueError, LookupError):
        raise UnreadableError(_DAMAGED) from None
    return root
