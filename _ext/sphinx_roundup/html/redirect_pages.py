"""A page at each address that a topic once had, with the way to where it is now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from ..model.archive import Archive
from ..model.records import Topic

_WORDS = '<h1>This topic has moved</h1>\n<p>It is now called <a href="{}">{}</a>.</p>'


@dataclass(frozen=True, slots=True)
class MovedPage:
    """A page at an old address: its name, and the topic that is told of there."""

    name: str
    topic: Topic

    def context(self, link: str) -> dict[str, Any]:
        """What a template is given, with the address of the topic's page seen from this one."""
        body = Markup(_WORDS).format(link, self.topic.title)  # noqa: S704 - format escapes
        return {"title": "This topic has moved", "body": body, "meta": None, "moved_to": link}


def redirect_files(moves: Mapping[str, str]) -> Mapping[str, str]:
    """Make the lists of moves that hosts can follow themselves: of Netlify, and of nginx.

    ``moves`` are addresses below the site's root, old to new. An archive below another
    folder than its host's root puts that folder before each.
    """
    pairs = sorted(moves.items())
    return {
        "_redirects": "".join(f"/{old} /{new} 301\n" for old, new in pairs),
        "redirects.nginx.map": "".join(f"/{old} /{new};\n" for old, new in pairs),
    }


def moved_pages(archive: Archive, redirects: Mapping[str, str]) -> Iterator[MovedPage]:
    """Give the pages of those redirects that lead to a topic of the archive."""
    for old, new in redirects.items():
        topic = archive.topic.get(new.rpartition("/")[2])
        if topic is not None:
            yield MovedPage(old, topic)
