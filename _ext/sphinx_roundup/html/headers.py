"""Write the headers that a web server should send with the site, made from its one policy.

Every page holds the Content-Security-Policy itself, so the site is safe where nobody can
set headers. A header adds what a page cannot say: who may show it in a frame.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from ..atomic import write_text
from ..citations.files import FOLDER as REFERENCES
from ..citations.formats import RIS
from ..data import ENTRIES, ISSUES
from ..data.skos import FILE as TOPICS
from ..data.tables import TABLES
from ..feeds.ics import FOLDER as CALENDARS
from ..model.data_files import CSV, FOLDER, GROWING, GZIP, TURTLE

NETLIFY_FILE = "_headers"
"""Read by Netlify and by Cloudflare Pages, and by anybody who sets headers by hand."""
NGINX_FILE = "headers.nginx"
"""For ``include`` in a server of nginx: see ``deploy/nginx.conf``."""

POLICY = "Content-Security-Policy"
OTHERS = (("Referrer-Policy", "no-referrer"), ("X-Content-Type-Options", "nosniff"))
"""What goes with every file; the policy goes with pages alone.

A browser may apply it to its own viewer of PDFs, too, and show nothing.
"""


TYPE = "Content-Type"
_IN_UTF_8 = "; charset=utf-8"
MEDIA_TYPES: Mapping[str, str] = MappingProxyType(
    {
        f"/{REFERENCES}/issues/": RIS.media_type,
        f"/{REFERENCES}/topics/": RIS.media_type,
        f"/{CALENDARS}/": f"text/calendar{_IN_UTF_8}",
        **{f"/{name}.gz": GZIP for name in GROWING},
        f"/{ISSUES}/": GZIP,
        f"/{FOLDER}/{ENTRIES}": GZIP,
        f"/{FOLDER}/{TOPICS}": f"{TURTLE}{_IN_UTF_8}",
        **{f"/{FOLDER}/{table.file}": f"{CSV}{_IN_UTF_8}" for table in TABLES},
    }
)
"""Folder or file -> what servers may not know it is. What they know, as JSON and XML, is not here.

By folders, not by suffixes: that a sign may come after the star, not every host understands.
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
    for path, media_type in MEDIA_TYPES.items():
        rules.append((f"{path}*" if path.endswith("/") else path, ((TYPE, media_type),)))
    lines = (f"{path}\n" + "".join(f"  {n}: {v}\n" for n, v in pairs) for path, pairs in rules)
    return "".join(lines)


def nginx(policy: str) -> str:
    """The headers as lines of a server's settings; a location may empty the variable.

    ``types`` says of a suffix what a file is; where there are none, ``default_type`` does.
    """
    lines = [
        f'set $archive_policy "{header_policy(policy)}";',
        f"add_header {POLICY} $archive_policy always;",
        *(f'add_header {name} "{value}" always;' for name, value in OTHERS),
    ]
    for path, media_type in MEDIA_TYPES.items():
        match = "^~" if path.endswith("/") else "="
        lines.append(f'location {match} {path} {{ types {{ }} default_type "{media_type}"; }}')
    return "".join(f"{line}\n" for line in lines)
