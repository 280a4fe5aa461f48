"""Load topics, sources and closed lists from their files."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import islice
from pathlib import Path

from .. import guard
from ..lint.vocabulary import check_vocabulary
from ..model.messages import MOST_PROBLEMS
from ..model.vocabulary import Vocabulary
from .closed_lists import load_closed_lists
from .vocabulary_files import key_lines, load_sources, load_topic


def load(folder: Path) -> Vocabulary:
    """Read ``topics/*.md``, ``sources.yml`` and ``vocabulary.yml`` below ``folder``.

    Never raises for what an editor wrote: whatever cannot be used is left out
    and told in :attr:`Vocabulary.problems`, in a fixed order.
    """
    paths = sorted((folder / "topics").glob("*.md"))
    topics = [load_topic(path) for path in paths if not _refused(folder, path)]
    sources = load_sources(folder / "sources.yml")
    closed = load_closed_lists(folder)
    vocabulary = Vocabulary(
        topics=tuple(topic for loaded in topics for topic in loaded.values),
        sources=tuple(sorted(sources.values, key=lambda source: source.slug)),
        kinds=closed.kinds,
        lists=closed.lists,
        named_by=closed.named_by,
        addresses_from=closed.addresses_from,
    )
    problems = [problem for loaded in (*topics, sources) for problem in loaded.problems]
    problems.extend(closed.problems)
    lines = cache(lambda name: key_lines(folder / name))
    problems.extend(
        replace(problem, line=lines(problem.path).get(key, 1))
        for key, problem in islice(check_vocabulary(vocabulary), MOST_PROBLEMS)
    )
    return replace(vocabulary, problems=tuple(sorted(problems)))


def _refused(folder: Path, path: Path) -> bool:
    """Tell whether the guard leaves a topic's page out; whoever reads the page says why."""
    name = path.relative_to(folder).as_posix()
    return bool(guard.file_problem(folder, name) or guard.inspect(name, guard.decoded(path)))
