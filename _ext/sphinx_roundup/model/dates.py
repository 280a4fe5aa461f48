"""Dates as they are written in Britain, whatever the machine's locale."""

from __future__ import annotations

import datetime as dt

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def day(date: dt.date) -> str:
    """A date in words: 5 April 2024."""
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"
