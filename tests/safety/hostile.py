"""An archive of nothing but attacks, and what a build of it made."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from conftest import ROOTS, Site
from safety.attacks import ATTACKS, CANARY, TOPIC_ATTACKS, Attack
from sphinx_roundup.check.archive import check
from sphinx_roundup.model.messages import Problem

LINE = re.compile(r"(.+?):(\d+): WARNING: (.*) \[roundup\.([a-z-]+)\]")


@dataclass(frozen=True)
class Planted:
    """An attack and the page that it is on."""

    path: str
    attack: Attack

    def __str__(self) -> str:
        return f"{self.attack.number}-{self.attack.name}"


def planted() -> Iterator[Planted]:
    """Every attack with a page for it."""
    for number, attack in enumerate(ATTACKS):
        yield Planted(f"issues/{1900 + number // 12}-{number % 12 + 1:02}.md", attack)
    for number, attack in enumerate(TOPIC_ATTACKS):
        yield Planted(f"topics/hostile-{number}.md", attack)


PLANTED = tuple(planted())


def plant(source: Path) -> Path:
    """Write every attack into an archive; return the file that would be made if one ran."""
    secret = source.parent / "secret.txt"
    secret.write_text(f"{CANARY}\n", encoding="utf-8")
    touch = source.parent / "code-has-run"
    for one in PLANTED:
        words = one.attack.text.replace("TOUCH", str(touch)).replace("SECRET", secret.name)
        with (source / one.path).open("w", encoding="utf-8", newline="") as file:
            file.write(words)
    return touch


def plant_files(source: Path) -> dict[str, str]:
    """Files that are not what they seem: path -> subtype of its message."""
    (source.parent / "secret.txt").write_text(f"# {CANARY}\n", encoding="utf-8")
    (source / "issues" / "1999-01.md").symlink_to(source.parent / "secret.txt")
    (source / "topics" / "linked.md").symlink_to("/etc/hostname")
    (source / "issues" / "1999-02.md").symlink_to("nowhere")
    os.mkfifo(source / "issues" / "1999-03.md")
    (source / "issues" / "1999-04.md").mkdir()
    (source / "issues" / "1999-05.md").write_bytes(b"# April \xff\n")
    (source / "issues" / "1999-06\u202e.md").write_text("# x\n", encoding="utf-8")
    (source / "issues" / "a\n::error::b.md").write_text("# x\n", encoding="utf-8")
    Path(os.fsdecode(os.fsencode(source) + b"/issues/\xff.md")).write_text("# x\n")
    (source / "issues" / "INDEX.md").write_text("# x\n", encoding="utf-8")
    (source / "issues" / "conf.py").write_text("raise SystemExit\n", encoding="utf-8")
    return {
        "issues/1999-01.md": "unsafe-file",
        "topics/linked.md": "unsafe-file",
        "issues/1999-02.md": "unsafe-file",
        "issues/1999-03.md": "unsafe-file",
        "issues/1999-04.md": "unsafe-file",
        "issues/1999-05.md": "unsafe-file",
        "issues/1999-06\\u202e.md": "unsafe-file",
        "issues/a\\n::error::b.md": "unsafe-file",
        "issues/\\udcff.md": "unsafe-file",
        "issues/INDEX.md": "unsafe-file",
    }


@dataclass(frozen=True)
class Built:
    """The archive of attacks, what it became, and what the build and the check said of it."""

    site: Site
    out: Path
    touch: Path
    said: tuple[Problem, ...]
    checked: tuple[Problem, ...]
    odd_files: dict[str, str]


def build_hostile(folder: Path) -> Built:
    """Write all attacks into a tiny archive and build its website."""
    source = folder / "deep" / "source"
    shutil.copytree(ROOTS / "small", source)
    touch = plant(source)
    odd = plant_files(source)
    checked = check(source).problems
    site = Site(source, folder / "work")
    out = site.build()
    found = [LINE.fullmatch(line) for line in site.warnings.splitlines()]
    said = tuple(Problem(m[1], int(m[2]), m[4], m[3]) for m in found if m)
    return Built(site, out, touch, said, checked, odd)
