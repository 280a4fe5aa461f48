"""Private names of Sphinx and furo are in one module, and their loss is told or borne."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import furo
import pytest
from sphinx.errors import ExtensionError

import sphinx_roundup
from sphinx_roundup.extension import compat

PACKAGE = Path(sphinx_roundup.__file__).parent
FOREIGN = ("sphinx", "myst_parser", "furo", "docutils", "sphinx_design")


def private_names(tree: ast.AST, owner: str = "") -> set[str]:
    """Attributes that begin with one underscore, of ``owner`` where one is named."""
    return {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr.startswith("_")
        and not node.attr.startswith("__")
        and (not owner or (isinstance(node.value, ast.Name) and node.value.id == owner))
    }


@cache  # to find a class, its whole module is parsed
def names_of_its_own(one: type) -> frozenset[str]:
    return frozenset(private_names(ast.parse(_source(one)), "self"))


def classes_of_ours() -> Iterator[type]:
    for found in pkgutil.walk_packages([str(PACKAGE)], "sphinx_roundup."):
        module = importlib.import_module(found.name)
        for one in vars(module).values():
            if inspect.isclass(one) and one.__module__ == module.__name__:
                yield one


def test_no_class_of_ours_uses_what_its_foreign_bases_keep_to_themselves() -> None:
    seen = 0
    for one in classes_of_ours():
        bases = [b for b in one.__mro__[1:] if b.__module__.split(".")[0] in FOREIGN]
        if not bases:
            continue
        seen += 1
        theirs = frozenset().union(*map(names_of_its_own, bases))
        used = names_of_its_own(one)
        assert not used & theirs, one
    assert seen > 5


def _source(one: type) -> str:
    return inspect.cleandoc("\n" + inspect.getsource(one))


def test_no_module_of_ours_imports_a_private_name() -> None:
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(FOREIGN):
                assert not [name.name for name in node.names if name.name.startswith("_")], path


@pytest.mark.parametrize(
    ("call", "name"),
    [
        (lambda: compat.application_of(SimpleNamespace()), "_app"),  # type: ignore[arg-type]
        (lambda: compat.write_buildinfo_to(SimpleNamespace(), Path()), "build_info"),  # type: ignore[arg-type]
        (
            lambda: compat.add_template_folder(SimpleNamespace(templates=object()), Path()),  # type: ignore[arg-type]
            "templatepathlen",
        ),
        (lambda: compat.stop_late_pygments(SimpleNamespace(events=object())), "listeners"),  # type: ignore[arg-type]
    ],
)
def test_what_is_missing_is_told_in_one_sentence(call: Callable[[], Any], name: str) -> None:
    with pytest.raises(ExtensionError) as told:
        call()
    assert f"the archive needs “{name}” of " in str(told.value)
    assert "compat.py" in str(told.value)


def test_another_furo_is_told_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(furo, "_overwrite_pygments_css")
    with pytest.raises(ExtensionError, match="“_overwrite_pygments_css” of furo, which this"):
        compat.stop_late_pygments(SimpleNamespace())  # type: ignore[arg-type]


def test_a_folder_that_sphinx_names_otherwise_is_found(tmp_path: Path) -> None:
    builder: Any = SimpleNamespace(outdir=tmp_path)
    assert compat.static_folder_of(builder) == tmp_path / "_static"
