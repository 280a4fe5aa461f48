"""Services that help people: the rows of ``helplines.yml``."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

CHECK_AGAIN = dt.timedelta(days=180)
"""So long a telephone number counts as verified; then somebody must look again."""


@dataclass(frozen=True, slots=True)
class Helpline:
    """A service, whom it is for, and how it is reached.

    ``phone`` is its number as people write it, ``hours`` when it answers, and ``evidence`` the web
    address where both can be read. ``verified`` is the day on which a person last found them
    there; None where nobody has.
    """

    slug: str
    name: str
    says: str
    site: str
    groups: tuple[str, ...]
    phone: str = ""
    hours: str = ""
    evidence: str = ""
    verified: dt.date | None = None

    @property
    def shown_phone(self) -> str:
        """The number that readers may see: none that nobody has verified."""
        return self.phone if self.verified else ""

    @property
    def dialled(self) -> str:
        """The number as an address of a telephone needs it: digits, and a plus before them."""
        return "".join(sign for sign in self.phone if sign.isdigit() or sign == "+")

    def is_due(self, today: dt.date) -> bool:
        """Tell whether the number must be verified again, on the archive's day ``today``."""
        return self.verified is not None and today - self.verified > CHECK_AGAIN
