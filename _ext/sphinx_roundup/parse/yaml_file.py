"""Read a contributed file of YAML: what every such file has in common."""

from __future__ import annotations

from pathlib import Path

from .. import guard
from ..model.messages import Problem
from ..syntax.strict_yaml import Yaml, YamlError, read_yaml


def read_map(folder: Path, name: str, subtype: str, what: str) -> tuple[Yaml, tuple[Problem, ...]]:
    """Read a file that holds a map; nothing, and why, where it cannot be used at all.

    :param name: of the file, below the archive's ``folder``.
    :param subtype: of the messages that are about its form.
    :param what: it must be, in words.
    """
    path = folder / name
    if not (path.exists() or path.is_symlink()):
        return Yaml(), ()
    if problem := guard.file_problem(folder, name):
        return Yaml(), (problem,)
    return read_map_text(name, guard.decoded(path), subtype, what)


def read_map_text(
    name: str, text: str, subtype: str, what: str
) -> tuple[Yaml, tuple[Problem, ...]]:
    """Read the text of such a file, as :func:`read_map` does."""
    if found := tuple(guard.check_text(name, text)):
        return Yaml(), found
    why, line, hint = "", 1, ""
    try:
        file = read_yaml(text)
        if found := tuple(guard.check_values(name, file)):
            return Yaml(), found
    except YamlError as error:
        why, line = f"it cannot be read: {error}.", error.line
        if "a colon in it" in why:
            hint = "Put the value in quotes."
    else:
        if file.data is None or isinstance(file.data, dict):
            return file, ()
        why = f"it must be {what}."
    return Yaml(), (Problem(name, line, subtype, why, hint),)
