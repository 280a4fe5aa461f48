"""Find the date line of an issue."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..model.dates import MONTHS

_MONTH = {
    **{name.casefold()[:3]: number for number, name in enumerate(MONTHS, 1)},
    **{name.casefold(): number for number, name in enumerate(MONTHS, 1)},
    "sept": 9,
}
_DATE = re.compile(
    rf"\b(?P<month>{'|'.join(sorted(_MONTH, key=len, reverse=True))})\.?,?\s+"
    r"(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_DAY = re.compile(
    r"(?:\b(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s*)?\b\d{1,2}(?:st|nd|rd|th)?\s*$",
    re.IGNORECASE,
)
_AROUND = re.compile(r"\b(?:issue|edition|no|number|volume|vol)\b|\d|[\W_]", re.IGNORECASE)


class DateLine(NamedTuple):
    """A date in a line: the month it names, and whether the line holds nothing else."""

    issue: str
    before: str
    """What stands before the date in the same line."""
    printed: str
    """The date and what stands after it."""
    alone: bool


def find_date(text: str) -> DateLine | None:
    """The month and year that a line names."""
    match = _DATE.search(text)
    if not match:
        return None
    month = _MONTH[match["month"].casefold()]
    before = text[: match.start()]
    day = _DAY.search(before)
    start = day.start() if day else match.start()
    before, after = text[:start], text[match.end() :]
    alone = not _AROUND.sub("", before + after)
    if alone:
        before, printed = "", text
    else:
        printed = text[start:]
    return DateLine(f"{match['year']}-{month:02d}", before.strip(), printed.strip(), alone)
