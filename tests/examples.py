"""How many examples a test at random tries: few in every run, more where time is given.

``ROUNDUP_EXAMPLES=5`` tries five times as many.
"""

from __future__ import annotations

import os

_MORE = int(os.environ.get("ROUNDUP_EXAMPLES", "1"))


def examples(number: int) -> int:
    """Give the number of examples, as many times over as is asked for."""
    return number * _MORE
