"""Read ``helplines.yml``: services that help, and their telephone numbers.

What cannot be used is left out and told, with file and line; nothing here raises
for what an editor wrote.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..guard.urls import web_problem
from ..model.helplines import Helpline
from ..model.messages import MOST_PROBLEMS, Problem
from ..model.rules import SLUG
from .vocabulary_files import Loaded, UnusableError, refuse_unknown, text_of, texts_of
from .yaml_file import read_map

FILE = "helplines.yml"
_KEYS = ("name", "says", "site", "for", "phone", "hours", "evidence", "verified-on")
_PHONE = re.compile(r"\+?[0-9][0-9 ]{1,18}[0-9]")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LONGEST = 200
"""Characters of a value: more would be a page."""


def load_helplines(folder: Path) -> Loaded:
    """Read every service in the order of the file; none where there is no such file."""
    file, found = read_map(folder, FILE, "bad-helplines", "a list of “slug:” entries")
    helplines: list[Helpline] = []
    problems = list(found)
    for slug, row in (file.data or {}).items():
        try:
            helplines.append(_helpline(slug, row))
        except UnusableError as error:
            places = file.places()
            line = places.get((slug, error.key), file.lines[slug])
            message = f"“{slug[:40]}”: {error}"
            problems.append(Problem(FILE, line, "bad-helplines", message))
    return Loaded(tuple(helplines), tuple(problems[:MOST_PROBLEMS]))


def _helpline(slug: str, row: Any) -> Helpline:
    if not SLUG.fullmatch(slug):
        raise UnusableError("", "the slug must be lower-case words joined by hyphens.")
    if not isinstance(row, Mapping):
        raise UnusableError("", "give at least name, says, site and for.")
    refuse_unknown(row, _KEYS)
    helpline = Helpline(
        slug=slug,
        name=_line(row, "name", required=True),
        says=_line(row, "says", required=True),
        site=_web(row, "site", required=True),
        groups=texts_of(row, "for"),
        phone=_line(row, "phone"),
        hours=_line(row, "hours"),
        evidence=_web(row, "evidence"),
        verified=_day(row, "verified-on"),
    )
    if not helpline.groups:
        raise UnusableError("for", "for is missing: say whom it helps, as in [child].")
    if helpline.phone and not _PHONE.fullmatch(helpline.phone):
        raise UnusableError("phone", "phone must be digits and spaces, as in “0800 1111”.")
    _refuse_half(helpline)
    return helpline


def _refuse_half(helpline: Helpline) -> None:
    """Refuse a number without what a person needs to verify it, and such without a number."""
    if helpline.phone:
        if not helpline.hours or not helpline.evidence:
            missing = "evidence" if helpline.hours else "hours"
            raise UnusableError("phone", f"a phone needs {missing}, so that it can be verified.")
    elif helpline.verified:
        raise UnusableError("verified-on", "verified-on is of a phone, and there is none.")


def _line(row: Mapping[Any, Any], key: str, *, required: bool = False) -> str:
    text = text_of(row, key, required=required)
    if "\n" in text or len(text) > _LONGEST:
        raise UnusableError(key, f"{key} must be one line of up to {_LONGEST} characters.")
    return text


def _web(row: Mapping[Any, Any], key: str, *, required: bool = False) -> str:
    address = text_of(row, key, required=required)
    if address and (why := web_problem(address)):
        raise UnusableError(key, why)
    return address


def _day(row: Mapping[Any, Any], key: str) -> dt.date | None:
    text = text_of(row, key)
    if not text:
        return None
    try:
        if _DAY.fullmatch(text):
            return dt.date.fromisoformat(text)
    except ValueError:
        pass
    raise UnusableError(key, f"{key} must be a day, as in 2026-12-31.")
