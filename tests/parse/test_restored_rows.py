"""What a row of ``restored/`` is read as, and where and how what is wrong with it is told."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import pytest

from links.rows import NAMED, RESTORED
from sphinx_roundup.model.messages import Problem
from sphinx_roundup.model.records import Evidence
from sphinx_roundup.parse.restored import (
    KEYS,
    STATUSES,
    THE_ARCHIVE,
    Restored,
    Row,
    load_restored,
    read_restored,
)
from sphinx_roundup.parse.rows import rows_text

PATH = "restored/2024-04.yml"
DAY = dt.date(2026, 11, 26)
COPY = f"https://web.archive.org/web/20240101/{RESTORED['address']}"
FOUND = Evidence(
    "restored", RESTORED["title"], RESTORED["publisher"], RESTORED["how"], RESTORED["evidence"],
    DAY, THE_ARCHIVE, RESTORED["address"],
)  # fmt: skip


def read(row: dict[str, str]) -> Restored:
    return read_restored(PATH, rows_text({"sorts": [row]}))


def test_a_row_is_read_to_the_last_key() -> None:
    row = {**RESTORED, "number": "2", "archived": COPY, "checked": "2026-11-27"}
    found = replace(FOUND, archived=COPY, checked=dt.date(2026, 11, 27))
    assert read(row) == Restored((Row("2024-04/sorts", "report", 2, found, PATH, 2),))
    row = {**RESTORED, "link": " the\n report ", "checked": "2026-11-26"}
    found = replace(FOUND, checked=DAY)
    assert read(row) == Restored((Row("2024-04/sorts", "the report", 0, found, PATH, 2),))
    (named,) = read(dict(NAMED)).rows
    assert (named.evidence.status, named.evidence.address) == ("not-recorded", "")


@pytest.mark.parametrize(
    ("change", "key", "message", "hint"),
    [
        ({"status": "not-recorded"}, "address", "a link that is not recorded has no address.",
         "Call it restored or suggested, or take the line out."),
        ({"status": "not-recorded", "address": "", "checked": "2026-11-26"}, "checked",
         "a link that is not recorded has no checked.",
         "Call it restored or suggested, or take the line out."),
        ({"address": ""}, "address", "address is missing: the link is restored.", ""),
        ({"evidence": "https://"}, "evidence", "“https://” names no website.",
         "Write the full address, as it was seen."),
        ({"archived": "https://example.org/copy"}, "archived",
         ("“https://example.org/copy” is said to be an archived copy, but example.org is no web"
          " archive we know."), "See “An archived copy” in docs/links.md."),
        ({"address": "https://x.list-manage.com/track"}, "address",
         "“https://x.list-manage.com/track” goes through a service that counts readers.",
         "Give the address of the page that it leads to."),
        ({"status": "zzz" * 20}, "status", f"“{('zzz' * 20)[:40]}” is not a known status.",
         f"Write one of {', '.join(STATUSES)}."),
        ({"title": " "}, "title", "title is missing: a link is restored with all its evidence.", ""),
        ({"checked": "2026-11-25"}, "checked", "checked is before found.",
         "Give the day of the last look."),
        ({"by": "A " * 30}, "by", f"“{('A ' * 30)[:40]}” is no handle.",
         "Write a handle without @, or: the archive"),
        ({"found": "soon"}, "found", "“soon” is no day.", "Write found: 2026-11-26."),
        ({"zzz" * 20: "x"}, "zzz" * 20, f"“{('zzz' * 20)[:40]}” is not a known key.",
         f"Known are {', '.join(KEYS)}."),
        ({"how": "x" * 501}, "how", "how has more than 500 characters.", "Shorten it."),
        ({"link": ""}, "link", "link is missing.", "Write the printed words of the link."),
        ({"number": "2" * 50}, "number", f"“{'2' * 40}” is no number of a link.",
         'Write number: "2" for the second link with the same words.'),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_at_its_line(
    change: dict[str, str], key: str, message: str, hint: str
) -> None:
    row = {**RESTORED, **change}
    lines = [f"{name}: {json.dumps(value)}" for name, value in row.items()]
    text = "sorts:\n  - " + "\n    ".join(lines) + "\n"
    line = 2 + list(row).index(key)
    assert read_restored(PATH, text).problems == (
        Problem(PATH, line, "bad-restored", message, hint),
    )


def test_a_value_that_is_no_text_is_told_at_its_line() -> None:
    text = "sorts:\n  - link: a\n    title: [b]\n"
    assert read_restored(PATH, text).problems == (
        Problem(PATH, 3, "bad-restored", "title must be one text.", "Put it in quotes."),
    )


def test_every_file_of_the_folder_is_read_in_order(tmp_path: Path) -> None:
    assert load_restored(tmp_path) == Restored()
    folder = tmp_path / "restored"
    folder.mkdir()
    for name in ("2024-05.yml", "2024-04.yml"):
        (folder / name).write_text(rows_text({"one": [RESTORED]}), encoding="utf-8")
    (folder / "2024-06.yaml").write_text(rows_text({"one": [RESTORED]}), encoding="utf-8")
    (folder / "notes.txt").write_text("x", encoding="utf-8")
    loaded = load_restored(tmp_path)
    assert [row.item for row in loaded.rows] == ["2024-04/one", "2024-05/one"]
    (problem,) = loaded.problems
    assert (problem.path, problem.subtype) == ("restored/2024-06.yaml", "unsafe-file")


def test_a_folder_that_leads_elsewhere_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/2024-04.yml").write_text(rows_text({"one": [RESTORED]}))
    (tmp_path / "restored").symlink_to(tmp_path / "elsewhere")
    message = "it is not a folder of its own but leads to another."
    assert load_restored(tmp_path) == Restored(
        (), (Problem("restored", 1, "unsafe-file", message),)
    )
