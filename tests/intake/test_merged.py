"""From a document to a published page: import, settle every point, check, build."""

from __future__ import annotations

import re
from itertools import cycle, product
from pathlib import Path

import pytest
from click.testing import CliRunner

from conftest import Site, copy_printed
from intake.paper import GOLDEN, Paper, gold
from intake.variants import VARIANTS
from intake.write_pdf import pdf
from sphinx_roundup.check.archive import check, with_advice
from sphinx_roundup.cli import main
from sphinx_roundup.model.records import Issue
from sphinx_roundup.parse.page import read_page

FORMATS = {
    "docx": VARIANTS["docx, layout table"],
    "html": VARIANTS["html, semantic"],
    "eml": VARIANTS["eml, Outlook"],
    "md": VARIANTS["Markdown"],
    "txt": VARIANTS["text as handed down"],
    "tagged pdf": lambda paper: pdf(paper, tags=True, running=True),
    "untagged pdf": lambda paper: pdf(paper, tags=False, running=True),
}
_HEAD = re.compile(r"^:{3,}\{item\}.*\n(?::.*\n)*", re.MULTILINE)


def settled(draft: str, decided: str) -> str:
    """A draft with the titles and fields that editors decided on, and no open point."""
    heads = iter(_HEAD.findall(decided))
    assert len(_HEAD.findall(draft)) == len(_HEAD.findall(decided))
    return _HEAD.sub(lambda _: next(heads), draft).replace("status: draft\n", "", 1)


def shown(issue: Issue | None) -> list[tuple[str, str, list[str]]]:
    assert issue
    return [(one.heading, one.text, [link.text for link in one.links]) for one in issue.items]


# Each format of one issue, in turn, and both as Word documents, of which one is built as well.
CASES = sorted({*zip(FORMATS, cycle(GOLDEN), strict=False), *product(["docx"], GOLDEN)})


@pytest.mark.usefixtures("read_here")
@pytest.mark.parametrize(("name", "issue"), CASES)
def test_a_document_becomes_a_page_that_can_be_published(
    tmp_path: Path, name: str, issue: str
) -> None:
    source = tmp_path / "source"
    site = Site(copy_printed(source), tmp_path / "work")
    page = source / "issues" / f"{issue}.md"
    published = page.read_text("utf-8")
    page.unlink()
    document = tmp_path / "newsletter"
    document.write_bytes(FORMATS[name](_paper(issue, name)))
    command = ["import", str(document), "--to", str(page), "--archive", str(source)]
    imported = CliRunner().invoke(main, command)
    assert imported.exit_code == 0, imported.output
    assert {p.subtype for p in check(source).problems} >= {"draft-issue", "open-point"}

    page.write_text(settled(page.read_text("utf-8"), published), "utf-8")
    ours = read_page(f"issues/{issue}.md", page.read_text("utf-8")).issue
    theirs = read_page(f"issues/{issue}.md", published).issue
    assert shown(ours) == shown(theirs)
    assert with_advice(source, check(source)).problems == ()
    if (name, issue) == ("docx", GOLDEN[0]):
        out = site.build_quietly()
        assert (out / "issues" / f"{issue}.html").exists()


def _paper(issue: str, name: str) -> Paper:
    return gold(issue, addresses=name != "txt")
