"""Find the date line of an issue."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import NamedTuple

from ..model.dates import ENGLISH, locale_of
from ..model.periods import issue_problem, week_of

_YEAR = r"(?P<year>(?:19|20)\d\d)\b"
_WEEKDAY = r"(?:\b(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s*)?"
_DAY = re.compile(
    _WEEKDAY + r"\b(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?(?:\s+of|\s+de)?\s*$",
    re.IGNORECASE,
)
_ISO = re.compile(r"\b(?P<iso>(?:19|20)\d\d-\d\d-\d\d)\b")
_WEEK = re.compile(
    rf"\bweek\s+(?P<week>\d{{1,2}})(?:\s+of|,)?\s+{_YEAR}|\b(?P<isoyear>(?:19|20)\d\d)-W(?P<isoweek>\d\d)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?:\b(?:issue|edition|number|no)\b\.?\s*#?|#)\s*(?P<number>[1-9]\d{0,5})\b", re.IGNORECASE
)
_AROUND = re.compile(
    r"\b(?:issue|edition|no|number|volume|vol|week|of)\b|\d+(?:st|nd|rd|th)?|[\W_]",
    re.IGNORECASE,
)


class DateLine(NamedTuple):
    """A date in a line: what it names, and whether the line holds nothing else."""

    ids: Mapping[str, str]
    """What it names as ids of an issue: by ``month``, and by ``day``, ``week``, ``number`` if told."""
    before: str
    """What stands before the date in the same line."""
    printed: str
    """The date and what stands after it."""
    alone: bool


class DateFinder:
    """Finds dates in English and in the language of the archive."""

    def __init__(self, language: str = ENGLISH) -> None:
        """Take the names of months from the Unicode CLDR."""
        self._month = {"sept": 9}
        for one in (ENGLISH, language):
            for name, number in _names_of_months(one):
                self._month.setdefault(name, number)
        names = "|".join(re.escape(n) for n in sorted(self._month, key=len, reverse=True))
        self._written = re.compile(
            rf"{_WEEKDAY}\b(?P<month>{names})\.?,?\s+(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+|de\s+)?{_YEAR}",
            re.IGNORECASE,
        )

    def find(self, text: str) -> DateLine | None:
        """The date that a line names: a day, a month and year, or a week."""
        match = self._written.search(text) or _ISO.search(text) or _WEEK.search(text)
        if not match:
            return None
        before, after = text[: match.start()], text[match.end() :]
        leading = _DAY.search(before) if "month" in match.re.groupindex else None
        start = leading.start() if leading else match.start()
        before = text[:start]
        ids = self._ids(match, leading)
        if not ids:
            return None
        if number := _NUMBER.search(before) or _NUMBER.search(after):
            ids["number"] = number["number"]
        alone = not _AROUND.sub("", before + after)
        printed = text if alone else text[start:]
        return DateLine(ids, "" if alone else before.strip(), printed.strip(), alone)

    def _ids(self, match: re.Match[str], leading: re.Match[str] | None) -> dict[str, str]:
        groups = match.groupdict()
        if groups.get("week") or groups.get("isoweek"):
            year, week = groups["year"] or groups["isoyear"], groups["week"] or groups["isoweek"]
            name = f"{year}-W{int(week):02}"
            return {} if issue_problem(name) else {"week": name}
        if "iso" in groups:
            return _ids_of(groups["iso"])
        name = f"{groups['year']}-{self._month[groups['month'].casefold()]:02}"
        day = groups["day"] or (leading["day"] if leading else "")
        return {"month": name, **(_ids_of(f"{name}-{int(day):02}") if day else {})}


def _ids_of(day: str) -> dict[str, str]:
    """A day as ids of an issue; none where there is no such day."""
    with suppress(ValueError):
        date = dt.date.fromisoformat(day)
        return {"month": day[:7], "week": week_of(date), "day": day}
    return {}


def _names_of_months(language: str) -> Iterator[tuple[str, int]]:
    months = locale_of(language).months
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in months[context][width].items():
                yield name.casefold().rstrip("."), int(number)
