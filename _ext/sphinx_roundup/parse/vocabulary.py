"""Load topics, sources and closed lists from their files."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import islice
from pathlib import Path

from ..lint.vocabulary_rules import check_vocabulary
from ..model.messages import MOST_PROBLEMS
from ..model.page_records import Topic
from ..model.page_types import RECORDED
from ..model.vocabulary import Vocabulary
from .closed_lists import load_closed_lists
from .helplines import load_helplines
from .page_records import load_pages
from .related_words import load_related_words
from .vocabulary_files import key_lines, load_sources


def load(folder: Path) -> Vocabulary:
    """Read the pages that are records, and the files of sources, services and closed lists.

    Never raises for what an editor wrote: whatever cannot be used is left out
    and told in :attr:`Vocabulary.problems`, in a fixed order.
    """
    pages = [loaded for kind in RECORDED for loaded in load_pages(folder, kind)]
    records = [record for loaded in pages for record in loaded.values]
    sources = load_sources(folder / "sources.yml")
    helplines = load_helplines(folder)
    related = load_related_words(folder)
    closed = load_closed_lists(folder)
    vocabulary = Vocabulary(
        topics=tuple(one for one in records if isinstance(one, Topic)),
        sources=tuple(sorted(sources.values, key=lambda source: source.slug)),
        kinds=closed.kinds,
        lists=closed.lists,
        named_by=closed.named_by,
        addresses_from=closed.addresses_from,
        pages=tuple(one for one in records if not isinstance(one, Topic)),
        helplines=helplines.values,
        related_words=related.values,
    )
    problems = [
        problem for loaded in (*pages, sources, helplines, related) for problem in loaded.problems
    ]
    problems.extend(closed.problems)
    lines = cache(lambda name: key_lines(folder / name))
    problems.extend(
        replace(problem, line=lines(problem.path).get(key, 1))
        for key, problem in islice(check_vocabulary(vocabulary), MOST_PROBLEMS)
    )
    return replace(vocabulary, problems=tuple(sorted(problems)))
