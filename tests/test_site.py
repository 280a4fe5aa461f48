"""What a reader finds on the pages of a tiny archive."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from sphinx.util.inventory import InventoryFile

from conftest import Site, write_answers
from page import links_to_nothing, page
from sphinx_roundup.check.archive import check


@pytest.fixture
def out(built_small: Site) -> Path:
    return built_small.work / "html"


def test_topic_page_has_scope_note_names_relations_and_items(out: Path) -> None:
    shown = page(out / "topics" / "county-lines.html")
    text = " ".join(shown.named("article")[0].text.split())
    assert "Lines in the country." in text
    assert "Also printed as Drug lines; CL" in text
    assert "Part of Exploitation (4)" in text
    assert "Related Education (2)" in text
    assert "going country" not in text
    assert shown.listed == ["2024-04/drugs-report", "2024-04/practice-tips", "2023-12/guide"]
    assert [e.text for e in shown.named("h2")] == ["April 2024", "December 2023", "See also"]


def test_the_other_half_of_related_and_narrower_are_derived(out: Path) -> None:
    assert "Related" in page(out / "topics" / "education.html").named("dl")[0].text
    narrower = page(out / "topics" / "exploitation.html").named("dl")[0].text
    assert " ".join(narrower.split()) == "Includes County lines (3)"


def test_a_topic_with_many_items_is_split_by_years(out: Path) -> None:
    shown = page(out / "topics" / "exploitation.html")
    assert shown.listed == ["2024-04/review", "2024-04/drugs-report", "2024-04/practice-tips"]
    years = shown.of_class("index-years")[0].text.split()
    assert years == ["2024", "3", "entries", "2023", "1", "entry"]
    older = page(out / "topics" / "exploitation" / "2023.html")
    assert older.listed == ["2023-12/guide"]
    assert older.named("h1")[0].text == "Exploitation, 2023"
    assert not (out / "topics" / "county-lines" / "2024.html").exists()
    assert not (out / "topics" / "exploitation" / "2024.html").exists()
    # The newest with their printed words, the older with titles and facts that lead there.
    assert (len(shown.of_class("printed")), len(older.of_class("printed"))) == (3, 0)
    assert len(older.of_class("item-facts")) == 1


def test_sources_kinds_and_years_come_from_the_same_mechanism(out: Path) -> None:
    assert page(out / "sources" / "bbc.html").listed == [
        "2024-04/review",
        "2024-04/drugs-report",
        "2024-04/missing-school",
    ]
    assert page(out / "kinds" / "guide.html").listed == ["2024-04/practice-tips", "2023-12/guide"]
    assert len(page(out / "years" / "2023.html").listed) == 2
    index = page(out / "sources" / "index.html").of_class("index-rows")[0].text
    assert "BBC 3 entries" in " ".join(index.split())
    assert "Publisher not stated" in (out / "years" / "2023.html").read_text()


def test_issue_page_shows_headings_facts_and_neighbours(out: Path) -> None:
    shown = page(out / "issues" / "2024-04.html")
    assert [e.text.removesuffix("#") for e in shown.named("h2")] == [
        "The lead story",
        "County lines",
        "Education",
    ]
    facts = " ".join(shown.of_class("item-facts")[2].text.split())
    assert facts == (
        "Kind: Guide or practice tips · Source: NSPCC · Published 2 April 2024"
        " · Made for: Schools, Social care · Nation: England · Access: Free"
    )
    assert shown.of_class("item-topics")[2].text == "Topics: County lines"
    assert shown.of_class("prev-page")[0].attributes["href"] == "2023-12.html"
    assert not shown.of_class("next-page")
    links = [e.attributes.get("href") for e in shown.named("a")]
    assert "../pdf/2024-04.pdf" in links
    assert "Content note: violence." in " ".join(
        shown.of_class("content-note-notice")[0].text.split()
    )
    assert "printed with a slip." in shown.of_class("editor-note-note")[0].text


def test_a_closed_survey_is_closed_by_the_archive_s_date(site: Callable[[str], Site]) -> None:
    small = site("small")
    survey = small.build_quietly(roundup_date="2024-05-23") / "issues" / "2023-12.html"
    assert "Closes" in survey.read_text()
    assert "This has closed." not in survey.read_text()
    survey = small.build_quietly(roundup_date="2024-05-24") / "issues" / "2023-12.html"
    assert "This has closed." in survey.read_text()


def test_the_three_states_of_a_link(out: Path) -> None:
    shown = page(out / "issues" / "2024-04.html")
    lost = shown.of_class("unrecorded")
    assert [(e.tag, e.text) for e in lost] == [("a", "point")]
    said = {"role": "link", "aria-disabled": "true", "title": "Address not recorded"}
    assert lost[0].attributes == {"class": "unrecorded", **said}
    assert "The address of 1 link is not recorded." in shown.of_class("lost-note")[0].text
    archived = next(e for e in shown.of_class("external") if e.text == "review")
    assert archived.attributes["href"] == (
        "https://web.archive.org/web/2024/https://example.org/review"
    )
    assert archived.attributes["data-host"] == "web.archive.org"
    recorded = page(out / "issues" / "2023-12.html").of_class("external")[0]
    assert recorded.attributes["rel"] == "noopener noreferrer external"
    assert recorded.attributes["data-host"] == "example.org"


def test_a_link_that_is_gone_says_so_and_where_its_copy_is(site: Callable[[str], Site]) -> None:
    small = site("small")
    write_answers(small, "https://example.org/review", "https://www.example.org/guide")
    out = small.build_quietly()
    words = page(out / "issues" / "2024-04.html").named("article")[0].text
    review = "“review” is gone: the page was not there on 3 May 2026."
    assert f"{review} The link leads to an archived copy." in " ".join(words.split())
    shown = page(out / "issues" / "2023-12.html")
    assert (
        "“guide” is gone: the page was not there on 3 May 2026." in shown.named("article")[0].text
    )
    assert [e.text for e in shown.of_class("gone")] == ["guide"]
    listed = page(out / "links-to-restore.html").named("article")[0].text
    assert "guide, example.org, not there on 3 May 2026" in " ".join(listed.split())
    assert "review, " not in listed
    data = json.loads((out / "archive.json").read_text(encoding="utf-8"))
    headings = [one for issue in data["issues"] for one in issue["headings"]]
    links = [link for one in headings for item in one["items"] for link in item["links"]]
    copies = "https://web.archive.org/web/20231201/https://www.example.org/guide"
    gone = [link for link in links if link.get("gone") == "2026-05-03"]
    assert [(link["text"], link.get("copies")) for link in gone] == [
        ("guide", copies),
        ("review", None),
    ]
    # Beside an address that is gone: the copy nearest the month of its issue.
    assert copies in {one.attributes.get("href") for one in shown.of_class("look")}
    cards = "".join(one.read_text(encoding="utf-8") for one in (out / "search").rglob("*.js"))
    assert f"An archived copy may be at {copies}" in cards


@pytest.mark.parametrize(
    "text", ["", "[]", '{"links": {"a": 1}}', '{"links": {"a": {"state": 1}}}']
)
def test_a_file_of_answers_that_is_none_is_told(site: Callable[[str], Site], text: str) -> None:
    small = site("small")
    (small.source / "links.json").write_text(text)
    small.build()
    told = "links.json:1: WARNING: links.json is not as “roundup links” writes it."
    assert told in small.warnings
    assert [p.subtype for p in check(small.source).problems] == ["bad-links-file"]


def test_links_to_restore_lists_each_with_its_place(out: Path) -> None:
    shown = page(out / "links-to-restore.html")
    text = " ".join(shown.named("article")[0].text.split())
    assert "2 links came without an address: 0 of 2 restored." in text
    assert "A survey of schools (line 20): survey" in text
    assert [e.text for e in shown.named("q")] == ["point", "survey", "point", "point", "survey"]
    assert shown.named("h2")[1].text.startswith("By publisher")


def test_nothing_that_looks_like_a_link_leads_nowhere(real_html: Path) -> None:
    for path in real_html.rglob("*.html"):
        for element in page(path).named("a"):
            if element.attributes.get("aria-disabled"):
                assert "href" not in element.attributes
                continue
            # Only a page's own title in its contents and its own name in the menu lead to “#”.
            own = element.attributes.keys() & {"aria-current"} or path.stem == "index"
            top = own or "internal" in (element.attributes.get("class") or "")
            assert element.attributes.get("href") not in ({None, ""} if top else {None, "", "#"})


def test_every_link_inside_the_site_has_a_target(real_html: Path) -> None:
    assert links_to_nothing(real_html) == []


def test_ids_of_items_begin_with_a_letter_and_are_unique(real_html: Path) -> None:
    ids: list[str | None] = []
    for path in (real_html / "issues").glob("*.html"):
        shown = page(path)
        ids += [e.attributes.get("id") for e in shown.of_class("item")]
        every = [e.attributes["id"] for e in shown.having("id")]
        assert len(every) == len(set(every)), path
    assert len(set(ids)) == 70
    assert all(re.fullmatch(r"item-\d{4}-\d\d-[a-z][a-z0-9-]*", anchor or "") for anchor in ids)


def test_items_and_topics_are_in_the_inventory_and_can_be_cited(out: Path) -> None:
    inventory = InventoryFile.loads((out / "objects.inv").read_bytes(), uri="")
    item = inventory["roundup:item", "2024-04/drugs-report"]
    assert item.uri == "issues/2024-04.html#item-2024-04-drugs-report"
    assert item.display_name == "A report on drugs"
    assert inventory["roundup:topic", "county-lines"].uri == "topics/county-lines.html"
    home = page(out / "index.html")
    cited = [e for e in home.of_class("internal") if e.attributes.get("href") == item.uri]
    assert [e.text for e in cited] == ["A report on drugs"]


def test_home_has_the_newest_entries_topics_and_years(out: Path) -> None:
    shown = page(out / "index.html")
    assert [e.text for e in shown.of_class("newest-issue") if "April 2024" in e.text]
    assert shown.listed == [
        "2024-04/review",
        "2024-04/drugs-report",
        "2024-04/practice-tips",
        "2024-04/missing-school",
    ]
    lines = " ".join(shown.of_class("lines")[0].text.split())
    assert lines == "Education 2 entries Exploitation 4 entries"
    assert "December 2023" in shown.of_class("years")[0].text


def test_other_builders_show_items_and_listings_plainly(site: Callable[[str], Site]) -> None:
    out = site("small").build_quietly("text")
    issue = (out / "issues" / "2024-04.txt").read_text(encoding="utf-8")
    assert "A report by the BBC & others on <drugs>, costing £5m" in issue
    topic = (out / "topics" / "county-lines.txt").read_text(encoding="utf-8")
    assert "Guide or practice tips · NSPCC · County lines" in topic
    assert "Some practice tips." in topic


def test_a_setting_that_cannot_be_used_is_named(site: Callable[[str], Site]) -> None:
    with pytest.raises(Exception, match=r"conf\.py: roundup_date is 'soon'"):
        site("small").build(roundup_date="soon")


def test_the_general_index_is_an_a_to_z_of_topics(out: Path) -> None:
    names = [
        e.text for e in page(out / "genindex.html").named("a") if "topics/" in str(e.attributes)
    ]
    assert names[-4:] == ["County lines", "Drug lines", "Education", "Exploitation"]
    assert "going country" not in (out / "genindex.html").read_text()


def test_a_source_page_tells_its_other_names_and_what_followed_it(out: Path) -> None:
    bbc = page(out / "sources" / "bbc.html").of_class("entry-facts")[0].text
    assert " ".join(bbc.split()) == "Also named The BBC"
    nspcc = page(out / "sources" / "nspcc.html").of_class("entry-facts")[0].text
    assert " ".join(nspcc.split()) == "Also named NSPCC Followed by BBC (3)"


def test_pages_describe_themselves_to_search_engines(out: Path) -> None:
    def described(name: str) -> str | None:
        found = [
            e for e in page(out / name).named("meta") if e.attributes.get("name") == "description"
        ]
        return found[0].attributes["content"] if found else None

    assert described("issues/2024-04.html") == "A Round-up, April 2024: 4 entries."
    assert described("topics/county-lines.html") == "Lines in the country."
    assert described("sources/index.html") is not None
    assert described("sources/bbc.html") == "BBC: 3 entries of Small archive."


def test_a_draft_shows_its_open_points(site: Callable[[str], Site]) -> None:
    small = site("small")
    small.edit("issues/2024-04.md", "masthead: A Round-up", "masthead: A Round-up\nstatus: draft")
    small.edit("issues/2024-04.md", ":id: review\n", ":id: review\n:review: Is it an inquiry?\n")
    shown = page(small.build() / "issues" / "2024-04.html")
    assert "This issue is a draft" in shown.of_class("draft-note")[0].text
    (point,) = shown.of_class("open-points")
    assert "Is it an inquiry?" in point.text
    assert "A review of all forms." in point.text
    assert [e.text for e in shown.of_class("review-note")] == ["To settle: Is it an inquiry?"]
    assert "[roundup.draft-issue]" in small.warnings
    assert "[roundup.open-point]" in small.warnings
