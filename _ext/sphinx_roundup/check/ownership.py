"""Tell what an archive does not yet say of itself, and which placeholders are left in its files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from ..model.forge import forge_of
from ..model.identity import KEYS, Identity, value_of
from ..model.messages import Problem
from ..model.page_types import FOLDERS, PROPOSAL
from ..parse.identity import FILE, LoadedIdentity, load_identity

OWNERS = ".github/CODEOWNERS"
LABELLER = ".github/workflows/comment.yml"
_CONTENT = re.compile(r"const CONTENT = (.*)")
_FORMS = ".github/ISSUE_TEMPLATE/config.yml"
_SECURITY = "SECURITY.md"
_PLACEHOLDER = re.compile(r"@OWNER\b")
_BACKGROUNDS = {"colour": "#ffffff", "colour-dark": "#131416"}
"""The theme's, on light and on dark pages."""
_LEAST_CONTRAST = 4.5
"""Of words and what is behind them (WCAG 2.2, 1.4.3)."""


def advise_on_ownership(folder: Path) -> Iterator[Problem]:
    """Find what is empty, does not fit together, or is somebody else's; nothing of it is wrong."""
    loaded = load_identity(folder)
    if loaded.lines:
        yield from _empty(loaded)
    yield from _unfit(loaded)
    if loaded.identity.contact:
        yield from _contact_elsewhere(folder, loaded.identity)
    yield from placeholders(folder)
    yield from unnamed_folders(folder)


def placeholders(folder: Path) -> Iterator[Problem]:
    """Find owners that nobody has put a name to, of which GitHub takes no notice."""
    for number, line in enumerate(_text(folder, OWNERS).splitlines(), 1):
        found = None if line.startswith("#") else _PLACEHOLDER.search(line)
        if found:
            message = f"{found[0]} is a placeholder: nobody has to agree to a change."
            hint = "Put the name of your organisation or of a person in its place."
            yield Problem(OWNERS, number, "placeholder", message, hint)


def unnamed_folders(folder: Path) -> Iterator[Problem]:
    """Find folders of pages that the labelling of requests does not know: it may read no file of ours."""
    rule = _CONTENT.search(_text(folder, LABELLER))
    for name in (*FOLDERS, PROPOSAL.folder) if rule else ():
        assert rule
        if not re.search(rf"\b{re.escape(name)}\b", rule[1]):
            line = rule.string.count("\n", 0, rule.start()) + 1
            message = f"a request that changes pages of {name}/ is taken for one that changes code."
            hint = f"Put |{name} behind the other folders in this line."
            yield Problem(LABELLER, line, "folder-not-named", message, hint)


def _empty(loaded: LoadedIdentity) -> Iterator[Problem]:
    for name, key in KEYS.items():
        if key.empty and not value_of(loaded.identity, name):
            message = f"{name} is empty: {key.empty}."
            yield Problem(FILE, loaded.lines.get(name, 1), "not-filled-in", message)


def _unfit(loaded: LoadedIdentity) -> Iterator[Problem]:
    identity, lines = loaded.identity, loaded.lines
    if identity.repository and forge_of(identity) is None:
        message = "the repository’s address does not tell how its pages are changed."
        hint = "Add a line such as forge = “gitlab”, with straight quotes."
        yield Problem(FILE, lines["repository"], "not-filled-in", message, hint)
    for name, background in _BACKGROUNDS.items():
        colour = value_of(identity, name)
        if colour and contrast(colour, background) < _LEAST_CONTRAST:
            message = f"{colour} is hard to read on {background}."
            hint = f"Choose one with a contrast of at least {_LEAST_CONTRAST}."
            yield Problem(FILE, lines[name], "faint-colour", message, hint)


def _contact_elsewhere(folder: Path, identity: Identity) -> Iterator[Problem]:
    """Find files that GitHub shows and the build does not write, which lack the contact."""
    if identity.contact not in _text(folder, _SECURITY):
        message = f"the contact of {FILE} is not in it."
        yield Problem(_SECURITY, 1, "not-filled-in", message, f"Write {identity.contact}.")
    forms = _text(folder, _FORMS)
    if forms and not re.search("^contact_links:", forms, re.MULTILINE):
        message = "it names no private way to ask."
        hint = "Take the number signs away from the lines of contact_links."
        yield Problem(_FORMS, 1, "not-filled-in", message, hint)


def _text(folder: Path, name: str) -> str:
    """The text of a file that is the maintainers' own; "" where it cannot be read."""
    try:
        return (folder / name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21, as WCAG 2.2 defines it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    shares = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]  # noqa: PLR2004 - of sRGB
    return sum(part * weight for part, weight in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))
