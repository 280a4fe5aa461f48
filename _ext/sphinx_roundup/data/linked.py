"""Say in schema.org's words (JSON-LD) what a page is, for search engines and other programs.

Nothing is said that the archive does not know: no author, no licence, no place. All of it
needs the archive's address, and is left out without one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urljoin

from ..model.archive import Archive
from ..model.data_files import files_for_people
from ..model.page_records import Topic
from ..model.permalinks import absolute, entry_path, page_path, urn_of
from ..model.records import Issue, Item
from ..model.vocabulary import Source

Node = dict[str, Any]
_LESS_THAN = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}
"""So that no text ends the script it stands in."""
PAGE = page_path("data")


def as_script(nodes: Iterable[Node]) -> str:
    """Write nodes as one graph that can stand in a page."""
    graph = {"@context": "https://schema.org", "@graph": list(nodes)}
    return json.dumps(graph, ensure_ascii=False, separators=(",", ":")).translate(_LESS_THAN)


def _known(**values: Any) -> Node:
    """What is known: no empty value."""
    return {name: value for name, value in values.items() if value}


def _at(archive: Archive, path: str) -> str:
    return absolute(archive.identity, path)


def _periodical(archive: Archive) -> Node:
    return {"@id": _at(archive, "#newsletter")}


def issue_node(archive: Archive, issue: Issue) -> Node:
    """An issue: of which newsletter, of which month, and its entries."""
    address = _at(archive, page_path(issue.docname))
    return {
        "@type": "PublicationIssue",
        "@id": address,
        **_known(
            url=address,
            name=f"{issue.masthead}, {issue.date}".strip(", "),
            identifier=[one for one in (issue.id, archive.urn("issue", issue.docname)) if one],
            issueNumber=issue.id,
            datePublished=f"{issue.day:%Y-%m}",
            inLanguage=archive.language.replace("_", "-"),
        ),
        "isPartOf": _periodical(archive),
        "hasPart": [_entry(archive, item) for item in issue.items],
    }


def _entry(archive: Archive, item: Item) -> Node:
    address = _at(archive, entry_path(item))
    return {"@type": "Article", "@id": address, "headline": item.title}


def topic_node(archive: Archive, topic: Topic) -> Node:
    """A subject of the controlled vocabulary."""
    return {
        "@type": "DefinedTerm",
        "@id": _at(archive, page_path(topic.docname, "concept")),
        **_known(
            name=topic.title,
            alternateName=list(topic.also_printed_as),
            description=" ".join(topic.scope_note.split()),
            termCode=topic.slug,
        ),
        "inDefinedTermSet": _at(archive, page_path("topics/index", "scheme")),
    }


def source_node(archive: Archive, source: Source) -> Node:
    """An organisation whose work the newsletter pointed to."""
    above = archive.source.get(source.part_of)
    return {
        "@type": "Organization",
        "@id": _at(archive, page_path(f"sources/{source.slug}", "organisation")),
        **_known(
            name=source.name,
            alternateName=[name for name in (source.short_name, *source.aliases) if name],
            parentOrganization=above
            and {
                "@type": "Organization",
                "@id": _at(archive, page_path(f"sources/{above.slug}", "organisation")),
                "name": above.name,
            },
        ),
    }


def list_node(
    archive: Archive, path: str, title: str, description: str, about: Node | None
) -> Node:
    """A page that lists entries, with what they are about."""
    address = _at(archive, path)
    return {
        "@type": "CollectionPage",
        "@id": address,
        **_known(url=address, name=title, description=description, about=about),
        "isPartOf": {"@id": _at(archive, "#website")},
    }


def home_nodes(archive: Archive) -> list[Node]:
    """The website and the newsletter that it holds."""
    home = _at(archive, "")
    search = _at(archive, page_path("search"))
    return [
        {
            "@type": "WebSite",
            "@id": f"{home}#website",
            "url": home,
            "name": archive.name,
            "inLanguage": archive.language.replace("_", "-"),
            "potentialAction": {
                "@type": "SearchAction",
                "target": {
                    "@type": "EntryPoint",
                    "urlTemplate": f"{search}?q={{search_term_string}}",
                },
                "query-input": "required name=search_term_string",
            },
        },
        {
            "@type": "Periodical",
            "@id": f"{home}#newsletter",
            "name": archive.identity.newsletter or archive.name,
        },
    ]


def dataset_node(archive: Archive, description: str) -> Node:
    """The archive as a data set, with each file that programs and people can take."""
    months = [f"{issue.day:%Y-%m}" for issue in archive.issues]
    return {
        "@type": "Dataset",
        "@id": _at(archive, f"{PAGE}#dataset"),
        **_known(
            url=_at(archive, PAGE),
            name=f"{archive.name}: data",
            description=description,
            identifier=urn_of(archive.identity, "archive", "data"),
            version=archive.issues[-1].id if archive.issues else "",
            temporalCoverage=f"{months[0]}/{months[-1]}" if months else "",
        ),
        "isAccessibleForFree": True,
        "conditionsOfAccess": "The printed words belong to the newsletter’s publisher.",
        "distribution": [
            {
                "@type": "DataDownload",
                "name": file.title,
                "encodingFormat": file.media_type,
                "contentUrl": _at(archive, file.path),
            }
            for file in files_for_people(archive)
        ],
    }


def breadcrumbs(
    archive: Archive, path: str, above: Iterable[Mapping[str, str]], title: str
) -> Node:
    """The way from the home page to a page; ``above`` has links relative to it, and titles."""
    here = _at(archive, path)
    steps = [("Home", _at(archive, ""))]
    steps += [(step["title"], urljoin(here, step["link"])) for step in above]
    steps.append((title, here))
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": name, "item": address}
            for number, (name, address) in enumerate(steps, 1)
        ],
    }
