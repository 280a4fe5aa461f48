"""The printed words, links and bookmarks of the real issues, read back from their PDFs."""

from __future__ import annotations

from functools import cache

import pytest

from gold import ISSUES, gold, printed_archive
from pdf.reading import (
    all_words,
    bookmarks,
    inner_links,
    page_texts,
    position,
    reader,
    tag_names,
    web_links,
    words,
)
from sphinx_roundup.pdf.compile import make_pdf
from sphinx_roundup.pdf.documents import archive_document, issue_document, year_document
from sphinx_roundup.pdf.print_settings import Edition

ENGINES = ("pypdf", "pdfium")
WHEN = 1_700_000_000


@cache
def pdf_of(name: str) -> bytes:
    archive = printed_archive()
    edition = Edition(archive, author="The editors")
    if name == "archive":
        document = archive_document(edition)
    elif name in archive.issue:
        document = issue_document(edition, archive.issue[name])
    else:
        document = year_document(edition, int(name))
    made = make_pdf(document, WHEN)
    assert made.unshown == ()
    assert made.remarks == ()
    return made.content


def printed(issue: str) -> list[list[str]]:
    """The printed words of an issue in printed order, part by part."""
    data = gold(issue)
    parts = [data["title"], data["date"], data["banner"] or ""]
    for heading in data["headings"]:
        parts += [heading["heading"], *heading["pull_quotes"]]
        parts += [item["text"] for item in heading["items"]]
    return [words(part) for part in parts if part]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("issue", ISSUES)
def test_every_printed_word_is_in_the_issue_in_order(issue: str, engine: str) -> None:
    found, place = all_words(pdf_of(issue), engine), 0
    for part in printed(issue):
        here = position(found, part, place)
        assert here >= place, " ".join(part)
        place = here + len(part)


@pytest.mark.parametrize("engine", ENGINES)
def test_every_printed_word_is_in_the_archive_in_order(engine: str) -> None:
    found, place = all_words(pdf_of("archive"), engine), 0
    for issue in ISSUES:
        for part in printed(issue):
            here = position(found, part, place)
            assert here >= place, " ".join(part)
            place = here + len(part)


@pytest.mark.parametrize("issue", ISSUES)
def test_no_link_is_made_of_an_address_that_is_not_recorded(issue: str) -> None:
    assert web_links(pdf_of(issue)) == []
    lost = sum(
        len(item["links"]) for heading in gold(issue)["headings"] for item in heading["items"]
    )
    text = " ".join(all_words(pdf_of(issue)))
    assert text.count(f"Address not recorded: {lost} links.") == 1


@pytest.mark.parametrize("issue", ISSUES)
def test_bookmarks_are_issue_sections_and_items(issue: str) -> None:
    record = printed_archive().issue[issue]
    expected = [(1, record.date)]
    for section in record.sections:
        expected.append((2, section.heading))
        expected += [(3, item.title) for item in section.items]
    found = [(level, title) for level, title, _ in bookmarks(pdf_of(issue))]
    assert [entry for entry in found if entry != (2, "In this issue")] == expected


def test_archive_bookmarks_are_year_issue_section_item() -> None:
    found = [(level, title) for level, title, _ in bookmarks(pdf_of("archive"))]
    tops = [title for level, title in found if level == 1]
    assert tops == ["Contents", "2023", "2024", "Topic index", "Source index"]
    assert [title for level, title in found if level == 2] == ["January 2023", "April 2024"]
    sections = [s.heading for issue in printed_archive().issues for s in issue.sections]
    assert [title for level, title in found if level == 3] == sections
    items = [item.title for item in printed_archive().items]
    assert [title for level, title in found if level == 4] == items


def test_each_bookmark_leads_to_the_page_of_its_item() -> None:
    texts = page_texts(pdf_of("archive"))
    for _, title, page in bookmarks(pdf_of("archive")):
        assert position(words(texts[page - 1]), words(title)) >= 0, title


def in_runs(pages: list[int]) -> str:
    """Page numbers as an index prints them: ``4–6, 9`` for 4, 5, 6 and 9."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return ", ".join("–".join(map(str, sorted({run[0], run[-1]}))) for run in runs)


@pytest.mark.parametrize("name", ["archive", "2024"])
def test_index_pages_are_the_pages_of_the_items(name: str) -> None:
    pdf = pdf_of(name)
    archive = printed_archive()
    marks = bookmarks(pdf)
    page_of = {title: page for _, title, page in marks}
    items = [item for item in archive.items if item.title in page_of]
    first, last = (
        next(p for _, t, p in marks if t == f"{kind} index") for kind in ("Topic", "Source")
    )
    index = " ".join(words(" ".join(page_texts(pdf)[first - 1 : last - 1])))
    checked = 0
    for topic in archive.topics:
        pages = sorted({page_of[i.title] for i in items if topic in archive.topics_of(i)})
        if pages:
            assert f"{topic.title} {in_runs(pages)} " in f"{index} ", topic.title
            checked += 1
    assert checked > 30


def test_contents_name_the_page_of_each_section() -> None:
    pdf = pdf_of("archive")
    rest = " ".join(words(page_texts(pdf)[1]))
    for level, title, page in bookmarks(pdf)[1:]:
        if level < 4:
            rest = rest.split(f"{title} ", 1)[1].lstrip(". ")
            assert rest.startswith(f"{page} "), title


def test_links_inside_the_archive_join_items_and_index() -> None:
    pdf = pdf_of("archive")
    marks = bookmarks(pdf)
    index = next(page for _, title, page in marks if title == "Topic index")
    links = inner_links(pdf)
    assert sum(target >= index for page, target in links if page < index) > 100
    assert sum(target < index for page, target in links if page >= index) > 100


def test_metadata_tell_what_the_file_is() -> None:
    read = reader(pdf_of("2024-04"))
    about, root = read.metadata, read.trailer["/Root"]
    assert about is not None
    assert about.title == f"{gold('2024-04')['title']}: April 2024"
    assert about.author == "The editors"
    assert about.subject == "1 issue, 48 entries"
    assert "County lines" in (about.keywords or "")
    assert str(about["/CreationDate"]) == "D:20231114221320Z"
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value
    assert root["/MarkInfo"]["/Marked"].value


def test_tags_tell_the_structure() -> None:
    record = printed_archive().issue["2024-04"]
    found = tag_names(pdf_of("2024-04"))
    assert found[0] == "Document"
    assert found.count("H1") == 1
    assert found.count("H2") == len(record.sections) + 1
    assert found.count("H3") == len(record.items)
    assert {"TOC", "TOCI", "P", "Reference", "Link"} <= set(found)


def test_pages_carry_issue_section_and_number() -> None:
    texts = page_texts(pdf_of("2024-04"))
    assert len(texts) > 3
    for number, text in enumerate(texts, 1):
        assert f"Page {number} of {len(texts)}" in " ".join(words(text))
    heads = [" ".join(words(text)) for text in texts[1:]]
    assert all(head.count("April 2024") >= 1 for head in heads)
    assert "Youth Violence" in heads[-1] or "OTHER" in heads[-1]


def test_an_issue_is_small_enough_to_send() -> None:
    assert all(len(pdf_of(issue)) < 120_000 for issue in ISSUES)
