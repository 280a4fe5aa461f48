"""Odd names, characters and markup: ``roundup check`` and the build say the same of each."""

from __future__ import annotations

from pathlib import Path

from cli.test_check_equals_build import built_problems, checked_problems
from conftest import ROOTS, Site

BAD = b"---\ntitle: B\n---\n\n<b>x</b> {topic}`no` {doc}`no` [x](y.md)\n\n##### J\n"
NAMES = (
    "under_score.md", "dot.name.md", "odd name.md", "Caps.md", "x.MD", "-lead.md", "9.md", "caf\u00e9.md", "a--b.md",
    ".hidden.md", "_x.md", "sub/x.md", "issues/sub/1999-01.md", "issues/.2001-01.md", "issues/2024-4.md", "topics/sub/t.md",
    "topics/-a.md", "topics/9a.md", "topics/Upper.md", "topics/two words.md", "a.txt", "issues/x.rst", "genindex.md",
)  # fmt: skip
TOP = "---\ntitle: P\n---\n\n"
SITE = (
    "(a)=\n\n## A\n\n(a)=\n\n## B\n", "{nosuch}`x` {source}`bbc` {topic}`a b`", "{doc}`topics/Upper`", "```\nnever closed\n",
    "~~~python\nx = (\n", ":::{note}\nnever closed\n", "::::{note}\n:::{tip}\nx\n:::\n::::\n\n:::\n", "| a | b |\n|---|\n| c |\n",
    "| a | b |\n|---|---|\n| c | d | e |\n| f |\n\n| {topic}`x` |\n|--|\n", "x[^1] y\n\n[^1]: note\n[^2]: other\n",
    "## A\n\n##### B\n\n# C\n\n### D\n", "-\n-\n- \n\n1.\n2.\n\n*\n", "- a\n    - b\n        - c\n            - d\n                - e\n",
    "> > > > > > > > > deep\n", "\ttabbed code\n\n-\tlist\ttab\n", "a\r\nb\r\n\r\n## C\r\n", "a\rb\r", "\ufeffx\n", "a\x0cb\u2028c\n",
    "[a](#place) [b](genindex.md) [c](x.MD) [d](#P)\n\n## Place\n",
)  # fmt: skip
ISSUE = "---\nmasthead: M\n{top}---\n\n# {date}\n\n## County lines\n\n"
ITEM = ":::{item} A title\n:id: one\n:kind: news\n:source: bbc\n\nWords.\n:::\n"
ITEMS = (
    ITEM * 2, ITEM.replace("one", "Two-"), ITEM.replace("bbc\n", "bbc\n:published: 2024-02-30\n:closes: 0000-01-01\n"),
    ITEM.replace(":kind: news", ":Kind:news"), ITEM.replace("Words.", ""), ITEM.replace("Words.", "# H"),
    ITEM.replace("Words.", "`a` b\n\n| a |\n|---|\n| b |\n\n---\n\n1. x\n\n> y\n\n    z"), ITEM.replace("Words.", "```\ncode\n```"),
    ITEM.replace("Words.", "- a\n  - b\n    - c\n\na\n==="), ITEM.replace("Words.", "[a](http://) [b](HTTP://X.org) [](https://a.org)"),
    ITEM.replace("A title", "**b** `c`"), ITEM.replace(":::\n", ""), f":{ITEM}", "- " + ITEM.replace("\n", "\n  "), ITEM + ":::\n",
    ITEM.replace("\n:::\n", "\n  :::\n"), ITEM + "\nLoose.\n\n# Second\n\n#### Jump\n", ITEM.replace("Words.", "{topic}`x <y>` a\u0085b"),
    "##\n\n" + ITEM, "## County line\n\n" + ITEM,
)  # fmt: skip
TOPS = (
    "date: 2024-99-01\nstatus: odd\n", "masthead: N\n", "x: [a\n", "\tx: y\n", "x: 'y\n", "- x\n", "date: 0000-00-00\n", "status: draft\n",
)  # fmt: skip


def odd_archive(folder: Path) -> None:
    """Write a page of each sort, all in one archive."""
    whole: dict[str, bytes] = dict.fromkeys(NAMES, BAD)
    whole |= {f"page-{n}.md": (TOP + text).encode() for n, text in enumerate(SITE)}
    bodies = [*((text, "") for text in ITEMS), *((ITEM, top) for top in TOPS)]
    for n, (text, top) in enumerate(bodies):
        page = ISSUE.format(top=top, date=f"May {1990 + n}") + text
        whole[f"issues/{1990 + n}-05.md"] = page.encode()
    plain = ISSUE.format(top="", date="May 1980") + ITEM
    whole["issues/1980-05.md"] = b"\xef\xbb\xbf" + plain.replace("\n", "\r\n").encode()
    whole["issues/1981-05.md"] = plain.replace("1980", "1981").replace("\n", "\r").encode()
    whole |= {
        "utf16.md": TOP.encode("utf-16"),
        "latin.md": b"caf\xe9",
        "empty.md": b"",
        "blank.md": b"\n\n",
    }
    whole |= {
        "index.md": b"# Home\n",
        "topics/county-lines.md": b"---\ntitle: County lines\n---\n\nN.\n",
    }
    whole |= {
        "sources.yml": b"bbc: {name: BBC}\n",
        "conf.py": (ROOTS / "small" / "conf.py").read_bytes(),
    }
    for name, text in whole.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text)


def test_the_check_and_the_build_say_the_same_of_odd_pages(tmp_path: Path) -> None:
    odd_archive(tmp_path / "source")
    made = Site(tmp_path / "source", tmp_path / "work")
    made.build()
    told = built_problems(made)
    assert checked_problems(made.source) == told
    about = {line.partition(":")[0] for line in told}
    assert about >= {
        "under_score.md", "dot.name.md", "odd name.md", "café.md", ".hidden.md", "_x.md", "issues/sub/1999-01.md",
        "topics/sub/t.md", "topics/Upper.md", "issues/2024-4.md", "utf16.md", "latin.md", "9.md",
    }  # fmt: skip
    assert not about & {
        "Caps.md",
        "sub/x.md",
        "a.txt",
        "empty.md",
        "issues/1980-05.md",
        "issues/1981-05.md",
    }
    assert any("topics/Upper.md”" in line for line in told), "a page that is not read is no target"
