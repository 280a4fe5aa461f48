"""How the issues of an archive are named: by month, week, day or number.

An issue's id is the name of its file, for ever. Whatever follows from an id is asked
here: whether it is one, its first day, the first day after it, its words, the next id.
A number says no date; such an issue gives its day in its top lines.
"""

from __future__ import annotations

import datetime as dt
import re
from abc import ABC, abstractmethod
from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache
from types import MappingProxyType

from .dates import day, month

FIRST_YEAR, LAST_YEAR = 1800, 2199
"""An issue of any other year is a slip: there were no such newsletters, and dates end at 9999."""


class Period(ABC):
    """One way to name issues.

    :ivar form: what an id looks like; also the pattern in the archive's JSON Schema.
    :ivar example: an id.
    :ivar named_by: what the name of a file says, for messages.
    """

    form: re.Pattern[str]
    example: str
    named_by: str

    @abstractmethod
    def day(self, name: str) -> dt.date | None:
        """The first day of an id of this form; None where there is no such day or it says none."""

    @abstractmethod
    def after(self, first: dt.date) -> dt.date:
        """The first day after the issue that begins on ``first``."""

    @abstractmethod
    def label(self, name: str, dated: dt.date | None, language: str) -> str:
        """The words of a date line; ``dated`` is the day that the issue's top lines give."""

    @abstractmethod
    def next(self, name: str, before: str | None) -> str | None:
        """The id after ``name``, which follows ``before``; None where that cannot be told."""


class _Month(Period):
    form = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])")
    example = "2024-05"
    named_by = "a year and a month"

    def day(self, name: str) -> dt.date | None:
        return dt.date.fromisoformat(f"{name}-01")

    def after(self, first: dt.date) -> dt.date:
        return (first.replace(day=1) + dt.timedelta(days=32)).replace(day=1)

    def label(self, name: str, _dated: dt.date | None, language: str) -> str:
        return month(dt.date.fromisoformat(f"{name}-01"), language)

    def next(self, name: str, _before: str | None) -> str | None:
        return f"{self.after(dt.date.fromisoformat(f'{name}-01')):%Y-%m}"


class _Week(Period):
    form = re.compile(r"[0-9]{4}-W(?:0[1-9]|[1-4][0-9]|5[0-3])")
    example = "2024-W18"
    named_by = "a year and a week"

    def day(self, name: str) -> dt.date | None:
        with suppress(ValueError):  # not every year has a week 53
            return dt.date.fromisocalendar(int(name[:4]), int(name[6:]), 1)
        return None

    def after(self, first: dt.date) -> dt.date:
        return first + dt.timedelta(days=7 - first.weekday())

    def label(self, name: str, _dated: dt.date | None, _language: str) -> str:
        return f"Week {int(name[6:])} of {name[:4]}"

    def next(self, name: str, _before: str | None) -> str | None:
        first = self.day(name)
        assert first is not None
        return week_of(self.after(first))


class _Day(Period):
    form = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])")
    example = "2024-05-03"
    named_by = "a day"

    def day(self, name: str) -> dt.date | None:
        with suppress(ValueError):  # as 2024-02-30
            return dt.date.fromisoformat(name)
        return None

    def after(self, first: dt.date) -> dt.date:
        return first + dt.timedelta(days=1)

    def label(self, name: str, dated: dt.date | None, language: str) -> str:
        return day(dated or dt.date.fromisoformat(name), language)

    def next(self, name: str, before: str | None) -> str | None:
        """As long after the newest issue as that came after the one before."""
        if before is None:
            return None
        newest = dt.date.fromisoformat(name)
        return (newest + (newest - dt.date.fromisoformat(before))).isoformat()


class _Number(Period):
    form = re.compile(r"[1-9][0-9]{0,5}")
    example = "544"
    named_by = "a number"

    def day(self, _name: str) -> dt.date | None:
        return None

    def after(self, first: dt.date) -> dt.date:
        return first + dt.timedelta(days=1)

    def label(self, name: str, dated: dt.date | None, language: str) -> str:
        return f"Issue {name}" + (f", {day(dated, language)}" if dated else "")

    def next(self, name: str, _before: str | None) -> str | None:
        return str(int(name) + 1)


PERIODS: Mapping[str, Period] = MappingProxyType(
    {"month": _Month(), "week": _Week(), "day": _Day(), "number": _Number()}
)
"""The ways to name issues, by the word of ``vocabulary.yml`` (``issues: named-by:``)."""


@lru_cache(maxsize=4096)
def period_of(name: str) -> str:
    """The key in :data:`PERIODS` of what a name says, whether or not there is such a day; else ""."""
    return next((key for key, period in PERIODS.items() if period.form.fullmatch(name)), "")


@lru_cache(maxsize=4096)
def day_of(name: str) -> dt.date | None:
    """The first day of an issue by its id; None for a number, and for what is no issue's."""
    key = period_of(name)
    return PERIODS[key].day(name) if key and not _is_odd_year(name) else None


def last_day(name: str, first: dt.date) -> dt.date:
    """The last day of the issue ``name``, which begins on ``first``."""
    return PERIODS[period_of(name)].after(first) - dt.timedelta(days=1)


def issue_problem(name: str) -> str:
    """Why a name cannot be that of an issue, in one clause; "" if it can."""
    key = period_of(name)
    if not key:
        return "it is neither a month, a week, a day nor a number"
    if key == "number":
        return ""
    if _is_odd_year(name):
        return f"its year is not between {FIRST_YEAR} and {LAST_YEAR}"
    return "" if day_of(name) else f"there is no such {key}"


def _is_odd_year(name: str) -> bool:
    return "-" in name and not FIRST_YEAR <= int(name[:4]) <= LAST_YEAR


def order(name: str) -> tuple[int, str]:
    """A key that sorts ids of one form from the oldest to the newest."""
    return (int(name), "") if period_of(name) == "number" else (0, name)


def label(name: str, dated: dt.date | None, language: str) -> str:
    """The words of the date line of an issue: May 2024; Week 18 of 2024; Issue 544, 3 May 2024."""
    return PERIODS[period_of(name)].label(name, dated, language)


def week_of(date: dt.date) -> str:
    """The id of the week, by ISO 8601, that a day is in."""
    year, week, _ = date.isocalendar()
    return f"{year:04}-W{week:02}"
