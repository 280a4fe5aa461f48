"""Join and minify the scripts of the search page."""

from __future__ import annotations

from pathlib import Path

from rjsmin import jsmin

ORDER = "order.txt"
"""Lists the files of a folder in the order in which they run."""

_NOTICE = (
    "/* Snowball 3.0.1, BSD-3-Clause, and words of SCOWL: "
    "see _static/search/vendor/LICENSE and LICENSE-SCOWL */\n"
)


def joined(folder: Path) -> str:
    """Return the scripts of a folder as one, without comments and needless spaces."""
    names = (folder / ORDER).read_text(encoding="utf-8").split()
    texts = [(folder / name).read_text(encoding="utf-8") for name in names]
    return f"{_NOTICE}{jsmin(chr(10).join(texts))}\n"


def spelling(folder: Path) -> str:
    """Return the script that is loaded only when a word is unknown."""
    return f"{jsmin((folder / 'spelling.js').read_text(encoding='utf-8'))}\n"
