"""What the signs of symbol fonts mean: Word keeps their place in the font, not the sign.

The tables are those of the fonts' makers as the Unicode Consortium has them. A sign that
stands in none keeps its private number, and its entry is marked.
"""

from __future__ import annotations

from collections.abc import Mapping

_GREEK = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ"
_SMALL = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ"
_UPPER = "ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…"
_SETS = "ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊"
_SYMBOL = {
    **{chr(0x41 + place): sign for place, sign in enumerate(_GREEK)},
    **{chr(0x61 + place): sign for place, sign in enumerate(_SMALL)},
    **{chr(0xA1 + place): sign for place, sign in enumerate(_UPPER)},
    **{chr(0xC0 + place): sign for place, sign in enumerate(_SETS)},
    **{sign: sign for sign in "!#%&()+,./0123456789:;<=>?[]_{|}"},
    '"': "∀", "$": "∃", "'": "∋", "*": "∗", "-": "−", "@": "≅", "\\": "∴", "^": "⊥", "~": "∼", "å": "∑", "ò": "∫",
}  # fmt: skip
_WINGDINGS = dict(
    zip(
        '"#$&()*+,.6?@AEFGHJKLMNQRST_abcdeflmnopqtuvwx{',
        "✂✁👓🕮☎✆✉🖃📪📬⌛✍✎✌☜☞☝☟☺😐☹💣☠✈☼💧❄♈♎♏♐♑♒♓●❍■□❐❑⧫◆❖⬥⌧❀",
        strict=True,
    )
) | {
    "\x9f": "•", "§": "▪", "¨": "◻", "ª": "✦", "«": "★", "¬": "✶", "\xad": "✴", "Ø": "➢", "ß": "←", "à": "→",
    "á": "↑", "â": "↓", "è": "➔", "ï": "⇦", "ð": "⇨", "ñ": "⇧", "ò": "⇩", "ó": "⬄", "û": "✘", "ü": "✔",
    "ý": "☒", "þ": "☑",
}  # fmt: skip
_FONTS: Mapping[str, Mapping[str, str]] = {"symbol": _SYMBOL, "wingdings": _WINGDINGS}
_ANY = frozenset(range(0x100)) | frozenset(range(0xF000, 0xF100))
"""Where Word keeps places of such a font: as they are, or as private numbers."""


def sign_of(font: str, number: str) -> str:
    """The sign at a place of a font, such as ("Wingdings", "F0FC"): "✔"."""
    place = int(number or "20", 16)
    meant = _FONTS.get(font.casefold(), {}) if place in _ANY else {}
    return meant.get(chr(place & 0xFF), chr(place))
