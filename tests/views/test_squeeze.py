"""Templates lose the spaces they are set with, and nothing that a browser shows or runs."""

from __future__ import annotations

from jinja2 import Environment

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


def test_a_line_of_commands_alone_leaves_none() -> None:
    source = "<p>\n  {# a\n note #}\n{% if yes %}{% set a = 1 %}\na {% if yes %}\nb{% endif %}\n{% endif %}\n</p>"
    made = Environment(extensions=[Squeeze], autoescape=True).from_string(source)
    assert made.render(yes=True) == "<p>\na \nb\n</p>"
    assert made.render(yes=False) == "<p>\n</p>"
