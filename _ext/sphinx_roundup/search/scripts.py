"""The script of the search page: small files joined into one, notes for us left out."""

from __future__ import annotations

import re
from pathlib import Path

ORDER = "order.txt"
"""Lists the files of a folder in the order in which they run."""

_NOTICE = "/* Snowball 3.0.1, BSD-3-Clause: see _static/search/vendor/LICENSE */\n"
_WRAPPED = re.compile(
    r'\A\(function \(search\) \{\n"use strict";\n(.*)^\}\)\(.*\);\n\Z', re.MULTILINE | re.DOTALL
)
_KEPT = re.compile(
    r"""("(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`|/(?![ /*])(?:\\.|[^/\\\n])+/[a-z]*)"""
)
_SPACE = re.compile(r"\s*([{}()\[\];,<>=?:|&!*])\s*| ([-+]) (?![-+])")
_BLOCK = re.compile(r"^[ \t]*/\*(?:(?!\*/).)*\*/[ \t]*\n", re.MULTILINE | re.DOTALL)
_CAST = re.compile(r"/\*\* @type [^*]*\*/ ?")
_LINE = re.compile(r"^[ \t]*(?://.*)?\n|^[ \t]+", re.MULTILINE)


def joined(folder: Path) -> str:
    """Return the scripts of a folder as one script.

    Comments on lines of their own, type casts, indentation and empty lines
    are dropped, and spaces that only please the eye. Each file is a function that is given the name they share;
    here one function holds them all, each in a block of its own.
    """
    names = (folder / ORDER).read_text(encoding="utf-8").split()
    texts = [_stripped((folder / name).read_text(encoding="utf-8").rstrip()) for name in names]
    vendored = [text for text in texts if not _WRAPPED.match(text)]
    ours = [match[1] for text in texts if (match := _WRAPPED.match(text))]
    body = "".join(f"{{\n{_tight(text)}}}\n" for text in ours)
    return "".join([_NOTICE, *vendored, '(function (search) {\n"use strict";\n', body, "})({});\n"])


def spelling(folder: Path) -> str:
    """Return the script that is loaded only when a word is unknown."""
    return _tight(_stripped((folder / "spelling.js").read_text(encoding="utf-8")))


def _stripped(text: str) -> str:
    return _LINE.sub("", _CAST.sub("", _BLOCK.sub("", text + "\n")))


def _tight(text: str) -> str:
    """Drop spaces around signs, but not in strings, templates and patterns.

    A pattern is told from a division by the space that the formatter puts
    after a sign of division. A template must not hold another.
    """
    pieces = _KEPT.split(text)
    pieces[::2] = [_SPACE.sub(r"\1\2", piece) for piece in pieces[::2]]
    return "".join(pieces)
