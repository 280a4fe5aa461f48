"""Write a paper as Markdown or as plain text."""

from __future__ import annotations

import re
import textwrap

from intake.paper import Entry, Paper, words


def markdown(paper: Paper) -> bytes:
    """Markdown as an editor writes it."""
    lines = [f"# {paper.title}", f"**{paper.date}**"]
    lines += [f"*{paper.strap}*"] if paper.strap else []
    for part in paper.parts:
        lines.append(f"## {escaped(part.heading)}")
        lines += [f"> {escaped(quote)}" for quote in part.quotes]
        lines += [entry_markdown(entry) for entry in part.entries]
    return "\n\n".join(lines).encode()


def entry_markdown(entry: Entry) -> str:
    return "".join(
        escaped(piece.text) if piece.href is None else f"[{escaped(piece.text)}]({piece.href})"
        for piece in entry
    )


def escaped(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<>#&])", r"\\\1", text)


def seed(paper: Paper) -> bytes:
    """The Markdown that the newsletter's text was handed down in: only links and a bold quote."""
    lines = [paper.title, paper.date, *([paper.strap] if paper.strap else [])]
    for part in paper.parts:
        lines.append(part.heading)
        lines += ["**" + quote.replace(", ", ",\n") + "**" for quote in part.quotes]
        lines += [entry_markdown(entry) for entry in part.entries]
    return "\n\n".join(lines).encode()


def plain(paper: Paper, *, addresses: bool = False, wrap: int = 0) -> bytes:
    """Plain text, as a mail program saves it; addresses may stand in <> after their words."""
    lines = [paper.title, paper.date, *([paper.strap] if paper.strap else [])]
    for part in paper.parts:
        lines.append(part.heading)
        lines += [quote.replace(", ", ",\n") for quote in part.quotes]
        for entry in part.entries:
            text = words(entry)
            if addresses:
                text = "".join(
                    piece.text if piece.href is None else f"{piece.text} <{piece.href}>"
                    for piece in entry
                )
            lines.append(_wrapped(text, wrap) if wrap else text)
    return "\n\n".join(lines).encode()


def _wrapped(text: str, width: int) -> str:
    return "\n".join(textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False))
