"""The fields of a Word file: a code, then what it shows, between marks that may be far apart."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from .count import field_address
from .styles import W


class Field:
    """A field that is open: its code first, then what it shows."""

    def __init__(self, *, is_unclosed: bool) -> None:
        self.is_unclosed = is_unclosed
        self.code = ""
        self.href: str | None = None
        self.href_unknown = True

    def open(self) -> None:
        """End the code: what follows is what it shows."""
        self.href = field_address(self.code)
        self.href_unknown = False


def unclosed_fields(root: ET.Element) -> frozenset[ET.Element]:
    """The starts of fields that have no end: they would make a link of all that follows."""
    begun: list[ET.Element] = []
    for mark in root.iter(f"{W}fldChar"):
        what = mark.get(f"{W}fldCharType")
        if what == "begin":
            begun.append(mark)
        elif what == "end" and begun:
            begun.pop()
    return frozenset(begun)
