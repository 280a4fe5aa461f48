"""Leave out of a page the spaces that its templates are set with.

Templates are set in many columns, and have lines of commands alone; a browser reads none of
them, and every page would hold about two thousand. A template is squeezed once, when it is loaded, so that a
page costs nothing, and what is put into it (printed words, code) is never touched.
"""

from __future__ import annotations

import re

from jinja2.ext import Extension

_KEPT = re.compile(r"(<(pre|textarea|script)\b.*?</\2>)", re.DOTALL | re.IGNORECASE)
_INDENT = re.compile(r"[ \t]*\n[ \t\n]*")
_COMMAND = re.compile(r"(?<=\n)((?:\{%(?:(?!%\}).)*%\}|\{#(?:(?!#\}).)*#\})+)\n", re.DOTALL)


def squeezed(source: str) -> str:
    """Give a template without indents, empty lines and those of commands alone.

    Where a browser shows or runs them, they stay.
    """
    parts = _KEPT.split(source)
    # Of each three: what stands between, an element that is kept, and that element's name.
    parts[0::3] = [_COMMAND.sub(r"\1", _INDENT.sub("\n", text)) for text in parts[0::3]]
    del parts[2::3]
    return "".join(parts)


class Squeeze(Extension):
    """Squeezes each template of an environment as it is loaded."""

    def preprocess(self, source: str, _name: str | None, _filename: str | None = None) -> str:
        """Give the source to compile."""
        return squeezed(source)
