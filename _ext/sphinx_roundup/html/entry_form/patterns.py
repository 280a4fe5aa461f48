"""Write Python's patterns as JavaScript reads them, with the flag ``u``."""

from __future__ import annotations

import re
from typing import Any

_WORD = r"\p{L}\p{N}_"
_IN_CLASS = {r"\w": _WORD, r"\d": r"\p{Nd}"}
_WHOLE = {
    r"[^\W_]": r"[\p{L}\p{N}]",
    r"[^\W\d_]": r"\p{L}",
    r"\w": f"[{_WORD}]",
    r"\W": f"[^{_WORD}]",
    r"\d": r"\p{Nd}",
    r"\b": f"(?:(?<=[{_WORD}])(?![{_WORD}])|(?<![{_WORD}])(?=[{_WORD}]))",
    r"\A": r"(?<![\s\S])",
    r"\Z": r"(?![\s\S])",
    "(?P<": "(?<",
}
_TOKEN = re.compile(r"\[\^\\W(?:\\d)?_\]|\[(?:\\.|[^\]\\])+\]|\(\?P<|\\.", re.DOTALL)


def javascript(pattern: re.Pattern[str]) -> dict[str, Any]:
    """Give source and flags of the same pattern for ``RegExp``."""
    flags = "u"
    flags += "i" if pattern.flags & re.IGNORECASE else ""
    flags += "m" if pattern.flags & re.MULTILINE else ""
    return {"source": _TOKEN.sub(_token, pattern.pattern), "flags": flags}


def _token(found: re.Match[str]) -> str:
    token = found[0]
    if token in _WHOLE:
        return _WHOLE[token]
    if token.startswith("["):
        return re.sub(r"\\.", lambda one: _IN_CLASS.get(one[0], one[0]), token)
    return token
