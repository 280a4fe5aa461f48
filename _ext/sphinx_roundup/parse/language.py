"""Read the language of an archive off its ``conf.py``, without running it."""

from __future__ import annotations

import ast
from pathlib import Path

from ..model.dates import ENGLISH

FILE = "conf.py"


def language_of(folder: Path) -> str:
    """The language that ``conf.py`` names, as ``en_GB``; the package's own where it names none.

    The command line must not run a file only to learn this, and takes no second.
    """
    try:
        module = ast.parse((folder / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError, SyntaxError):
        return ENGLISH
    for node in module.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            names = [target.id for target in node.targets if isinstance(target, ast.Name)]
            if "language" in names and isinstance(node.value.value, str):
                return node.value.value
    return ENGLISH
