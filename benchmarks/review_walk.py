"""Walk from the Word file of April 2024 to a check without problems, and count what an editor decides.

    python benchmarks/review_walk.py

The archive knows the other issue, and every organisation or only those that the other issue names.
Each open point is settled by ``roundup review``, as the archive's editors did: kept where the draft has what
they wrote, else changed. What no point asks for and the check finds, is counted too. Minutes are an
estimate and not a person's: 230 words a minute to read, 40 to type, 8 seconds to decide.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "watch"))
sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

import yaml
from click.testing import CliRunner

from conftest import copy_content
from intake.paper import gold
from intake.write_docx import docx
from sphinx_roundup.check.archive import check
from sphinx_roundup.cli import main as roundup
from sphinx_roundup.cli.review import Point, points_of
from sphinx_roundup.model.records import Item

ISSUE = "2024-04"
READS, TYPES, DECIDES = 230 / 60, 40 * 5 / 60, 8.0
"""Words and letters a second, and seconds."""


@dataclass
class Walk:
    """What was done on the way."""

    items: int = 0
    points: Counter[str] = field(default_factory=Counter)
    kept: int = 0
    typed: int = 0
    read: int = 0
    added: int = 0
    left: list[str] = field(default_factory=list)

    @property
    def minutes(self) -> float:
        """How long it may take."""
        decided = self.points.total() + self.added
        return (self.read / READS + self.typed / TYPES + decided * DECIDES) / 60


def walk(folder: Path, *, knows_all: bool) -> Walk:
    """Import and settle, in an archive of its own."""
    archive = copy_content(folder / "archive")
    theirs = {
        item.text: item
        for issue in check(archive).issues
        if issue.id == ISSUE
        for item in issue.items
    }
    (archive / f"issues/{ISSUE}.md").unlink()
    if not knows_all:
        _forget_sources(archive)
    (folder / "april.docx").write_bytes(docx(gold(ISSUE), "styles"))
    _run("import", str(folder / "april.docx"), "--archive", str(archive))
    draft = archive / f"issues/{ISSUE}.md"
    done = Walk()
    while point := next(points_of(draft.read_text(encoding="utf-8")), None):
        _settle(archive, draft, point, theirs, done)
    text = draft.read_text(encoding="utf-8")
    done.items = text.count(":::{item}")
    draft.write_text(text.replace("status: draft\n", ""), encoding="utf-8")
    _mend(archive, draft, theirs, done)
    done.left = [problem.sentence for problem in check(archive).problems]
    return done


def _run(*words: str, said: str = "") -> None:
    result = CliRunner().invoke(roundup, list(words), input=said)
    if result.exit_code not in {0, 1}:
        raise SystemExit(result.output)


def _forget_sources(archive: Path) -> None:
    """Leave the organisations that the other issue names."""
    used = {
        slug for issue in check(archive).issues for item in issue.items for slug in item.sources
    }
    known = yaml.safe_load((archive / "sources.yml").read_text(encoding="utf-8"))
    own = {slug: row for slug, row in known.items() if slug in used}
    (archive / "sources.yml").write_text(yaml.safe_dump(own, allow_unicode=True), encoding="utf-8")


def _settle(archive: Path, draft: Path, point: Point, theirs: dict[str, Item], done: Walk) -> None:
    """Answer one point as the editors of the archive did."""
    done.points[point.sort.split("“")[0][:60]] += 1
    done.read += len(point.words.split())
    want = _wanted(theirs, point)
    have = {"title": point.title, **point.fields}.get(point.field, "")
    answer = "k\nq\n"
    if want and want != have and _is_known(archive, point.field, want):
        done.typed += len(want)
        answer = f"c\n{want}\nq\n"
    else:
        done.kept += 1
    _run("review", ISSUE, "--archive", str(archive), said=answer)
    if any(
        one.text == point.text and one.title == point.title
        for one in points_of(draft.read_text(encoding="utf-8"))
    ):
        raise SystemExit(f"not settled: {point}")


def _wanted(theirs: dict[str, Item], point: Point) -> str:
    plain = re.sub(r"\[([^\]]*)\]\([^)]*\)|\*+", lambda found: found[1] or "", point.words)
    letters = re.sub(r"\W", "", plain)
    item = next((one for text, one in theirs.items() if re.sub(r"\W", "", text) == letters), None)
    if item is None or not point.field:
        return ""
    return {
        "title": item.title,
        "kind": item.kind,
        "source": ", ".join(item.sources) or "not-stated",
        "topics": ", ".join(item.topics),
    }[point.field]


def _is_known(archive: Path, name: str, want: str) -> bool:
    """Whether a value can be written: an organisation must be in sources.yml."""
    if name != "source":
        return True
    known = yaml.safe_load((archive / "sources.yml").read_text(encoding="utf-8"))
    return all(slug in known or slug == "not-stated" for slug in want.split(", "))


def _mend(archive: Path, draft: Path, theirs: dict[str, Item], done: Walk) -> None:
    """Fill in what the check asks for: what is left empty, from the editors' page."""
    for _ in range(2_000):
        missing = next(
            (
                p
                for p in check(archive, [f"issues/{ISSUE}.md"]).problems
                if p.subtype in {"missing-field", "heading-without-topic"}
            ),
            None,
        )
        if missing is None:
            return
        lines = draft.read_text(encoding="utf-8").split("\n")
        name = (
            "topics"
            if missing.subtype == "heading-without-topic"
            else missing.message.split("no ")[1].strip(".")
        )
        at = int(re.search(r"line (\d+)", missing.message)[1]) if name == "topics" else missing.line  # type: ignore[index]
        end = next(n for n in range(at, len(lines)) if lines[n].startswith(":::"))
        words = "\n".join(line for line in lines[at:end] if not line.startswith(":"))
        want = _wanted(
            theirs,
            Point(
                at,
                at,
                "",
                f"{name} publisher"
                if name == "source"
                else f"the {name}"
                if name == "kind"
                else name,
                {},
                words,
            ),
        )
        value = (
            want
            if want and _is_known(archive, name, want)
            else {"source": "not-stated", "topics": "missing", "kind": "report"}[name]
        )
        lines.insert(at, f":{name}: {value}")
        draft.write_text("\n".join(lines), encoding="utf-8")
        done.added += 1
        done.typed += len(value)
        done.read += len(words.split())


def main() -> None:
    """Print both walks."""
    print(
        "| April 2024, the other issue known | and every organisation | and its organisations alone |"
    )
    print("| --- | --: | --: |")
    walks = []
    for knows_all in (True, False):
        with tempfile.TemporaryDirectory() as name:
            walks.append(walk(Path(name), knows_all=knows_all))
    for label, values in (
        ("entries", [one.items for one in walks]),
        ("points settled", [one.points.total() for one in walks]),
        ("of them kept as they stand", [one.kept for one in walks]),
        ("fields that the check asks for", [one.added for one in walks]),
        ("letters typed", [one.typed for one in walks]),
        ("words read again", [one.read for one in walks]),
        ("problems left", [len(one.left) for one in walks]),
        ("minutes, by the model above", [round(one.minutes, 1) for one in walks]),
    ):
        print(f"| {label} | {values[0]} | {values[1]} |")
    for one in walks:
        print(
            "; ".join(f"{count} {sort}" for sort, count in one.points.most_common()), one.left[:3]
        )


if __name__ == "__main__":
    main()
