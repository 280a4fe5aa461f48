"""The Makefile's verbs, where they stop at once and say why."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import PROJECT

MAKEFILE = (PROJECT / "Makefile").read_text(encoding="utf-8")


def make(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["make", "--no-print-directory", *arguments],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )


def port(given: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, PROJECT / "tools" / "port.py", given],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stderr


def test_help_lists_every_verb_with_what_it_does() -> None:
    phony = re.findall(r"^\.PHONY: (.*)", MAKEFILE, re.MULTILINE)[-1].split()
    lines = make("help").stdout.splitlines()
    assert [line.split()[0] for line in lines] == phony
    assert all(len(line.split()) > 2 for line in lines)


@pytest.mark.parametrize(
    ("python", "environment"),
    [
        ("python3", ".venv"),
        ("python", ".venv"),
        ("/usr/bin/python3", ".venv"),
        ("python3.13", ".venv-3.13"),
        ("/opt/3.14.0/bin/python3.14", ".venv-3.14"),
    ],
)
def test_each_python_has_an_environment_of_its_own(python: str, environment: str) -> None:
    said = make("--dry-run", "setup", f"PYTHON={python}").stdout
    assert said == f"sh tools/setup.sh {environment} {python} site\n"


def test_set_up_can_be_left_out() -> None:
    assert "setup.sh" not in make("--dry-run", "site", "SETUP=no").stdout


def test_a_release_without_a_build_says_what_to_run_first(tmp_path: Path) -> None:
    done = make("release", f"OUT={tmp_path}")
    assert done.returncode == 2
    assert done.stderr.splitlines()[0] == (
        "release: there is nothing to collect yet; run `make twice` first"
    )
    assert list(tmp_path.iterdir()) == []


def test_a_port_in_use_is_one_sentence_that_names_the_way_out() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        number = taken.getsockname()[1]
        code, said = port(str(number))
    assert code == 1
    assert said == (
        f"serve: port {number} cannot be used: address already in use;"
        " choose another, as in: make serve PORT=8001\n"
    )
    assert port("0") == (0, "")


@pytest.mark.parametrize("given", ["eighty", "", "65536", "-1"])
def test_what_is_no_port_is_said(given: str) -> None:
    code, said = port(given)
    assert (code, said.count("\n")) == (1, 1)
    assert "as in: make serve PORT=8001" in said
