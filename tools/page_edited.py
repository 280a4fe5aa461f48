"""Say at which address the page is that is being edited, after a build of ``make serve``.

    python tools/page_edited.py PORT FOLDER [PAGE]

PAGE is the one that was asked for. Without it, it is the page that git says was changed, the last
of several. Where the terminal is on a desktop, a browser opens there once: FOLDER keeps that it did.
"""

from __future__ import annotations

import os
import subprocess
import sys
import webbrowser
from pathlib import Path

_PAGES = ("*.md", "issues/*.md", "topics/*.md")


def edited() -> str:
    """The page, without suffix, that was changed last and not yet committed; "" for none."""
    command = [
        "git",
        "status",
        "--porcelain",
        "-z",
        "--no-renames",
        "--untracked-files=all",
        "--",
        *_PAGES,
    ]
    done = subprocess.run(command, capture_output=True, check=False)
    names = [one[3:] for one in done.stdout.decode("utf-8", "replace").split("\0") if one]
    # README.md and the like are no pages.
    paths = [Path(name) for name in names if not Path(name).name[:1].isupper()]
    paths = [path for path in paths if path.is_file()]
    return (
        max(paths, key=lambda path: path.stat().st_mtime_ns).with_suffix("").as_posix()
        if paths
        else ""
    )


def has_desktop() -> bool:
    """Whether a window can be opened; a browser of the terminal would take it over."""
    return sys.platform in {"darwin", "win32"} or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )


def main(port: str, folder: str, page: str = "") -> None:
    """Print the address; open it the first time that this server has built."""
    name = page.removesuffix(".md") or edited() or "index"
    address = f"http://127.0.0.1:{port}/{name}.html"
    sys.stdout.write(f"The page: {address}\n")
    opened, server = Path(folder) / "opened", str(os.getppid())
    if (
        sys.stdout.isatty()
        and has_desktop()
        and not (opened.is_file() and opened.read_text() == server)
    ):
        opened.parent.mkdir(parents=True, exist_ok=True)
        opened.write_text(server)
        webbrowser.open(address)


if __name__ == "__main__":
    main(*sys.argv[1:])
