"""A page at each address that a page once had, with the way to where it is now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from markupsafe import Markup

from ..atomic import write_text
from ..model.archive import Archive
from ..model.identity import has_entry_pages
from ..model.permalinks import ENTRIES, entry_page
from ..model.records import WITHDRAWN_TITLE
from ..views.facets import INDEXES

_SORTS = {"issues": "issue", "topics": "topic", "sources": "source", ENTRIES: "entry"}
_WORDS = """<h1>{title}</h1>
<p>You will find it here: <a href="{link}">{name}</a>.</p>"""


@dataclass(frozen=True, slots=True)
class MovedPage:
    """A page at an old address: its name, and the name and title of the page told of there."""

    name: str
    to: str
    title: str

    def context(self, link: str, address: str) -> dict[str, Any]:
        """What a template is given.

        :param link: to the new page, as seen from this one.
        :param address: of the new page on the web; "" where the archive has none.
        """
        title = f"This {_SORTS.get(self.name.partition('/')[0], 'page')} has moved"
        body = Markup(_WORDS).format(title=title, link=link, name=self.title)  # noqa: S704 - format escapes
        known = {"pageurl": address} if address else {}
        return {"title": title, "body": body, "meta": None, "moved_to": link, **known}


def redirect_files(moves: Mapping[str, str], base: str) -> Mapping[str, str]:
    """Make the lists of moves that hosts can follow themselves: of Netlify, and of nginx.

    ``moves`` are addresses below the site's root, old to new; ``base`` is the address of the
    site, "" where it is not known. Below a folder of its host, that folder stands before each.
    """
    root = f"{quote(urlsplit(base).path.strip('/'))}/".lstrip("/")
    pairs = sorted((f"/{root}{old}", f"/{root}{new}") for old, new in moves.items())
    return {
        "_redirects": "".join(f"{old} {new} 301\n" for old, new in pairs),
        "redirects.nginx.map": "".join(f"{old} {new};\n" for old, new in pairs),
    }


def write_redirects(outdir: Path, moves: Mapping[str, str], base: str) -> None:
    """Write the lists of :func:`redirect_files`, or remove them where nothing has moved."""
    for name, text in redirect_files(moves, base).items():
        if moves:
            write_text(outdir / name, text)
        else:
            (outdir / name).unlink(missing_ok=True)


def moved_pages(archive: Archive, titles: Mapping[str, str]) -> Iterator[MovedPage]:
    """Give a page for each that has moved; ``titles`` has those of pages with a source file."""
    made = {
        facet.page(entry.slug): entry.label
        for facet in INDEXES
        for entry in facet.entries(archive)
        if archive.moves.pairs
    }
    for old, new in archive.moves.pages():
        yield MovedPage(old, new, titles.get(new) or made.get(new) or new)
    for old, new in archive.former_entries if has_entry_pages(archive.identity) else ():
        item = archive.item.get(new)
        yield MovedPage(entry_page(old), entry_page(new), item.title if item else WITHDRAWN_TITLE)
