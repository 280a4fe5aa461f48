"""Words that an editor holds for related: the rows of ``related-words.yml``."""

from __future__ import annotations

from dataclasses import dataclass

MOST = 5
"""A word has so many related ones: a longer list is read by nobody."""


@dataclass(frozen=True, slots=True)
class RelatedWords:
    """What the search offers to whoever types ``word``: other words to try, in this order.

    ``word`` need not be a word of the archive. ``line`` is where it stands in the file.
    """

    word: str
    also: tuple[str, ...]
    line: int = 1
