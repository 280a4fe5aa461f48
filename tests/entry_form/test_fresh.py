"""The script of the form follows the archive, and goes with its page."""

from __future__ import annotations

import shutil
from collections.abc import Callable

from conftest import PROJECT, Site


def test_the_script_follows_the_vocabulary_and_goes_with_its_page(
    site: Callable[[str], Site],
) -> None:
    small = site("small")
    script = small.work / "html/add/form.js"
    small.build_quietly()
    assert not script.exists()  # an archive may do without
    shutil.copy(PROJECT / "add.md", small.source)
    small.build_quietly()
    before = script.read_text(encoding="utf-8")
    topic = next((small.source / "topics").glob("*.md"))
    text = topic.read_text(encoding="utf-8")
    title = text.partition("title: ")[2].partition("\n")[0]
    assert f'"{title}"' in before
    topic.write_text(text.replace(title, f"{title} anew", 1), encoding="utf-8")
    small.build_quietly()
    after = script.read_text(encoding="utf-8")
    assert f'"{title} anew"' in after
    script.write_text("damaged", encoding="utf-8")
    small.build_quietly()
    assert script.read_text(encoding="utf-8") == after
    (small.source / "add.md").unlink()
    small.build_quietly()
    assert not script.exists()
