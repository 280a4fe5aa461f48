"""The rules on items and issues, each with its line, its words and its limit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pytest

from sphinx_roundup.lint import rules
from sphinx_roundup.lint.rules import check_date_line, check_issue, check_item
from sphinx_roundup.model.archive import Archive
from sphinx_roundup.model.assembly import assemble
from sphinx_roundup.model.messages import MOST_PROBLEMS, Problem
from sphinx_roundup.model.page_records import Topic
from sphinx_roundup.model.records import NOT_STATED, Block, Issue, Item, Run, Section
from sphinx_roundup.model.rules import TITLE_WORDS
from sphinx_roundup.model.vocabulary import Kind, Source, Vocabulary

GIVEN = (("id", 11), ("kind", 12), ("source", 13), ("topics", 14))
WORDS = Vocabulary(
    topics=(
        Topic("county-lines", "County lines"),
        Topic("education", "Education", also_printed_as=("Schools",)),
        Topic("exploitation", "Exploitation", group=True),
    ),
    sources=(Source("bbc", "BBC"), Source("the-guardian", "The Guardian")),
)
ITEM = Item(
    "2024-04", "one", "A title", kind="news", sources=("bbc",), topics=("county-lines",),
    body=(Block((Run("Words."),)),), line=10, places=GIVEN,
)  # fmt: skip
Told = list[tuple[int, str, str, str]]


def of_item(item: Item) -> Told:
    found = list(check_item("x.md", item))
    assert {p.path for p in found} <= {"x.md"}
    return [(p.line, p.subtype, p.message, p.hint) for p in found]


def of_issue(*items: Item, heading: str = "County lines") -> Told:
    issue = Issue("2024-04", "April 2024", sections=(Section(heading, "a", items, line=8),))
    found = check_issue(issue, WORDS)
    assert all(p.path == "issues/2024-04.md" for p in check_issue(issue, WORDS))
    return [(p.line, p.subtype, p.message, p.hint) for p in found if p.subtype != "unknown-kind"]


def test_nothing_is_wrong_with_a_whole_item() -> None:
    assert of_item(ITEM) == []
    assert of_issue(ITEM) == []


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        (
            {"places": GIVEN[1:]},
            (10, "missing-field", "the item has no id.", "Add a line such as “:id: a-short-name”."),
        ),
        ({"title": " "}, (10, "missing-title", "the item has no title.", "Write it after {item}.")),
        (
            {"title": "word " * (TITLE_WORDS + 1)},
            (10, "long-title", "the title has 26 words.", "Keep it to 25 at most."),
        ),
        (
            {"body": (Block((Run(" "),)),)},
            (10, "empty-item", "the item has no printed words.",
             "Put the printed paragraph after the fields, with an empty line between."),
        ),
        (
            {"editor_note": "[x](y)", "places": (*GIVEN, ("editor-note", 15))},
            (15, "looks-unread", "the editor-note holds the markup of a link or of bold words.",
             "Write plain words: it is shown as it stands."),
        ),
        (
            {"title": "A **title**"},
            (10, "looks-unread", "the title holds the markup of a link or of bold words.",
             "Write plain words: it is shown as it stands."),
        ),
    ],
)  # fmt: skip
def test_what_an_item_lacks(changed: dict[str, object], told: tuple[int, str, str, str]) -> None:
    assert of_item(replace(ITEM, **changed)) == [told]  # type: ignore[arg-type]


def test_a_title_may_have_all_its_words() -> None:
    assert of_item(replace(ITEM, title="word " * TITLE_WORDS)) == []


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        (
            {"topics": ("county-line",)},
            (14, "unknown-topic", "“county-line” is no topic.", "Did you mean “county-lines”?"),
        ),
        (
            {"topics": ("zzz",)},
            (14, "unknown-topic", "“zzz” is no topic.", "See topics/ for those there are."),
        ),
        (
            {"topics": ("exploitation",)},
            (14, "group-topic", "“exploitation” only gathers other topics.",
             "Choose one of the topics below it."),
        ),
        (
            {"sources": ("bcc",)},
            (13, "unknown-source", "“bcc” is not in sources.yml.", "Did you mean “bbc”?"),
        ),
        (
            {"sources": ("zzzz",)},
            (13, "unknown-source", "“zzzz” is not in sources.yml.",
             "Add it to sources.yml, or write not-stated."),
        ),
        (
            {"sources": ("bbc", NOT_STATED)},
            (13, "unknown-source", "not-stated stands beside an organisation.", "Keep one of the two."),
        ),
        (
            {"review": ("Which?",), "places": (*GIVEN, ("review", 15))},
            (15, "open-point", "Which?", "Settle it, then take its :review: line out."),
        ),
    ],
)  # fmt: skip
def test_what_an_item_names(changed: dict[str, object], told: tuple[int, str, str, str]) -> None:
    assert of_issue(replace(ITEM, **changed)) == [told]  # type: ignore[arg-type]


def test_the_same_slip_is_told_of_each_item_that_has_it() -> None:
    right, wrong = replace(ITEM, kind="report"), replace(ITEM, kind="report", topics=("zzz",))
    words = replace(WORDS, kinds=(Kind("report", "Report", "Reports"),))
    same = [replace(one, slug=f"s{at}", line=at, places=()) for at, one in
            enumerate((right, wrong, right, wrong), 1)]  # fmt: skip
    issue = Issue("2024-04", "April 2024", sections=(Section("County lines", "a", tuple(same)),))
    assert [one.line for one in check_issue(issue, words)] == [2, 4]
    # What was found right once is so for that vocabulary alone.
    others = replace(words, sources=())
    assert [one.line for one in check_issue(issue, others) if one.subtype == "unknown-source"] == [
        1,
        2,
        3,
        4,
    ]


def test_points_to_review_have_lines_of_their_own() -> None:
    two = replace(ITEM, review=("One?", "Two?"), places=(*GIVEN, ("review", 15)))
    assert [(line, message) for line, _, message, _ in of_issue(two)] == [
        (15, "One?"),
        (16, "Two?"),
    ]


def test_an_id_is_given_once() -> None:
    again = replace(ITEM, line=20, places=(("id", 21),))
    other = replace(ITEM, slug="two", line=30)
    assert of_issue(ITEM, again, other) == [
        (21, "duplicate-id", "the id “one” is already that of the item at line 10.",
         "Give one of the two another id."),
    ]  # fmt: skip


@pytest.mark.parametrize("heading", ["County lines", "COUNTY LINES", "Schools", "education"])
def test_a_heading_that_names_a_topic_gives_it(heading: str) -> None:
    assert of_issue(replace(ITEM, topics=()), heading=heading) == []


def test_headings_that_name_none() -> None:
    bare = replace(ITEM, slug="two", topics=(), line=20)
    assert of_issue(ITEM, heading="Other things") == []
    assert of_issue(ITEM, heading="County linse") == [
        (8, "near-heading", "the heading “County linse” names no topic.",
         "Did you mean “County lines”? If it is printed so, add it to that topic’s also-printed-as."),
    ]  # fmt: skip
    assert of_issue(ITEM, bare, replace(bare, slug="three", line=30), heading="Other things") == [
        (8, "heading-without-topic",
         "the heading “Other things” names no topic, and items under it have none (line 20, 30).",
         "Give each a line such as “:topics: county-lines”."),
    ]  # fmt: skip
    assert of_issue(bare, heading="") == [
        (8, "heading-without-topic", "items without topics stand under no heading (line 20).",
         "Put each under a heading that names a topic, or give it a line “:topics: …”."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "dated", "words", "is_told"),
    [
        ("2024-01-31", None, "January 2024", False),
        ("2024-01-31", None, "February 2024", True),
        ("2024-02-01", None, "January 2024", True),
        ("2024-W05", None, "February 2024", False),
        ("12", dt.date(2024, 5, 1), "May 2024", False),
        ("12", dt.date(2024, 5, 31), "May 2024", False),
        ("2024-04", None, "April 1799", False),
        ("2024-04", None, "April 2200", False),
        ("2024-04", None, "April 2199", True),
        ("2024-04", None, "April 2024", False),
        ("2024-04", None, "The april 2024 issue", False),
        ("2024-04", None, "March 2024", True),
        ("2024-04", None, "May 2024", True),
        ("2024-04", None, "April 2023", True),
        ("2024-04", None, "Issue 12", False),
        ("2024-W14", None, "April 2024", False),
        ("2024-W18", None, "April 2024", False),
        ("2024-W18", None, "May 2024", False),
        ("2024-W18", None, "June 2024", True),
        ("12", None, "April 2024", False),
        ("12", dt.date(2024, 4, 3), "May 2024", True),
    ],
)
def test_the_date_line_and_the_name(
    name: str, dated: dt.date | None, words: str, is_told: bool
) -> None:
    found = list(check_date_line("x.md", name, dated, words, 5))
    assert [(p.path, p.line, p.subtype) for p in found] == (
        [("x.md", 5, "other-month")] if is_told else []
    )


def test_what_is_said_of_another_month() -> None:
    (found,) = check_date_line("x.md", "2024-04", None, "Issue 3, MAY 2024", 5)
    assert (found.message, found.hint) == (
        "the date line says MAY 2024, and the file is that of April 2024.",
        "Write “# April 2024”, or rename the file.",
    )


def of_closed(item: Item) -> Told:
    kinds = (Kind("news", "News", "News"), Kind("survey", "Survey", "Surveys"))
    words = replace(WORDS, kinds=kinds, lists={"content-notes": {"suicide": "Suicide"}})
    issue = Issue("2024-04", "April 2024", sections=(Section("Other", "a", (item,)),))
    found = list(check_issue(issue, words))
    assert {p.path for p in found} <= {"issues/2024-04.md"}
    return [(p.line, p.subtype, p.message, p.hint) for p in found]


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"kind": "newz"}, (12, "unknown-kind", "“newz” is no kind.", "Did you mean “news”?")),
        ({"kind": "zzz"}, (12, "unknown-kind", "“zzz” is no kind.", "Use one of news, survey.")),
        (
            {"content_note": ("suicide", "zzz"), "places": (*GIVEN, ("content-note", 15))},
            (15, "unknown-value", "“zzz” is no content note.", "Use one of suicide."),
        ),
        (
            {"nation": ("england",), "places": (*GIVEN, ("nation", 15))},
            (15, "unknown-value", "“england” is no nation.",
             "This archive has no nations: take the line out."),
        ),
    ],
)  # fmt: skip
def test_words_of_closed_lists(changed: dict[str, object], told: tuple[int, str, str, str]) -> None:
    assert of_closed(ITEM) == []
    assert of_closed(replace(ITEM, **changed)) == [told]  # type: ignore[arg-type]


def of_period(issue: Issue, named_by: str) -> list[tuple[str, int, str, str, str]]:
    found = check_issue(issue, replace(WORDS, named_by=named_by))
    return [(p.path, p.line, p.subtype, p.message, p.hint) for p in found]


def test_an_issue_is_named_as_its_archive_says() -> None:
    assert of_period(Issue("2024-04", ""), "month") == []
    assert of_period(Issue("2024-04", ""), "week") == [
        ("issues/2024-04.md", 0, "bad-issue",
         "“2024-04” is not named by a year and a week, as the issues of this archive are.",
         "Name the file as 2024-W18.md, or say in vocabulary.yml how issues are named."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "named_by", "day", "is_told"),
    [
        ("2024-04", "month", (2024, 3, 31), True),
        ("2024-04", "month", (2024, 4, 1), False),
        ("2024-04", "month", (2024, 4, 30), False),
        ("2024-04", "month", (2024, 5, 1), True),
        ("2024-W14", "week", (2024, 4, 7), False),
        ("2024-W14", "week", (2024, 4, 8), True),
        ("12", "number", (2024, 4, 8), False),
    ],
)
def test_an_issue_is_dated_within_what_its_name_says(
    name: str, named_by: str, day: tuple[int, int, int], is_told: bool
) -> None:
    date = dt.date(*day)
    whole = (f"issues/{name}.md", 1, "bad-issue", f"the date {date.isoformat()} is not in “{name}”.",
             "Mend the date, or the name of the file.")  # fmt: skip
    assert of_period(Issue(name, "", dated=date), named_by) == ([whole] if is_told else [])


def test_not_all_problems_of_an_issue_are_told() -> None:
    items = tuple(replace(ITEM, slug=f"s{n}", topics=("zzz",)) for n in range(MOST_PROBLEMS + 1))
    issue = Issue("2024-04", "", sections=(Section("A", "a", items),))
    assert len(list(check_issue(issue, WORDS))) == MOST_PROBLEMS


def test_rules_on_the_whole_archive_are_given_the_archive_and_its_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    archive = assemble([], WORDS)
    problem = Problem("x.md", 1, "bad-issue", "m", "h")

    def rule(found: Archive, words: Vocabulary) -> Iterator[Problem]:
        assert (found, words) == (archive, WORDS)
        yield problem

    monkeypatch.setattr(rules, "ARCHIVE_RULES", (rule, rule))
    assert list(rules.check_archive(archive, WORDS)) == [problem, problem]
