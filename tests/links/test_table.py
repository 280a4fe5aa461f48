"""``roundup links export`` and ``import``: lost links in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from conftest import Site
from sphinx_roundup.check.archive import check
from sphinx_roundup.cli import main
from sphinx_roundup.cli.links import places_of
from sphinx_roundup.cli.lost_links import (
    COLUMNS,
    REASON,
    csv_rows,
    csv_text,
    iso_day,
    protected,
)
from sphinx_roundup.cli.restored_text import with_row_replaced
from sphinx_roundup.parse.link_status import FILE, Answer, as_json
from sphinx_roundup.parse.restored import read_restored
from sphinx_roundup.parse.rows import row_text, rows_text

from .rows import NAMED, RESTORED, SUGGESTED, with_rows

FOUND = {key: value for key, value in RESTORED.items() if key not in {"link", "status"}}
CELL = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
ROW = st.dictionaries(st.sampled_from(COLUMNS), CELL).map(lambda row: {**row, "id": "a/b"})


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [*map(str, words)])


def as_saved(text: str, mark: str, *, end: str = "\r\n") -> str:
    """A table as another program saves it: other marks, every cell in quotes."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=mark, quoting=csv.QUOTE_ALL, lineterminator=end)
    writer.writerows(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    return out.getvalue()


@given(st.lists(ROW, max_size=4), st.sampled_from([",", ";", "\t"]), st.booleans())
def test_a_table_comes_back_as_it_was_written(
    rows: list[dict[str, str]], mark: str, with_mark: bool
) -> None:
    written = csv_text(COLUMNS, rows)
    saved = as_saved(written, mark)
    whole = [{name: row.get(name, "") for name in COLUMNS} for row in rows]
    assert csv_rows(written) == whole
    assert csv_rows("\ufeff" * with_mark + saved) == whole


@given(CELL)
def test_no_cell_is_a_formula(cell: str) -> None:
    assert protected(cell)[:1] not in set("=+-@\t\r")


@pytest.fixture
def small(site: Callable[[str], Site]) -> Site:
    return with_rows(site("small"), SUGGESTED)


def _table(small: Site, tmp_path: Path) -> tuple[Path, list[dict[str, str]]]:
    table = tmp_path / "lost.csv"
    done = run("links", "export", table, "--archive", small.source)
    assert done.exit_code == 0, done.output
    return table, csv_rows(table.read_text(encoding="utf-8"))


def test_the_table_has_each_lost_link_with_the_words_around_it(small: Site, tmp_path: Path) -> None:
    _, rows = _table(small, tmp_path)
    found = {(row["id"], row["link"]): row for row in rows}
    survey = found["2024-04/sorts", "survey"]
    assert {key: survey[key] for key in SUGGESTED} == SUGGESTED
    assert found["2024-04/sorts", "podcast"]["words"] == (
        "A report, a survey, a [podcast], a page and one in print."
    )
    assert found["2024-04/sorts", "podcast"]["month"] == "April 2024"


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_right_rows_are_written_and_the_rest_comes_back(
    small: Site, tmp_path: Path, mark: str
) -> None:
    table, rows = _table(small, tmp_path)
    kept = small.source / "restored" / "2024-04.yml"
    kept.write_text(
        f"# A remark.\n{kept.read_text(encoding='utf-8')}# At the end.\n", encoding="utf-8"
    )
    for row in rows:
        if row["link"] == "report":
            row.update(FOUND)
        if row["link"] == "podcast":
            row.update({**FOUND, "evidence": ""})
        if row["link"] == "page":
            row.update({**FOUND, "address": "javascript:alert(1)"})
    table.write_text(as_saved(csv_text(COLUMNS, rows), mark), encoding="utf-8", newline="")
    done = run("links", "import", table, "--archive", small.source)
    assert done.exit_code == 1
    assert "1 address added." in done.output
    assert check(small.source).problems == ()
    text = kept.read_text(encoding="utf-8")
    assert text.startswith("# A remark.\n")
    assert text.endswith("# At the end.\n")
    assert text.count("link: ") == 2
    rest = csv_rows((tmp_path / "lost-rest.csv").read_text(encoding="utf-8"))
    assert [(row["link"], row[REASON].partition(":")[0]) for row in rest] == [
        ("podcast", "evidence is missing"),
        ("page", "“javascript"),
    ]
    again = run("links", "import", table, "--archive", small.source)
    assert "0 addresses added." in again.output
    assert kept.read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "does not name the columns"),
        (b"a,b\n1,2\n", "does not name the columns"),
        (b'id,link\n"x', "cannot be read"),
        ("id,link,address\n\u00e9,a,b\n".encode("latin-1"), "is not UTF-8"),
    ],
)
def test_what_is_no_table_is_told_and_changes_nothing(
    small: Site, tmp_path: Path, content: bytes, said: str
) -> None:
    before = (small.source / "restored" / "2024-04.yml").read_bytes()
    table = tmp_path / "lost.csv"
    table.write_bytes(content)
    done = run("links", "import", table, "--archive", small.source)
    assert done.exit_code == 1
    assert said in done.output
    assert (small.source / "restored" / "2024-04.yml").read_bytes() == before


def test_what_was_found_is_asked_too_and_named_by_its_row(small: Site) -> None:
    with_rows(small, RESTORED, SUGGESTED)
    places = places_of(check(small.source).issues, small.source)
    assert places[RESTORED["address"]] == [("restored/2024-04.yml", 2)]
    assert places[SUGGESTED["address"]] == [("restored/2024-04.yml", 11)]


def _filled(small: Site, tmp_path: Path, **rows: dict[str, str]) -> Result:
    table, exported = _table(small, tmp_path)
    for row in exported:
        row.update(rows.get(row["link"], {}))
    table.write_text(csv_text(COLUMNS, exported), encoding="utf-8", newline="")
    return run("links", "import", table, "--archive", small.source, "--date", "2026-12-01")


def _why(tmp_path: Path) -> list[tuple[str, str]]:
    rest = csv_rows((tmp_path / "lost-rest.csv").read_text(encoding="utf-8"))
    return [(row["link"], row[REASON]) for row in rest]


def test_a_name_and_a_suggestion_give_way_to_an_address_and_that_is_said(
    small: Site, tmp_path: Path
) -> None:
    with_rows(small, SUGGESTED, NAMED, {**RESTORED, "link": "page"})
    kept = small.source / "restored" / "2024-04.yml"
    text = kept.read_text(encoding="utf-8").replace(
        "    title: A pro", "    # Odd.\n    title: A pro"
    )
    kept.write_text(text, encoding="utf-8")
    sure = {"status": "restored", "how": "The publisher's page says so."}
    new = {"address": "https://example.org/cast", "how": "I heard it.", "by": "me", "found": ""}
    new["evidence"] = "https://example.org/cast"
    done = _filled(small, tmp_path, survey=sure, podcast=new)
    assert done.exit_code == 0, done.output
    assert "2024-04/sorts: “survey” was suggested and is restored." in done.output
    assert "2024-04/sorts: “podcast” was not-recorded and is restored." in done.output
    assert "0 addresses added." in done.output
    assert "https://web.archive.org/save" in done.output
    checked = check(small.source)
    assert checked.problems == ()
    item = next(i for one in checked.issues for i in one.items if i.slug == "sorts")
    links = {link.text: link for link in item.links}
    assert [links[one].status for one in ("survey", "podcast", "page")] == ["restored"] * 3
    assert links["podcast"].evidence
    assert links["podcast"].evidence.found.isoformat() == "2026-12-01"
    after = kept.read_text(encoding="utf-8")
    assert "  # Odd.\n  - link: survey\n" in after.replace("    #", "  #")
    assert after.endswith(text[text.index("  - link: page") :])
    again = _filled(small, tmp_path)
    assert (again.exit_code, kept.read_text(encoding="utf-8")) == (0, after)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"status": "restored"}, "how is still that of the suggestion."),
        ({"status": "restored", "how": ""}, "how is missing"),
        ({"status": "restored", "how": "x", "address": "javascript:1"}, "does not begin with"),
        ({"status": "restored", "how": "x", "found": "03/04/2026"}, "is no day"),
    ],
)
def test_no_suggestion_becomes_certain_by_its_word_alone(
    small: Site, tmp_path: Path, change: dict[str, str], said: str
) -> None:
    before = (small.source / "restored" / "2024-04.yml").read_bytes()
    assert _filled(small, tmp_path, survey=change).exit_code == 1
    link, why = _why(tmp_path)[-1]
    assert link == "survey"
    assert said in why
    assert (small.source / "restored" / "2024-04.yml").read_bytes() == before


def test_what_is_restored_stays_unless_its_address_is_gone(small: Site, tmp_path: Path) -> None:
    table, rows = _table(small, tmp_path)
    with_rows(small, RESTORED)
    other = {**FOUND, "address": "https://example.org/other"}
    table.write_text(csv_text(COLUMNS, [{**r, **other} for r in rows if r["link"] == "report"]))
    done = run("links", "import", table, "--archive", small.source)
    assert (done.exit_code, "already" in _why(tmp_path)[0][1]) == (1, True)
    gone = Answer("gone", "2026-12-02", "2026-12-01")
    (small.source / FILE).write_text(as_json({RESTORED["address"]: gone}), encoding="utf-8")
    done = run("links", "import", table, "--archive", small.source)
    assert done.exit_code == 0, done.output
    assert check(small.source).problems == ()


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("26/11/2026", "2026-11-26"), ("11/26/2026", "2026-11-26"), ("26.11.2026", "2026-11-26"),
        ("5/5/2026", "2026-05-05"), ("3/4/2026", "3/4/2026"), ("26/11/26", "26/11/26"),
        ("2026-11-26", "2026-11-26"), ("", ""), ("soon", "soon"), ("26/30/2026", "2026-26-30"),
    ],
)  # fmt: skip
def test_a_day_is_read_as_spreadsheets_write_it_where_it_can_be_but_one(
    cell: str, day: str
) -> None:
    assert iso_day(cell) == day


@given(st.integers(1, 3), st.data())
def test_one_row_of_a_file_is_replaced_and_no_other(many: int, data: st.DataObject) -> None:
    words = [f"link {number}" for number in range(many)]
    rows = [{**RESTORED, "link": one} for one in words]
    text = rows_text({"one": rows, "two": rows})
    old = data.draw(st.sampled_from(read_restored("restored/2024-04.yml", text).rows))
    new = {**RESTORED, "link": old.words, "title": "Another"}
    after = with_row_replaced(text, old.line, row_text(new))
    assert after.count("title: Another\n") == 1
    assert after.replace(row_text(new), row_text({**RESTORED, "link": old.words})) == text
