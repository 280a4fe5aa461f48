"""Write a paper as a PDF with Typst: tagged or not, one column or two, with running heads."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import typst

from intake.paper import Paper

_TEMPLATE = """
#let paper = json("paper.json")
#set page(
  paper: "a4",
  columns: paper.columns,
  margin: 2cm,
  header: if paper.running [Round-up #h(1fr) #paper.date],
  footer: if paper.running [#h(1fr) Page #context counter(page).display()],
)
#set text(size: 10pt, lang: "en", hyphenate: paper.hyphens, font: "Libertinus Serif")
#set par(justify: paper.hyphens, spacing: 1.2em)
#show heading: set text(weight: "bold")
#text(size: 18pt)[#paper.title]

#text(weight: "bold")[#paper.date]

#if paper.strap != "" [#text(weight: "bold")[#paper.strap]]

#for part in paper.parts {
  heading(level: 1, part.heading)
  for words in part.quotes { quote(block: true, emph(words)) }
  for entry in part.entries {
    par(for (text, href) in entry { if href == none { text } else { link(href, text) } })
  }
}
"""


def pdf(
    paper: Paper,
    *,
    tags: bool = True,
    columns: int = 1,
    hyphens: bool = False,
    running: bool = False,
) -> bytes:
    """A PDF of a paper."""
    data = {
        "title": paper.title,
        "date": paper.date,
        "strap": paper.strap,
        "columns": columns,
        "hyphens": hyphens,
        "running": running,
        "parts": [
            {
                "heading": p.heading,
                "quotes": p.quotes,
                "entries": [list(map(list, e)) for e in p.entries],
            }
            for p in paper.parts
        ],
    }
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "paper.json").write_text(json.dumps(data), encoding="utf-8")
        Path(folder, "main.typ").write_text(_TEMPLATE, encoding="utf-8")
        return typst.compile(Path(folder, "main.typ"), format="pdf", pdf_tags=tags, timestamp=0)
