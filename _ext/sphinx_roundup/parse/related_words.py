"""Read ``related-words.yml``: words that the search offers besides those that somebody typed.

What cannot be used is left out and told, with file and line; nothing here raises
for what an editor wrote.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..model.messages import MOST_PROBLEMS, Problem
from ..model.related_words import MOST, RelatedWords
from ..model.vocabulary import fold
from .vocabulary_files import Loaded
from .yaml_file import read_map

FILE = "related-words.yml"
_LONGEST = 60
"""Characters of a word or name."""


def load_related_words(folder: Path) -> Loaded:
    """Read every row in the order of the file; none where there is no such file."""
    file, found = read_map(folder, FILE, "bad-related-words", "rows such as “cops: [police]”")
    rows: dict[str, RelatedWords] = {}
    problems = list(found)
    for word, also in (file.data or {}).items():
        line = file.lines[word]
        why = _problem(word, also)
        if not why and fold(word) in rows:
            why = f"it stands in line {rows[fold(word)].line} already; join the two."
        if why:
            problems.append(Problem(FILE, line, "bad-related-words", f"“{word[:40]}”: {why}"))
        else:
            rows[fold(word)] = RelatedWords(word, tuple(also), line)
    return Loaded(tuple(rows.values()), tuple(problems[:MOST_PROBLEMS]))


def _problem(word: str, also: Any) -> str:
    """Say what is wrong with a row, in a sentence; "" where nothing is."""
    if not isinstance(also, list) or not also or not all(isinstance(one, str) for one in also):
        return "give words to try as a list, as in [police, policing]."
    if len(also) > MOST:
        return f"it has {len(also)} related words; {MOST} are the most."
    for one in (word, *also):
        if not fold(one) or len(one) > _LONGEST or "\n" in one:
            return f"“{one[:40]}” is no word or name of up to {_LONGEST} characters."
    folded = [fold(one) for one in (word, *also)]
    twice = next(
        (one for one, key in zip(also, folded[1:], strict=True) if folded.count(key) > 1), ""
    )
    return f"“{twice}” is given twice." if twice else ""
