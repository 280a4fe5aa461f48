"""What is written side by side: each page once, in pieces that no process is left with at the end."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain

from conftest import Site
from sphinx_roundup.html.pieces import MOST, MOST_LISTS, Write, pieces_of

_LOOK = """

def setup(app):
    def look(app, name, template, context, tree):
        assert repr(context) == "<context>"
        assert context["pagename"] == name

    app.connect("html-page-context", look)
"""


def _writes(count: int) -> list[Write]:
    return [lambda: None for _ in range(count)]


def test_each_page_is_in_one_piece_and_what_takes_long_comes_first() -> None:
    issues = {2024: _writes(12), 1999: _writes(MOST + 1), 2025: _writes(1)}
    lists = {2021: _writes(2), 0: _writes(3), 2029: _writes(5), 1990: _writes(MOST_LISTS + 1)}
    pieces = list(pieces_of(issues, lists))
    assert [(piece.name, len(piece.writes)) for piece in pieces] == [
        ("other pages", 3),
        ("lists of 2020s", 7),
        ("lists of 1990s", MOST_LISTS),
        ("lists of 1990s", 1),
        ("2025", 1),
        ("2024", 12),
        ("1999", MOST),
        ("1999", 1),
    ]
    given = list(chain(*issues.values(), *lists.values()))
    made = [write for piece in pieces for write in piece.writes]
    assert len(made) == len(set(made))
    assert set(made) == set(given)
    assert not list(pieces_of({}, {}))


def test_sphinx_never_writes_out_for_its_log_what_a_page_is_made_from(
    site: Callable[[str], Site],
) -> None:
    small = site("small")
    with (small.source / "conf.py").open("a") as settings:
        settings.write(_LOOK)
    small.build_quietly()
