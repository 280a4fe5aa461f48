"""``roundup verify``: tell whether a copy of the archive is whole, and as it was published."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import click

from ..model.plural import plural
from .options import say
from .site_sums import SUMS, read_sums, sum_of, sums_of


@click.command("verify")
@click.argument("place")
@click.option("--timeout", default=20.0, show_default=True, help="Seconds to wait for an answer.")
def verify(place: str, timeout: float) -> None:
    """Compare the copy at PLACE, a folder or a web address, with its SHA256SUMS.

    One sentence for each file that is missing, changed or, in a folder, not of the archive.
    To know that the list itself is genuine, compare it with that of another copy, or ask
    `gh attestation verify`.

    \b
    Examples:
      roundup verify archive
      roundup verify https://example.org/archive/
    """
    is_web = place.startswith(("https://", "http://"))
    try:
        count, found = _of_web(place, timeout) if is_web else _of_folder(Path(place))
    except (OSError, ValueError) as error:
        raise click.UsageError(f"{place}: {str(error).rstrip('.')}.") from None
    wrong = 0
    for sentence in found:
        wrong += 1
        say(sentence)
    say(
        f"{plural(count, 'file')} compared: "
        + (f"{plural(wrong, 'difference')}." if wrong else "all as published.")
    )
    if wrong:
        sys.exit(1)


def _of_folder(folder: Path) -> tuple[int, Iterator[str]]:
    if not (folder / SUMS).is_file():
        raise ValueError(f"there is no {SUMS} in it")
    wanted = read_sums((folder / SUMS).read_text("utf-8"))

    def differences() -> Iterator[str]:
        for name, digest in wanted.items():
            path = folder / name
            if not path.is_file():
                yield f"{name} is missing."
            elif sum_of(path) != digest:
                yield f"{name} is not as it was published."
        yield from (f"{name} is not in {SUMS}." for name in sums_of(folder) if name not in wanted)

    return len(wanted), differences()


def _of_web(address: str, timeout: float) -> tuple[int, Iterator[str]]:
    from .fetching import Fetcher  # noqa: PLC0415 - loads requests, which is slow

    base = f"{address.rstrip('/')}/"
    fetcher = Fetcher(timeout)
    wanted = read_sums(b"".join(fetcher.read(base + SUMS)).decode("utf-8"))

    def differences() -> Iterator[str]:
        for name, digest in wanted.items():
            made = hashlib.sha256()
            try:
                for part in fetcher.read(base + quote(name)):
                    made.update(part)
            except OSError as error:
                yield f"{name} cannot be read: {str(error).rstrip('.')}."
                continue
            if made.hexdigest() != digest:
                yield f"{name} is not as it was published."

    return len(wanted), differences()
