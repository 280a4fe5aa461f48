"""Join stretches of text that look alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from typing import Any, TypeVar

R = TypeVar("R", bound=Any)
"""A frozen record with a ``text``."""


def joined(runs: Iterable[R], look: Callable[[R], object]) -> Iterator[R]:
    """Join neighbours of one look: their texts become one.

    :param look: gives what two runs must have alike.
    """
    for _, alike in groupby(runs, look):
        first, *rest = alike
        yield replace(first, text="".join(run.text for run in (first, *rest))) if rest else first
