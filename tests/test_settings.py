"""The settings: documented with their defaults, every one."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields

import pytest
from sphinx.errors import ConfigError

from conftest import PROJECT, Site
from sphinx_roundup.model.settings import Settings


def test_the_table_of_settings_is_whole_and_true() -> None:
    text = (PROJECT / "docs" / "architecture.md").read_text(encoding="utf-8")
    table = dict(re.findall(r"^\| `(roundup_\w+)` \| ([^|]+) \|", text, re.MULTILINE))
    builder = (PROJECT / "_ext" / "sphinx_roundup" / "pdf" / "builder.py").read_text(
        encoding="utf-8"
    )
    declared = {f"roundup_{field.name}": str(field.default) or '""' for field in fields(Settings)}
    found = re.findall(r'add_config_value\("(roundup_\w+)", ([^,]+),', builder)
    assert table == {**declared, **dict(found)}


def test_pages_end_as_their_permanent_addresses_do(site: Callable[[str], Site]) -> None:
    with pytest.raises(ConfigError, match=r"html_file_suffix is '.htm'; take it out"):
        site("small").build(html_file_suffix=".htm")
