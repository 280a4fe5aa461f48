"""Read settings off ``conf.py`` without running it, as far as they are plain values.

The command line must not run a file only to learn them.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

FILE = "conf.py"


class _Unreadable:
    """What a setting is that only Python can tell."""


UNREADABLE: Final = _Unreadable()


def conf_values(folder: Path, defaults: Mapping[str, Any]) -> dict[str, Any]:
    """Give some settings of ``conf.py``: its plain value, the default, or :data:`UNREADABLE`.

    :param defaults: what each is where ``conf.py`` does not name it.
    """
    try:
        module = ast.parse((folder / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError, SyntaxError):
        module = ast.Module([], [])
    named = [node.id for node in ast.walk(module) if isinstance(node, ast.Name)]
    found = {**defaults, **dict.fromkeys(defaults.keys() & set(named), UNREADABLE)}
    for node in module.body:
        if isinstance(node, ast.Assign) and len(node.targets) == 1:
            target = node.targets[0]
            # One that is named twice is worked out.
            if (
                isinstance(target, ast.Name)
                and target.id in defaults
                and named.count(target.id) == 1
            ):
                found[target.id] = _plain(node.value)
    return found


def _plain(node: ast.expr) -> Any:
    try:
        return ast.literal_eval(node)
    except ValueError:
        return UNREADABLE
