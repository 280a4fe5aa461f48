"""Count the words and links of HTML the simple way, and refuse what would choke a parser."""

from __future__ import annotations

from html.parser import HTMLParser

from .blocks import Anchor, Tally, UnreadableError, word_set

MOST_OPEN = 1_000
_SILENT = frozenset({"script", "style", "template"})
_INLINE = word_set(
    "a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd label mark o:p q s samp"
    " small span strike strong sub sup time tt u var wbr st1:place"
)
_VOID = word_set("area base br col embed hr img input link meta param source track wbr")
_SELF_CLOSING = frozenset({"p", "li", "td", "tr", "th", "option", "dd", "dt"})


def tally(text: str) -> Tally:
    """Count by reading the stream of tags, without a tree."""
    counter = _Counter()
    counter.feed(text)
    counter.close()
    counter.end_link()
    return Tally("".join(counter.words), tuple(counter.links))


class _Counter(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.links: list[Anchor] = []
        self.silent = 0
        self.open = 0
        self.href: str | None = None
        self.linked: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self.silent += 1
        if tag not in _INLINE:
            self._say(" ")
        given = dict(attrs)
        if tag == "a":
            self.end_link()
            if "href" in given:
                self.href = (given["href"] or "").strip()
        elif tag == "img" and (given.get("alt") or "").strip():
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
