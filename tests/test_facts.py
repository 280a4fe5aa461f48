"""Every field that is declared reaches every output: a new one is tried here without a change.

The item has each field as the guide's own example writes it; what must be seen is worked
out here from the vocabulary, not by the code under test.
"""

from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import fields, replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from conftest import ROOTS, Site
from page import page
from pdf.reading import all_words
from search.node import ask
from sphinx_roundup.cli import main
from sphinx_roundup.data.export import item_data
from sphinx_roundup.data.schema import schema
from sphinx_roundup.model.archive import Archive
from sphinx_roundup.model.assembly import assemble
from sphinx_roundup.model.dates import day
from sphinx_roundup.model.facts import facts
from sphinx_roundup.model.fields import FIELDS, Field
from sphinx_roundup.model.records import Item
from sphinx_roundup.model.settings import Settings
from sphinx_roundup.parse.page import read_page
from sphinx_roundup.parse.vocabulary import load
from sphinx_roundup.pdf.plan import Plan
from sphinx_roundup.pdf.print_settings import Edition
from sphinx_roundup.search.index import write_index
from sphinx_roundup.views.listings import Listings

PUBLIC = [field for field in FIELDS if field.public]
OF_THE_ROOT = {"id": "whole", "kind": "podcast", "source": "nspcc", "topics": "education"}
"""What the examples must be in the tiny archive; no other item of it has these."""
ADDRESS = "issues/2024-05.html#item-2024-05-whole"


def written(field: Field) -> str:
    return OF_THE_ROOT.get(field.name, field.example)


def seen(field: Field) -> str:
    """The words that a reader must find for a field."""
    known = {"kind": "Podcast or audio", "source": "NSPCC", "topics": "Education"}
    if field.name in known:
        return known[field.name]
    value = field.read(field.example)
    word = value[0] if isinstance(value, tuple) else value
    if field.name == "corrected":
        date, _, words = word.partition(" ")
        return f"{day(dt.date.fromisoformat(date))}. {words}"
    if isinstance(word, dt.date):
        return day(word)
    labels = load_archive().closed.get(field.closed, {})
    return labels.get(word, word)


def issue(*leave_out: str) -> str:
    lines = [
        f":{field.name}: {written(field)}"
        for field in FIELDS
        if field.is_asked and field.name not in leave_out
    ]
    top = ["---", "masthead: A Round-up", "---", "", "# May 2024", "", "## County lines", ""]
    return "\n".join([*top, ":::{item} Every field", *lines, "", "Printed words.", ":::", ""])


def load_archive(*leave_out: str) -> Archive:
    read = read_page("issues/2024-05.md", issue(*leave_out))
    assert read.published
    assert {p.subtype for p in read.problems} <= {"missing-field"}
    return assemble([read.published], load(ROOTS / "small"), dt.date(2024, 6, 1))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The tiny archive with one issue more, built by every builder."""
    folder = tmp_path_factory.mktemp("facts")
    source = Path(shutil.copytree(ROOTS / "small", folder / "source"))
    (source / "issues" / "2024-05.md").write_text(issue(), encoding="utf-8")
    site = Site(source, folder / "work")
    for builder in ("html", "text", "roundup-pdf"):
        site.build_quietly(builder)
    return site


def words_of(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("field", PUBLIC, ids=lambda field: field.name)
def test_each_field_is_seen_in_every_output(built: Site, field: Field) -> None:
    html, text = built.work / "html", built.work / "text"
    shown = page(html / "issues" / "2024-05.html")
    assert seen(field) in words_of(shown.named("article")[0].text), "page"
    topic = page(html / "topics" / "education.html")
    own = topic.of_class("item")[topic.listed.index("2024-05/whole")]
    assert seen(field) in words_of(own.text), "list"
    for name in ("issues/2024-05", "topics/education"):
        assert seen(field) in words_of((text / f"{name}.txt").read_text("utf-8")), "text"
    for name in ("2024-05", "topics/education"):
        pdf = (built.work / "roundup-pdf" / f"{name}.pdf").read_bytes()
        assert seen(field) in " ".join(all_words(pdf)), "pdf"


def test_each_field_is_seen_in_a_search_hit(built: Site) -> None:
    (answer,) = ask(built.work / "html", {"q": "every field"})
    hit = next(one for one in answer["hits"] if one["id"] == "2024-05/whole")
    said = " ".join(fact["words"] for fact in hit["facts"])
    assert [field.name for field in PUBLIC if seen(field) not in said] == []


def test_the_hit_says_what_the_page_says(built: Site) -> None:
    """One wording: each fact, label and all, stands so on the page, in the PDF and in the text."""
    archive = load_archive()
    said = [fact.said for fact in facts(archive, archive.items[0])]
    shown = words_of(page(built.work / "html" / "issues" / "2024-05.html").named("article")[0].text)
    plain = words_of((built.work / "text" / "issues" / "2024-05.txt").read_text("utf-8"))
    pdf = " ".join(all_words((built.work / "roundup-pdf" / "2024-05.pdf").read_bytes()))
    # The topics of a page are badges of their own, and text marks strong words.
    several = [words for words in said if words != "County lines, Education"]
    assert [words for words in several if words not in shown] == []
    assert [words for words in said if words not in plain.replace("*", "").replace("**", "")] == []
    assert [words for words in said if words not in pdf] == []
    (answer,) = ask(built.work / "html", {"q": "every field"})
    hit = next(one for one in answer["hits"] if one["id"] == "2024-05/whole")
    assert [fact["words"] for fact in hit["facts"]] == said


@pytest.mark.parametrize("field", PUBLIC, ids=lambda field: field.name)
def test_each_field_is_in_the_data_and_its_schema(field: Field) -> None:
    archive = load_archive()
    item = archive.items[0]
    data = item_data(archive, item)
    value = data[{"source": "sources"}.get(field.name, field.name)]
    assert written(field) in value
    (described,) = [
        part["properties"]
        for part in _objects(schema(archive))
        if "editor-note" in part["properties"]
    ]
    assert set(data) <= set(described)
    Draft202012Validator(described[field.name if field.name in described else "sources"]).validate(
        value
    )


def _objects(part: object) -> list[dict[str, dict[str, object]]]:
    if isinstance(part, list):
        return [found for one in part for found in _objects(one)]
    if not isinstance(part, dict):
        return []
    own = [part] if "properties" in part else []
    return own + [found for one in part.values() for found in _objects(one)]


@pytest.mark.parametrize("field", PUBLIC, ids=lambda field: field.name)
def test_each_field_that_changes_is_told(tmp_path: Path, field: Field) -> None:
    for name, text in (("before", issue(field.name)), ("after", issue())):
        folder = Path(shutil.copytree(ROOTS / "small", tmp_path / name))
        (folder / "issues" / "2024-05.md").write_text(text, encoding="utf-8")
    told = CliRunner().invoke(
        main, ["changes", str(tmp_path / "before"), "--archive", str(tmp_path / "after")]
    )
    (line,) = [line for line in told.output.splitlines() if "2024-05/whole" in line]
    assert f"({field.name}: " in line
    assert seen(field) in line.rpartition(" → ")[2]


@pytest.mark.parametrize("field", PUBLIC, ids=lambda field: field.name)
def test_each_field_changes_every_digest(tmp_path: Path, field: Field) -> None:
    whole, less = load_archive(), load_archive(field.name)
    assert len({Listings(a, Settings()).fingerprint(a.items) for a in (whole, less)}) == 2
    pdfs = [
        {job.path: job.digest for job in Plan(Edition(a), 0, 48, 100).jobs()} for a in (whole, less)
    ]
    same = {path for path in set(pdfs[0]) & set(pdfs[1]) if pdfs[0][path] == pdfs[1][path]}
    assert same == set()
    kept = tmp_path / "kept.json"
    after = [write_index(a, tmp_path, lambda _: ADDRESS, kept) for a in (less, whole)]
    afresh = write_index(whole, tmp_path / "afresh", lambda _: ADDRESS)
    assert after[0] != after[1] == afresh


@pytest.mark.parametrize("name", ["topics", "sources", "kinds"])
def test_a_new_name_changes_every_digest(name: str) -> None:
    """What an item says of the vocabulary is said in the vocabulary's words of today."""
    whole = load_archive()
    label = {"topics": "title", "sources": "short_name", "kinds": "label"}[name]
    renamed = replace(
        whole, **{name: tuple(replace(one, **{label: "Another"}) for one in getattr(whole, name))}
    )
    assert len({Listings(a, Settings()).fingerprint(a.items) for a in (whole, renamed)}) == 2
    jobs = [list(Plan(Edition(a), 0, 48, 100).jobs()) for a in (whole, renamed)]
    assert {job.digest for job in jobs[0]}.isdisjoint(job.digest for job in jobs[1])


def test_each_field_can_be_given_to_add(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(ROOTS / "small", tmp_path / "archive"))
    (folder / "issues" / "2024-05.md").write_text(issue(), encoding="utf-8")
    given = [
        part
        for field in FIELDS
        if field.is_asked
        for part in (f"--{field.name}", written(field) + ("-again" if field.name == "id" else ""))
    ]
    words = ["--title", "Added", "--words", "Other words.", "--heading", "County lines"]
    done = CliRunner().invoke(main, ["add", "2024-05", *words, *given, "--archive", str(folder)])
    assert done.exit_code == 0, done.output
    text = (folder / "issues" / "2024-05.md").read_text(encoding="utf-8")
    for field in PUBLIC:
        assert text.count(f":{field.name}: {written(field)}\n") == 2


def test_every_attribute_of_an_item_is_a_field_or_known_to_be_none() -> None:
    """An attribute that no field fills would be shown nowhere."""
    of_the_page = {"issue", "title", "heading", "body", "links", "line", "places"}
    filled = {field.attribute for field in FIELDS}
    assert {field.name for field in fields(Item)} == filled | of_the_page
