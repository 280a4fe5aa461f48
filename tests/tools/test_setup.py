"""The set-up: by content, only what is needed, and never worse than before."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from conftest import PROJECT

pytestmark = pytest.mark.skipif(
    not os.environ.get("CI"),
    reason="makes environments for a minute: run by .ci/run, by GitHub, and by CI=true make test",
)

SCRIPT = PROJECT / "tools" / "setup.sh"
BACKEND = """
import pathlib, zipfile
def build_editable(folder, config_settings=None, metadata_directory=None):
    name = "thing-1-py3-none-any.whl"
    with zipfile.ZipFile(pathlib.Path(folder, name), "w") as wheel:
        wheel.writestr("thing.pth", str(pathlib.Path.cwd()))
        wheel.writestr("thing-1.dist-info/METADATA", "Metadata-Version: 2.1\\nName: thing\\nVersion: 1\\n")
        wheel.writestr("thing-1.dist-info/WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        wheel.writestr("thing-1.dist-info/RECORD", "")
    return name
build_wheel = build_editable
"""
PROJECT_FILE = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
[project]
name = "thing"
version = "1"
"""


@dataclass
class Place:
    """A project of the least size, with packages of our own in place of the registry's."""

    folder: Path
    hashes: dict[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> Path:
        return self.folder / ".venv"

    def offer(self, name: str, version: str) -> None:
        """Make a wheel that can be installed."""
        stem = f"{name}-{version}"
        path = self.folder / "wheels" / f"{stem}-py3-none-any.whl"
        path.parent.mkdir(exist_ok=True)
        about = f"{stem}.dist-info"
        with ZipFile(path, "w") as wheel:
            wheel.writestr(f"{name}.py", f"version = '{version}'\n")
            wheel.writestr(
                f"{about}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
            )
            wheel.writestr(
                f"{about}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
            )
            wheel.writestr(f"{about}/RECORD", "")
        self.hashes[f"{name}=={version}"] = hashlib.sha256(path.read_bytes()).hexdigest()

    def lock(self, purpose: str, *pins: str) -> None:
        """Write the lock of a purpose."""
        lines = [f"# Adds {len(pins)} packages, about 7 MB. Made by `make lock`.\n"]
        lines += [f"{pin} \\\n    --hash=sha256:{self.hashes.get(pin, '0' * 64)}\n" for pin in pins]
        (self.folder / "requirements").mkdir(exist_ok=True)
        (self.folder / "requirements" / f"{purpose}.txt").write_text("".join(lines))

    def set_up(self, *purposes: str, python: str = sys.executable) -> tuple[int, str]:
        """Run the script; give its code and what it says."""
        settings = {
            "PIP_NO_INDEX": "1",
            "PIP_FIND_LINKS": str(self.folder / "wheels"),
            "PIP_CONFIG_FILE": os.devnull,
        }
        done = subprocess.run(
            ["sh", str(SCRIPT), ".venv", python, *purposes],
            cwd=self.folder,
            env={"PATH": os.environ["PATH"], **settings},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.stdout == ""
        return done.returncode, done.stderr

    def version(self, name: str) -> str | None:
        """Ask the environment which version of a package it has."""
        done = subprocess.run(
            [self.environment / "bin" / "python", "-c", f"import {name}; print({name}.version)"],
            capture_output=True,
            text=True,
            check=False,
        )
        return done.stdout.strip() or None


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A project that was set up, and a copy of it: an environment cannot be moved."""
    made = Place(tmp_path_factory.mktemp("setup") / "project")
    made.folder.mkdir()
    (made.folder / "backend.py").write_text(BACKEND)
    (made.folder / "pyproject.toml").write_text(PROJECT_FILE)
    for version in ("1", "2"):
        for name in ("apple", "berry", "cherry"):
            made.offer(name, version)
    made.lock("site", "apple==1", "berry==1")
    made.lock("test", "cherry==1")
    assert made.set_up("site")[0] == 0
    shutil.copytree(made.folder, made.folder.with_name("kept"), symlinks=True)
    return made


@pytest.fixture
def place(first: Place) -> Place:
    shutil.rmtree(first.folder)
    shutil.copytree(first.folder.with_name("kept"), first.folder, symlinks=True)
    return Place(first.folder, dict(first.hashes))


def test_a_verb_gets_what_it_needs_and_says_how_much(place: Place) -> None:
    assert place.version("apple") == "1"
    assert place.version("cherry") is None
    code, said = place.set_up("site", "test")
    assert code == 0
    assert said.count("\n") == 1
    assert "for test: 1 packages, about 7 MB" in said
    assert place.version("cherry") == "1"


def test_a_touched_file_installs_nothing(place: Place) -> None:
    for path in place.folder.rglob("*"):
        if place.environment not in path.parents and path.is_file():
            os.utime(path, (2_000_000_000, 2_000_000_000))
    # If anything were installed, what is taken away here would come back.
    (place.environment / "bin" / "python").unlink()
    (place.environment / "bin" / "python").symlink_to("/bin/false")
    assert place.set_up("site") == (0, "")


def test_a_changed_lock_changes_what_it_names_and_takes_away_what_it_drops(place: Place) -> None:
    by_hand = place.environment / "by-hand"
    by_hand.touch()
    place.set_up("site", "test")
    place.lock("site", "apple==2")
    assert place.set_up("site")[0] == 0
    assert place.version("apple") == "2"
    assert place.version("berry") is None
    assert place.version("cherry") == "1"
    assert by_hand.exists()


def test_a_package_that_moves_to_another_lock_stays(place: Place) -> None:
    place.lock("site", "apple==1")
    place.lock("test", "cherry==1", "berry==1")
    assert place.set_up("site")[0] == 0
    assert place.version("berry") == "1"


def test_a_lock_without_hashes_is_refused(place: Place) -> None:
    (place.folder / "requirements" / "test.txt").write_text("cherry==1\n")
    code, said = place.set_up("site", "test")
    assert code == 1
    assert "--hash" in said
    assert place.version("cherry") is None


def test_nothing_is_built_from_source(place: Place) -> None:
    # What could be built with nothing but itself, so that only the rule can refuse it.
    files = {
        "backend.py": BACKEND.replace("thing", "plum"),
        "pyproject.toml": PROJECT_FILE.replace("thing", "plum"),
        "PKG-INFO": "Metadata-Version: 2.1\nName: plum\nVersion: 1\n",
    }
    path = place.folder / "wheels" / "plum-1.tar.gz"
    with tarfile.open(path, "w:gz") as source:
        for name, text in files.items():
            member = tarfile.TarInfo(f"plum-1/{name}")
            member.size = len(text)
            source.addfile(member, BytesIO(text.encode()))
    place.hashes["plum==1"] = hashlib.sha256(path.read_bytes()).hexdigest()
    place.lock("test", "plum==1")
    code, said = place.set_up("site", "test")
    assert code == 1
    assert "No matching distribution found for plum==1" in said


@pytest.mark.parametrize("pin", ["apple==3", "apple==2"])
def test_what_cannot_be_installed_leaves_the_old_environment(place: Place, pin: str) -> None:
    place.hashes["apple==2"] = "1" * 64  # what is offered is not what was locked
    place.lock("site", "berry==2", pin)
    code, said = place.set_up("site")
    assert code == 1
    assert "as in: make site SETUP=no" in said.splitlines()[-1]
    assert place.version("apple") == place.version("berry") == "1"
    place.lock("site", "apple==1", "berry==1")
    assert place.set_up("site") == (0, "")


def test_an_environment_of_another_place_is_made_anew_and_put_back_if_that_fails(
    place: Place,
) -> None:
    origin = place.environment / "locks" / "origin"
    origin.write_text("Python 3.11 in /elsewhere\n")
    (place.environment / "mark").touch()
    place.lock("site", "apple==3")
    code, said = place.set_up("site")
    assert code == 1
    assert said.splitlines()[-1].startswith("setup: the packages could not be installed")
    assert (place.environment / "mark").exists()
    assert place.version("apple") == "1"
    place.lock("site", "apple==2")
    assert place.set_up("site")[0] == 0
    assert not (place.environment / "mark").exists()
    assert place.version("apple") == "2"
    assert not list(place.folder.glob(".venv.old"))


@pytest.mark.parametrize("cut_off", [True, False])
def test_an_environment_that_is_not_whole_is_made_anew(place: Place, *, cut_off: bool) -> None:
    if cut_off:
        (place.environment / "locks" / "unfinished").touch()
    else:  # its Python was taken from the system
        (place.environment / "bin" / "python").unlink()
    next((place.environment / "lib").glob("python*/site-packages/apple.py")).unlink()
    assert place.set_up("site")[0] == 0
    assert place.version("apple") == "1"


def test_what_was_set_aside_by_a_run_that_was_killed_is_taken_back(place: Place) -> None:
    (place.environment / "mark").touch()
    place.environment.rename(place.folder / ".venv.old")
    place.environment.mkdir()
    assert place.set_up("site") == (0, "")
    assert (place.environment / "mark").exists()
    assert place.version("apple") == "1"


def test_a_python_that_is_not_there_or_not_supported_is_one_sentence(place: Place) -> None:
    code, said = place.set_up("site", python="python3.99")
    assert (code, said.count("\n")) == (1, 1)
    assert "python3.99 does not run here" in said
    old = place.folder / "python"
    old.write_text("#!/bin/sh\necho 3.10\n")
    old.chmod(0o755)
    code, said = place.set_up("site", python=str(old))
    assert (code, said.count("\n")) == (1, 1)
    assert "Python 3.10 is not supported; use Python 3.11 to 3.14" in said
