"""Read the language of an archive off ``archive.toml`` or ``conf.py``, without running it."""

from __future__ import annotations

from pathlib import Path

from ..syntax.conf_file import conf_values
from .identity import load_identity


def language_of(folder: Path) -> str:
    """The language of an archive, as ``en_GB``: that of ``conf.py``, else of ``archive.toml``."""
    language = conf_values(folder, {"language": ""})["language"]
    known = isinstance(language, str) and language
    return language if known else load_identity(folder).identity.language
