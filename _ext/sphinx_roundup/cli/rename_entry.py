"""``roundup rename entry`` and ``roundup rename issue``: other names, and the old ones lead on."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from pathlib import Path

import click

from .. import guard
from ..atomic import write_text
from ..check.archive import check
from ..model.messages import did_you_mean
from ..model.periods import issue_problem
from ..model.plural import plural
from ..model.rules import SLUG
from ..parse.page import read_page
from ..parse.redirects import FILE, read_redirects
from .edit import Entry, add_item, entries, heading_of, ids, replace_lines
from .entry import ArchiveEntry, find_entry
from .moves import (
    erase_names,
    follow_citations,
    forget_moves,
    note_moves,
    tell_what_is_left,
    was_published,
)
from .options import archive_option, date_option, say


@click.command("entry")
@click.argument("old")
@click.argument("new")
@click.option(
    "--erase", is_flag=True, help="Lead from OLD nowhere: its name could tell of a child."
)
@date_option
@archive_option
def entry(old: str, new: str, erase: bool, date: str, folder: Path) -> None:
    """Give the entry OLD the id NEW, in its own issue or in another one.

    What cites it follows, and so do its restored links. The old address leads to the new one.
    Where OLD is gone already and NEW is there, the old address alone is noted.

    \b
    Examples:
      roundup rename entry 2024-04/whatsapp-groups 2024-04/message-groups
      roundup rename entry 2024-04/whatsapp-groups 2024-05/whatsapp-groups
      roundup rename entry 2024-04/a-childs-name 2024-04/a-court-case --erase
    """
    there = find_entry(folder, new)
    here = ArchiveEntry(folder, *_parts(old))
    if not SLUG.fullmatch(there.slug) or here.id == there.id:
        raise click.UsageError(f"“{new}” cannot be the id of an entry.")
    _move(here, there)
    changed = follow_citations(folder, here.id, there.id)
    if erase:
        erase_names(folder, [here.id, *forget_moves(folder, here.id)], date)
        say(f"The entry is “{there.id}” now, and its old name is erased.")
    else:
        note_moves(folder, {here.id: there.id})
        say(f"“{here.id}” is “{there.id}” now; {plural(changed, 'page')} changed, and {FILE}.")
    if not tell_what_is_left(folder):
        sys.exit(1)


def _parts(name: str) -> tuple[str, str]:
    issue, _, slug = name.partition("/")
    if issue_problem(issue) or not SLUG.fullmatch(slug):
        raise click.UsageError(f"“{name}” is no id of an entry, as 2024-04/whatsapp-groups.")
    return issue, slug


def _found(one: ArchiveEntry) -> list[Entry]:
    name = f"issues/{one.issue}.md"
    if guard.file_problem(one.folder, name) or not one.file.is_file():
        return []
    return entries(guard.decoded(one.file), one.slug)


def _move(here: ArchiveEntry, there: ArchiveEntry) -> None:
    """Move an entry in the files; or see that this has been done.

    :raises click.UsageError: where both stand, or neither does.
    """
    standing, taken = _found(here), _found(there)
    if taken and standing:
        raise click.UsageError(f"there is an entry “{there.id}” already: choose another id.")
    if taken and was_published(here.folder, here.id):
        return
    if len(standing) != 1:
        text = guard.decoded(here.file) if here.file.is_file() else ""
        hint = did_you_mean(here.slug, ids(text), otherwise="See the issue for those it has.")
        raise click.UsageError(f"there is no one entry “{here.id}”. {hint}")
    text = guard.decoded(here.file)
    one = standing[0]
    lines = [_renamed(line, here, there) for line in text.split("\n")[one.start : one.end]]
    if here.issue == there.issue:
        write_text(here.file, replace_lines(text, one.start, one.end, lines))
    else:
        block = "\n".join(lines).rstrip()
        # First where it goes: an entry that stands twice can be mended, one that is lost cannot.
        add_to = guard.decoded(there.file)
        write_text(there.file, add_item(add_to, heading_of(text, one), block))
        write_text(here.file, replace_lines(text, one.start, one.end, ()))
    _move_restored(here, there)


def _renamed(line: str, here: ArchiveEntry, there: ArchiveEntry) -> str:
    return re.sub(rf"^(\s*:id:\s+){here.slug}(\s*)$", rf"\g<1>{there.slug}\g<2>", line)


def _restored(folder: Path, issue: str) -> Path:
    return folder / "restored" / f"{issue}.yml"


def _move_restored(here: ArchiveEntry, there: ArchiveEntry) -> None:
    """Let the rows of restored links follow the entry."""
    path = _restored(here.folder, here.issue)
    if not path.is_file() or path.is_symlink():
        return
    kept: list[str] = []
    moved: list[str] = []
    inside = False
    for line in guard.decoded(path).splitlines():
        if line[:1].strip() and not line.startswith("#"):
            key = re.match(rf"[\"']?{re.escape(here.slug)}[\"']?\s*:", line)
            inside = key is not None
            line = f"{there.slug}:{line[key.end() :]}" if key else line  # noqa: PLW2901 - the new key
        (moved if inside and here.issue != there.issue else kept).append(line)
    if moved:
        other = _restored(there.folder, there.issue)
        before = guard.decoded(other).rstrip("\n") + "\n\n" if other.is_file() else ""
        write_text(other, before + "\n".join(moved).rstrip() + "\n")
    if any(line.strip() for line in kept):
        write_text(path, "\n".join(kept).rstrip() + "\n")
    else:
        path.unlink()


@click.command("issue")
@click.argument("old")
@click.argument("new")
@archive_option
def issue(old: str, new: str, folder: Path) -> None:
    """Give the issue OLD the name NEW; if NEW exists, the entries of OLD move into it.

    Its entries keep their names below it: 2024-04/a becomes 2024-05/a. The old addresses of the
    issue and of its entries lead to the new ones, and what cites them follows. The date line is
    printed, and so stays: the check says where it does not fit.

    \b
    Example:
      roundup rename issue 2024-04 2024-05
    """
    for name in (old, new):
        if why := issue_problem(name):
            raise click.UsageError(f"“{name}” is no issue: {why}.")
    if old == new:
        raise click.UsageError(f"“{new}” is its name already.")
    before = _years(folder)
    here, there = (folder / "issues" / f"{name}.md" for name in (old, new))
    if here.exists() and guard.file_problem(folder, f"issues/{old}.md") is None:
        if there.exists():
            _merge(folder, old, new)
        else:
            here.rename(there)
            if _restored(folder, old).exists():
                _restored(folder, old).rename(_restored(folder, new))
    elif not (there.exists() and was_published(folder, f"issues/{old}")):
        raise click.UsageError(f"there is no issue “{old}”.")
    follow_citations(folder, f"{old}/", f"{new}/")
    _note_issue(folder, old, new, _emptied(before, _years(folder), old, new))
    say(f"“{old}” is “{new}” now; see {FILE}.")
    if not tell_what_is_left(folder):
        sys.exit(1)


def _merge(folder: Path, old: str, new: str) -> None:
    """Move every entry of an issue into another one, and take its page away."""
    path = folder / "issues" / f"{old}.md"
    text = guard.decoded(path)
    slugs = ids(text)
    taken = sorted(set(slugs) & set(ids(guard.decoded(folder / "issues" / f"{new}.md"))))
    if taken:
        raise click.UsageError(
            f"both issues have an entry “{taken[0]}”: first give one another id, with"
            f" “roundup rename entry {old}/{taken[0]} {old}/…”."
        )
    read = read_page(f"issues/{old}.md", text)
    if read.issue is None or any(section.quotes for section in read.issue.sections):
        raise click.UsageError(f"“{old}” has words beside its entries: move them by hand first.")
    for slug in slugs:
        _move(ArchiveEntry(folder, old, slug), ArchiveEntry(folder, new, slug))
    path.unlink()


def _note_issue(folder: Path, old: str, new: str, years: tuple[int, int] | None) -> None:
    """Note that an issue has moved; what led to one of its entries leads to where that is now."""
    follow = {}
    for target in read_redirects(folder).values():
        page, hash_, anchor = target.partition("#")
        if target.startswith(f"{old}/"):
            follow[target] = f"{new}/{target.partition('/')[2]}"
        elif hash_ and page == f"issues/{old}":
            follow[target] = f"issues/{new}#{anchor}"
    moved = {f"issues/{old}": f"issues/{new}"}
    if years:
        moved[f"years/{years[0]}"] = f"years/{years[1]}"
    note_moves(folder, moved, follow)


def _years(folder: Path) -> Mapping[str, int]:
    return {issue.id: issue.year for issue in check(folder).issues}


def _emptied(
    before: Mapping[str, int], after: Mapping[str, int], old: str, new: str
) -> tuple[int, int] | None:
    """The year that has no issue any more, and the one that its issue is of now."""
    if old in before and new in after and before[old] not in after.values():
        return before[old], after[new]
    return None
