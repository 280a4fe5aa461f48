"""Every run of letters and every address in text with tags, whatever the tags mean."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from urllib.parse import urljoin

from ..blocks import word_set
from .pieces import Piece, has_words

_TOKEN = re.compile(
    r"<!--(?P<comment>.*?)--!?>|<!\[CDATA\[(?P<cdata>.*?)\]\]>|<[!?][^>]*>"
    r"|<(?P<end>/?)(?P<name>[A-Za-z][\w.:-]*)(?P<rest>(?:[^\"'<>]|\"[^\"]*\"|'[^']*')*)>",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"([^\s\"'<>/=]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_OUTLOOK = re.compile(r"\s*\[if\b[^\]]*\]>(?P<inside>.*?)<!\[endif\]\s*", re.DOTALL | re.IGNORECASE)
_NO_WORDS = frozenset({"script", "style", "xml"})
"""Elements whose text is for machines."""
_FOR_MACHINES = word_set(
    """
    f formatcode instrtext delinstrtext numfmt positionh positionv posoffset align relheight relwidth
    pctwidth pctheight pctposhoffset pctposvoffset created modified lastmodifiedby creator revision
    template application appversion company docsecurity language
    """
)
_TECHNICAL = re.compile(
    r"xmlns(?::.*)?|on\w+|data-.*|.*(?:style|color|font|rsid\w*)|(?:\w+:)?(?:class|id|name|type|lang|eastasia|bidi"
    r"|space|ascii|hansi|cs|hint|sig|ignorable|requires|uri|schemalocation|path|eqn|fmla|adj|typeface|script"
    r"|author|initials|date|userid|providerid|clear|target|rel|media|sizes|integrity|method|charset|for|form"
    r"|headers|scope|align|valign|version|encoding|standalone|pitch|panose|coordsize|points|href|src|ole_link)",
    re.IGNORECASE,
)
_SAID = {
    "alt": "description of a picture", "descr": "description of a picture",
    "title": "title", "string": "text of WordArt", "value": "label of a field",
    "placeholder": "label of a field", "label": "label", "aria-label": "label",
    "summary": "description of a table", "tooltip": "title of a link", "standby": "label",
    "displaytext": "entry of a drop-down",
}  # fmt: skip
"""Attributes that hold words even where it is one word, and what they are."""
_SAID_AS_VALUE = {
    "lvltext": "printed number of a list", "listentry": "entry of a drop-down", "default": "text of a form",
    "helptext": "help of a form", "statustext": "help of a form", "alias": "label of a field",
}  # fmt: skip
"""Elements whose ``val`` holds words, where that of others is a setting."""
_WEB = re.compile(r"(?:https?:)?//[\w\[][^\s\"<>]*|mailto:[^\s\"<>]+", re.IGNORECASE)
_ADDRESSES = frozenset({"href", "action", "formaction", "cite", "longdesc", "xlink:href", "poster"})
_LOADED = frozenset(
    {"img", "image", "script", "link", "imagedata", "fill", "input", "blip", "base", "font-face"}
)
"""Elements whose addresses are of pictures and programs that belong to the page."""
_OF_PAGE = frozenset({"src", "href", "srcset", "lowsrc", "id"})
_META = re.compile(
    r"viewport|generator|robots|.*color.*|format-detection|referrer|x-.*|msapplication.*|progid|originator"
    r"|google.*|twitter:(?:card|site|creator)|og:(?:type|locale|image.*)|.*verification.*", re.IGNORECASE
)  # fmt: skip
_PLACES = {
    "area": "link of an image map", "iframe": "frame", "frame": "frame", "form": "address of a form",
    "button": "address of a form", "video": "film", "audio": "sound", "source": "film", "embed": "film",
    "object": "embedded object", "hlinkclick": "link on a picture", "hlinkhover": "link on a picture",
    "shape": "link on a picture", "q": "source of a quotation", "blockquote": "source of a quotation",
}  # fmt: skip


def pieces_of(text: str, place: str, form: str = "") -> Iterator[Piece]:
    """The pieces of a text with tags; ``place`` is the name of the part it stands in."""
    scan = _Scan(place, form)
    end = 0
    for token in _TOKEN.finditer(text):
        yield from scan.text(text[end : token.start()])
        yield from scan.token(token)
        end = token.end()
    yield from scan.text(text[end:])


class _Scan:
    """Where the count stands in a stream of tags."""

    def __init__(self, place: str, form: str) -> None:
        self.place = place
        self.form = form
        self.base = ""
        self.silent = ""
        self.above: list[str] = []

    def text(self, text: str) -> Iterator[Piece]:
        """The words between two tags."""
        if not self.silent:
            yield from _text(text, self.above, self.place, self.form)

    def token(self, token: re.Match[str]) -> Iterator[Piece]:
        """What a tag, a comment or marked text holds."""
        name = _local(token["name"] or "")
        if self.silent:
            if token["end"] and name == self.silent:
                self.silent = ""
        elif token["comment"] is not None:
            outlook = _OUTLOOK.fullmatch(token["comment"])
            if outlook:
                yield from pieces_of(
                    outlook["inside"], f"{self.place}, for Outlook alone", self.form
                )
        elif token["cdata"] is not None:
            yield from self.text(token["cdata"].replace("&", "&amp;"))
        elif token["end"]:
            _close(self.above, name)
        elif name:
            yield from self._element(name, token["rest"])

    def _element(self, name: str, rest: str) -> Iterator[Piece]:
        given = {key: _value(values) for key, *values in _ATTRIBUTE.findall(rest)}
        if name == "base":
            self.base = self.base or given.get("href", "")
        yield from _attributes(name, given, self.base, self.place, self.form)
        if not rest.endswith("/"):
            self.silent = name if name in _NO_WORDS else ""
            self.above.append(name)


def _close(above: list[str], name: str) -> None:
    """Close an element and what was left open in it; an end without a start is nothing."""
    for place in range(len(above) - 1, max(-1, len(above) - 50), -1):
        if above[place] == name:
            del above[place:]
            return


def _text(text: str, above: list[str], place: str, form: str) -> Iterator[Piece]:
    inside = above[-1] if above else ""
    if text.strip() and inside not in _FOR_MACHINES:
        what = {"title": "title", "t": "words", "v": "words of a chart"}.get(inside, "words")
        yield Piece(what, place, html.unescape(text), form=form)


def _attributes(
    name: str, given: dict[str, str], base: str, place: str, form: str
) -> Iterator[Piece]:
    kind = given.get("name", given.get("property", given.get("http-equiv", "")))
    if name == "meta" and (_META.fullmatch(kind) or "http-equiv" in given):
        return
    for key, value in given.items():
        local = _local(key)
        if _is_address(name, key, value):
            what = _PLACES.get(name, "link" if local == "href" else f"address in {name}")
            yield Piece(what, place, address=_joined(base, value), form=form)
        elif has_words(value) and (what := _said(name, local, value, given)):
            yield Piece(what, place, value, form=form)


def _said(name: str, key: str, value: str, given: dict[str, str]) -> str:
    """What the words of an attribute are; "" where they are a setting."""
    if key == "val":
        return _SAID_AS_VALUE.get(name, "")
    if key == "value" and given.get("type", "").casefold() in {"hidden", "radio", "checkbox"}:
        return ""
    if key in _SAID:
        return _SAID[key]
    if _TECHNICAL.fullmatch(key) or not re.search(r"[^\W\d_]{2,}\s+[^\W\d_]{2,}", value):
        return ""
    return "description of the page" if name == "meta" else f"{key} of {name}"


def _is_address(name: str, key: str, value: str) -> bool:
    local = _local(key)
    if key.casefold().startswith("xmlns") or (name in _LOADED and local in _OF_PAGE):
        return False
    if key.casefold() in _ADDRESSES or local == "href":
        return bool(value.strip()) and not value.strip().casefold().startswith("javascript:")
    whole = _WEB.fullmatch(value.strip())
    return bool(whole) and local not in {"uri", "type", "schemalocation", "background", "profile"}


def _value(values: list[str]) -> str:
    return _unescaped("".join(values))


def _unescaped(text: str) -> str:
    """Entities as browsers read them in an attribute: ``&section=2`` is none."""
    return html.unescape(re.sub(r"&(?=[A-Za-z0-9]+[^A-Za-z0-9;])", "&amp;", text))


def _joined(base: str, address: str) -> str:
    address = address.strip()
    if not base.startswith(("http://", "https://")) or address.startswith("#"):
        return address
    try:
        return urljoin(base, address)
    except ValueError:
        return address


def _local(name: str) -> str:
    return name.rpartition(":")[2].casefold()
