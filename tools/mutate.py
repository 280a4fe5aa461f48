"""Break modules in many small ways, and count what their fast tests notice.

    python tools/mutate.py lint/rules guard/urls --most 80

mutmut makes the mutants and runs the tests. It wants the package in ``src/`` and its settings in
``pyproject.toml``, so each module is mutated in a copy of its own, below ``_build/mutation``.
What survives is written there too, as a diff.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path

from mutmut.mutation.diff_apply import get_diff_for_mutant
from mutmut.mutation.file_mutation import mutate_file_contents
from mutmut.stats import status_by_exit_code

PROJECT = Path(__file__).resolve().parents[1]
PACKAGE = Path("src/sphinx_roundup")
BESIDE = ("tests", "benchmarks")
"""Tests, and the judgements that they read."""
FORGET = '''
"""Forget what functions remember: mutmut tries each mutant in a copy of the process that ran the tests."""
import functools
import gc


def pytest_sessionstart() -> None:
    gc.unfreeze()  # what is frozen is not listed
    for found in gc.get_objects():
        if isinstance(found, functools._lru_cache_wrapper):
            found.cache_clear()
'''
UNTRIED = "not checked"
SENTENCE = r'^\s*(?:\w+ = )?\(?"[^" ]* [^" ]* .*"'
"""A line that holds a sentence and nothing else: its wording is no behaviour."""


def tests_of() -> dict[str, list[str]]:
    """The fast tests of each module that can be mutated."""
    return tomllib.loads((PROJECT / "tools/mutation.toml").read_text(encoding="utf-8"))


def prepare(module: str, tests: list[str]) -> Path:
    """Copy the package and its tests into a folder as mutmut wants it."""
    folder = PROJECT / "_build/mutation" / module.replace("/", ".")
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "src").mkdir(parents=True)
    skip = shutil.ignore_patterns("__pycache__")
    shutil.copytree(PROJECT / "_ext/sphinx_roundup", folder / PACKAGE, ignore=skip)
    for beside in BESIDE:
        shutil.copytree(PROJECT / beside, folder / beside, ignore=skip)
    (folder / "conftest.py").write_text(FORGET, encoding="utf-8")
    settings = {
        "source_paths": ["src"],
        "only_mutate": [f"{PACKAGE}/{module}.py"],
        "also_copy": ["conftest.py", *BESIDE],
        "do_not_mutate_patterns": [SENTENCE],
        "pytest_add_cli_args": ["-p", "no:cacheprovider"],
        "pytest_add_cli_args_test_selection": [f"tests/{name}" for name in tests],
    }
    pytest = {
        "addopts": ["--import-mode=importlib"],
        "pythonpath": ["src", "tests", "tests/watch"],
        "filterwarnings": ["error"],
        "markers": ["browser"],
    }
    text = "".join(
        f"[tool.{name}]\n" + "".join(f"{k} = {json.dumps(v)}\n" for k, v in table.items())
        for name, table in (("mutmut", settings), ("pytest.ini_options", pytest))
    )
    (folder / "pyproject.toml").write_text(text, encoding="utf-8")
    return folder


def mutants_of(folder: Path, module: str) -> list[str]:
    """The names of all mutants of a module, as mutmut will give them."""
    os.chdir(folder)  # where mutmut looks for its settings
    path = PACKAGE / f"{module}.py"
    found = mutate_file_contents(str(path), path.read_text(encoding="utf-8"))
    dotted = "sphinx_roundup." + module.replace("/", ".").removesuffix(".__init__")
    return [f"{dotted}.{name}" for name in found.mutant_names]


def try_module(module: str, tests: list[str], most: int, seed: int) -> Counter[str]:
    """Run the tests on the mutants of a module, or on ``most`` of them chosen by ``seed``."""
    folder = prepare(module, tests)
    names = mutants_of(folder, module)
    chosen = sorted(random.Random(seed).sample(names, min(most, len(names))))  # noqa: S311 - a sample
    # The same examples each time: hypothesis takes this variable as a wish for that.
    environment = {**os.environ, "CI": "true"}
    mutmut = [sys.executable, "-m", "mutmut"]
    run = subprocess.run(
        [*mutmut, "run", "--max-children", "1", *chosen],
        cwd=folder, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    meta = folder / "mutants" / PACKAGE / f"{module}.py.meta"
    if run.returncode or not meta.exists():
        sys.exit(f"{module}: mutmut failed\n{run.stdout[-3000:]}\n{run.stderr[-3000:]}")
    codes = json.loads(meta.read_text(encoding="utf-8"))["exit_code_by_key"]
    states = {name: status_by_exit_code[codes[name]] for name in chosen}
    left = sorted(name for name, state in states.items() if state in {"survived", "no tests"})
    path = PACKAGE / f"{module}.py"
    shown = [f"# {name}\n{get_diff_for_mutant(name, path=path)}" for name in left]
    (folder.parent / f"{folder.name}.diff").write_text("\n".join(shown), encoding="utf-8")
    return Counter(states.values(), of=len(names))


def main() -> None:
    """Mutate the modules that are named, or all."""
    known = tests_of()
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "modules", nargs="*", metavar="module", help="as in lint/rules; all without"
    )
    parser.add_argument("--most", type=int, default=60, help="try so many mutants of a module")
    parser.add_argument("--seed", type=int, default=11, help="which of them")
    given = parser.parse_args()
    for module in given.modules or known:
        if module not in known:
            parser.error(f"no module {module}: see tools/mutation.toml")
        found = try_module(module, known[module], given.most, given.seed)
        total = found.pop("of")
        tried = sum(found.values())
        killed = found["killed"] + found["timeout"] + found["segfault"]
        share = killed * 100 // max(tried, 1)
        sys.stdout.write(
            f"{module}: {total} mutants, {tried} tried, {killed} killed ({share} %)"
            f"{', ' + str(found['no tests']) + ' reached by no test' if found['no tests'] else ''}\n"
        )
        sys.stdout.flush()


if __name__ == "__main__":
    main()
