"""Write what editors of text know of the files: JSON Schemas, and a snippet for an entry.

    python tools/editor_files.py [FOLDER]

Made from the declarations of fields, pages and files, into ``.vscode``. With the extension
*YAML* (redhat.vscode-yaml), VS Code completes and judges ``sources.yml`` and ``restored/``; JSON
it knows by itself. The schemas of top lines are for editors that read those of Markdown.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, get_args

sys.path.insert(0, str(Path(__file__).parents[1] / "_ext"))
from sphinx_roundup.model.fields import FIELDS
from sphinx_roundup.model.page_types import DAYS, FLAGS, PAGE_TYPES, PROPOSAL, PageType
from sphinx_roundup.model.rules import DAY, SLUG
from sphinx_roundup.parse.link_status import Answer, State
from sphinx_roundup.parse.restored import KEYS as ROW_KEYS
from sphinx_roundup.parse.restored import NEEDED as NEEDED_IN_ROWS
from sphinx_roundup.parse.restored import STATUSES
from sphinx_roundup.parse.vocabulary_files import LISTS, SOURCE_KEYS

FOLDER = ".vscode"
_DIALECT = "http://json-schema.org/draft-07/schema#"
"""The one that editors know best."""
Schema = dict[str, Any]
_TEXT: Schema = {"type": "string", "minLength": 1}
_TEXTS: Schema = {"type": "array", "items": _TEXT}
_DAY: Schema = {"type": "string", "pattern": f"^{DAY.pattern}$"}
_ADDRESS: Schema = {"type": "string", "pattern": "^https?://"}
_NEEDED: Mapping[str, tuple[str, ...]] = {"issues": ("masthead",), "topics": ("title",)}


def _object(keys: Mapping[str, Schema], needed: tuple[str, ...] = ()) -> Schema:
    return {
        "type": "object",
        "properties": dict(keys),
        "required": list(needed),
        "additionalProperties": False,
    }


def _named(title: str, schema: Schema) -> Schema:
    return {"$schema": _DIALECT, "title": title, **schema}


def top_lines(page: PageType) -> Schema:
    """Describe the top lines of a type of page."""
    keys = {key: _of_key(page, key) for key in page.keys}
    needed = _NEEDED.get(page.folder, ())
    return _named(f"The top lines of {page.what}", _object(keys, needed))


def _of_key(page: PageType, key: str) -> Schema:
    if key == "status":
        return {"enum": ["draft"]}
    if key in FLAGS:
        return {"type": "boolean"}
    if key in page.lists:
        return _TEXTS
    return _DAY if key in DAYS else _TEXT


def sources() -> Schema:
    """Describe ``sources.yml``: slug, then what is known of the organisation."""
    keys = {key: _TEXTS if key in LISTS else _TEXT for key in SOURCE_KEYS}
    row = _object({**keys, "site": _ADDRESS}, ("name",))
    names = {"pattern": f"^{SLUG.pattern}$"}
    whole = {"type": "object", "propertyNames": names, "additionalProperties": row}
    return _named("The organisations of the archive", whole)


def restored() -> Schema:
    """Describe a file of ``restored/``: entry, then the links of which an address was found."""
    keys: dict[str, Schema] = dict.fromkeys(ROW_KEYS, _TEXT)
    keys |= {"status": {"enum": list(STATUSES)}, "found": _DAY, "checked": _DAY}
    keys |= dict.fromkeys(("address", "archived"), _ADDRESS)
    row = _object(keys, ("link", "status", *NEEDED_IN_ROWS))
    rows = {"type": "array", "minItems": 1, "items": row}
    whole = {"type": "object", "additionalProperties": rows}
    return _named("Addresses that were found for lost links", whole)


def links() -> Schema:
    """Describe ``links.json``, which ``roundup links`` writes."""
    keys: dict[str, Schema] = {one.name: {"type": "string"} for one in fields(Answer)}
    keys |= {"state": {"enum": list(get_args(State))}, "checked": _DAY, "since": _DAY}
    answer = _object(keys, ("state", "checked", "since"))
    of_links = {"type": "object", "additionalProperties": answer}
    keys = {"version": {"const": 1}, "links": of_links}
    return _named("How each address answered", _object(keys, ("version", "links")))


def snippets() -> dict[str, Any]:
    """Make the snippets of an entry: with what is needed, and with every field."""
    asked = [field for field in FIELDS if field.is_asked]
    made = {}
    for prefix, chosen in (
        ("item", [field for field in asked if field.required]),
        ("item-all", asked),
    ):
        lines = [":::{item} ${1:What it is about, in 25 words at most}"]
        stops = enumerate(chosen, 2)
        lines += [f":{field.name}: ${{{number}:{field.example}}}" for number, field in stops]
        lines += ["", "${0:The printed words, with [links](#)}", ":::", ""]
        what = "An entry, with every field" if prefix == "item-all" else "An entry"
        made[what] = {"scope": "markdown", "prefix": prefix, "body": lines}
    return made


def settings() -> dict[str, Any]:
    """Tell VS Code which schema is for which file."""
    return {
        "yaml.schemas": {
            f"./{FOLDER}/sources.schema.json": "sources.yml",
            f"./{FOLDER}/restored.schema.json": "restored/*.yml",
        },
        "json.schemas": [{"fileMatch": ["/links.json"], "url": f"./{FOLDER}/links.schema.json"}],
        "files.eol": "\n",
        "files.insertFinalNewline": True,
    }


def files() -> dict[str, str]:
    """Give every file by its name, with its text."""
    made = {
        "settings.json": settings(),
        "roundup.code-snippets": snippets(),
        "sources.schema.json": sources(),
        "restored.schema.json": restored(),
        "links.schema.json": links(),
    }
    for page in (*PAGE_TYPES, PROPOSAL):
        made[f"{page.folder or 'site'}.schema.json"] = top_lines(page)
    return {
        name: f"{json.dumps(one, indent=2, ensure_ascii=False)}\n" for name, one in made.items()
    }


def main() -> None:
    """Write them."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else FOLDER)
    folder.mkdir(exist_ok=True)
    for name, text in files().items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
