"""Have a document read in another process, within limits of time and memory."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO, Any

from .blocks import Anchor, Block, Document, LeftOut, Run, Tally, Tick, UnreadableError
from .readers import MOST_BYTES, recognise

MOST_SECONDS = 120
_TICK = re.compile(r"\s*(\d+)\s+(\d+)\s*")
"""So many pages are done, of so many."""
_PACKAGE = Path(__file__).parents[2]
_SLOW = (
    f"It took more than {MOST_SECONDS} seconds to read, which no newsletter does."
    " Save it again from the program that made it."
)
_DIED = "It could not be read: the reader ended without an answer. Save it again and import that."


def read_file(path: Path, tick: Tick | None = None, seconds: float = MOST_SECONDS) -> Document:
    """Read a document.

    :raises UnreadableError: where it cannot be read, saying why and what to do.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UnreadableError("It is larger than 50 MB. Take the pictures out and import that.")
        recognise(path.read_bytes())
    except OSError as error:
        raise UnreadableError(f"It cannot be opened: {error.strerror}.") from None
    answer = _ask(path, tick, seconds)
    if "unreadable" in answer:
        raise UnreadableError(answer["unreadable"])
    return document_of(answer["document"])


def _ask(path: Path, tick: Tick | None, seconds: float) -> dict[str, Any]:
    command = [sys.executable, "-m", f"{__package__}.worker", str(path.resolve())]
    # The reader's folder first, then those of whoever runs this: their libraries may be there.
    folders = os.pathsep.join(filter(None, (str(_PACKAGE), os.environ.get("PYTHONPATH", ""))))
    env = {**os.environ, "PYTHONPATH": folders, "PYTHONIOENCODING": "utf-8"}
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=env,
    ) as process:
        assert process.stderr is not None
        listener = threading.Thread(target=_listen, args=(process.stderr, tick), daemon=True)
        listener.start()
        timer = threading.Timer(seconds, process.kill)
        timer.start()
        assert process.stdout is not None
        said = process.stdout.read()
        process.wait()
        slow = not timer.is_alive()
        timer.cancel()
        listener.join(timeout=5)
    if slow:
        raise UnreadableError(_SLOW)
    try:
        answer: dict[str, Any] = json.loads(said)
    except ValueError:
        raise UnreadableError(_DIED) from None
    return answer


def _listen(stream: IO[str], tick: Tick | None) -> None:
    """Pass progress on; whatever else a library says is of no use to an editor."""
    for line in stream:
        counted = _TICK.fullmatch(line)
        if tick and counted:
            tick(int(counted[1]), int(counted[2]))


def document_of(data: dict[str, Any]) -> Document:
    """A document from the plain values of it."""
    return Document(
        format=data["format"],
        blocks=tuple(_block(block) for block in data["blocks"]),
        tally=Tally(
            data["tally"]["text"], _anchors(data["tally"]["links"]), data["tally"]["grain"]
        ),
        left_out=_left_out(data["left_out"]),
        unread=_left_out(data["unread"]),
        notes=tuple(data["notes"]),
        title=data["title"],
    )


def _block(data: dict[str, Any]) -> Block:
    runs = tuple(Run(**run) for run in data["runs"])
    return Block(runs, data["role"], data["level"], data["place"], tuple(data["marks"]))


def _left_out(rows: list[dict[str, Any]]) -> tuple[LeftOut, ...]:
    return tuple(LeftOut(row["why"], row["text"], _anchors(row["links"])) for row in rows)


def _anchors(rows: list[list[Any]]) -> tuple[Anchor, ...]:
    return tuple(Anchor(*row) for row in rows)
