"""Lost links that may lead to a document known from another entry are suggested, never restored."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from click.testing import CliRunner

from closed import KINDS
from conftest import Site
from sphinx_roundup.check.archive import check
from sphinx_roundup.cli import main
from sphinx_roundup.cli.same_documents import same_documents
from sphinx_roundup.model.assembly import assemble
from sphinx_roundup.model.records import Block, Issue, Item, Link, Run, Section
from sphinx_roundup.model.vocabulary import Vocabulary

from .rows import RESTORED, with_rows

WORDS = "The review of all of it"
HERE = "https://example.org/the-report"
THERE = "https://example.org/another"


def _item(issue: str, slug: str, *links: Link, source: str = "bbc", text: str = "") -> Item:
    body = (Block((Run(text or f"Printed in {slug}."),)),)
    return Item(issue, slug, slug, KINDS[0].slug, sources=(source,), links=links, body=body)


KNOWN = _item("2024-01", "known", Link(WORDS, HERE))
LOST = _item("2024-04", "lost", Link(WORDS))
SHORT = Link("report")


def _found(*items: Item) -> list[tuple[str, int, str]]:
    issues = [
        Issue(name, "M", sections=(Section("S", "s", tuple(i for i in items if i.issue == name)),))
        for name in sorted({item.issue for item in items})
    ]
    archive = assemble(issues, Vocabulary(kinds=KINDS))
    return [(one.item.id, one.number, one.link.target or "") for one in same_documents(archive)]


@pytest.mark.parametrize(
    ("items", "found"),
    [
        ((KNOWN, LOST), [("2024-04/lost", 0, HERE)]),
        ((KNOWN, replace(LOST, links=(Link("here"), Link(WORDS.upper())))), [("2024-04/lost", 1, HERE)]),
        # Another publisher, other or few words, another year, two addresses, an address that is gone.
        ((KNOWN, replace(LOST, sources=("news",))), []),
        ((replace(KNOWN, sources=("not-stated",)), replace(LOST, sources=("not-stated",))), []),
        ((KNOWN, replace(LOST, links=(Link("The review of some of it"),))), []),
        ((replace(KNOWN, links=(replace(SHORT, target=HERE),)), replace(LOST, links=(SHORT,))), []),
        ((KNOWN, replace(LOST, issue="2024-08")), []),
        ((KNOWN, _item("2024-03", "other", Link(WORDS, THERE)), LOST), []),
        ((replace(KNOWN, links=(Link(WORDS, HERE, gone="2024-02-01"),)), LOST), []),
        ((_item("2024-04", "same", Link(WORDS, HERE), Link(WORDS)),), []),
        # The whole entry was printed twice: few words and many months do.
        (
            (
                _item("2023-01", "once", replace(SHORT, target=HERE), text="The same words."),
                _item("2024-04", "twice", SHORT, SHORT, text="The same words."),
            ),
            [("2024-04/twice", 0, HERE)],
        ),
    ],
)  # fmt: skip
def test_what_is_taken_for_the_same_document(
    items: tuple[Item, ...], found: list[tuple[str, int, str]]
) -> None:
    assert _found(*items) == found


def test_they_are_listed_and_written_as_suggestions_that_name_the_row(
    site: Callable[[str], Site],
) -> None:
    words = "the report on all of it"
    small = with_rows(site("small"), {**RESTORED, "link": words})
    page = small.source / "issues" / "2024-04.md"
    text = page.read_text("utf-8").replace("A [report](#)", f"A [{words}](#)")
    again = re.sub(r":id: sorts\n", ":id: again\n", text[text.index(":::{item} Links of every") :])
    page.write_text(f"{text}\n{again}", encoding="utf-8")
    before = (small.source / "restored" / "2024-04.yml").read_text("utf-8")

    def run(*more: str) -> str:
        command = ["links", "suggest", *more, "--archive", str(small.source)]
        done = CliRunner().invoke(main, command)
        assert done.exit_code == 0, done.output
        return done.output

    said = run()
    assert said.count("2024-04/again: “the report on all of it”, perhaps") == 1
    assert "in 2024-04/sorts has the same words and publisher" in said
    assert (small.source / "restored" / "2024-04.yml").read_text("utf-8") == before
    assert "1 suggestion written." in run("--write", "--date", "2026-12-01")
    checked = check(small.source)
    assert checked.problems == ()
    items = {item.slug: item for issue in checked.issues for item in issue.items}
    link = items["again"].links[0]
    assert (link.status, link.target) == ("suggested", None)
    assert link.evidence
    assert "2024-04/sorts" in link.evidence.how
    assert link.evidence.where == RESTORED["evidence"]
    assert run() == "0 suggestions.\n"
