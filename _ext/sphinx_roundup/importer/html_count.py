"""Count the words and links of HTML the simple way, and refuse what would choke a parser."""

from __future__ import annotations

import re
from html.entities import html5
from html.parser import HTMLParser
from urllib.parse import urljoin

from .blocks import Anchor, Tally, UnreadableError, word_set

MOST_OPEN = 1_000
_SILENT = word_set("script style template iframe noframes noembed")
_RAW = ("script", "style", "iframe", "noframes", "noembed")
"""Elements in which no tags are: their ends alone end them."""
_TAG = re.compile(r"""<[A-Za-z](?:[^"'<>]|"[^"]*"|'[^']*')*>""")
_AMPERSAND = re.compile(r"&(?P<name>[A-Za-z][A-Za-z0-9]*)(?P<end>[;=]?)")
_INLINE = word_set(
    "a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd label mark o:p q s samp"
    " small span strike strong sub sup time tt u var wbr st1:place"
)
_VOID = word_set("area base br col embed hr img input link meta param source track wbr")
_SELF_CLOSING = frozenset({"p", "li", "td", "tr", "th", "option", "dd", "dt"})


def tally(text: str) -> Tally:
    """Count by reading the stream of tags, without a tree."""
    counter = _Counter()
    # Browsers end a comment at --!> too, and an address at no "&section" without a semicolon.
    counter.feed(_TAG.sub(_ampersands_kept, text.replace("--!>", "-->")))
    counter.close()
    counter.end_link()
    return Tally("".join(counter.words), tuple(counter.resolved()))


def _ampersands_kept(tag: re.Match[str]) -> str:
    """A tag in which what browsers do not take for an entity is none."""

    def kept(match: re.Match[str]) -> str:
        known = match["name"] in html5 and match["end"] != "="
        return match[0] if match["end"] == ";" or known else f"&amp;{match[0][1:]}"

    return _AMPERSAND.sub(kept, tag[0])


class _Counter(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        # What the class has is for scripts and styles alone, and newer Pythons know more.
        vars(self)["CDATA_CONTENT_ELEMENTS"] = _RAW
        self.words: list[str] = []
        self.links: list[Anchor] = []
        self.silent = 0
        self.open = 0
        self.href: str | None = None
        self.linked: list[str] = []
        self.base: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self.silent += 1
        if tag not in _INLINE:
            self._say(" ")
        given = dict(attrs)
        if tag == "a" and not self.silent:
            self.end_link()
            if "href" in given or "xlink:href" in given:
                self.href = (given.get("href", given.get("xlink:href")) or "").strip()
        elif tag == "base" and given.get("href") and self.base is None:
            self.base = given["href"]
        elif tag == "img" and not self.silent and (given.get("alt") or "").strip():
            self.words.append(f" {given['alt']} ")
        if tag not in _VOID and tag not in _SELF_CLOSING:
            self.open += 1
        if self.open > MOST_OPEN:
            raise UnreadableError(
                f"More than {MOST_OPEN} elements stand inside one another, which no newsletter"
                " has. Save it again from the program that shows it."
            )

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID and tag not in _SELF_CLOSING:
            self.open -= 1

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent = max(0, self.silent - 1)
        if tag not in _INLINE:
            self._say(" ")
        if tag == "a":
            self.end_link()
        if tag not in _VOID and tag not in _SELF_CLOSING:
            self.open = max(0, self.open - 1)

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self._say(data)

    def _say(self, text: str) -> None:
        self.words.append(text)
        if self.href is not None:
            self.linked.append(text)

    def end_link(self) -> None:
        """Close the link that is open, if one is."""
        if self.href is not None:
            self.links.append(Anchor(self.href, "".join(self.linked)))
        self.href, self.linked = None, []

    def resolved(self) -> list[Anchor]:
        """The links, their addresses joined to the one that the page names for that."""
        base = self.base or ""
        if not re.match("https?://", base):
            return self.links
        return [
            Anchor(
                _joined(base, link.href) if link.href[:1] not in {"", "#"} else link.href, link.text
            )
            for link in self.links
        ]


def _joined(base: str, href: str) -> str:
    try:
        return urljoin(base, href)
    except ValueError:
        return href
