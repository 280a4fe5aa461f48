"""Measure how long the worst of 200 kB takes to check, beside a benign file of that size.

    python benchmarks/hostile.py

Each row is one file, or one folder of small ones, laid into a tiny archive; `roundup check`
reads it. Seconds are of the processor. A kind of input that takes over two seconds, or over
twenty times what benign input of its form takes (the last benign row above it), ends the run with 1.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

SMALL = Path(__file__).parents[1] / "tests" / "roots" / "small"
SIZE = 200_000
MOST_SECONDS = 2.0
MOST_RATIO = 20.0
TOP = "---\nmasthead: A\n---\n\n# May 2024\n\n## County lines\n\n"
ITEM = ":::{item} Title number N\n:id: i-N\n:kind: news\n:source: bbc\n\nWORDS\n:::\n\n"
NOTE = "---\ntitle: A note\n---\n\n"


def filled(part: str, *, top: str = "", end: str = "") -> str:
    """Repeat ``part``, with its number for each N, up to the size."""
    pieces = [top]
    size = len(top.encode()) + len(end.encode())
    for number in range(SIZE):
        piece = part.replace("N", str(number))
        size += len(piece.encode())
        if size > SIZE:
            break
        pieces.append(piece)
    return "".join((*pieces, end))


def items(words: str) -> str:
    """An issue of as many items with these words as there may be."""
    return TOP + "".join(ITEM.replace("N", str(n)).replace("WORDS", words) for n in range(290))


def topics(broader: str) -> Mapping[str, str]:
    """Topics of which each is below those of the one before."""
    count = SIZE // 70
    return {
        f"topics/t{n}.md": f"---\ntitle: T{n}\nbroader: [{broader.format(n - 1, n - 2) if n > 1 else ''}]\n---\n"
        for n in range(count)
    }


def inputs() -> Iterator[tuple[str, Mapping[str, str]]]:
    """Give each input: its name, and its files by their paths."""
    issue, topic, sources = "issues/2024-05.md", "topics/note.md", "sources.yml"
    yield "benign issue", {issue: items("Words of an entry, " * 35)}
    yield "keys in top lines", {issue: filled("kN: v\n", top="---\n", end="---\n")}
    yield "unknown fields", {issue: filled(":fN: x\n", top=f"{TOP}:::{{item}} T\n", end=":::\n")}
    yield (
        "spaces in fields",
        {issue: filled(f":review: x{' ' * 4_900}x\n", top=f"{TOP}:::{{item}} T\n", end=":::\n")},
    )
    yield (
        "spaces near fields",
        {
            issue: filled(
                f"kind{' ' * 2_400}:{' ' * 2_400}x\n", top=f"{TOP}:::{{item}} T\n", end=":::\n"
            )
        },
    )
    yield (
        "unknown topics",
        {
            issue: items("Words.").replace(
                ":source", f":topics: {', '.join(f'no-{n}' for n in range(60))}\n:source"
            )
        },
    )
    yield (
        "unknown sources",
        {issue: items("Words.").replace(": bbc", f": {', '.join(f'bcc{n}' for n in range(60))}")},
    )
    yield "headings", {issue: filled("## Foo N\n\n", top="---\nmasthead: A\n---\n\n# May 2024\n\n")}
    yield "brackets", {issue: items("[" * 600)}
    yield "stars", {issue: items("*a **b " * 85)}
    yield "links", {issue: items("[a](https://a.test/) " * 28)}
    yield "backticks", {issue: items("".join("`" * n + " " for n in range(1, 34)))}
    yield "quotations", {topic: filled("> " * 9 + "x\n\n", top=NOTE)}
    yield "unknown references", {topic: filled("{item}`2024-04/aaN`\n", top=NOTE)}
    yield "entities", {topic: filled("&amp;&#x41;&lt;\n", top=NOTE)}
    yield (
        "many sources",
        {sources: filled("sN: {name: Organisation N}\n", top="bbc: {name: BBC}\n")},
    )
    yield (
        "sources alike",
        {sources: filled(f"sN: {{name: {'very ' * 12}alike N}}\n", top="bbc: {name: BBC}\n")},
    )
    yield "wrong keys of sources", {sources: filled("sN: {nam: N}\n", top="bbc: {name: BBC}\n")}
    yield "deep lists", {sources: "[" * SIZE}
    yield "kinds", {"vocabulary.yml": filled("  kN: {lable: K}\n", top="kinds:\n  news: News\n")}
    yield "benign topics", topics("")
    yield "a ladder of topics", topics("t{}, t{}")
    yield "a chain of topics", topics("t{}")
    yield (
        "benign redirects",
        {
            "redirects.json": "{"
            + filled('"topics/aN": "topics/education",\n', end='"topics/x": "topics/education"}')
        },
    )
    yield "deep redirects", {"redirects.json": "[" * SIZE}
    yield "deep links.json", {"links.json": '{"a":' * (SIZE // 5)}
    yield (
        "many redirects",
        {"redirects.json": "{" + filled('"topics/aN": "topics/bN",\n', end='"x": "y"}')},
    )


def seconds(files: Mapping[str, str]) -> float:
    """Check an archive with these files; the processor's seconds it took."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(shutil.copytree(SMALL, Path(place) / "archive"))
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8")
        before = os.times()
        command = [Path(sys.executable).with_name("roundup"), "check", "--archive", folder]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        after = os.times()
    if done.returncode not in {0, 1} or "Traceback" in done.stderr:
        raise SystemExit(done.stderr)
    used = after.children_user - before.children_user
    return used + after.children_system - before.children_system


def main() -> None:
    """Measure each input, and say which are too slow."""
    start = seconds({})
    benign = 0.0
    slow = []
    for name, files in inputs():
        took = seconds(files) - start
        benign = max(took, 0.01) if name.startswith("benign") else benign
        size = sum(len(text.encode()) for text in files.values())
        print(f"{name:24} {size:>9,} bytes {took:6.2f} s {took / benign:6.1f} times")
        if took > MOST_SECONDS or took > MOST_RATIO * benign:
            slow.append(name)
    print(f"to start: {start:.2f} s")
    raise SystemExit(f"too slow: {', '.join(slow)}" if slow else 0)


if __name__ == "__main__":
    main()
