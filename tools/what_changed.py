"""Say whether all that changed since a commit is content, which the check and the build judge.

    python tools/what_changed.py COMMIT

Prints ``sort=content`` or ``sort=code``, in the form that a workflow's outputs have. Content is
what ``take_content.py`` takes, as ordinary files. Everything else is code, and so is whatever
cannot be judged: a commit that is not here, a link, a name that is odd. Code waits for the tests.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

from take_content import is_content

_ORDINARY = {"000000", "100644"}
"""The modes of git for a file that is not there and for a file that is no program and no link."""


def sort_of_change(commit: str, folder: str = ".") -> str:
    """Return ``content`` or ``code`` for what changed from ``commit`` to the one checked out."""
    if not commit.isalnum():
        return "code"
    command = ["git", "-C", folder, "diff-tree", "-r", "-z", "--no-renames", commit, "HEAD"]
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode:
        return "code"
    try:
        changes = list(_changes(done.stdout.decode("utf-8")))
    except ValueError:
        return "code"
    ours = all(modes <= _ORDINARY and is_content(path) for modes, path in changes)
    return "content" if ours else "code"


def _changes(raw: str) -> Iterator[tuple[set[str], str]]:
    """The modes before and after, and the path, of each change that ``git diff-tree`` tells."""
    parts = raw.split("\0")[:-1]
    for facts, path in zip(parts[::2], parts[1::2], strict=True):
        before, after = facts.removeprefix(":").split(" ")[:2]
        yield {before, after}, path


def main() -> int:
    """Say it on a line of its own."""
    commit = sys.argv[1] if len(sys.argv) > 1 else ""
    sys.stdout.write(f"sort={sort_of_change(commit)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
