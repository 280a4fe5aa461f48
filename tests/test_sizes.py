"""A file and a function of the package are short enough to be read at one go."""

from __future__ import annotations

import ast
from pathlib import Path

import sphinx_roundup

PACKAGE = Path(sphinx_roundup.__file__).parent
FILE, FUNCTION = 300, 40
_FUNCTIONS = ast.FunctionDef | ast.AsyncFunctionDef


def test_files_and_functions_are_short() -> None:
    long = []
    for path in PACKAGE.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if text.count("\n") > FILE:
            long.append(f"{path.name}: {FILE} lines at most")
        nodes = [n for n in ast.walk(ast.parse(text)) if isinstance(n, _FUNCTIONS) and n.end_lineno]
        long += [
            f"{path.name}, {one.name}: {FUNCTION} lines at most"
            for one in nodes
            if one.end_lineno - one.lineno >= FUNCTION
        ]
    assert not long
