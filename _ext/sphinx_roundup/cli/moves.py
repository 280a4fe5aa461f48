"""Keep ``redirects.json``, and let what cites an entry follow it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from .. import guard
from ..atomic import write_text
from ..check.archive import all_pages, check
from ..check.reporters import as_text
from ..parse.ledger import file_of, forget, read_ledger
from ..parse.redirects import FILE, read_redirects
from .options import say


def note_moves(
    folder: Path, moves: Mapping[str, str], follow: Mapping[str, str] | None = None
) -> None:
    """Note where names have gone; earlier notes that led to one of them lead on.

    :param follow: other names that earlier notes led to, and what they are now.
    """
    names = {**(follow or {}), **moves}
    known = {old: names.get(new, new) for old, new in read_redirects(folder).items()}
    known |= moves
    for new in moves.values():
        known.pop(new, None)
    _write(folder, known)


def forget_moves(folder: Path, name: str) -> list[str]:
    """Take out what led to a name; give the old names."""
    known = dict(read_redirects(folder))
    gone = [old for old, new in known.items() if name in {old, new}]
    if gone:
        _write(folder, {old: new for old, new in known.items() if old not in gone})
    return [old for old in gone if old != name]


def _write(folder: Path, pairs: Mapping[str, str]) -> None:
    if pairs:
        write_text(folder / FILE, json.dumps(pairs, indent=1, sort_keys=True) + "\n")
    else:
        (folder / FILE).unlink(missing_ok=True)


def erase_names(folder: Path, names: Iterable[str], day: str) -> None:
    """Keep of names in the ledger a digest alone, by which nobody can read them."""
    for name in names:
        path = folder / file_of(name.partition("/")[0])
        if path.is_file() and not path.is_symlink():
            write_text(path, forget(path.read_text("utf-8"), name, erase=True, day=day))


def was_published(folder: Path, name: str) -> bool:
    """Tell whether the ledger has a line for a name."""
    return any(event.name == name for event in read_ledger(folder)[0])


def own_pages(folder: Path) -> Iterator[tuple[Path, str]]:
    """Give the pages that may cite others, topics and the site's own, each with its text."""
    for path in all_pages(folder):
        if not path.startswith("issues/") and guard.file_problem(folder, path) is None:
            yield folder / path, guard.decoded(folder / path)


def follow_citations(folder: Path, old: str, new: str) -> int:
    """Let ``{item}`` on topics' pages and the site's own cite an entry, or an issue's, by its new name.

    :param old: the id of an entry; or ``2024-04/`` for every entry of an issue.
    :return: in how many files something changed.
    """
    end = "" if old.endswith("/") else r"(?=>?\s*`)"
    cited = re.compile(rf"(\{{item\}}`(?:[^`]*<)?\s*){re.escape(old)}{end}")
    return sum(
        write_text(path, after)
        for path, text in own_pages(folder)
        if (after := cited.sub(rf"\g<1>{new}", text)) != text
    )


def tell_what_is_left(folder: Path) -> bool:
    """Show what the check says now; tell whether it finds nothing to mend."""
    problems = check(folder).problems
    for line in as_text(problems, folder):
        say(line)
    return not problems
