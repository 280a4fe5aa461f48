"""Read the language of an archive off ``archive.toml`` or ``conf.py``, without running it."""

from __future__ import annotations

import ast
from pathlib import Path

from .identity import load_identity

FILE = "conf.py"


def language_of(folder: Path) -> str:
    """The language of an archive, as ``en_GB``: that of ``conf.py``, else of ``archive.toml``.

    The command line must not run a file only to learn this, and takes no second.
    """
    try:
        module = ast.parse((folder / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError, SyntaxError):
        module = ast.Module([], [])
    for node in module.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            names = [target.id for target in node.targets if isinstance(target, ast.Name)]
            if "language" in names and isinstance(node.value.value, str):
                return node.value.value
    return load_identity(folder).identity.language
