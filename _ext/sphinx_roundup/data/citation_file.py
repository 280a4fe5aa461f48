"""``CITATION.cff``: how the archive as a whole is cited, for programs that read such a file.

The Citation File Format 1.2.0 (https://github.com/citation-file-format/citation-file-format).
"""

from __future__ import annotations

import json

from ..model.archive import Archive

FILE = "CITATION.cff"


def citation_cff(archive: Archive) -> str:
    """Make the text of the file, from ``archive.toml`` alone: it names no person and no day.

    The format wants an author: that is the newsletter, whose words these are, else the archive.
    """
    identity = archive.identity
    rows = [
        ("cff-version", "1.2.0"),
        ("message", "Please cite this archive as below; cite an entry by its own address."),
        ("type", "dataset"),
        ("title", archive.name),
    ]
    lines = [f"{key}: {_quoted(value)}" for key, value in rows]
    lines += ["authors:", f"  - name: {_quoted(identity.newsletter or archive.name)}"]
    for key, value in (("url", identity.address), ("repository-code", identity.repository)):
        if value:
            lines.append(f"{key}: {_quoted(value)}")
    return "\n".join([*lines, ""])


def _quoted(text: str) -> str:
    """A text in double quotes, which YAML reads as JSON does."""
    return json.dumps(text, ensure_ascii=False)
