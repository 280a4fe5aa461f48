"""Dates in words, in the language of the archive, whatever the machine's locale."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton

ENGLISH = "en_GB"
"""The language of the package's own sentences."""


@lru_cache
def locale_of(language: str) -> Locale:
    """What the Unicode CLDR knows of a language (``en_GB``, ``de``); English where it knows none."""
    try:
        return Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale.parse(ENGLISH)


@lru_cache(maxsize=4096)
def day(date: dt.date, language: str = ENGLISH) -> str:
    """A date in words: 5 April 2024."""
    return format_date(date, "long", locale=locale_of(language))


@lru_cache(maxsize=4096)
def month(date: dt.date, language: str = ENGLISH) -> str:
    """The month of a date in words: April 2024."""
    return format_skeleton("yMMMM", date, locale=locale_of(language))


@lru_cache
def months(language: str) -> Mapping[str, int]:
    """The names of the months in full, in lower case -> 1 to 12."""
    names = locale_of(language).months["format"]["wide"]
    return MappingProxyType({name.casefold(): number for number, name in names.items()})
