"""The locks: one version of everything for every Python, with hashes, and no licence that we refuse."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.specifiers import SpecifierSet

from conftest import PROJECT

LOCKS = sorted((PROJECT / "requirements").glob("*.txt"))
DATA: dict[str, Any] = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
PIN = re.compile(
    r"^([a-z0-9._-]+)==([^ ]+)(?: ; [^\\\n]+)? \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)",
    re.MULTILINE,
)


def pins(path: Path) -> dict[str, str]:
    return {name: version for name, version, _ in PIN.findall(path.read_text(encoding="utf-8"))}


def test_each_purpose_has_its_lock() -> None:
    assert [path.stem for path in LOCKS] == [
        *("check", "import", "lock", "mutation", "readers", "sbom", "serve", "site", "test")
    ]


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.stem)
def test_every_line_is_a_pin_with_hashes_or_reads_a_lock_beside_it(path: Path) -> None:
    head, _, text = path.read_text(encoding="utf-8").partition("\n")
    found = re.fullmatch(r"# Adds (\d+) packages, about \d+ MB\. Made by `make lock`\.", head)
    assert found
    assert int(found[1]) == len(PIN.findall(text))
    rest = PIN.sub("", text)
    read = [line.removeprefix("-r ") for line in rest.splitlines() if line.startswith("-r ")]
    assert {path.with_name(name) for name in read} <= set(LOCKS)
    others = [line for line in rest.splitlines() if not re.match("(    #|-r |$)", line)]
    assert others == []


def test_a_package_has_one_version_for_every_python_and_purpose() -> None:
    # So what is tested on one Python is what another ships.
    found: dict[str, set[str]] = {}
    for path in LOCKS:
        text = path.read_text(encoding="utf-8")
        names = [name for name, _, _ in PIN.findall(text)]
        assert len(names) == len(set(names)), path
        for name, version in pins(path).items():
            found.setdefault(name, set()).add(version)
    assert {name: versions for name, versions in found.items() if len(versions) > 1} == {}


def test_the_site_is_locked_without_what_only_tests_and_checks_need() -> None:
    site = pins(PROJECT / "requirements" / "site.txt")
    assert {"sphinx", "typst", "setuptools"} <= set(site)
    assert not {"pytest", "playwright", "mypy", "pdfplumber", "uv"} & set(site)


def test_the_pythons_allowed_are_those_that_the_workflow_tests() -> None:
    text = (PROJECT / ".github" / "workflows" / "pull-request.yml").read_text(encoding="utf-8")
    tested = yaml.safe_load(text)["jobs"]["code"]["strategy"]["matrix"]["python"]
    allowed = SpecifierSet(DATA["project"]["requires-python"])
    assert tested == [f"3.{minor}" for minor in range(40) if f"3.{minor}" in allowed]
    setup = (PROJECT / "tools" / "setup.sh").read_text(encoding="utf-8")
    assert f"{' | '.join(tested)}) ;;" in setup
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    assert f"Python {tested[0]} to {tested[-1]}" in readme


def installed(folder: Path, licence: str) -> subprocess.CompletedProcess[str]:
    """Ask the checker of licences about a package that is installed in a folder."""
    info = folder / "made_for_this-1.dist-info"
    info.mkdir()
    info.joinpath("METADATA").write_text(
        f"Metadata-Version: 2.4\nName: made-for-this\nVersion: 1\n{licence}\n", encoding="utf-8"
    )
    program = Path(sys.executable).with_name("pip-licenses")
    return subprocess.run(
        [program, "--packages", "made-for-this"],
        cwd=PROJECT,
        env={"PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("licence", "refused"),
    [
        ("License-Expression: MIT", False),
        ("License-Expression: MPL-2.0", False),
        ("License-Expression: AGPL-3.0-or-later", True),
        ("License-Expression: MIT AND GPL-2.0-only", True),
        ("License: Dual Licensed - GNU AFFERO GPL 3.0 or Artifex Commercial License", True),
        ("License: Affero General Public Licence", True),
        ("Classifier: License :: OSI Approved :: GNU General Public License v3 (GPLv3)", True),
        ("Summary: says nothing of its licence", True),
    ],
)
def test_a_licence_that_binds_our_readers_is_refused(
    licence: str, *, refused: bool, tmp_path: Path
) -> None:
    done = installed(tmp_path, licence)
    assert done.returncode == refused, done.stdout + done.stderr
    assert ("made-for-this" in done.stderr) == refused
