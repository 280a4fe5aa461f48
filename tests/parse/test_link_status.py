"""What is remembered of addresses, when they are asked again, and what that marks."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from sphinx_roundup.model.records import Issue, Item, Link, Section
from sphinx_roundup.parse.addresses import with_addresses
from sphinx_roundup.parse.link_status import (
    FILE,
    Answer,
    Reply,
    answer_of,
    as_json,
    due,
    problems,
    read_answers,
    reply_of,
)

TODAY = dt.date(2024, 6, 1)
DAY = "2024-06-01"


@pytest.mark.parametrize(
    ("status", "reply"),
    [
        (199, Reply("unclear", why="it answers with status 199")),
        (200, Reply("works")),
        (299, Reply("works")),
        (300, Reply("unclear", why="it answers with status 300")),
        (403, Reply("unclear", why="it answers with status 403")),
        (404, Reply("gone")),
        (410, Reply("gone")),
        (451, Reply("gone")),
        (429, Reply("unclear", why="it answers with status 429", is_busy=True)),
        (503, Reply("unclear", why="it answers with status 503", is_busy=True)),
        (500, Reply("unclear", why="it answers with status 500")),
    ],
)
def test_what_a_status_means(status: int, reply: Reply) -> None:
    assert reply_of(status) == reply


def test_where_lasting_redirects_led_counts_for_a_page_that_works() -> None:
    assert reply_of(200, "https://b.example/") == Reply("moved", "https://b.example/")
    assert reply_of(404, "https://b.example/") == Reply("gone")


@pytest.mark.parametrize(
    ("reply", "before", "after"),
    [
        (Reply("works"), None, Answer("works", DAY, DAY)),
        (Reply("moved", "https://b.example/"), None, Answer("moved", DAY, DAY, "https://b.example/")),
        (Reply("gone"), Answer("gone", "2024-05-01", "2024-04-01"), Answer("gone", DAY, "2024-04-01")),
        (Reply("gone"), Answer("works", "2024-05-01", "2024-04-01"), Answer("gone", DAY, DAY)),
        (Reply("works"), Answer("gone", "2024-05-01", "2024-04-01"), Answer("works", DAY, DAY)),
    ],
)  # fmt: skip
def test_since_when_it_has_been_so(reply: Reply, before: Answer | None, after: Answer) -> None:
    assert answer_of(reply, before, TODAY) == after


def test_which_are_asked_again() -> None:
    known = {
        "works 29": Answer("works", "2024-05-03", "2024-01-01"),
        "works 30": Answer("works", "2024-05-02", "2024-01-01"),
        "moved 29": Answer("moved", "2024-05-03", "2024-01-01"),
        "gone 1": Answer("gone", "2024-05-31", "2024-01-01"),
        "unclear 1": Answer("unclear", "2024-05-31", "2024-01-01"),
    }
    assert due(["new", *known], known, TODAY, 30) == ["new", "works 30", "gone 1", "unclear 1"]


def issue_of(*links: Link, name: str = "2024-04") -> Issue:
    items = (Item(name, "one", "One", "news", links=links), Item(name, "two", "Two", "news"))
    return Issue(name, "Date", sections=(Section("A", "a", items),))


def write(folder: Path, **answers: Answer) -> None:
    links = {f"https://{name}.example/": answer for name, answer in answers.items()}
    (folder / FILE).write_text(as_json(links), encoding="utf-8")


def test_links_are_marked_from_the_day_they_were_gone(tmp_path: Path) -> None:
    write(
        tmp_path,
        a=Answer("gone", DAY, "2024-04-01"),
        b=Answer("unclear", DAY, "2024-04-01"),
        c=Answer("works", DAY, "2024-04-01"),
    )
    links = [Link(n, f"https://{n}.example/") for n in "abc"]
    without = issue_of(links[1], links[2], Link("d"), name="2024-05")
    marked, same = with_addresses([issue_of(*links, Link("d")), without], tmp_path)
    assert [link.gone for link in marked.items[0].links] == ["2024-04-01", "", "", ""]
    assert marked.items[1] == issue_of().items[1]
    assert same is without


def test_without_a_file_nothing_is_known_and_nothing_wrong(tmp_path: Path) -> None:
    assert read_answers(tmp_path) == {}
    assert list(problems(tmp_path)) == []
    issue = issue_of(Link("a", "https://a.example/"))
    assert with_addresses([issue], tmp_path) == [issue]


def test_the_file_gives_back_what_was_put_in(tmp_path: Path) -> None:
    write(
        tmp_path,
        b=Answer("moved", DAY, "2024-04-01", "https://ä.example/"),
        a=Answer("gone", DAY, DAY),
    )
    text = (tmp_path / FILE).read_text(encoding="utf-8")
    assert text == (
        '{\n "version": 1,\n "links": {\n'
        '  "https://a.example/": {\n   "state": "gone",\n   "checked": "2024-06-01",\n'
        '   "since": "2024-06-01",\n   "to": ""\n  },\n'
        '  "https://b.example/": {\n   "state": "moved",\n   "checked": "2024-06-01",\n'
        '   "since": "2024-04-01",\n   "to": "https://ä.example/"\n  }\n }\n}\n'
    )
    assert read_answers(tmp_path) == {
        "https://a.example/": Answer("gone", DAY, DAY),
        "https://b.example/": Answer("moved", DAY, "2024-04-01", "https://ä.example/"),
    }


GOOD = {"state": "gone", "checked": DAY, "since": DAY, "to": ""}


@pytest.mark.parametrize(
    "data",
    [
        "{", "[]", "{}", '{"links": []}', '{"links": {"a": []}}',
        *(json.dumps({"links": {"a": {**GOOD, **change}}}) for change in (
            {"state": "lost"}, {"checked": "yesterday"}, {"since": "2024-02-30"}, {"to": 1},
            {"to": None}, {"more": ""}, {"checked": None},
        )),
        json.dumps({"links": {"a": {"state": "gone"}}}),
    ],
)  # fmt: skip
def test_a_file_that_the_command_did_not_write(tmp_path: Path, data: str) -> None:
    (tmp_path / FILE).write_text(data, encoding="utf-8")
    issue = issue_of(Link("a", "a"))
    assert with_addresses([issue], tmp_path) == [issue]
    assert [(p.path, p.line, p.subtype, p.message, p.hint) for p in problems(tmp_path)] == [
        ("links.json", 1, "bad-links-file", "links.json is not as “roundup links” writes it.",
         "Delete the file, or take the last one that was good."),
    ]  # fmt: skip


def test_a_good_row_is_read(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(json.dumps({"links": {"a": GOOD}}), encoding="utf-8")
    assert read_answers(tmp_path) == {"a": Answer("gone", DAY, DAY)}
