"""What is known of the addresses: ``links.json``, kept by ``roundup links``."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Literal, get_args

from ..guard.files import read_json
from ..model.messages import Problem

FILE = "links.json"
_GONE = frozenset({404, 410, 451})
_BUSY = frozenset({429, 503})


State = Literal["works", "moved", "gone", "unclear"]


@dataclass(frozen=True, slots=True)
class Reply:
    """What came of asking an address: ``to`` is where a moved page is, ``why`` what is unclear."""

    state: State
    to: str = ""
    why: str = ""
    is_busy: bool = False
    """Whether the host asks not to be asked now."""


def reply_of(status: int, moved_to: str = "") -> Reply:
    """Judge an HTTP status code; ``moved_to`` is where lasting redirects led, if they did."""
    if 200 <= status < 300:  # noqa: PLR2004 - the codes of success
        return Reply("moved", moved_to) if moved_to else Reply("works")
    if status in _GONE:
        return Reply("gone")
    return Reply("unclear", why=f"it answers with status {status}", is_busy=status in _BUSY)


@dataclass(frozen=True, slots=True)
class Answer:
    """How an address answered: it ``works``, has ``moved``, is ``gone``, or that is ``unclear``.

    ``checked`` and ``since`` are ISO days: of the last look, and from when on it
    has been so. ``to`` is where a moved page is now.
    """

    state: State
    checked: str
    since: str
    to: str = ""


def read_answers(folder: Path) -> Mapping[str, Answer]:
    """Address -> answer; empty without a file.

    :raises ValueError: for a file that ``roundup links`` did not write.
    """
    try:
        data = read_json(folder, FILE)
        if data is None:
            return {}
        answers = {address: _read_answer(row) for address, row in data["links"].items()}
    except (AttributeError, KeyError, OSError, TypeError, ValueError) as error:
        raise ValueError(f"{FILE} is not as “roundup links” writes it") from error
    return answers


def _read_answer(row: Mapping[str, Any]) -> Answer:
    answer = Answer(**row)
    dt.date.fromisoformat(answer.checked)
    dt.date.fromisoformat(answer.since)
    if answer.state not in get_args(State) or not isinstance(answer.to, str):
        raise ValueError(row)
    return answer


def problems(folder: Path) -> Iterator[Problem]:
    """Say if the file cannot be used."""
    try:
        read_answers(folder)
    except ValueError as error:
        hint = "Delete the file, or take the last one that was good."
        yield Problem(FILE, 1, "bad-links-file", f"{error}.", hint)


def as_json(answers: Mapping[str, Answer]) -> str:
    """The file's text, the same for the same answers."""
    links = {address: asdict(answers[address]) for address in sorted(answers)}
    return json.dumps({"version": 1, "links": links}, indent=1, ensure_ascii=False) + "\n"


def due(
    addresses: Iterable[str], known: Mapping[str, Answer], today: dt.date, days: int
) -> list[str]:
    """The addresses to ask: new ones, bad ones, and those not asked for so many days."""
    return [
        address
        for address in addresses
        if address not in known
        or known[address].state not in {"works", "moved"}
        or (today - dt.date.fromisoformat(known[address].checked)).days >= days
    ]


def answer_of(reply: Reply, before: Answer | None, today: dt.date) -> Answer:
    """What is remembered of an address that was asked today, beside what was known ``before``."""
    day = today.isoformat()
    answer = Answer(reply.state, day, day, reply.to)
    # One bad day is no proof: who cannot be reached once is asked again before it counts.
    return replace(answer, since=before.since) if before and before.state == reply.state else answer
