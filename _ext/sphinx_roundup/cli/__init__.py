"""The ``roundup`` command: each of its commands is loaded only when it is used."""

from __future__ import annotations

import io
import sys
from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType

import click

from ..version import VERSION

COMMANDS: Mapping[str, str] = MappingProxyType(
    {
        "new": "sphinx_roundup.cli.new:new",
        "add": "sphinx_roundup.cli.add:add",
        "take": "sphinx_roundup.cli.take:take",
        "check": "sphinx_roundup.cli.check:check_command",
        "topics": "sphinx_roundup.cli.topics_and_sources:topics",
        "sources": "sphinx_roundup.cli.topics_and_sources:sources",
        "related-words": "sphinx_roundup.cli.related_words:related_words",
        "content-notes": "sphinx_roundup.cli.content_notes:content_notes",
        "rename": "sphinx_roundup.cli.rename:rename",
        "ledger": "sphinx_roundup.cli.ledger:ledger",
        "seal": "sphinx_roundup.cli.seal:seal_command",
        "verify": "sphinx_roundup.cli.verify:verify",
        "correct": "sphinx_roundup.cli.correct:correct",
        "withdraw": "sphinx_roundup.cli.withdraw:withdraw",
        "links": "sphinx_roundup.cli.links:links",
        "changes": "sphinx_roundup.cli.changes:changes",
        "pdf": "sphinx_roundup.cli.pdf:pdf",
        "import": "sphinx_roundup.cli.import_documents:import_command",
        "review": "sphinx_roundup.cli.review:review",
    }
)
"""Name -> where the command is."""


class LazyGroup(click.Group):
    """A group whose commands are imported by name."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """The names of all commands, in the order of an editor's month."""
        return list(COMMANDS)

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name; None where there is none."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command = getattr(import_module(module), name)
        assert isinstance(command, click.Command)
        return command


@click.group(
    cls=LazyGroup,
    epilog="Exit codes: 0 all is well; 1 there is something to mend; 2 the command was not understood.",
)
@click.version_option(VERSION, prog_name="roundup")
def main() -> None:
    """Write and check the issues of an archive.

    \b
    An issue in four commands:
      roundup new 2024-05       start the issue
      roundup add 2024-05       put an entry into it, answering questions
      roundup check             see what is to be mended, by file and line
      make serve                look at it in the browser
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A letter that the terminal does not know is spelt out.
            stream.reconfigure(errors="backslashreplace")
