"""Settings of an archive, declared once: the table of what ``conf.py`` may say."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """What ``conf.py`` may say, each as ``roundup_<name>``."""

    date: str = ""
    """The archive's date (ISO): what "has closed" is decided against; "" lets it move with the commits."""
    split: int = 100
    """A topic with more items than this has pages of its older years; a source or kind with three times as many."""
    pdf: bool = True
    """Whether pages link to the PDFs that the ``roundup-pdf`` builder makes."""
    zip: int = 120
    """Up to so many issues the site offers itself as one zip, which ``roundup seal`` makes; 0 for never."""

    @property
    def today(self) -> dt.date | None:
        """The archive's date as a date."""
        return dt.date.fromisoformat(self.date) if self.date else None
