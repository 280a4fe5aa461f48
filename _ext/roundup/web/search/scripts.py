"""The script of the search page: small files joined into one, notes for us left out."""

from __future__ import annotations

import re
from pathlib import Path

ORDER = "order.txt"
"""Lists the files of a folder in the order in which they run."""

_NOTICE = "/* Holds the Snowball stemmer 3.0.1, BSD-3-Clause: _static/search/vendor/LICENSE */\n"
_BLOCK = re.compile(r"^[ \t]*/\*(?:(?!\*/).)*\*/[ \t]*\n", re.MULTILINE | re.DOTALL)
_CAST = re.compile(r"/\*\* @type [^*]*\*/ ?")
_LINE = re.compile(r"^[ \t]*(?://.*)?\n|^[ \t]+", re.MULTILINE)


def joined(folder: Path) -> str:
    """Return the scripts of a folder as one script.

    Comments on lines of their own, type casts, indentation and empty lines
    are dropped; what remains is the code as it is written.
    """
    names = (folder / ORDER).read_text(encoding="utf-8").split()
    texts = [(folder / name).read_text(encoding="utf-8").rstrip() + "\n" for name in names]
    return _NOTICE + "".join(_stripped(text) for text in texts)


def _stripped(text: str) -> str:
    return _LINE.sub("", _CAST.sub("", _BLOCK.sub("", text)))
