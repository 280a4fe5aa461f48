"""Read OpenDocument, Rich Text and old Word files: LibreOffice makes Word files of them, where it is installed.

It runs in the reader's process, so within its limits, with a profile of its own in which macros,
linked files and what it would load are off, and without a network where the system can do that.
What the original holds is counted in the original itself (:mod:`.inventory.office`).
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from .blocks import Document, UnreadableError
from .docx.reader import read_docx
from .inventory.office import PIECES
from .inventory.package import pieces_of_package
from .third_count import with_unread

FORMATS = {
    "odt": "an OpenDocument file",
    "fodt": "an OpenDocument file",
    "rtf": "a Rich Text file",
    "doc": "an old Word file",
}
"""What it can read, by the ending of its files, and what such a file is called."""
PROGRAMS = ("soffice", "libreoffice")
SECONDS = 100
"""Less than the reader itself may take, so that an editor is told which program was slow."""
_NO_NETWORK = ("unshare", "--user", "--map-root-user", "--net")
_SETTINGS = {
    "/org.openoffice.Office.Common/Security/Scripting": {
        "DisableMacrosExecution": "true",
        "MacroSecurityLevel": "3",
        "BlockUntrustedRefererLinks": "true",
        "DisableActiveContent": "true",
    },
    "/org.openoffice.Office.Writer/Content/Update": {"Link": "0"},
}
"""Nothing in a document runs, and nothing that it names is loaded."""
_MISSING = (
    "It is {what}, which LibreOffice reads, and that is not installed here. Install it"
    " (apt-get install libreoffice-writer-nogui), or save the file as .docx and import that."
)
_FAILED = "It is {what}, and LibreOffice cannot open it. Save it as .docx and import that."
_SLOW = "It is {what}, and LibreOffice took more than {seconds} seconds. Save it as .docx and import that."


def program() -> str:
    """Where LibreOffice is; "" where it is not installed."""
    return next((found for name in PROGRAMS if (found := shutil.which(name))), "")


def read_office(data: bytes, kind: str) -> Document:
    """Read a file by way of Word's format.

    :raises UnreadableError: where LibreOffice is missing or makes nothing of it, saying so.
    """
    if not program():
        raise UnreadableError(_MISSING.format(what=FORMATS[kind]))
    # First what is in the original: so a hostile package is refused before anything opens it.
    pieces = [replace(piece, form="original") for piece in PIECES[kind](data)]
    word = converted(data, kind)
    document = read_docx(word)
    made = with_unread(document, [*pieces, *pieces_of_package(word)])
    return replace(
        made, format=f"{FORMATS[kind].partition(' ')[2].removesuffix(' file')}, by LibreOffice"
    )


def converted(data: bytes, kind: str) -> bytes:
    """The Word file that LibreOffice makes of a file."""
    said = {"what": FORMATS[kind], "seconds": SECONDS}
    with tempfile.TemporaryDirectory(prefix="roundup-") as name:
        folder = Path(name)
        (folder / f"in.{kind}").write_bytes(data)
        write_profile(folder / "profile")
        command = [*_without_network(), *command_of(program(), folder, kind)]
        try:
            _run(command, folder)
        except subprocess.TimeoutExpired:
            raise UnreadableError(_SLOW.format(**said)) from None
        except OSError:
            raise UnreadableError(_FAILED.format(**said)) from None
        made = folder / "out" / "in.docx"
        if not made.is_file():
            raise UnreadableError(_FAILED.format(**said))
        return made.read_bytes()


def _run(command: Sequence[str], folder: Path) -> None:
    """Run a program; end it with all that it started where it takes too long."""
    with subprocess.Popen(
        command,
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            process.wait(SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            raise


def command_of(soffice: str, folder: Path, kind: str) -> list[str]:
    """The command that converts ``in.<kind>`` in a folder, with the profile that is there."""
    return [
        soffice,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--nodefault",
        "--nofirststartwizard",
        "--convert-to",
        "docx:Office Open XML Text",
        "--outdir",
        str(folder / "out"),
        str(folder / f"in.{kind}"),
    ]


def write_profile(profile: Path) -> None:
    """Write a profile in which nothing runs and nothing is loaded."""
    rows = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, values in _SETTINGS.items()
        for name, value in values.items()
    )
    file = profile / "user" / "registrymodifications.xcu"
    file.parent.mkdir(parents=True)
    file.write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items'
        ' xmlns:oor="http://openoffice.org/2001/registry"'
        ' xmlns:xs="http://www.w3.org/2001/XMLSchema"'
        f' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{rows}</oor:items>',
        encoding="utf-8",
    )


def _without_network() -> Sequence[str]:
    """What to put before a command that shall reach no network; nothing where the system cannot."""
    if not shutil.which(_NO_NETWORK[0]):
        return ()
    tried = subprocess.run([*_NO_NETWORK, "true"], check=False, capture_output=True)
    return () if tried.returncode else _NO_NETWORK
