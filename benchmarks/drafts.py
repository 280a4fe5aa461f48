"""How near the drafts of an import are to what editors made of the two printed issues.

Each issue is imported as a Word file and held beside the page of the archive. It is done
three times: with all that the archive knows, without the issue itself, and without it
and the organisations that only it names. Titles have no one right answer: told are the
words in common (F1), and of how many titles a rule is sure.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from intake.paper import GOLDEN, gold, knowledge
from intake.write_docx import docx
from sphinx_roundup.importer.context import Knowledge
from sphinx_roundup.importer.pipeline import make_draft
from sphinx_roundup.importer.readers import read
from sphinx_roundup.importer.round_trip import ReadBack
from sphinx_roundup.model.periods import label
from sphinx_roundup.model.records import Item


def page_of(issue: str) -> ReadBack:
    """The page that editors made of an issue."""
    named = label(issue, None, "en")
    return next(page for page in knowledge().pages if page.headings[0] == named)


def known(issue: str, leave_out: str) -> Knowledge:
    """What the archive knows: all, all but the ``issue``, or also not its own ``sources``."""
    if not leave_out:
        return knowledge()
    pages = tuple(page for page in knowledge().pages if page is not page_of(issue))
    words = knowledge().vocabulary
    if leave_out == "sources":
        used = {slug for page in pages for entry in page.entries for slug in entry.sources}
        words = replace(words, sources=tuple(s for s in words.sources if s.slug in used))
    return replace(knowledge(), vocabulary=words, pages=pages)


def pairs(leave_out: str) -> Iterator[tuple[Item, Item, str]]:
    """Each entry as drafted and as edited, with the topic of its heading."""
    for issue in GOLDEN:
        page = page_of(issue)
        draft = make_draft(read(docx(gold(issue), "styles")), known(issue, leave_out)).page
        for ours, theirs in zip(draft.entries, page.entries, strict=True):
            topic = knowledge().vocabulary.topic_of_heading(theirs.heading)
            yield ours, theirs, topic or ""


def overlap(ours: str, theirs: str) -> float:
    """The words that two titles have in common, as F1."""
    one, two = (Counter(re.findall(r"\w+", text.casefold())) for text in (ours, theirs))
    return 2 * (one & two).total() / max(1, one.total() + two.total())


def figures(leave_out: str) -> dict[str, float]:
    """The figures of one way of leaving out."""
    count: Counter[str] = Counter()
    titles: list[float] = []
    for ours, theirs, topic in pairs(leave_out):
        said = " ".join(ours.review)
        titles.append(overlap(ours.title, theirs.title))
        count["items"] += 1
        count["points"] += len(ours.review)
        count["sure titles"] += "the title is cut" not in said
        count["kinds"] += bool(ours.kind)
        count["kinds right"] += ours.kind == theirs.kind
        count["ids that share a word"] += bool(
            {*str(ours.slug).split("-")} & {*str(theirs.slug).split("-")}
        )
        for name, got, want in (
            ("publishers", {*ours.sources}, {*theirs.sources}),
            ("topics", {*ours.topics} - {topic}, {*theirs.topics} - {topic}),
        ):
            count[name] += len(got)
            count[f"{name} right"] += len(got & want)
            count[f"{name} wanted"] += len(want)
        gaps = {*theirs.sources} - {*ours.sources} and "publisher" not in said
        count["incomplete publishers without a mark"] += bool(gaps and ours.sources)
    return {**count, "title F1": round(sum(titles) / len(titles), 3)}


def main() -> None:
    """Print a table."""
    columns = {name: figures(leave_out) for name, leave_out in (("all", ""), ("issue", "issue"), ("sources", "sources"))}  # fmt: skip
    print("| | all known | without the issue | and without its own sources |")
    print("| --- | --: | --: | --: |")
    for name in columns["all"]:
        print(
            f"| {name} | "
            + " | ".join(str(columns[column].get(name, 0)) for column in columns)
            + " |"
        )


if __name__ == "__main__":
    main()
