"""Make addresses at a web archive: where copies of a page are, and where one is asked for.

The Internet Archive's, since anybody may use it without an account. A person goes there;
nothing here asks it anything.
"""

from __future__ import annotations

import datetime as dt

SAVE_FORM = "https://web.archive.org/save"
"""Where anybody can have a page kept."""


def copies_near(address: str, day: dt.date) -> str:
    """The address that leads to the copy of a page nearest to a day; "" for no web address."""
    is_web = address.startswith(("https://", "http://"))
    return f"https://web.archive.org/web/{day:%Y%m%d}/{address}" if is_web else ""
