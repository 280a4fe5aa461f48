"""``.vscode``: what editors are told is what the rules say."""

from __future__ import annotations

import json
import re
import sys
from typing import Any

import pytest
import yaml

from conftest import PROJECT
from gold import PRINTED
from sphinx_roundup.parse.page import read_page, top_of

sys.path.append(str(PROJECT / "tools"))
import editor_files

MADE = editor_files.files()


def test_the_files_are_as_the_declarations_make_them() -> None:
    folder = PROJECT / editor_files.FOLDER
    here = {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}
    assert here == MADE, "run: python tools/editor_files.py"


def wrong(name: str, data: Any) -> list[str]:
    """What a schema finds, by a reader of JSON Schema where one is installed, or our own few words of it."""
    return list(_judge(json.loads(MADE[name]), data, ""))


def _judge(schema: dict[str, Any], data: Any, place: str) -> Any:
    """As much of JSON Schema as the schemas use."""
    types = {"object": dict, "array": list, "string": str, "boolean": bool}
    if "type" in schema and not isinstance(data, types[schema["type"]]):
        yield f"{place}: no {schema['type']}"
        return
    if "enum" in schema and data not in schema["enum"]:
        yield f"{place}: {data}"
    if "pattern" in schema and not re.search(schema["pattern"], data):
        yield f"{place}: {data}"
    for key in schema.get("required", ()):
        if key not in data:
            yield f"{place}: {key} is missing"
    for key, value in data.items() if isinstance(data, dict) else ():
        inner = schema.get("properties", {}).get(key, schema.get("additionalProperties", True))
        if inner is False:
            yield f"{place}/{key}: unknown"
        elif isinstance(inner, dict):
            yield from _judge(inner, value, f"{place}/{key}")
    for number, value in enumerate(data) if isinstance(data, list) else ():
        yield from _judge(schema["items"], value, f"{place}/{number}")


def test_what_the_archive_holds_passes() -> None:
    sources = yaml.safe_load((PRINTED / "sources.yml").read_text(encoding="utf-8"))
    assert wrong("sources.schema.json", sources) == []
    for folder in ("issues", "topics"):
        for path in sorted((PRINTED / folder).glob("*.md")):
            top = yaml.safe_load(path.read_text(encoding="utf-8").split("---")[1])
            assert wrong(f"{folder}.schema.json", top) == [], path


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("sources.schema.json", {"bbc": {"nmae": "BBC"}}),
        ("sources.schema.json", {"bbc": {"name": "BBC", "site": "bbc.co.uk"}}),
        ("issues.schema.json", {"mastheat": "M"}),
        ("issues.schema.json", {"masthead": "M", "status": "done"}),
        ("inbox.schema.json", {"masthead": "M"}),
        ("topics.schema.json", {"title": "T", "broader": "missing"}),
        ("links.schema.json", {"version": 1, "links": {"https://a.uk": {"state": "fine"}}}),
        ("restored.schema.json", {"an-entry": [{"link": "words", "status": "found"}]}),
    ],
)
def test_what_the_rules_refuse_does_not(name: str, data: Any) -> None:
    assert wrong(name, data)


def test_an_entry_from_the_snippet_is_one_once_it_is_filled_in() -> None:
    for one in json.loads(MADE["roundup.code-snippets"]).values():
        filled = re.sub(r"\$\{\d+:([^}]*)\}", r"\1", "\n".join(one["body"]))
        text = f"---\nmasthead: M\n---\n\n# April 2024\n\n## Missing\n\n{filled}"
        page = read_page("issues/2024-04.md", text)
        assert page.refused == ()
        assert page.problems == ()
        assert page.issue
        (item,) = page.issue.items
        assert item.slug == "a-short-name"
    assert top_of(text)
