"""Free text of a page, with every part of Sphinx and sphinx-design that one may use."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from sphinx.application import Sphinx
from sphinx.util.console import strip_colors
from sphinx.util.docutils import docutils_namespace, patch_docutils

from pdf.made import WHEN
from pdf.reading import all_words, inner_links, tag_names, web_links
from pdf.test_compile import png
from roundup.pdf.compile import Pdf, make_pdf
from roundup.pdf.loose import read_loose
from roundup.pdf.model import Document, Heading

EVERYTHING = """\
# Everything

Paragraph with *emphasis*, **strong**, `code`, H{sub}`2`O, {abbr}`CCE (criminal exploitation)`
and [the web](https://example.org/web), <https://example.org/plain> and a note[^n].

[^n]: The words of the note.

| Head one | Head two |
| -------- | -------- |
| Cell one | Cell two |

:::{table} Caption of the table
| Only |
| ---- |
| Cell three |
:::

- Bullet one
  - Bullet inside
- Bullet two

3. Number three
4. Number four

Term
: What is said of it

> A quotation of words.
>
> -- Somebody

:::{note}
Words of a note.
:::

:::{admonition} A box of its own
Words in the box.
:::

::::{grid} 2
:::{grid-item-card} Card title
Words of the card.
+++
Card footer
:::
:::{grid-item-card} Other card
:link: https://example.org/card
:link-alt: Where the card leads
Words of the other card.
:::
::::

:::{dropdown} Dropdown title
Words that are folded away.
:::

::::{tab-set}
:::{tab-item} Tab one
Words of tab one.
:::
:::{tab-item} Tab two
Words of tab two.
:::
::::

A {bdg-primary}`badge` and {bdg-link-info}`linked badge <https://example.org/badge>`.

:::{button-link} https://example.org/button
A button
:::

```python
def code():
    return "  as it is  "
```

:::{figure} dot.png
:alt: A dot
Caption of the figure

Legend of the figure
:::

![](dot.png)

![Words for a missing picture](missing.png)

:::{glossary}
Glossary term
  Glossary words
:::

:::{rubric} A rubric
:::

```{eval-rst}
| Line one
| Line two
```

```{math}
a + b = c
```

---

Last words.
"""
TOLD = (
    "the image missing.png is not in the archive's folder: its description is shown",
    "the image dot.png has no description: a screen reader passes over it",
)


def print_page(text: str, work: Path) -> tuple[Pdf, str]:
    """Build a page and print its free text; also what was warned of."""
    source = work / "source"
    source.mkdir()
    png(source / "dot.png")
    (source / "index.md").write_text(text, encoding="utf-8")
    said = StringIO()
    settings = {
        "extensions": ["myst_parser", "sphinx_design"],
        "myst_enable_extensions": ["colon_fence", "deflist"],
    }
    with patch_docutils(), docutils_namespace():
        app = Sphinx(
            source,
            None,
            work / "out",
            work / "doctrees",
            "dummy",
            settings,
            status=None,
            warning=said,
        )
        app.build()
        doctree = app.env.get_and_resolve_doctree("index", app.builder, tags=app.tags)
        found = read_loose("index", doctree, source)
    blocks = (block for blocks in found.values() for block in blocks)
    made = make_pdf(Document("Everything", (Heading(1, "Everything"), *blocks)), WHEN)
    return made, strip_colors(said.getvalue())


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> tuple[Pdf, str]:
    return print_page(EVERYTHING, tmp_path_factory.mktemp("everything"))


def test_every_part_comes_out_in_order(everything: tuple[Pdf, str]) -> None:
    found, place = " ".join(all_words(everything[0].content)), 0
    for text in (
        "Paragraph with emphasis, strong, code, H2O, CCE and the",
        "Head one Head two Cell one Cell two",
        "Caption of the table",
        "• Bullet one – Bullet inside • Bullet two 3. Number three 4. Number four",
        "Term What is said of it",
        "A quotation of words. – Somebody",
        "Note Words of a note.",
        "A box of its own Words in the box.",
        "Card title Words of the card. Card footer",
        "Other card Words of the other card. Where the card leads3",
        "Dropdown title Words that are folded away.",
        "Tab one Words of tab one.",
        "Tab two Words of tab two.",
        "badge",
        "linked badge",
        "A button",
        'def code(): return " as it is "',
        "Caption of the figure Legend of the figure",
        "[Image: Words for a missing picture]",
        "Glossary term Glossary words",
        "A rubric Line one Line two a + b = c Last words.",
    ):
        here = found.find(text, place)
        assert here >= place, text
        place = here + len(text)
    assert "The words of the note." in found


def test_nothing_is_said_twice(everything: tuple[Pdf, str]) -> None:
    text = " ".join(all_words(everything[0].content))
    for once in ("The words of the note.", "Words of the card.", "Caption of the table", "Tab one"):
        assert text.count(once) == 1, once


def test_links_lead_and_their_addresses_are_printed(everything: tuple[Pdf, str]) -> None:
    links = web_links(everything[0].content)
    for name in ("web", "plain", "card", "badge", "button"):
        assert f"https://example.org/{name}" in links
        assert f"https://example.org/{name}" in " ".join(all_words(everything[0].content))


def test_the_parts_are_tagged(everything: tuple[Pdf, str]) -> None:
    found = set(tag_names(everything[0].content))
    assert {
        "Table",
        "TH",
        "TD",
        "Caption",
        "L",
        "LI",
        "Figure",
        "BlockQuote",
        "Note",
        "Code",
    } <= found
    assert everything[0].remarks == ()


def test_pictures_that_cannot_be_shown_or_told_are_warned_of(everything: tuple[Pdf, str]) -> None:
    for said in TOLD:
        assert said in everything[1]
        assert "index.md:" in everything[1]


def test_an_unknown_node_is_told_with_its_place_and_shown_as_words(tmp_path: Path) -> None:
    text = "# Page\n\n```{productionlist} grammar: one\n```\n\n```{py:function} name(word)\nIts words.\n```\n"
    made, said = print_page(text, tmp_path)
    found = " ".join(all_words(made.content))
    assert "grammar" in found
    assert "name(word) Its words." in found
    assert "index.md:3: WARNING: the PDFs show this productionlist as plain words." in said
    assert "index.md:7: WARNING: the PDFs show this desc as plain words." in said


def test_a_link_within_the_page_leads_there(tmp_path: Path) -> None:
    text = "# Page\n\nSee [below](#target).\n\n(target)=\nThe target.\n\nSee [](#target) too.\n"
    made, _ = print_page(text, tmp_path)
    assert len(inner_links(made.content)) >= 1
