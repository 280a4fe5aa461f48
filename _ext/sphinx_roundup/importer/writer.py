"""Write printed words as Markdown that the archive's own parser reads back the same."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

from .blocks import Run

# Everything that begins inline markup, a role, a substitution or an entity.
_INLINE = re.compile(r"[\\`*_\[\]<>$|~{}^&!]")
# What begins a block, a comment, a directive or a field at the start of a line.
_LINE_START = re.compile(r"^(?:[#+\-=%:>(@]|\d+[.)])")
_BARE_ADDRESS = re.compile(r"[^\s()<>\\`\[\]\"']+")
_ENTITY = re.compile(r"&(?=#?\w+;)")


def escape(text: str) -> str:
    """Protect every character that Markdown could take for markup."""
    return _INLINE.sub(lambda match: "\\" + match[0], text)


def protect_start(line: str) -> str:
    """Protect the start of a line from being taken for a list, a heading or a comment."""
    match = _LINE_START.match(line)
    if not match:
        return line
    at = match.end() - 1
    return f"{line[:at]}\\{line[at:]}"


def inline(runs: Iterable[Run], *, emphasis: bool = True) -> str:
    """One paragraph as one line of Markdown.

    A wrapped line could begin like a comment and vanish, so nothing is wrapped.
    """
    parts = [
        _link(href, "".join(run.text for run in group))
        if href is not None
        else _styled(tuple(group), emphasis)
        for href, group in groupby(runs, key=lambda run: run.href)
    ]
    return protect_start(" ".join("".join(parts).split()))


def _link(href: str, text: str) -> str:
    """A link; blanks at its ends are moved out of it, so that the brackets touch words."""
    core = escape(" ".join(text.split()))
    if not core:
        return " "
    before, after = text[: -len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{' ' if before else ''}[{core}]({address(href)}){' ' if after else ''}"


def address(href: str) -> str:
    """An address as it stands between the brackets of a link; "#" where it is not recorded."""
    if not href:
        return "#"
    href = _ENTITY.sub("&amp;", href)
    if _BARE_ADDRESS.fullmatch(href):
        return href
    # A blank or a quote would end the address; inside <> only these two need care.
    safe = "".join(c if c not in "<>\\" and c > " " else f"%{ord(c):02X}" for c in href)
    return f"<{safe}>"


def _styled(runs: tuple[Run, ...], emphasis: bool) -> str:
    parts = []
    for run in runs:
        text = escape(run.text)
        mark = "**" if run.bold else "*" if run.italic else ""
        core = text.strip()
        if not emphasis or not mark or not core:
            parts.append(text)
            continue
        start = text[: len(text) - len(text.lstrip())]
        parts.append(f"{start}{mark}{core}{mark}{text[len(start) + len(core) :]}")
    return "".join(parts)
