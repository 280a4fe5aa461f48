"""Text from bytes, as browsers make it: by the mark, by what is declared, by what fits."""

from __future__ import annotations

import codecs

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip
_MEANS = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "tis-620": "cp874"}
"""What the Encoding Standard reads under names that writers of mail use for more than they mean."""


def decode(data: bytes, declared: str = "") -> str:
    """Text from bytes: by its mark, else UTF-8, else what is declared, else Windows-1252."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, errors="replace")
    for name in filter(None, ("utf-8", _meant(declared))):
        try:
            return data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("cp1252", errors="replace")


def _meant(declared: str) -> str:
    try:
        name = codecs.lookup(declared).name
    except (LookupError, ValueError):
        return ""
    return _MEANS.get(name, name)
