"""Register the settings with Sphinx and read them from ``conf.py``."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ConfigError

from ..model.page_types import FOLDERS
from ..model.permalinks import PAGE_SUFFIX
from ..model.settings import Settings


def register(app: Sphinx) -> None:
    """Declare every setting to Sphinx."""
    for field in fields(Settings):
        app.add_config_value(f"roundup_{field.name}", field.default, "env", type(field.default))
    app.connect("config-inited", _validate)


def settings_of(config: Config) -> Settings:
    """The settings as ``conf.py`` gives them."""
    values: dict[str, Any] = {
        field.name: getattr(config, f"roundup_{field.name}") for field in fields(Settings)
    }
    return Settings(**values)


def _validate(_app: Sphinx, config: Config) -> None:
    if list(config.include_patterns) != ["**"]:
        own = (f"{folder}/*.md" for folder in FOLDERS)
        config.include_patterns = list(dict.fromkeys((*config.include_patterns, *own)))
    for name in ("html_file_suffix", "html_link_suffix"):
        if config[name] not in {None, PAGE_SUFFIX}:
            raise ConfigError(
                f"conf.py: {name} is {config[name]!r}; take it out:"
                f" addresses are permanent, and end in {PAGE_SUFFIX}."
            )
    try:
        _ = settings_of(config).today
    except ValueError:
        raise ConfigError(
            f"conf.py: roundup_date is {config.roundup_date!r};"
            " write year-month-day, as in '2024-05-31'."
        ) from None
