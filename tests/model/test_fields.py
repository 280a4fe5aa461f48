"""How the lines of fields are read: values, lines, and what is wrong with one."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from sphinx_roundup.model.field_lines import Line, field_lines, read_fields
from sphinx_roundup.model.field_types import (
    DATE,
    ID,
    LINES,
    SLUGS,
    SOURCES,
    TEXT,
    FieldError,
    as_data,
    word_of,
    words_of,
)
from sphinx_roundup.model.fields import FIELD, FIELDS
from sphinx_roundup.model.records import Item


def read(*texts: str) -> dict[str, Any]:
    return dict(read_fields("x.md", lines(*texts)).values)


def lines(*texts: str) -> list[Line]:
    return [Line(number, text) for number, text in enumerate(texts, 11)]


def told(*texts: str) -> list[tuple[str, int, str, str, str]]:
    found = read_fields("x.md", lines(*texts)).problems
    return [(p.path, p.line, p.subtype, p.message, p.hint) for p in found]


@pytest.mark.parametrize(
    ("line", "attribute", "value"),
    [
        (":id: one-two-3", "slug", "one-two-3"),
        ("  :kind:  news  ", "kind", "news"),
        (":source: bbc, the-guardian,bbc", "sources", ("bbc", "the-guardian")),
        (":source: not-stated", "sources", ()),
        (":source: bbc, not-stated", "sources", ("bbc", "not-stated")),
        (":topics: a, , b,", "topics", ("a", "b")),
        (":published: 2024-04-11", "published", dt.date(2024, 4, 11)),
        (":audience: schools, police", "audience", ("schools", "police")),
        (":access: free", "access", "free"),
        (":editor-note: “A”: b # c 'd'", "editor_note", "“A”: b # c 'd'"),
        (":review: one, two", "review", ("one, two",)),
    ],
)
def test_a_value_as_it_is_kept(line: str, attribute: str, value: object) -> None:
    assert read(line) == {attribute: value}
    assert told(line) == []


def test_a_field_of_several_lines_keeps_them_in_order() -> None:
    found = read_fields("x.md", lines(":review: one", ":kind: news", ":review: two", "", ":id: a"))
    assert found.values == {"review": ("one", "two"), "kind": "news"}
    assert found.problems == ()
    assert found.places == (("review", 11), ("kind", 12))
    assert found.count == 3


@pytest.mark.parametrize(
    ("line", "subtype", "message", "hint"),
    [
        (":kindd: news", "unknown-field", "“kindd” is not a field of an item.",
         "Did you mean “kind”?"),
        (":zzz: x", "unknown-field", "“zzz” is not a field of an item.",
         f"Known fields are {', '.join(FIELD)}."),
        (":kind:", "missing-field", "“kind” is empty.",
         "Fill it in, as in “:kind: news”, or take the line out."),
        ("kind: news", "field-form", "a field has a colon on each side of its name, and a space after.",
         "Write “:kind: news”."),
        (":kind:news", "field-form", "a field has a colon on each side of its name, and a space after.",
         "Write “:kind: news”."),
        (":id: One", "bad-id", "“One” cannot be an id.",
         "Use lower-case words joined by hyphens, beginning with a letter."),
        (":corrected: 2024-05-03", "missing-field", "nothing stands after the date 2024-05-03.",
         "Write what was wrong, what is right, and on whose word."),
        (":closes: 20240523", "bad-date", "“20240523” is not a date.",
         "Write year-month-day, as in 2024-05-23."),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_line(line: str, subtype: str, message: str, hint: str) -> None:
    assert told(line) == [("x.md", 11, subtype, message, hint)]


def test_a_field_given_twice_keeps_the_first() -> None:
    assert told(":kind: news", ":kind: event") == [
        ("x.md", 12, "repeated-field", "“kind” is given twice.", "Keep one of them."),
    ]
    found = read_fields("x.md", lines(":kind: news", ":kind: event"))
    assert found.values == {"kind": "news"}
    assert found.places == (("kind", 11),)


def test_a_slip_in_one_field_does_not_cost_the_others() -> None:
    found = read_fields("x.md", lines(":id: A", "kind: news", ":zzz: 1", ":access: free", "Words."))
    assert found.values == {"kind": "news", "access": "free"}
    assert [p.line for p in found.problems] == [11, 12, 13]
    assert found.places == (("id", 11), ("kind", 12), ("zzz", 13), ("access", 14))
    assert found.count == 4


@pytest.mark.parametrize(
    ("texts", "count"),
    [
        ([], 0), (["Words."], 0), ([":id: a"], 1), ([":id: a", "kind: news", "", ":access: b"], 2),
        ([":id: a   ", "  :kind: b"], 2), ([":1d: a"], 0), ([":id"], 0), ([":a-b_c2:"], 1),
        (["kinds: news"], 0), (["kind : news"], 1), ([":id:  "], 1), ([":id: a", "x :kind: b"], 1),
    ],
)  # fmt: skip
def test_how_many_lines_are_fields(texts: list[str], count: int) -> None:
    assert field_lines(texts) == count
    assert read_fields("x.md", lines(*texts)).count == count


@pytest.mark.parametrize("text", ["a", "a1", "a-b", "a-1", "abc-def-9"])
def test_an_id_can_be(text: str) -> None:
    assert ID.read(text) == text


@pytest.mark.parametrize("text", ["", "A", "1a", "-a", "a-", "a--b", "a_b", "ä", "a b", "a\n"])
def test_an_id_cannot_be(text: str) -> None:
    with pytest.raises(FieldError) as found:
        ID.read(text)
    assert found.value.subtype == "bad-id"


@pytest.mark.parametrize(
    "text", ["2024-W21-4", "2024-5-3", "2024-02-30", "24-05-03", "2024-05-031"]
)
def test_a_date_cannot_be(text: str) -> None:
    with pytest.raises(FieldError) as found:
        DATE.read(text)
    assert (found.value.subtype, str(found.value)) == ("bad-date", f"“{text}” is not a date.")


def test_what_a_value_is_as_data() -> None:
    assert as_data(dt.date(2024, 5, 3)) == "2024-05-03"
    assert as_data(("a", "b")) == ["a", "b"]
    assert as_data("a") == "a"


def test_the_schema_of_a_value() -> None:
    closed = {"kinds": {"news": "News", "event": "Event"}, "nations": {}}
    string = {"type": "string"}
    assert ID.schema(closed) == TEXT.schema(closed) == string
    assert DATE.schema(closed) == {"type": "string", "format": "date"}
    for several in (LINES, SLUGS, SOURCES):
        assert several.schema(closed) == {"type": "array", "items": string}
    assert word_of("kinds").schema(closed) == {"enum": ["news", "event"]}
    assert words_of("kinds").schema(closed) == {
        "type": "array",
        "items": {"enum": ["news", "event"]},
    }
    assert words_of("nations").schema(closed) == {"type": "array", "items": {"not": {}}}


def test_the_words_of_an_item_in_each_field() -> None:
    item = Item("2024-04", "one", "T", "news", topics=("a", "b"), closes=dt.date(2024, 5, 3))
    words = {field.name: field.words(item) for field in FIELDS if field.words(item)}
    assert words == {
        "id": ("one",), "kind": ("news",), "topics": ("a", "b"), "closes": (dt.date(2024, 5, 3),),
    }  # fmt: skip


def test_an_example_is_one_that_the_archive_knows() -> None:
    field = FIELD["kind"]
    assert field.example_of({}) == "news"
    assert field.example_of({"event": "", "news": ""}) == "news"
    assert field.example_of({"event": "", "survey": ""}) == "event"


@pytest.mark.parametrize("field", [f for f in FIELDS if not f.closed], ids=lambda f: f.name)
def test_each_example_can_be_read(field: Any) -> None:
    value = field.read(field.example)
    assert read(f":{field.name}: {field.example}") == {field.attribute: value}
