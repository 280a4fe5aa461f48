"""What went wrong while the route was measured must not go wrong again; and what never may."""

from __future__ import annotations

import dataclasses
import datetime as dt
import os
import socket
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from examples import examples
from pdf.made import WHEN, archive_of, issue_of, issue_pdf, item, linked
from pdf.reading import (
    all_words,
    bookmarks,
    inner_links,
    page_texts,
    reader,
    tag_names,
    web_links,
    words,
)
from sphinx_roundup.model.identity import Identity
from sphinx_roundup.model.records import Block, Run
from sphinx_roundup.pdf.compile import PdfError, make_pdf, template, without_glyph
from sphinx_roundup.pdf.document import Document, Heading, Paragraph, Ref, Text
from sphinx_roundup.pdf.documents import archive_document, issue_document, year_document
from sphinx_roundup.pdf.print_settings import Edition
from sphinx_roundup.pdf.reading_list import items_by_topic, make_topic_pdf, topic_document
from sphinx_roundup.pdf.text import clean

ATTACKS = (
    '#read("/etc/passwd")',
    '#let x = 1; #eval("1+1") #import "@preview/codly:1.0.0": *',
    '"]#[*bold* _it_ = heading <label> @reference $x^2$ `raw` // comment /* more',
    "\\input{/etc/passwd} \\write18{id} \\textbf{x}",
    "<script>alert(1)</script> &amp; &#60; {{ config }} {% raw %}",
    '=HYPERLINK("http://x") ]]> %PDF-1.7 endstream endobj',
    'a \\u{41} \\n \\" \\\\ back',
)


def body_of(pdf: bytes) -> list[str]:
    return all_words(pdf)


@pytest.mark.parametrize("attack", ATTACKS)
def test_text_is_shown_and_never_run(attack: str) -> None:
    pdf = issue_pdf(item(title=attack, text=f"Begin {attack} end.", editor_note=attack)).content
    text = " ".join(body_of(pdf))
    shown = " ".join(words(attack))
    assert text.count(shown) >= 3
    assert "root:" not in text


def test_the_template_evaluates_and_imports_nothing() -> None:
    code = "\n".join(line.split("//")[0] for line in template().splitlines())
    for word in ("eval(", "import ", "include ", "@preview", "plugin(", "read(", "datetime.today"):
        assert word not in code


def printable_text() -> st.SearchStrategy[str]:
    anything = st.text(max_size=300)
    marks = st.lists(st.sampled_from([*ATTACKS, "é", "ŵŷ", "½", "£", "–", "—", "‘’“”", "…", "€"]))
    return st.one_of(anything, marks.map(" ".join))


@settings(max_examples=examples(15), suppress_health_check=list(HealthCheck))
@given(st.lists(printable_text(), min_size=1, max_size=6))
def test_any_text_comes_out_as_it_went_in(texts: list[str]) -> None:
    made = issue_pdf(
        *(item(f"n{n}", text=f"BEGIN{n} {text} END{n}") for n, text in enumerate(texts))
    )
    assert made.remarks == ()
    found = "".join(body_of(made.content))
    for number, text in enumerate(texts):
        shown = found.partition(f"BEGIN{number}")[2].partition(f"END{number}")[0]
        if any(ord(c) > 0x24F for c in text):
            continue  # other scripts are reshaped and reordered: see the tests below
        assert shown == "".join(words(clean(text))), repr(text)


def test_control_and_direction_characters_are_left_out() -> None:
    pdf = issue_pdf(
        item(text="a\x00b\x07c\x1bd \u202eevil\u202c \u2066x\u2069\ufeff e\u2028f\tg\nh")
    )
    assert "abcd evil x e f g h" in " ".join(body_of(pdf.content))


def test_a_missing_glyph_is_told_and_shown_in_letters() -> None:
    made = issue_pdf(item(title="Smile 🙂", text="漢字 and 🙂 and \ue000 here."))
    assert made.unshown == ("字", "漢", "\ue000", "🙂")
    text = " ".join(body_of(made.content))
    assert "[U+6F22][U+5B57] and [slightly smiling face] and [U+E000] here." in text
    assert "Smile [slightly smiling face]" in text


def test_letters_that_are_always_taken_for_shown_are_shown() -> None:
    taken = {chr(code) for code in (*range(0x20, 0x7F), *range(0xA0, 0x180))}
    probe = issue_pdf(item(text=" ".join(sorted(taken | set("‐‑‒–—‘’‚“”•…€")))))
    assert probe.unshown == ()
    assert without_glyph(frozenset("ŵŷŴŶ½¼¾£€–—…‘’“”•")) == frozenset()


@pytest.mark.parametrize(
    "text", ["שלום עולם", "Привет мир", "Γειά σου", "e\u0301a\u0300", "👩‍👩‍👧 🇬🇧"]
)
def test_other_scripts_and_marks_make_a_whole_pdf(text: str) -> None:
    made = issue_pdf(item(text=f"Before {text} after."))
    assert "Before" in body_of(made.content)
    assert "after." in body_of(made.content)


def test_a_word_and_an_address_longer_than_a_line_stay_on_the_page() -> None:
    address = "https://example.org/" + "a1b2" * 500
    pdf = issue_pdf(item(text="w" * 400), linked("two", "report", address)).content
    assert web_links(pdf) == [address]
    assert "w" * 400 in "".join(body_of(pdf))
    assert address in "".join(body_of(pdf))
    for page in reader(pdf).pages:
        for annotation in page.get("/Annots", []):
            left, _, right, _ = annotation.get_object()["/Rect"]
            assert 60 < left < right < page.mediabox.width - 60


def test_an_item_of_fifteen_thousand_words_keeps_them_all() -> None:
    text = " ".join(f"w{number}" for number in range(15_000))
    made = issue_pdf(item(text=text))
    numbers = [
        word for word in body_of(made.content) if word.startswith("w") and word[1:].isdigit()
    ]
    assert numbers == text.split()


def test_an_empty_section_title_or_body_still_makes_a_pdf() -> None:
    issue = issue_of(item(title="", body=()), item("two", text=""))
    empty = dataclasses.replace(issue, sections=(*issue.sections, issue_of(heading="").sections[0]))
    archive = archive_of(empty)
    made = make_pdf(archive_document(Edition(archive)), WHEN)
    assert "Untitled entry" in " ".join(body_of(made.content))


def test_an_archive_without_issues_makes_a_pdf() -> None:
    made = make_pdf(archive_document(Edition(archive_of())), WHEN)
    assert "No issue yet" in " ".join(body_of(made.content))


def test_a_link_to_a_label_that_is_not_there_is_only_its_words() -> None:
    ref = Ref("nowhere", (Text("these words"),))
    made = make_pdf(Document("X", (Heading(1, "X"), Paragraph((ref,)))), WHEN)
    assert "these words" in " ".join(body_of(made.content))
    assert web_links(made.content) == []
    assert inner_links(made.content) == []


def test_the_same_id_twice_leads_to_the_first() -> None:
    archive = archive_of(issue_of(item(), item()))
    made = make_pdf(archive_document(Edition(archive)), WHEN)
    assert len(bookmarks(made.content)) >= 4


REFUSED = Heading(0, "The compiler has no such level")


def test_what_the_compiler_refuses_is_an_error_that_names_the_pdf() -> None:
    with pytest.raises(PdfError, match="the PDF 'Broken' could not be made"):
        make_pdf(Document("Broken", (Heading(1, "X"), REFUSED)), WHEN)


def test_an_entry_that_stops_the_compiler_is_named() -> None:
    archive = archive_of(issue_of(item(), item("bad"), item("three")))
    document = issue_document(Edition(archive), archive.issues[0])
    blocks = tuple(
        dataclasses.replace(block, body=(REFUSED,))
        if getattr(block, "id", "") == "2024-04/bad"
        else block
        for block in document.body
    )
    with pytest.raises(PdfError, match=r"entry 2024-04/bad\)"):
        make_pdf(dataclasses.replace(document, body=blocks), WHEN)


def test_addresses_are_printed_and_lead_to_what_is_recorded() -> None:
    copy = "https://web.example.org/2024/https://example.org/old"
    both = linked("both", "a report", "https://example.org/old", copy)
    pdf = issue_pdf(
        linked("one", "the report", "https://example.org/a?b=c&d=é#f"),
        linked("host", "the host", "https://münchen.example/x y"),
        both,
        linked("lost", "the survey", None),
        linked("odd", "the odd one", "javascript:alert(1)"),
    ).content
    links = web_links(pdf)
    assert links == [
        "https://example.org/a?b=c&d=%C3%A9#f",  # in the words of the entry, then printed below
        "https://xn--mnchen-3ya.example/x%20y",
        copy,
        "https://example.org/old",
    ]
    text = " ".join(body_of(pdf))
    assert "https://example.org/a?b=c&d=é#f" in text
    assert "https://münchen.example/x y" in text
    assert f"{copy} (a copy; first at https://example.org/old)" in text
    assert text.count("Address not recorded: 1 link. Its words are underlined with dots.") == 1


def test_permanent_addresses_are_printed_where_the_site_has_one() -> None:
    archive = replace(archive_of(issue_of(item())), identity=Identity(address="https://a.example"))
    pdf = make_pdf(issue_document(Edition(archive), archive.issues[0]), WHEN).content
    permanent = "https://a.example/issues/2024-04.html#item-2024-04-one"
    assert web_links(pdf) == ["https://a.example/", permanent]
    places = [note["/A"]["/URI"] for page in reader(pdf).pages for note in page["/Annots"]]
    assert places.count(permanent) == 2, "the title leads there, and so does what is printed"
    assert permanent in " ".join(body_of(pdf))


@pytest.mark.parametrize("publisher", ["", "The Example Press"])
@pytest.mark.parametrize("address", ["", "https://a.example"])
def test_a_copy_says_whose_words_it_holds_and_where_it_is_from(
    publisher: str, address: str
) -> None:
    archive = archive_of(issue_of(item(topics=("missing",))))
    archive = replace(archive, identity=Identity(publisher=publisher, address=address))
    edition = Edition(archive, "The Example Archive")
    documents = (
        issue_document(edition, archive.issues[0]),
        year_document(edition, 2024),
        archive_document(edition),
        topic_document(edition, "missing", items_by_topic(archive)["missing"]),
    )
    at = f", {address}/" if address else ""
    known = (
        f"Published by {publisher}."
        if publisher
        else "The publisher of the newsletter is not known."
    )
    for document in documents:
        pdf = make_pdf(document, WHEN).content
        assert f"{known} From: The Example Archive{at}" in " ".join(body_of(pdf))
        last = " ".join(page_texts(pdf)[-1].split())
        assert f"The Example Archive{f' · {address}/' if address else ''}" in last


def test_a_topic_without_pages_of_its_own_says_only_what_to_see() -> None:
    def said_of(**values: object) -> str:
        made = archive_of(issue_of(item(**values)))
        pdf = make_pdf(year_document(Edition(made), 2024), WHEN).content
        return " ".join(body_of(pdf))

    within = {"topics": ("missing-from-care",)}
    assert "Topic index Missing see Missing from care" in said_of(heading="Other", **within)
    assert "Topic index Missing 3 see also Missing from care" in said_of(**within)


def test_notes_and_dates_are_said_as_on_the_site() -> None:
    survey = item(
        "survey",
        kind="survey",
        closes=dt.date(2024, 5, 3),
        published=dt.date(2024, 4, 1),
        content_note=("suicide", "violence"),
        editor_note="A note.",
        audience=("police",),
        nation=("wales",),
        access="free",
    )
    bullets = item("bullets", body=(Block((Run("One"),), "bullet"), Block((Run("Two"),), "bullet")))
    coming = item("coming", starts=dt.date(2024, 7, 1), sources=())
    pdf = issue_pdf(survey, bullets, coming, date=dt.date(2024, 6, 1)).content
    text = " ".join(body_of(pdf))
    for said in (
        "Content note: suicide, violence.",
        "Archive note: A note.",
        "Published 1 April 2024",
        "Closed 3 May 2024",
        "This has closed.",
        "Made for: Police",
        "Nation: Wales",
        "Access: Free",
        "Takes place 1 July 2024",
        "Publisher not stated",
    ):
        assert said in text, said
    assert {"L", "LI", "LBody"} <= set(tag_names(pdf))


def test_styles_and_links_do_not_part_words() -> None:
    runs = (Run("whole"), Run("sale", "strong"), Run(" and "), Run("re", "emphasis"), Run("read."))
    assert "wholesale and reread." in " ".join(
        body_of(issue_pdf(item(body=(Block(runs),))).content)
    )


def test_a_reading_list_has_the_narrower_topics_newest_first(tmp_path: Path) -> None:
    old = issue_of(
        item("old", issue="2022-01", heading="Other", topics=("missing-from-care",)), id="2022-01"
    )
    new = issue_of(item("new"), item("other", heading="Online safety"), id="2024-04")
    archive = archive_of(old, new)
    assert make_topic_pdf(archive, "missing", None, tmp_path / "all.pdf") == 2
    marks = [title for _, title, _ in bookmarks((tmp_path / "all.pdf").read_bytes())]
    assert marks == [
        "Missing",
        "Month of 2024-04",
        "Title of new",
        "Month of 2022-01",
        "Title of old",
    ]
    text = " ".join(body_of((tmp_path / "all.pdf").read_bytes()))
    assert "Who is missing." in text
    assert "2 entries, newest issue first." in text
    assert "Also printed as: Missing children" in text
    assert make_topic_pdf(archive, "missing", 2023, tmp_path / "new.pdf") == 1
    assert "since 2023" in " ".join(body_of((tmp_path / "new.pdf").read_bytes()))
    with pytest.raises(KeyError):
        make_topic_pdf(archive, "nothing", None, tmp_path / "x.pdf")


def test_a_long_reading_list_says_what_it_leaves_out() -> None:
    archive = archive_of(issue_of(*(item(f"n{n}") for n in range(5))))
    items = items_by_topic(archive)["missing"]
    pdf = make_pdf(topic_document(Edition(archive), "missing", items, limit=3), WHEN).content
    assert "The newest 3 of 5 entries, newest issue first." in " ".join(body_of(pdf))
    assert len([1 for level, *_ in bookmarks(pdf) if level == 3]) == 3


@pytest.mark.parametrize(
    ("paper", "size"), [("a4", (595, 842)), ("a5", (420, 595)), ("letter", (612, 792))]
)
def test_paper_is_a_setting(paper: str, size: tuple[int, int]) -> None:
    archive = archive_of(issue_of(item()))
    edition = Edition(archive, paper=paper)  # type: ignore[arg-type]
    box = reader(make_pdf(archive_document(edition), WHEN).content).pages[0].mediabox
    assert (round(box.width), round(box.height)) == size


def test_no_title_stands_alone_at_the_foot_of_a_page() -> None:
    items = [item(f"n{n}", text="word " * (20 + 7 * (n % 5)) + f"END{n}.") for n in range(60)]
    pdf = issue_pdf(*items).content
    texts = page_texts(pdf)
    for _, title, page in bookmarks(pdf)[1:]:
        if title.startswith("Title of n"):
            assert f"END{title.removeprefix('Title of n')}." in words(texts[page - 1])


def test_the_same_archive_makes_the_same_bytes_anywhere(tmp_path: Path) -> None:
    script = (
        "import sys, hashlib; from pdf.made import *;"
        "archive = archive_of(issue_of(item(topics=('online-safety',)), linked('two', 'x', 'https://a.example')));"
        "from sphinx_roundup.pdf.documents import archive_document;"
        "pdf = make_pdf(archive_document(Edition(archive)), WHEN).content;"
        "print(hashlib.sha256(pdf).hexdigest())"
    )
    found = set()
    for seed, zone, locale in (("1", "UTC", "C"), ("2", "Asia/Tokyo", "de_DE.UTF-8")):
        work = tmp_path / zone.replace("/", "-")
        work.mkdir()
        paths = os.pathsep.join(sys.path)
        env = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "TZ": zone,
            "LC_ALL": locale,
            "PYTHONPATH": paths,
        }
        env["TMPDIR"] = str(work)
        run = subprocess.run(
            [sys.executable, "-c", script],
            cwd=work,
            env=env,
            capture_output=True,
            text=True,
            check=True,
        )
        found.add(run.stdout)
    assert len(found) == 1


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_kwargs: object) -> None:
        raise AssertionError("a PDF was made with the network")

    monkeypatch.setattr(socket, "socket", refuse)
    assert issue_pdf(item()).content.startswith(b"%PDF-1.7")
