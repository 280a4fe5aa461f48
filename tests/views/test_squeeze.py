"""Templates lose the spaces they are set with, and nothing that a browser shows or runs."""

from __future__ import annotations

import re
from pathlib import Path

import furo
from jinja2 import Environment

import sphinx_roundup
from sphinx_roundup.html.squeeze import Squeeze, squeezed


def test_indents_and_empty_lines_go() -> None:
    assert squeezed("<ul>\n\n    <li>a  b</li>  \n\t</ul>\n") == "<ul>\n<li>a  b</li>\n</ul>\n"


def test_what_a_browser_shows_or_runs_as_it_is_stays() -> None:
    for name in ("pre", "textarea", "script"):
        kept = f"<{name} a>\n  x\n\n  y\n</{name}>"
        assert squeezed(f"<p>\n  </p>\n  {kept}\n  <p>") == f"<p>\n</p>\n{kept}\n<p>"


def test_words_put_into_a_template_stay() -> None:
    made = Environment(extensions=[Squeeze], autoescape=True).from_string(
        "<p>\n    {{ words }}</p>"
    )
    assert made.render(words="a\n\n    b") == "<p>\na\n\n    b</p>"


def test_every_icon_of_the_theme_is_there() -> None:
    name = "partials/icons.html"
    ours = Path(sphinx_roundup.__path__[0], "html/theme", name).read_text("utf-8")
    theirs = Path(furo.__path__[0], "theme/furo", name).read_text("utf-8")
    for pattern in ('<symbol id="([^"]+)', "<title>(.*?)</title>"):
        assert re.findall(pattern, ours) == re.findall(pattern, theirs) != []
