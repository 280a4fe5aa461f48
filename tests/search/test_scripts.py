"""The scripts of the page: their own tests, their types, their style, and their weight."""

from __future__ import annotations

import gzip
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from rjsmin import jsmin

from conftest import PROJECT
from gold import printed_archive
from search import made
from search.node import NODE, SCRIPTS
from sphinx_roundup.search import scripts, write_index

STATIC = Path(__file__).parents[2] / "_ext/sphinx_roundup/search/client"
CITE = PROJECT / "_ext/sphinx_roundup/citations/client"
PACK = PROJECT / "_ext/sphinx_roundup/html/client"
ENTRY_FORM = PROJECT / "_ext/sphinx_roundup/html/entry_form/client"
OF_PAGES = [
    PROJECT / "_ext/sphinx_roundup/html/static" / name for name in ("card.js", "cite.js", "page.js")
]
GOLDEN = Path(__file__).parent / "golden"


def test_the_scripts_pass_their_own_tests() -> None:
    done = subprocess.run(
        [NODE, "--test"], cwd=SCRIPTS, capture_output=True, check=False, encoding="utf-8"
    )
    assert done.returncode == 0, done.stdout


@pytest.fixture(scope="module")
def tools() -> Path:
    """The folder of tools that check types and style, installed as locked."""
    if not shutil.which("npm"):
        pytest.skip("npm is not installed")
    if not (SCRIPTS / "node_modules").exists():
        install = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        if subprocess.run(install, cwd=SCRIPTS, capture_output=True, check=False).returncode:
            pytest.skip("the locked tools could not be installed")
    return SCRIPTS


def test_types_and_style(tools: Path) -> None:
    # One test for both, so that two workers do not install the tools at once.
    kept = tools / "node_modules"
    types = [kept / "typescript/bin/tsc", "--project", tools]
    style = [
        kept / "eslint/bin/eslint.js",
        "--config",
        tools / "eslint.config.js",
        "--cache",  # by contents: a file as it was is not looked at again
        "--cache-strategy=content",
        f"--cache-location={kept}/.cache/",
        STATIC,
        CITE,
        PACK,
        ENTRY_FORM,
        *OF_PAGES,
        tools,
    ]
    for check in (types, style):
        done = subprocess.run(
            [NODE, *check], cwd=PROJECT, capture_output=True, check=False, encoding="utf-8"
        )
        assert done.returncode == 0, done.stdout


def test_script_engine_interface_and_stemmer_are_light() -> None:
    assert len(gzip.compress(scripts.joined(STATIC).encode(), 9, mtime=0)) <= 18_000


def test_what_the_search_page_loads_at_once_is_light() -> None:
    """What makes references comes when a reader opens a box; cite.js is on every page already."""
    every = (scripts.joined(STATIC), jsmin(OF_PAGES[0].read_text("utf-8")))
    assert sum(len(gzip.compress(text.encode(), 9, mtime=0)) for text in every) <= 20_000


LATER = {"boolean": 3_000, "builder": 2_500, "hints": 2_800, "spelling": 1_300, "suggest": 1_900}
"""Bytes that each script may take which is loaded when somebody needs it; docs/search.md names them."""


def test_what_is_loaded_on_demand_is_light() -> None:
    found = scripts.on_demand(STATIC)
    sizes = {n: len(gzip.compress(t.encode(), 9, mtime=0)) for n, t in found.items()}
    assert sizes.keys() == LATER.keys()
    assert {name: size for name, size in sizes.items() if size > LATER[name]} == {}


def test_every_script_is_part_of_the_page_or_loaded_by_name() -> None:
    named = set((STATIC / scripts.ORDER).read_text(encoding="utf-8").split())
    found = {path.relative_to(STATIC).as_posix() for path in STATIC.rglob("*.js")}
    by_name = {f"{scripts.ON_DEMAND}/{name}.js" for name in scripts.on_demand(STATIC)}
    assert found - named == {"keys.js", *by_name}
    assert named <= found


def test_nothing_in_the_scripts_makes_markup_or_code_of_text() -> None:
    made = scripts.joined(STATIC) + "".join(scripts.on_demand(STATIC).values())
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", made)
    assert not re.search(r"new Function|fetch\(|XMLHttpRequest|import\(|WebAssembly", made)


def test_no_template_holds_another() -> None:
    """The minifier takes the inner one's end for that of the outer."""
    for path in (*STATIC.rglob("*.js"), *CITE.glob("*.js")):
        if "vendor" not in path.parts:
            assert not re.search(r"`[^`]*\$\{[^}`]*`", path.read_text(encoding="utf-8")), path


TRAPS = (
    """console.log('a  //  b', "/* c  */", `d  // e\n   f`, '\\'  ')""",
    """console.log(`one  ${1 + 2}  // three`)""",
    """console.log('a/b  c'.replace(/[/'"`]  */g, '  '), 8  /  2 / 1, /\\/\\*  /.source)""",
    """let a = 1, b = 2; console.log(a+ +b, a- -b, a++ + b, a - --b)""",
    """const f = () => {  // a note\n  return 1 /* and another */ + 2\n}\nconsole.log(f())""",
    """let x = 1\nlet y = x\n++y\nconsole.log(x, y, [1, 2]\n.length)""",
)


@pytest.mark.parametrize("code", TRAPS)
def test_a_smaller_script_does_the_same(code: str, tmp_path: Path) -> None:
    (tmp_path / scripts.ON_DEMAND).mkdir()
    (tmp_path / scripts.ON_DEMAND / "one.js").write_text(code, encoding="utf-8")
    said = [
        subprocess.run([NODE, "-e", one], capture_output=True, check=True, encoding="utf-8").stdout
        for one in (code, scripts.on_demand(tmp_path)["one"])
    ]
    assert said[0] == said[1] != ""


def test_judged_queries_are_answered(tmp_path: Path) -> None:
    write_index(printed_archive(), tmp_path, made.address_of)
    least = {
        "tuning": (0.97, 0.95),
        "unseen": (0.97, 0.95),
        "readers": (0.93, 0.93),
        "report": (0.73, 0.56),
        "second": (1, 1),
    }
    for part, (recall, mrr) in least.items():
        command = [NODE, SCRIPTS / "judge.js", tmp_path / "search", GOLDEN / "judged.json", part]
        done = subprocess.run(command, capture_output=True, check=True, encoding="utf-8")
        figures = json.loads(done.stdout)
        assert figures["recall"] >= recall, figures
        assert figures["mrr"] >= mrr, figures
