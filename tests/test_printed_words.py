"""The archive holds every printed word, in order: 70 items, 89 links, 27 headings."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from gold import ISSUES, gold, gold_items
from page import page


@pytest.fixture(scope="session")
def data(real_html: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((real_html / "archive.json").read_text(encoding="utf-8"))
    return loaded


def test_the_gold_is_whole() -> None:
    items = [item for issue in ISSUES for item in gold_items(issue)]
    assert len(items) == 70
    assert sum(len(item["links"]) for item in items) == 89
    assert sum(len(gold(issue)["headings"]) for issue in ISSUES) == 27


@pytest.mark.parametrize("issue", ISSUES)
def test_html_holds_every_word(real_html: Path, issue: str) -> None:
    shown = page(real_html / "issues" / f"{issue}.html")
    expected = list(gold_items(issue))
    printed = [element.text.strip() for element in shown.of_class("printed")]
    assert printed == [item["text"] for item in expected]
    links = [e.text for e in shown.elements if "unrecorded" in (e.attributes.get("class") or "")]
    assert links == [text for item in expected for text in item["links"]]
    assert len(shown.of_class("item")) == len(expected)


@pytest.mark.parametrize("issue", ISSUES)
def test_html_shows_masthead_date_strap_line_headings_and_quotes(
    real_html: Path, issue: str
) -> None:
    expected = gold(issue)
    shown = page(real_html / "issues" / f"{issue}.html")
    assert [e.text.strip() for e in shown.of_class("masthead")] == [expected["title"]]
    assert [e.text.removesuffix("#") for e in shown.named("h1")] == [expected["date"]]
    headings = [e.text.removesuffix("#") for e in shown.named("h2")]
    assert headings == [heading["heading"] for heading in expected["headings"]]
    straps = [e.text.strip() for e in shown.of_class("strap-line")]
    assert straps == ([expected["banner"]] if expected["banner"] else [])
    quotes = [e.text.strip() for e in shown.named("blockquote")]
    assert quotes == [q for heading in expected["headings"] for q in heading["pull_quotes"]]


@pytest.mark.parametrize("number", range(2))
def test_json_holds_every_word(data: dict[str, Any], number: int) -> None:
    issue, expected = data["issues"][number], gold(ISSUES[number])
    assert issue["id"] == expected["iso"]
    assert issue["date"] == expected["date"]
    assert issue["masthead"] == expected["title"]
    assert issue["strap-line"] == expected["banner"]
    for found, printed in zip(issue["headings"], expected["headings"], strict=True):
        assert found["heading"] == printed["heading"]
        assert found["quotes"] == printed["pull_quotes"]
        for item, one in zip(found["items"], printed["items"], strict=True):
            assert item["text"] == one["text"]
            assert "".join(run["text"] for run in item["body"][0]["runs"]) == one["text"]
            assert [link["text"] for link in item["links"]] == one["links"]
            assert all(link["target"] is None for link in item["links"])


def test_json_matches_its_schema(data: dict[str, Any], real_html: Path) -> None:
    schema = json.loads((real_html / "archive.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(data)
    broken = {**data, "issues": [{**data["issues"][0], "id": "April"}]}
    assert list(Draft202012Validator(schema).iter_errors(broken))


def test_every_printed_heading_is_a_topic_or_has_items_with_topics(data: dict[str, Any]) -> None:
    headings = [heading for issue in data["issues"] for heading in issue["headings"]]
    without = [heading["heading"] for heading in headings if not heading["topic"]]
    assert without == ["OTHER", "Jay Review of Criminally Exploited Children", "OTHER"]
    assert all(item["topics"] for heading in headings for item in heading["items"])


def test_titles_are_short_and_ids_unique(data: dict[str, Any]) -> None:
    items = [i for issue in data["issues"] for h in issue["headings"] for i in h["items"]]
    assert all(1 <= len(item["title"].split()) <= 25 for item in items)
    assert len({item["id"] for item in items}) == len({item["title"] for item in items}) == 70


def test_the_real_archive_builds_without_a_warning(real_site: Any) -> None:
    assert not real_site.warnings


def test_issue_pages_stay_light(real_html: Path) -> None:
    assert all(path.stat().st_size < 100_000 for path in (real_html / "issues").glob("*.html"))
