"""Read one document in a process of its own; ``python -m roundup.intake.worker FILE``.

Whatever a hostile file does to a parser then ends here: the caller limits time,
this side limits memory, and nothing but plain values comes back.
"""

from __future__ import annotations

import contextlib
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from .blocks import UnreadableError
from .readers import read

MOST_MEMORY = 3_000_000_000
_MEMORY = "It needs more memory than any newsletter. Save it again from the program that made it."
_DAMAGED = (
    "It cannot be read: the file is damaged, or its maker does what no other does."
    " Open it, save it anew and import that."
)


def outcome(data: bytes) -> dict[str, Any]:
    """What a document reads as: ``{"document": …}`` or ``{"unreadable": sentence}``."""
    try:
        return {"document": asdict(read(data, _tick))}
    except UnreadableError as error:
        return {"unreadable": str(error)}
    except (MemoryError, RecursionError):
        return {"unreadable": _MEMORY}
    except Exception as error:  # noqa: BLE001 - a parser may fail in any way on a hostile file
        return {"unreadable": _DAMAGED, "cause": repr(error)}


def _tick(done: int, of: int) -> None:
    sys.stderr.write(f"{done} {of}\n")
    sys.stderr.flush()


def limit_memory() -> None:
    """Let the process have so much memory and no more, where the system can."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not on Windows

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def main() -> None:
    """Read the document that the first argument names and write what it reads as."""
    limit_memory()
    data = Path(sys.argv[1]).read_bytes()
    with contextlib.redirect_stdout(sys.stderr):
        result = outcome(data)
    sys.stdout.write(json.dumps(result))


if __name__ == "__main__":
    main()
