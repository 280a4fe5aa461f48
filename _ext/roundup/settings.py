"""The settings of the archive, declared once."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ConfigError


@dataclass(frozen=True, slots=True)
class Settings:
    """What ``conf.py`` may say, each as ``roundup_<name>``."""

    date: str = ""
    """The archive's date (ISO): what "has closed" is decided against. "" decides nothing."""
    split: int = 100
    """A topic, source or kind with more items than this has a page per year."""
    pdf: bool = True
    """Whether pages link to the PDFs that the ``roundup-pdf`` builder makes."""
    repository: str = ""
    """Web address of the repository, for links to mend a page; "" shows none."""

    @property
    def today(self) -> dt.date | None:
        """The archive's date as a date."""
        return dt.date.fromisoformat(self.date) if self.date else None


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
    try:
        _ = settings_of(config).today
    except ValueError:
        raise ConfigError(
            f"conf.py: roundup_date is {config.roundup_date!r};"
            " write year-month-day, as in '2024-05-31'."
        ) from None
