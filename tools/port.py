"""Say so, before the site is built for it, when a port cannot be used, or a page is none."""

from __future__ import annotations

import difflib
import os
import socket
import sys
from pathlib import Path


def main(given: str, page: str = "") -> int:
    """Try to listen on the port, and look for the page, if one is named; return 0 if all is well."""
    if page and (why := page_problem(page)):
        sys.stderr.write(f"serve: {why}\n")
        return 1
    try:
        # With the option that servers set: a port that one has just left is free.
        socket.create_server(("127.0.0.1", int(given))).close()
    except ValueError:
        reason = f"“{given}” is no port number"
    except OverflowError:
        reason = f"port {given} does not exist: 65535 is the highest"
    except OSError as error:
        reason = f"port {given} cannot be used: {os.strerror(error.errno).lower()}"
    else:
        return 0
    sys.stderr.write(f"serve: {reason}; choose another, as in: make serve PORT=8001\n")
    return 1


def page_problem(page: str) -> str:
    """Say why there is no page of a name, as issues/2024-05, below this folder; "" if there is one."""
    name = page.removesuffix(".md")
    pages = [path.as_posix().removesuffix(".md") for path in Path().glob("*.md")]
    pages += [path.as_posix().removesuffix(".md") for path in Path().glob("[a-z]*/*.md")]
    if name in pages:
        return ""
    near = difflib.get_close_matches(name, pages, 1)
    hint = f"did you mean {near[0]}?" if near else "name it by its file, as in PAGE=issues/2024-05"
    return f"there is no page “{page}”; {hint}"


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
