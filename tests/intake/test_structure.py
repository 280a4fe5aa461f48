"""Titles, boilerplate, bullets, cut paragraphs: what stands around the entries."""

from __future__ import annotations

from intake.paper import import_bytes
from sphinx_roundup.importer.blocks import Block, Run
from sphinx_roundup.importer.context import Knowledge
from sphinx_roundup.importer.paragraphs import prepare
from sphinx_roundup.importer.readers import read


def page(text: str, known: Knowledge | None = None):  # type: ignore[no-untyped-def]  # noqa: ANN201
    return import_bytes(text.encode(), known or Knowledge())


ENTRY = "A [report](https://example.org/1) on the care that children are given at home.\n"


def test_bullets_under_a_line_that_announces_them_are_one_entry() -> None:
    text = (
        f"# News\n\n**March 2022**\n\n## Topic\n\nThe [page](https://example.org) has:\n\n"
        f"- one thing\n- another thing\n\n{ENTRY}"
    )
    made = page(text)
    assert len(made.page.entries) == 2
    assert made.page.entries[0].text == "The page has:\none thing\nanother thing"
    assert "- one thing\n- another thing\n" in made.text


def test_a_paragraph_without_a_link_is_an_entry_and_marked() -> None:
    made = page(
        f"# News\n\n**March 2022**\n\n## Topic\n\n{ENTRY}\n{ENTRY}\nSome words are left over here.\n"
    )
    assert len(made.page.entries) == 3
    assert any("it has no link" in point for _, point in made.points)


def test_a_title_and_a_date_on_one_line_are_parted() -> None:
    made = page(f"# Research Round-up, March 2022\n\n## Topic\n\n{ENTRY}")
    assert made.page.top["masthead"] == "Research Round-up,"
    assert made.page.headings == ["March 2022", "Topic"]


def test_an_undated_letter_takes_its_date_from_the_subject() -> None:
    letter = (
        "From: a@example.org\nSubject: Round-up March 2022\nMIME-Version: 1.0\n"
        "Content-Type: text/html\n\n<h1>News</h1><h2>Topic</h2><p>A <a href='https://example.org'>"
        "report</a> on care.</p>"
    )
    made = page(letter)
    assert made.issue == "2022-03"
    assert made.page.headings[0] == "March 2022"
    assert any("taken from the subject" in point for _, point in made.points)


def test_the_head_of_a_letter_that_was_sent_on_is_set_apart() -> None:
    head = "<b>From:</b> a@example.org<br><b>Sent:</b> 1 May 2022<br><b>To:</b> b@example.org<br><b>Subject:</b> News"
    letter = "<h1>News</h1><p>March 2022</p><h2>Topic</h2><p>A <a href='https://example.org'>report</a>.</p>"
    parted = "".join(f"<p>{line}</p>" for line in head.split("<br>"))
    for note in (f"<p>For you, Ann.</p><div>{head}</div>", f"<p>For you.</p>{parted}"):
        made = page(f"<html><body>{note}{letter}")
        assert (made.page.top["masthead"], made.page.headings) == ("News", ["March 2022", "Topic"])
        assert len(made.page.entries) == 1
        assert {why for why, *_ in ((e.why,) for e in made.left_out)} == {"head of the e-mail"}


def test_what_stands_before_the_first_heading_is_kept() -> None:
    made = page(
        f"# News\n\n**March 2022**\n\nWelcome to the news of this month.\n\n## Topic\n\n{ENTRY}"
    )
    assert made.page.entries[0].text == "Welcome to the news of this month."
    assert made.page.entries[0].heading == ""


def test_hidden_deleted_and_furniture_are_told_not_lost() -> None:
    html = (
        "<html><head><title>Window</title></head><body><div style='display:none'>Preheader"
        " <a href='https://example.org/h'>link</a></div><h1>News</h1><p>March 2022</p><h2>Topic</h2>"
        "<p>A <a href='https://example.org/1'>report</a> on care.</p>"
        "<p><a href='https://example.org/2'><img alt='A picture'></a></p>"
        "<p>You are receiving this because you asked. <a href='https://example.org/u'>Unsubscribe</a></p>"
    )
    made = page(html)
    told = {(entry.why, entry.text) for entry in made.left_out}
    assert ("title of the window", "Window") in told
    assert ("hidden text", "Preheader link") in told
    assert ("description of a picture", "A picture") in told
    assert any(why == "foot of the e-mail" for why, _ in told)
    assert [link.target for entry in made.page.entries for link in entry.links] == [
        "https://example.org/1"
    ]


def test_an_unclosed_head_does_not_swallow_the_letter() -> None:
    made = read(b"<html><head><meta name=x><p>News</p><p>A <a href='https://e.org'>link</a>.</p>")
    assert [block.text for block in made.blocks] == ["News", "A link."]


def test_a_bold_line_before_a_break_is_cut_off_and_other_breaks_are_not() -> None:
    heading = Block((Run("Topic\n", bold=True), Run("Some words\nthat go on.")))
    assert [block.text for block in prepare([heading], lambda _: False)] == [
        "Topic",
        "Some words that go on.",
    ]


def test_an_empty_line_parts_two_paragraphs() -> None:
    block = Block((Run("One.\n\nTwo\n \nthree."),))
    assert [b.text for b in prepare([block], lambda _: False)] == ["One.", "Two", "three."]


def test_links_by_label_empty_links_and_pictures_are_accounted_for() -> None:
    text = (
        "# News\n\n**March 2022**\n\n## Topic\n\nA [report][1], a [Guide] and [](https://example.org/e)"
        " ![a picture](https://example.org/p.png) of it, and <https://example.org/a>.\n\n"
        '[1]: https://example.org/1\n[guide]: https://example.org/2 "title"\n'
    )
    made = page(text)
    (entry,) = made.page.entries
    assert [(link.text, link.target) for link in entry.links] == [
        ("report", "https://example.org/1"),
        ("Guide", "https://example.org/2"),
        ("https://example.org/a", "https://example.org/a"),
    ]
    told = [(entry.why, entry.text, [a.href for a in entry.links]) for entry in made.left_out]
    assert ("link without words", "", ["https://example.org/e"]) in told
    assert ("description of a picture", "a picture", []) in told


def test_code_and_comments_in_markdown_are_counted_as_they_are_read() -> None:
    text = (
        "# News\n\n**March 2022**\n\n## Topic\n\nA [report](https://example.org/1) on `Vec<T>`s and"
        " ``a `[b](c)` d`` today.\n\n<!-- [gone](https://example.org/gone) -->\n"
    )
    (entry,) = page(text).page.entries
    assert entry.text == "A report on Vec<T>s and a `[b](c)` d today."
