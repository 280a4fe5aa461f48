"""A draft goes through the real build: the archive then holds the printed words."""

from __future__ import annotations

import json
import re
from pathlib import Path

from conftest import Site, copy_printed
from intake.paper import gold, import_bytes, words
from intake.variants import VARIANTS


def test_the_site_holds_every_word_and_link_of_an_imported_draft(tmp_path: Path) -> None:
    paper = gold("2024-04")
    draft = import_bytes(VARIANTS["html, mail"](paper))
    source = tmp_path / "source"
    site = Site(copy_printed(source), tmp_path / "work")
    (source / "issues" / "2024-04.md").write_text(draft.text, "utf-8")
    out = site.build()
    archive = json.loads((out / "archive.json").read_text("utf-8"))
    (issue,) = [issue for issue in archive["issues"] if issue["id"] == "2024-04"]
    entries = [item for heading in issue["headings"] for item in heading["items"]]
    assert [item["text"] for item in entries] == [words(entry) for entry in paper.entries]
    links = [(link["text"], link["target"]) for item in entries for link in item["links"]]
    assert links == [(p.text, p.href) for e in paper.entries for p in e if p.href is not None]
    said = set(re.findall(r"\[roundup\.([\w-]+)\]", site.warnings))
    # What an import leaves open is missing, and nothing else is wrong.
    assert said <= {"missing-field", "draft-issue", "open-point", "heading-without-topic"}
