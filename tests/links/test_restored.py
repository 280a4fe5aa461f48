"""``restored/*.yml``: what is accepted stands with its evidence, in every output."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
from collections.abc import Callable, Mapping
from filecmp import dircmp
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import ROOTS, Site
from page import page
from sphinx_roundup.check.archive import check
from sphinx_roundup.model.records import Link
from sphinx_roundup.parse.link_status import FILE, Answer, as_json
from sphinx_roundup.parse.restored import KEYS, RowError, evidence_of, read_restored
from sphinx_roundup.parse.rows import rows_text

from .rows import NAMED, RESTORED, SUGGESTED, with_rows

NEEDED = ("address", "title", "publisher", "how", "evidence", "found", "by")
PERHAPS = "https://example.org/perhaps"


def _problem(row: Mapping[str, str], text: str = "") -> tuple[int, str]:
    """The one problem of a file with one row: its line and its words."""
    loaded = read_restored("restored/2024-04.yml", text or rows_text({"sorts": [row]}))
    assert not loaded.rows
    (problem,) = loaded.problems
    return problem.line, f"{problem.message} {problem.hint}"


@pytest.mark.parametrize("key", NEEDED)
@pytest.mark.parametrize("row", [RESTORED, SUGGESTED])
def test_nothing_stands_without_all_its_evidence(row: Mapping[str, str], key: str) -> None:
    line, words = _problem({**row, key: ""})
    assert line == 2
    assert f"{key} is missing" in words


_TEXT = st.text(max_size=30)


@given(
    st.dictionaries(
        st.sampled_from(KEYS), _TEXT | st.sampled_from([*RESTORED.values(), "suggested"])
    )
)
def test_whatever_is_given_an_accepted_row_has_its_evidence(row: dict[str, str]) -> None:
    try:
        found = evidence_of({**RESTORED, **row})
    except RowError:
        return
    assert all((found.title, found.publisher, found.how, found.by))
    assert found.where.startswith(("https://", "http://"))
    assert isinstance(found.found, dt.date)
    assert bool(found.address) == (found.status != "not-recorded")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"address": "javascript:alert(1)"}, "does not begin with https://"),
        ({"address": "data:text/html,x"}, "does not begin with https://"),
        ({"address": "mailto:a@example.org"}, "is no address of a page"),
        ({"address": "https://a@example.org/"}, "has a name before the @"),
        ({"address": "https://127.0.0.1/"}, "is no name of a website"),
        ({"address": "https://router.local/"}, "only some networks know"),
        ({"address": "https://exаmple.org/"}, "letters that look like others"),
        ({"address": "https://x.list-manage.com/track"}, "counts readers"),
        ({"evidence": "file:///etc/passwd"}, "does not begin with https://"),
        ({"evidence": "number 13273062919"}, "is not an address"),
        ({"archived": "https://example.org/copy"}, "is no web archive we know"),
        ({"archived": "https://web.archive.org/web/2024/https://example.org/x"}, "another page"),
        ({"found": "26 November 2026"}, "is no day"),
        ({"found": "2026-02-30"}, "is no day"),
        ({"checked": "2026-11-25"}, "checked is before found"),
        ({"status": "restord"}, "Did you mean “restored”?"),
        ({"by": "A Person"}, "is no handle"),
        ({"by": "<script>"}, "HTML"),
        ({"title": "<img src=x onerror=alert(1)>"}, "HTML"),
        ({"title": "{{ config }}"}, "braces"),
        ({"how": "a\u202eb"}, "nobody can see"),
        ({"how": "x" * 501}, "more than 500 characters"),
        ({"link": ""}, "link is missing"),
        ({"number": "two"}, "is no number of a link"),
        ({"status": "not-recorded"}, "has no address"),
    ],
)
def test_what_is_wrong_is_told_and_how_to_mend_it(change: dict[str, str], said: str) -> None:
    _, words = _problem({**RESTORED, **change})
    assert said in words


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("sorts:\n  - link: a\n    adress: b\n", 3, "Did you mean “address”?"),
        ("sorts: yes\n", 1, "must be in quotes"),
        ("sorts: words\n", 1, "must have a list of links"),
        ("- a\n", 1, "must be a list of “entry:” rows"),
        ("sorts:\n  - &a words\n", 2, "with &"),
        ("sorts:\n  - !!python/object:os.system x\n", 2, "with !"),
        ("sorts:\n  - link: [a]\n", 2, "link must be one text"),
        ("sorts:\n  - words\n", 2, "keys with values"),
        ("sorts:\n  - link: a\n    title: b: c\n", 3, "a value has a colon in it"),
        ("sorts:\n  - link: a\nsorts:\n  - link: b\n", 3, "is given twice"),
    ],
)
def test_a_file_of_another_form_is_told(text: str, line: int, said: str) -> None:
    found, words = _problem({}, text)
    assert (found, said in words) == (line, True), words


@pytest.mark.parametrize(
    ("item", "change", "said"),
    [
        ("sort", {}, "there is no item “sort” in 2024-04. Did you mean “sorts”?"),
        (
            "sorts",
            {"link": "reports"},
            "no link “reports” in 2024-04/sorts. Did you mean “report”?",
        ),
        ("sorts", {"link": "one in print"}, "“one in print” has an address in print."),
        ("sorts", {"number": "2"}, "there is no link “report” (number 2)"),
    ],
)
def test_a_row_without_its_link_is_told_by_build_and_check(
    site: Callable[[str], Site], item: str, change: dict[str, str], said: str
) -> None:
    small = with_rows(site("small"))
    path = small.source / "restored" / "2024-04.yml"
    path.write_text(rows_text({item: [{**RESTORED, **change}]}), encoding="utf-8")
    small.build()
    assert f"restored/2024-04.yml:2: WARNING: {'the link ' * ('print' in said)}" in small.warnings
    assert said in small.warnings
    for paths in (None, ["restored/2024-04.yml"]):
        (problem,) = check(small.source, paths).problems
        assert problem.subtype == "bad-restored"


def test_a_row_given_twice_and_files_without_an_issue_are_told(site: Callable[[str], Site]) -> None:
    small = with_rows(site("small"), RESTORED, RESTORED)
    folder = small.source / "restored"
    shutil.copy(folder / "2024-04.yml", folder / "2024-06.yml")
    shutil.copy(folder / "2024-04.yml", folder / "2024-04.yaml")
    said = [f"{p.path}: {p.message}" for p in check(small.source).problems]
    assert said == [
        "restored/2024-04.yaml: '2024-04.yaml' is no name for a file of addresses.",
        "restored/2024-04.yml: the link “report” is given twice.",
        "restored/2024-06.yml: there is no issue 2024-06.",
        "restored/2024-06.yml: there is no issue 2024-06.",
    ]


def test_every_page_tells_where_an_address_comes_from(site: Callable[[str], Site]) -> None:
    out = with_rows(site("small"), RESTORED, SUGGESTED, NAMED).build_quietly()
    for name in ("issues/2024-04", "kinds/report", "sources/bbc"):
        shown = page(out / f"{name}.html")
        text = " ".join(shown.named("article")[0].text.split())
        if "“report”" not in text:
            continue
        assert (
            "“report”: Address added by the archive on 26 November 2026; not yet visited." in text
        )
        assert "“survey”: perhaps A probable survey, Example & Trust." in text
        assert "“podcast”: perhaps A named podcast, Example & Trust. Its address is not" in text
        assert "The address of 1 link is not recorded." in text


def test_no_output_links_what_is_not_certain_as_if_it_were_printed(
    site: Callable[[str], Site],
) -> None:
    small = with_rows(site("small"), RESTORED, SUGGESTED, NAMED)
    out = small.build_quietly()
    html = (out / "issues" / "2024-04.html").read_text(encoding="utf-8")
    printed = re.findall(r'<div class="printed">(.*?)</div>', html, re.DOTALL)
    assert sum(RESTORED["address"] in words for words in printed) == 1
    assert not any(PERHAPS in words or "example.net" in words for words in printed)
    (suggestion,) = re.findall(rf'<a [^>]*href="{PERHAPS}"[^>]*>', html)
    assert 'rel="noopener noreferrer nofollow external"' in suggestion
    assert 'referrerpolicy="no-referrer"' in suggestion
    data = json.loads((out / "archive.json").read_text(encoding="utf-8"))
    links = _links(data)["2024-04/sorts"]
    assert [(one["text"], one["status"], one["target"]) for one in links] == [
        ("report", "restored", RESTORED["address"]),
        ("survey", "suggested", None),
        ("podcast", "not-recorded", None),
        ("page", "not-recorded", None),
        ("one in print", "printed", "https://example.org/printed"),
    ]
    assert (data["links"]["restored"], data["links"]["suggested"]) == (1, 1)
    cards = "".join(path.read_text(encoding="utf-8") for path in (out / "search").rglob("*.js"))
    assert RESTORED["address"] in cards
    assert PERHAPS not in cards
    assert "perhaps A probable survey" in cards


def _links(data: dict[str, object]) -> dict[str, list[dict[str, str]]]:
    return {
        item["id"]: item["links"]
        for issue in data["issues"]  # type: ignore[attr-defined]
        for heading in issue["headings"]
        for item in heading["items"]
    }


def test_every_restored_address_of_the_data_has_its_evidence(site: Callable[[str], Site]) -> None:
    out = with_rows(site("small"), RESTORED, SUGGESTED, NAMED).build_quietly()
    data = json.loads((out / "archive.json").read_text(encoding="utf-8"))
    for links in _links(data).values():
        for link in links:
            found = link.get("evidence")
            assert (link["status"] in {"restored", "suggested"}) <= bool(found)
            if found:
                assert all(
                    found[key] for key in ("title", "publisher", "how", "where", "found", "by")
                )  # type: ignore[index]


def test_plain_builders_and_pdfs_tell_it_too(site: Callable[[str], Site]) -> None:
    small = with_rows(site("small"), RESTORED, SUGGESTED, NAMED)
    text = (small.build_quietly("text") / "issues" / "2024-04.txt").read_text(encoding="utf-8")
    said = " ".join(text.split())
    assert "“report”: Address added by the archive on 26 November 2026; not yet visited." in said
    assert "“survey”: perhaps A probable survey" in said
    pdf = pypdfium2.PdfDocument(small.build_quietly("roundup-pdf") / "2024-04.pdf")
    words = " ".join(one.get_textpage().get_text_bounded() for one in pdf)
    words = " ".join(words.split())
    assert "Address added by the archive on 26 November 2026; not yet visited" in words
    assert "perhaps A probable survey" in words
    assert "perhaps A named podcast" in words


def _answered(small: Site, **answers: Answer) -> dict[str, Link]:
    addresses = {RESTORED["address"]: answers.get("report"), PERHAPS: answers.get("survey")}
    known = {address: answer for address, answer in addresses.items() if answer}
    (small.source / FILE).write_text(as_json(known), encoding="utf-8")
    issues = {issue.id: issue for issue in check(small.source).issues}
    item = next(item for item in issues["2024-04"].items if item.slug == "sorts")
    return {link.text: link for link in item.links}


def test_what_answers_is_checked_and_what_answers_wrongly_falls_back(
    site: Callable[[str], Site],
) -> None:
    small = with_rows(site("small"), RESTORED, SUGGESTED)
    works, gone = (
        Answer("works", "2026-12-01", "2026-12-01"),
        Answer("gone", "2026-12-02", "2026-12-01"),
    )
    found = _answered(small, report=works)["report"]
    assert found.evidence
    assert found.evidence.checked == dt.date(2026, 12, 1)
    found = _answered(small, report=gone)["report"]
    assert (found.status, found.target, found.gone) == ("not-recorded", None, "2026-12-01")
    home = Answer("moved", "2026-12-02", "2026-12-01", to="https://example.org/")
    assert _answered(small, report=home)["report"].status == "not-recorded"
    moved = Answer("moved", "2026-12-02", "2026-12-01", to="https://example.org/new/the-report")
    assert _answered(small, report=moved)["report"].status == "restored"
    unclear = Answer("unclear", "2026-12-02", "2026-12-01")
    found = _answered(small, report=unclear)["report"]
    assert found.evidence
    assert found.evidence.checked is None
    assert _answered(small, survey=gone)["survey"].status == "not-recorded"
    copy = f"https://web.archive.org/web/2024/{RESTORED['address']}"
    small = with_rows(small, {**RESTORED, "archived": copy}, SUGGESTED)
    assert _answered(small, report=works)["report"].leads_to == RESTORED["address"]
    found = _answered(small, report=gone)["report"]
    assert (found.status, found.leads_to) == ("restored", copy)
    out = small.build_quietly()
    text = " ".join(page(out / "issues" / "2024-04.html").named("article")[0].text.split())
    assert "The page was not there on 1 December 2026. The link leads to an archived copy." in text


def test_a_changed_row_gives_the_same_bytes_as_a_clean_build(
    site: Callable[[str], Site], tmp_path: Path
) -> None:
    small = with_rows(site("small"), RESTORED, SUGGESTED)
    small.build_quietly()
    for rows in ([{**RESTORED, "title": "Another"}], [{**RESTORED, "by": "somebody"}, NAMED], []):
        with_rows(small, *rows)
        if not rows:
            shutil.rmtree(small.source / "restored")
        again = small.build_quietly()
        fresh = Site(small.source, tmp_path / f"fresh{len(rows)}").build_quietly()
        assert _differ(dircmp(again, fresh, ignore=[])) == []
        shutil.rmtree(fresh)


def _differ(found: dircmp[str]) -> list[str]:
    below = [name for one in found.subdirs.values() for name in _differ(one)]
    return [*found.left_only, *found.right_only, *found.diff_files, *below]


def test_the_issues_stay_as_printed(site: Callable[[str], Site]) -> None:
    small = with_rows(site("small"), RESTORED)
    before = {path: path.read_bytes() for path in (small.source / "issues").iterdir()}
    small.build_quietly()
    assert before == {path: path.read_bytes() for path in (small.source / "issues").iterdir()}
    assert (ROOTS / "small" / "issues" / "2023-12.md").read_bytes() in before.values()


def test_the_list_of_links_counts_them_and_prepares_a_search_and_a_form(
    site: Callable[[str], Site],
) -> None:
    small = with_rows(site("small"), RESTORED, SUGGESTED, NAMED)
    (small.source / "archive.toml").write_text(
        'repository = "https://github.com/example/archive"\n'
        'lost-link-search = "https://search.example.org/?q={query}"\n'
    )
    shown = page(small.build_quietly() / "links-to-restore.html")
    text = " ".join(shown.named("article")[0].text.split())
    assert "1 has an address added by the archive, 1 has a suggestion, 4 are not recorded." in text
    found = [one for one in shown.named("a") if "example" in (one.attributes["href"] or "")]
    leads = {one.attributes["href"] for one in found}
    query = "%22A%20named%20podcast%22%20Example%20%26%20Trust%20April%202024"
    assert f"https://search.example.org/?q={query}" in leads
    form = "issues/new?template=address-for-a-lost-link.yml&entry=2024-04%2Fsorts&words=podcast"
    assert f"https://github.com/example/archive/{form}" in leads
    assert "https://github.com/example/archive/edit/main/restored/2024-04.yml" in leads
    assert all(
        one.attributes.get("referrerpolicy") == "no-referrer"
        for one in found
        if "search.example" in (one.attributes["href"] or "")
    )
