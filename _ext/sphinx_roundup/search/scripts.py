"""Join and minify the scripts of the search page."""

from __future__ import annotations

from pathlib import Path

from rjsmin import jsmin

ORDER = "order.txt"
"""Lists the files of a folder in the order in which they run."""
ON_DEMAND = "on-demand"
"""Has the scripts that are loaded when somebody needs them, each by its own name."""

_NOTICE = (
    "/* Snowball 3.0.1, BSD-3-Clause, and words of SCOWL: "
    "see _static/search/vendor/LICENSE and LICENSE-SCOWL */\n"
)


def joined(folder: Path) -> str:
    """Return the scripts of a folder as one, without comments and needless spaces."""
    names = (folder / ORDER).read_text(encoding="utf-8").split()
    texts = [(folder / name).read_text(encoding="utf-8") for name in names]
    return f"{_NOTICE}{jsmin(chr(10).join(texts))}\n"


def on_demand(folder: Path) -> dict[str, str]:
    """Return the scripts that are loaded when they are needed, by their names."""
    paths = sorted((folder / ON_DEMAND).glob("*.js"))
    return {path.stem: f"{jsmin(path.read_text(encoding='utf-8'))}\n" for path in paths}
