"""Where words still stand: no way of writing them down in a file hides them."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import absent
from conftest import PROJECT
from examples import examples
from gold import GOLD, PRINTED, printed_archive
from sphinx_roundup.check.archive import check
from sphinx_roundup.parse.page import read_page

WORDS = "The café’s review of “quiet places” was printed twice"
PACKED = io.BytesIO()
with zipfile.ZipFile(PACKED, "w", zipfile.ZIP_DEFLATED) as _package:
    _package.writestr(
        "word/document.xml", f"<w:t>The café’s review of</w:t><w:t>{WORDS[20:]}</w:t>"
    )
HELD = {
    "page.html": "<p>The caf&eacute;&#8217;s <em>re</em>view\nof “quiet places” was <b>printed</b> twice",
    "page.md": "The [café’s review](https://example.org/x) of “quiet\nplaces” *was* printed [twice](#)",
    "data.json": json.dumps(WORDS),
    "script.js": f'searchShard("x",{json.dumps(WORDS)})',
    "small.txt": WORDS.casefold().replace("é", "e").replace("’", "'"),
    "newsletter.docx": PACKED.getvalue(),
}
PART = "The café’s review of “quiet places” was taken out"


def look(folder: Path, asked: str = WORDS, *options: str) -> tuple[int, list[str]]:
    done = subprocess.run(
        [sys.executable, PROJECT / "tools" / "absent.py", *options, folder],
        input=asked,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout.splitlines()


def test_words_are_found_however_they_are_written(tmp_path: Path) -> None:
    for name, data in HELD.items():
        (tmp_path / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    (tmp_path / "part.md").write_text(PART)
    (tmp_path / "free.html").write_text("<p>A review of quiet places</p>")
    code, lines = look(tmp_path)
    assert code == 1
    expected = [f"{tmp_path / name}: holds the words" for name in HELD]
    expected.append(f"{tmp_path / 'part.md'}: holds part of the words")
    assert lines == [*sorted(expected), "8 files read, 7 to mend."]


def test_a_word_is_found_in_the_index_of_the_search(tmp_path: Path) -> None:
    # Each word by the letters it shares with the one before: quick, quiet, quietly.
    (tmp_path / "words.js").write_text('searchShard("words/x","AquickBDetBFlyB")')
    assert look(tmp_path, "quietly")[0] == 1
    assert look(tmp_path, "quickly")[0] == 0


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 and no more")
    code, lines = look(tmp_path)
    assert code == 1
    assert "broken.pdf: cannot be read" in lines[0]


@pytest.mark.parametrize("asked", ["", " – “…” "])
def test_no_words_are_refused(tmp_path: Path, asked: str) -> None:
    assert look(tmp_path, asked)[0] == 2


@given(st.data())
@settings(max_examples=examples(10))
def test_whatever_words_are_blanked_the_page_and_its_gold_stay_the_same(
    data: st.DataObject,
) -> None:
    item = data.draw(st.sampled_from(printed_archive().items))
    said = item.text.split()
    start = data.draw(st.integers(0, len(said) - 1))
    asked = " ".join(said[start : start + data.draw(st.integers(1, 12))])
    assume(absent.squeezed(asked))
    path = f"issues/{item.issue}.md"
    page = absent.blanked((PRINTED / path).read_text(encoding="utf-8"), asked)
    written = json.loads((GOLD / f"{item.issue}.json").read_text(encoding="utf-8"))
    headings = absent.blanked_gold(written, asked)["headings"]
    gold = [one for heading in headings for one in heading["items"]]
    issue = read_page(path, page).published
    assert issue
    assert [i.text for i in issue.items] == [one["text"] for one in gold]
    assert [[link.text for link in i.links] for i in issue.items] == [one["links"] for one in gold]
    (now,) = [i for i in issue.items if i.slug == item.slug]
    assert len(now.text) == len(item.text)
    assert absent.blanked(now.text, asked) == now.text


def test_a_word_of_the_frame_is_blanked_among_the_words_alone() -> None:
    text = ":::{item} An item\n:id: item\n\nAn item.\n:::\n"
    assert absent.blanked(text, "item") == ":::{item} An xxxx\n:id: item\n\nAn xxxx.\n:::\n"


def test_blanking_takes_the_words_of_an_entry_out_of_the_tests(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(PRINTED, tmp_path / "printed"))
    shutil.copytree(GOLD, tmp_path / "gold", ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    item = printed_archive().items[5]
    assert look(tmp_path, item.text)[0] == 1
    assert look(tmp_path, item.text, "--blank") == (0, ["Blanked in 2 files."])
    assert look(tmp_path, item.text)[0] == 0
    (blanked,) = [i for issue in check(folder).issues for i in issue.items if i.slug == item.slug]
    assert blanked.text == absent.blanked(item.text, item.text)
    assert len(blanked.text) == len(item.text)
    assert blanked.text in {
        one["text"]
        for heading in json.loads((tmp_path / "gold" / f"{item.issue}.json").read_text())[
            "headings"
        ]
        for one in heading["items"]
    }
