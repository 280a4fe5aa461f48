"""Run Sphinx in copies of a process that has loaded it: to load it takes most of a small build."""

from __future__ import annotations

import multiprocessing
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module

_OURS = (
    "defaults",
    "domain",
    "fallback",
    "guard_events",
    "identity",
    "inputs",
    "reading",
    "unchanged",
)


class Warm:
    """Sphinx and the archive's code, loaded once; each build is a process of its own."""

    def __init__(self) -> None:
        """Load all that a build loads."""
        from sphinx_roundup import state  # noqa: PLC0415 - tools find the package where they run

        self._code = state.code_digest.__wrapped__
        self._loaded = self._code()
        sphinx = import_module("sphinx.application")
        for name in (*sphinx.builtin_extensions, "furo", "myst_parser.sphinx_ext.main"):
            with suppress(ImportError):  # the build tells of what is missing
                import_module(name)
        import_module("sphinx_design")
        for name in ("html", "search", "pdf.builder", *(f"extension.{one}" for one in _OURS)):
            import_module(f"sphinx_roundup.{name}")

    def sphinx(self, arguments: Sequence[str]) -> int:
        """Run ``sphinx-build`` with these arguments; give its exit code.

        In a new process, which loads all anew, where the code is not that which was loaded, or
        the system cannot copy a process.
        """
        can_fork = "fork" in multiprocessing.get_all_start_methods()
        if not can_fork or sys.platform == "darwin" or self._code() != self._loaded:
            return subprocess.call([sys.executable, "-m", "sphinx", *arguments])
        sys.stdout.flush()
        sys.stderr.flush()
        copy = multiprocessing.get_context("fork").Process(target=_build, args=(list(arguments),))
        copy.start()
        copy.join()
        return 1 if copy.exitcode is None else abs(copy.exitcode)


def _build(arguments: list[str]) -> None:
    sys.exit(import_module("sphinx.cmd.build").main(arguments))
