"""What a site at an address tells search engines, browsers and other sites; nothing without one."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from html import unescape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from conftest import PROJECT, Site, copy_printed
from data.made import AWFUL, IDENTITY, SITE, awful, printed, told
from data.test_readers import REASON
from page import page
from sphinx_roundup.data.linked import as_script, issue_node
from sphinx_roundup.extension import size
from sphinx_roundup.html import crawling

UNLISTED = {"search.html", "404.html"}
"""Pages that nobody looks for: they are about no part of the archive."""
LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
ADDRESSED = ("sitemap.xml", "robots.txt", "opensearch.xml", "data/topics.ttl")


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The printed issues, published at an address."""
    folder = tmp_path_factory.mktemp("published")
    made = Site(copy_printed(folder / "source"), folder / "work")
    (made.source / "logo.png").write_bytes(b"")
    return made.build(
        html_logo="logo.png",
        html_baseurl=SITE,
        roundup_namespace=IDENTITY.namespace,
        roundup_newsletter=IDENTITY.newsletter,
    )


def linked(path: Path) -> list[dict[str, Any]]:
    found = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>', path.read_text("utf-8"), re.DOTALL
    )
    assert len(found) <= 1, path
    assert not any(set("<>&") & set(text) for text in found), path
    return [node for text in found for node in json.loads(text)["@graph"]]


def of_sort(nodes: list[dict[str, Any]], sort: str) -> dict[str, Any]:
    (node,) = [node for node in nodes if node["@type"] == sort]
    return node


def addresses(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for name, part in value.items():
            if name in {"@id", "url", "item", "contentUrl", "inDefinedTermSet"} and isinstance(
                part, str
            ):
                yield part
            yield from addresses(part)
    elif isinstance(value, list):
        for part in value:
            yield from addresses(part)


def test_each_page_says_what_it_is_with_addresses_that_lead_somewhere(out: Path) -> None:
    files = {path.relative_to(out).as_posix() for path in out.rglob("*")}
    for path in sorted(out.rglob("*.html")):
        name = path.relative_to(out).as_posix()
        # What an entry is, the page of its issue says.
        if name.startswith(("_static/", "e/")) or name in UNLISTED:
            continue
        nodes = linked(path)
        assert nodes, name
        for address in addresses(nodes):
            assert address.startswith(SITE), (name, address)
            target = address.removeprefix(SITE).partition("#")[0]
            assert target in {*files, ""}, (name, address)


def test_an_issue_names_its_entries_and_a_topic_itself(out: Path) -> None:
    issue = of_sort(linked(out / "issues/2024-04.html"), "PublicationIssue")
    assert (issue["datePublished"], len(issue["hasPart"])) == ("2024-04", 48)
    entry = issue["hasPart"][0]["@id"]
    assert entry.partition("#")[2] in (out / "issues/2024-04.html").read_text("utf-8")
    topic = of_sort(linked(out / "topics/sextortion.html"), "CollectionPage")["about"]
    assert (topic["@type"], topic["termCode"]) == ("DefinedTerm", "sextortion")
    trail = of_sort(linked(out / "topics/sextortion.html"), "BreadcrumbList")["itemListElement"]
    assert [step["name"] for step in trail] == ["Home", "Topics", "Sextortion"]
    assert "license" not in json.dumps(linked(out / "data.html"))


def test_an_awful_title_comes_back_from_a_page_and_ends_no_script() -> None:
    archive = awful()
    script = as_script([issue_node(archive, archive.issues[0])])
    assert not set("<>&") & set(script)
    found = json.loads(script)["@graph"][0]["hasPart"][0]
    assert (found["headline"], found["@id"]) == (AWFUL.title, told(archive)[AWFUL.id][2])


def test_the_data_page_is_a_dataset_with_its_files(out: Path) -> None:
    dataset = of_sort(linked(out / "data.html"), "Dataset")
    assert dataset["temporalCoverage"] == "2023-01/2024-04"
    assert 50 <= len(dataset["description"]) <= 5000
    found = {one["contentUrl"].removeprefix(SITE) for one in dataset["distribution"]}
    shown = {e.attributes["href"] for e in page(out / "data.html").named("a")}
    assert found <= shown
    assert {"archive.json", "data/entries.xlsx", "data/topics.ttl"} <= found


def test_pages_have_a_description_and_open_graph(out: Path) -> None:
    for name in (
        "index",
        "data",
        "issues/2024-04",
        "topics/sextortion",
        "kinds/news",
        "years/2024",
    ):
        metas = [e.attributes for e in page(out / f"{name}.html").having("content")]
        named = ((m.get(key), m["content"]) for m in metas for key in ("name", "property"))
        said = {name: content for name, content in named if name}
        assert 20 < len(str(said["description"])) <= 200, name
        assert said["og:description"] == said["description"]
        assert said["og:url"] == SITE + ("" if name == "index" else f"{name}.html")
        assert re.fullmatch("[^<]+", str(said["og:title"]))
        assert said["og:image"] == f"{SITE}_static/logo.png"
    assert (out / "_static/logo.png").is_file()


def test_too_many_pages_for_a_sitemap_have_an_index(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crawling, "_MOST", 2)
    pages = [f"issues/{number}.html" for number in range(5)]
    made = crawling.sitemaps(printed(), ["index.html", *pages], "index")
    index = ET.fromstring(made["sitemap.xml"])  # noqa: S314 - our own
    assert index.tag.endswith("}sitemapindex")
    parts = [str(one.text).removeprefix(SITE) for one in index.iter(LOC)]
    assert parts == ["sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"]
    assert set(made) == {"sitemap.xml", *parts}
    told = [one.text for name in parts for one in ET.fromstring(made[name]).iter(LOC)]  # noqa: S314
    assert told == [SITE, *(f"{SITE}{name}" for name in pages)]
    assert all(crawling.PART.fullmatch(name) for name in parts)


def test_the_sitemap_lists_every_page_that_may_be_found_and_no_other(out: Path) -> None:
    found = [e.text for e in ET.parse(out / "sitemap.xml").iter(LOC)]  # noqa: S314 - our own
    pages = {path.relative_to(out).as_posix() for path in out.rglob("*.html")}
    pages = {name for name in pages if not name.startswith("_static/")} - UNLISTED
    assert set(found) == {SITE + ("" if name == "index.html" else name) for name in pages}
    assert len(found) == len(pages)
    assert f"Sitemap: {SITE}sitemap.xml\n" in (out / "robots.txt").read_text("utf-8")


def test_a_browser_can_offer_the_search(out: Path) -> None:
    described = ET.parse(out / "opensearch.xml").getroot()  # noqa: S314 - our own
    space = "{http://a9.com/-/spec/opensearch/1.1/}"
    (url,) = described.findall(f"{space}Url")
    assert url.attrib["template"] == f"{SITE}search.html?q={{searchTerms}}"
    assert len(described.findtext(f"{space}ShortName", "")) <= 16
    links = [e.attributes for e in page(out / "topics/sextortion.html").named("link")]
    (link,) = [one for one in links if one.get("type") == "application/opensearchdescription+xml"]
    assert (out / "topics" / str(link["href"])).resolve() == (out / "opensearch.xml").resolve()


def test_without_an_address_all_of_it_is_left_out_and_it_goes_when_one_is_taken_away(
    site: Callable[[str], Site],
) -> None:
    small = site("small")
    html = small.build_quietly(html_baseurl="https://a.example/")
    assert [name for name in ADDRESSED if not (html / name).exists()] == []
    (html / "sitemap.xml").unlink()
    small.build_quietly(html_baseurl="https://a.example/")
    assert (html / "sitemap.xml").exists()
    small.build_quietly()
    assert [name for name in ADDRESSED if (html / name).exists()] == []
    text = (html / "issues/2024-04.html").read_text("utf-8")
    assert "ld+json" not in text
    assert "og:url" not in text
    assert "og:image" not in text
    assert "canonical" not in text
    (small.source / "extra").mkdir()
    (small.source / "extra" / "robots.txt").write_text("User-agent: *\nDisallow: /\n")
    small.build_quietly(html_extra_path=["extra"], html_baseurl="https://a.example/")
    assert "Disallow" in (html / "robots.txt").read_text("utf-8")
    assert "robots" not in (html / "sitemap.xml").read_text("utf-8")


def blocks(language: str) -> list[str]:
    text = (PROJECT / "data.md").read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def test_every_file_that_the_page_names_is_there(out: Path, real_html: Path) -> None:
    text = unescape((out / "data.html").read_text("utf-8"))
    for folder in (out, real_html):
        shown = page(folder / "data.html")
        named = [e.attributes["href"] for e in shown.named("a")]
        files = [str(name) for name in named if str(name).startswith(("data/", "archive."))]
        assert len(files) >= 14
        assert [name for name in files if not (folder / name).is_file()] == []
    assert "data/issues/2024-04.json.gz" in text
    assert (out / "data/issues/2024-04.json.gz").is_file()


def said_by(example: str) -> str:
    said = io.StringIO()
    with redirect_stdout(said):
        exec(example, {})  # noqa: S102 - the page's own example
    return said.getvalue()


def test_the_example_with_the_package_runs(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(out)
    _, ours = blocks("python")
    said = said_by(ours)
    assert "2024-04/whatsapp-groups" in said
    assert len(said.splitlines()) == 70


@pytest.mark.readers
def test_the_example_with_pandas_runs(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pandas", reason=REASON)
    monkeypatch.chdir(out)
    theirs, _ = blocks("python")
    assert re.search(r"^mental-health +\d+$", said_by(theirs), re.MULTILINE)


def test_the_example_for_jq_runs(out: Path) -> None:
    if not shutil.which("jq"):
        pytest.skip("needs jq")
    links, titles = (
        subprocess.run(["sh", "-c", command], cwd=out, capture_output=True, text=True, check=True)
        for command in blocks("sh")
    )
    assert len(links.stdout.splitlines()) == 89
    assert "Podcast on childhood exploitation by drug gangs" in titles.stdout


@pytest.mark.readers
def test_the_columns_that_the_page_names_are_in_the_workbook(out: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl", reason=REASON)
    sheet = openpyxl.load_workbook(out / "data/entries.xlsx")["Entries"]
    head = {cell.value for cell in next(sheet.iter_rows())}
    assert {"Month", "Topics", "Source", "Links"} <= head
    assert sheet.freeze_panes == "A2"


def test_another_sphinx_project_cites_an_entry(out: Path, tmp_path: Path) -> None:
    (cited,), (also,), (known,) = blocks("md"), blocks("rst"), blocks("py")
    other = tmp_path / "other"
    other.mkdir()
    mapping = {"archive": (SITE, os.fspath(out / "objects.inv"))}
    (other / "conf.py").write_text(
        "project = 'Other'\nextensions = ['myst_parser', 'sphinx.ext.intersphinx']\n"
        f"intersphinx_mapping = {mapping!r}\n{known}"
    )
    (other / "index.md").write_text(f"# Other\n\n{cited}\n\n```{{toctree}}\nrst\n```\n")
    (other / "rst.rst").write_text(f"Other\n=====\n\n{also}")
    made = Site(other, tmp_path / "work").build_quietly()
    for name, title in (("index.html", "what the entry says"), ("rst.html", "What it says")):
        links = [e for e in page(made / name).named("a") if SITE in str(e.attributes.get("href"))]
        (link,) = links
        assert link.attributes["href"] == f"{SITE}issues/2024-04.html#item-2024-04-whatsapp-groups"
        assert title in re.sub("<[^>]*>", "", (made / name).read_text("utf-8"))


SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
[] a sh:NodeShape ; sh:targetClass skos:Concept ;
  sh:property [ sh:path skos:prefLabel ; sh:minCount 1 ; sh:maxCount 1 ; sh:uniqueLang true ] ;
  sh:property [ sh:path skos:inScheme ; sh:minCount 1 ; sh:class skos:ConceptScheme ] ;
  sh:property [ sh:path skos:broader ; sh:class skos:Concept ; sh:disjoint skos:related ] ;
  sh:property [ sh:path skos:related ; sh:class skos:Concept ] ;
  sh:property [ sh:path skos:narrower ; sh:class skos:Concept ] .
"""


@pytest.mark.readers
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_vocabulary_is_sound_skos(out: Path) -> None:
    rdflib = pytest.importorskip("rdflib", reason=REASON)
    pyshacl = pytest.importorskip("pyshacl", reason=REASON)
    graph = rdflib.Graph().parse(out / "data/topics.ttl")
    skos = rdflib.SKOS
    topics = json.loads((out / "archive.json").read_text("utf-8"))["topics"]
    titles = {str(label) for label in graph.objects(None, skos.prefLabel)}
    assert titles == {topic["title"] for topic in topics}
    pairs = {(a, b) for a, b in graph.subject_objects(skos.related)}
    assert pairs == {(b, a) for a, b in pairs}
    assert set(graph.subject_objects(skos.broader)) == {
        (b, a) for a, b in graph.subject_objects(skos.narrower)
    }
    conforms, _, told = pyshacl.validate(graph, shacl_graph=SHAPES, shacl_graph_format="turtle")
    assert conforms, told


@pytest.mark.readers
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_every_word_of_the_linked_data_is_schema_orgs(out: Path) -> None:
    rdflib = pytest.importorskip("rdflib", reason=REASON)
    from rdflib.namespace import SDO  # noqa: PLC0415 - where it is installed

    used: set[str] = set()

    def look(value: object) -> None:
        if isinstance(value, dict):
            used.update({key for key in value if not key.startswith("@")})
            used.update({value["@type"]} if "@type" in value else ())
            for part in value.values():
                look(part)
        elif isinstance(value, list):
            for part in value:
                look(part)

    for path in out.rglob("*.html"):
        look(linked(path))
    assert {"Dataset", "PublicationIssue", "DefinedTerm", "Organization"} <= used
    assert {word for word in used if word not in SDO} == {"query-input"}  # Google's own
    text = json.dumps({"@context": {"@vocab": str(SDO)}, "@graph": linked(out / "index.html")})
    graph = rdflib.Graph().parse(data=text, format="json-ld")
    assert (None, rdflib.RDF.type, SDO.WebSite) in graph


def test_people_are_told_of_a_workbook_first(out: Path) -> None:
    assert page(out / "data.html").of_class("data-files")[0].text.split()[0] == "Workbook"


def test_a_site_that_grows_too_large_is_told_and_fails_no_build(
    built_small: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = built_small.work / "html"
    total = sum(path.stat().st_size for path in out.rglob("*") if path.is_file())
    assert size.size_of(out) == total
    built_small.build_quietly()
    assert "the site has" not in built_small.notes
    monkeypatch.setattr(size, "MOST", total - 1)
    built_small.build_quietly()
    assert "warning: the site has" in built_small.notes
