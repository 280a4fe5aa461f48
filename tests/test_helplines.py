"""Services that help: read, shown without a number that nobody verified, and watched by the check."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from conftest import Site, Window
from sphinx_roundup.cli import main
from sphinx_roundup.lint.helplines import advise_on_helplines
from sphinx_roundup.model.helplines import CHECK_AGAIN, Helpline
from sphinx_roundup.parse.helplines import FILE, load_helplines

ROW = """\
one:
  name: One Service
  says: It helps.
  site: https://example.org/
  for: [child]
  phone: "0800 00 00 00"
  hours: all day
  evidence: https://example.org/contact
  verified-on: 2024-03-01
"""
OTHER = ROW.replace("one:", "two:", 1)
ONE = Helpline(
    "one", "One Service", "It helps.", "https://example.org/", ("child",), "0800 00 00 00",
    "all day", "https://example.org/contact", dt.date(2024, 3, 1),
)  # fmt: skip
PAGE = """\
# Get help

```{listing} leave-page
```

```{listing} helplines child
```
"""


def test_a_service_is_read_in_the_order_of_the_file(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(OTHER + ROW, encoding="utf-8")
    loaded = load_helplines(tmp_path)
    assert loaded.values == (replace(ONE, slug="two"), ONE)
    assert loaded.problems == ()
    assert ONE.dialled == "0800000000"


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("one:", "One!:", 1, "the slug must be lower-case words"),
        ("  name: One Service\n", "", 1, "name is missing"),
        ("  site: https://example.org/\n", "", 1, "site"),
        ("site: https://example.org/", "site: ftp://example.org/", 4, ""),
        ("evidence: https://example.org/contact", "evidence: javascript:1", 8, ""),
        ("for: [child]", "for: child", 5, "for must be a list"),
        ("  for: [child]\n", "", 1, "for is missing"),
        ('"0800 00 00 00"', '"call us"', 6, "digits and spaces"),
        ("  hours: all day\n", "", 6, "needs hours"),
        ("  evidence: https://example.org/contact\n", "", 6, "needs evidence"),
        ('  phone: "0800 00 00 00"\n', "", 8, "there is none"),
        ("2024-03-01", "2024-02-30", 9, "must be a day"),
        ("2024-03-01", "1 March", 9, "must be a day"),
        ("hours:", "houres:", 7, "Did you mean “hours”"),
    ],
)
def test_a_row_that_cannot_be_used_is_told_at_its_line_and_left_out(
    tmp_path: Path, old: str, new: str, line: int, words: str
) -> None:
    assert old in ROW
    (tmp_path / FILE).write_text(ROW.replace(old, new, 1) + OTHER, "utf-8")
    loaded = load_helplines(tmp_path)
    (problem,) = loaded.problems
    assert [one.slug for one in loaded.values] == ["two"]
    assert (problem.path, problem.line, problem.subtype) == (FILE, line, "bad-helplines")
    assert words in problem.message


def test_a_number_that_nobody_verified_or_not_for_long_is_told() -> None:
    today = dt.date(2024, 9, 1)
    days = {
        "never": None,
        "fresh": today - CHECK_AGAIN,
        "old": today - CHECK_AGAIN - dt.timedelta(days=1),
        "to come": today + CHECK_AGAIN + dt.timedelta(days=1),
    }
    rows = [replace(ONE, name=name, verified=day) for name, day in days.items()]
    rows.append(replace(ONE, name="no number", phone="", verified=None))
    said = [problem.message for problem in advise_on_helplines(rows, today)]
    assert [next(name for name in days if name in words) for words in said] == [
        "never",
        "old",
        "to come",
    ]
    assert len(list(advise_on_helplines(rows, None))) == 1


def test_get_help_is_in_menu_foot_and_content_notes(built_small: Site) -> None:
    unverified = OTHER.replace("  verified-on: 2024-03-01\n", "")
    (built_small.source / FILE).write_text(ROW + unverified, encoding="utf-8")
    (built_small.source / "get-help.md").write_text(PAGE, encoding="utf-8")
    out = built_small.build_quietly()
    shown = (out / "get-help.html").read_text(encoding="utf-8")
    rows = shown.partition('<ul class="helplines">')[2].partition("</ul>")[0].split("<li>")[1:]
    assert ['href="tel:0800000000"' in row for row in rows] == [True, False]
    assert "all day" in rows[0]
    assert "verified on 1 March 2024" in rows[0]
    assert "leave-page" not in shown  # nobody said where it leads
    issue = (out / "issues/2024-04.html").read_text(encoding="utf-8")
    way = '<a href="../get-help.html">Get help</a>'
    assert f"violence. {way}</p>" in issue
    assert issue.count(f"<li>{way}</li>") == 2  # in the menu, and at the foot


@pytest.mark.browser
def test_the_button_leaves_the_page_in_its_place(built_small: Site, window: Window) -> None:
    (built_small.source / "get-help.md").write_text(PAGE, encoding="utf-8")
    (built_small.source / FILE).write_text(ROW, encoding="utf-8")
    away = "https://example.org/weather"
    out = built_small.build_quietly(roundup_leave_to=away)
    page = window.page
    page.route(away, lambda route: route.fulfill(body="away"))
    try:
        window.open((out / "index.html").as_uri())
        window.open((out / "get-help.html").as_uri())
        before = page.evaluate("history.length")
        page.get_by_role("link", name="Leave this page").click()
        page.wait_for_url(away)
        assert page.evaluate("history.length") == before
        page.go_back()
        assert page.url.endswith("index.html")
    finally:
        page.unroute(away)


def test_a_group_that_no_service_is_for_is_told(built_small: Site) -> None:
    (built_small.source / FILE).write_text(ROW, encoding="utf-8")
    wrong = PAGE.replace("helplines child", "helplines chidl")
    (built_small.source / "get-help.md").write_text(wrong, encoding="utf-8")
    built_small.build()
    done = CliRunner().invoke(main, ["check", "--quiet", "--archive", str(built_small.source)])
    for said in (built_small.warnings, done.output):
        assert "there is no group of helplines.yml “chidl”." in said
        assert "Did you mean “child”?" in said
