"""Put the contributed files of another checkout into this one: issues, topics, proposals, addresses and sources.

    python tools/take_content.py PROPOSED [HERE]

So a proposed page is checked and built by code that a maintainer has read.
Only regular files with ordinary names are taken; the rest is named, and the job fails.
"""

from __future__ import annotations

import re
import shutil
import stat
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "_ext"))
from sphinx_roundup.model.page_types import FOLDERS, PROPOSAL, required_folders

FILES = ("sources.yml",)
RESTORED = "restored"
"""The folder of addresses that were found; there may be none."""
_ALL = (*FOLDERS, PROPOSAL.folder, RESTORED)
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,80}")
_LARGEST = 1_000_000


def is_content(path: str) -> bool:
    """Whether a path within the archive is an editor's: a page, a proposal, the sources."""
    folder, _, name = path.rpartition("/")
    ordinary = _NAME.fullmatch(name) is not None
    ending = ".yml" if folder == RESTORED else ".md"
    return path in FILES or (folder in _ALL and ordinary and name.endswith(ending))


def take(proposed: Path, here: Path) -> list[str]:
    """Replace the content of ``here`` by that of ``proposed``; give the names not taken."""
    refused = []
    required = frozenset(required_folders())
    for folder in _ALL:
        shutil.rmtree(here / folder, ignore_errors=True)
        (here / folder).mkdir()
        source = proposed / folder
        if folder not in required and not (source.exists() or source.is_symlink()):
            continue
        if source.is_symlink() or not source.is_dir():
            refused.append(folder)
            continue
        refused += [
            f"{folder}/{path.name}"
            for path in sorted(source.iterdir())
            if not _copy(path, here / folder / path.name)
        ]
    for name in FILES:
        if not _copy(proposed / name, here / name):
            refused.append(name)
    return refused


def _copy(path: Path, target: Path) -> bool:
    try:
        status = path.lstat()
    except OSError:
        return False
    ordinary = stat.S_ISREG(status.st_mode) and status.st_size <= _LARGEST
    if not (ordinary and _NAME.fullmatch(path.name)):
        return False
    target.unlink(missing_ok=True)
    target.write_bytes(path.read_bytes())
    return True


def main() -> int:
    """Take the content; 1 if anything was left out."""
    proposed = Path(sys.argv[1])
    here = Path(*sys.argv[2:3])
    refused = take(proposed, here)
    for name in refused:
        # ascii(): a name may hold line ends or codes that a terminal obeys.
        sys.stdout.write(f"::error::{name!a} is no regular file with an ordinary name.\n")
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main())
