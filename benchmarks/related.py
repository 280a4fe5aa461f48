"""Measure what is offered as related to an entry: against a judgement, and how little one entry changes.

    python benchmarks/related.py                  # the printed issues, as the tests have them
    python benchmarks/related.py --issues 100     # and an archive that is made up

``related.yml`` has the judgement.
"""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import replace
from pathlib import Path

import yaml

from sphinx_roundup.check.archive import check
from sphinx_roundup.model.archive import Archive
from sphinx_roundup.model.assembly import assemble
from sphinx_roundup.views.related import Related
from synthetic import synthetic_archive

PRINTED = Path(__file__).parents[1] / "tests/printed"
SHOWN = 3


def judged() -> None:
    """Print for each entry that was judged how many of the first three are right, and of all."""
    checked = check(PRINTED)
    archive = assemble(checked.issues, checked.vocabulary)
    related = Related(archive)
    good = yaml.safe_load(Path(__file__).with_name("related.yml").read_text(encoding="utf-8"))
    total = 0
    for name, right in good.items():
        found = [one.id for one in related.of(archive.item[name])][:SHOWN]
        total += (count := sum(one in right for one in found))
        sys.stdout.write(f"{count} of {SHOWN}  {name}\n")
    sys.stdout.write(f"precision@{SHOWN}: {total / (SHOWN * len(good)):.3f}\n")


def added(issues: int) -> None:
    """Print how long it takes for a made archive, and for how many an added entry changes what is related."""
    archive = synthetic_archive(issues)
    begun = time.process_time()
    before = _all(archive)
    spent = time.process_time() - begun
    sys.stdout.write(f"{len(archive.items)} entries: {spent:.2f} CPU s\n")
    for at in (0, issues // 2, issues - 1):
        after = _all(_with_one_more(archive, at))
        changed = sum(before[name] != found for name, found in after.items() if name in before)
        sys.stdout.write(f"one more in issue {at + 1} of {issues}: {changed} pages differ\n")


def _all(archive: Archive) -> dict[str, list[str]]:
    related = Related(archive)
    return {item.id: [one.id for one in related.of(item)] for item in archive.items}


def _with_one_more(archive: Archive, at: int) -> Archive:
    issue = archive.issues[at]
    section = issue.sections[0]
    one = replace(section.items[0], slug="added")
    sections = (replace(section, items=(*section.items, one)), *issue.sections[1:])
    issues = (*archive.issues[:at], replace(issue, sections=sections), *archive.issues[at + 1 :])
    return replace(archive, issues=issues)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--issues", type=int, default=0)
    chosen = parser.parse_args()
    judged()
    if chosen.issues:
        added(chosen.issues)
