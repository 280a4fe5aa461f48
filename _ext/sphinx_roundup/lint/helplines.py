"""Advice on telephone numbers of services that help: a wrong one does harm."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import islice

from ..model.helplines import CHECK_AGAIN, Helpline
from ..model.messages import MOST_PROBLEMS, Problem

_FILE = "helplines.yml"


def advise_on_helplines(helplines: Iterable[Helpline], today: dt.date | None) -> Iterator[Problem]:
    """Find the numbers that a person should verify, for the first time or again.

    :param today: the archive's date; without one, age is not judged.
    """
    yield from islice(_found(helplines, today), MOST_PROBLEMS)


def _found(helplines: Iterable[Helpline], today: dt.date | None) -> Iterator[Problem]:
    for one in helplines:
        if one.phone and not one.verified:
            message = f"nobody has verified the telephone number of {one.name}, so it is not shown."
        elif today and one.is_due(today):
            message = (
                f"the telephone number of {one.name} was last verified more than"
                f" {CHECK_AGAIN.days} days ago."
            )
        elif today and one.verified and one.verified > today + CHECK_AGAIN:
            message = f"the day on which {one.name} was verified has not come yet."
        else:
            continue
        hint = "Open the page named by evidence; then write the day as verified-on."
        yield Problem(_FILE, 1, "unverified-number", message, hint)
