"""Write the headers that a web server should send with the site, made from its one policy.

Every page holds the Content-Security-Policy itself, so the site is safe where nobody can
set headers. A header adds what a page cannot say: who may show it in a frame.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ..atomic import write_text

NETLIFY_FILE = "_headers"
"""Read by Netlify and by Cloudflare Pages, and by anybody who sets headers by hand."""
NGINX_FILE = "headers.nginx"
"""For ``include`` in a server of nginx: see ``deploy/nginx.conf``."""

POLICY = "Content-Security-Policy"
OTHERS = (("Referrer-Policy", "no-referrer"), ("X-Content-Type-Options", "nosniff"))
"""What goes with every file; the policy goes with pages alone.

A browser may apply it to its own viewer of PDFs, too, and show nothing.
"""


def header_policy(policy: str) -> str:
    """The policy of a page as a header, which may also forbid frames."""
    return f"{policy}; frame-ancestors 'none'"


def write_headers(policy: str, folder: Path, pages: Iterable[str]) -> None:
    """Write both files into the output folder, where they differ from what is there.

    :param policy: that of every page.
    :param pages: the files of the pages, by their names below ``folder``.
    """
    write_text(folder / NETLIFY_FILE, netlify(policy, pages))
    write_text(folder / NGINX_FILE, nginx(policy))


def netlify(policy: str, pages: Iterable[str]) -> str:
    """The headers by path: those for every file, then the policy for pages.

    Where a folder has pages, all in it get the policy; a page at the root is also known
    without its suffix.
    """
    paths = {"/"}
    for page in pages:
        top, slash, _ = page.partition("/")
        paths.update({f"/{top}/*"} if slash else {f"/{page}", f"/{page.removesuffix('.html')}"})
    rules: list[tuple[str, tuple[tuple[str, str], ...]]] = [("/*", OTHERS)]
    rules += [(path, ((POLICY, header_policy(policy)),)) for path in sorted(paths)]
    lines = (f"{path}\n" + "".join(f"  {n}: {v}\n" for n, v in pairs) for path, pairs in rules)
    return "".join(lines)


def nginx(policy: str) -> str:
    """The headers as lines of a server's settings; a location may empty the variable."""
    lines = [
        f'set $archive_policy "{header_policy(policy)}";',
        f"add_header {POLICY} $archive_policy always;",
        *(f'add_header {name} "{value}" always;' for name, value in OTHERS),
    ]
    return "".join(f"{line}\n" for line in lines)
