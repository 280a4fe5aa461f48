"""Work that several processes share: all of it comes home, or it is told why not."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from sphinx.errors import SphinxParallelError

from fresh.builds import quiet_python
from sphinx_roundup.extension import forks
from sphinx_roundup.extension.forks import Beside, ProcessEndedError, share_out

HERE = os.getpid()


def shared(work: Callable[[int], object], count: int, workers: int) -> list[tuple[int, object]]:
    with quiet_python():
        return sorted(share_out(work, range(count), workers))


def place(number: int) -> tuple[int, int]:
    return number * number, os.getpid()


@pytest.mark.parametrize("workers", [1, 2, 3, 8])
def test_every_piece_comes_home_once(workers: int) -> None:
    made = shared(place, 20, workers)
    assert [(piece, value[0]) for piece, value in made] == [(n, n * n) for n in range(20)]  # type: ignore[index]
    assert (HERE in {value[1] for _, value in made}) == (workers == 1)  # type: ignore[index]


def test_more_pieces_than_the_queue_has_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forks, "_ROOM", 4)
    assert [piece for piece, _ in shared(place, 23, 2)] == list(range(23))


def test_one_piece_and_a_system_without_forks_need_no_process(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert shared(place, 1, 4) == [(0, (0, HERE))]
    monkeypatch.setattr(forks, "can_fork", lambda: False)
    assert shared(place, 2, 4) == [(0, (0, HERE)), (1, (1, HERE))]


def test_an_error_comes_home_with_its_words() -> None:
    def fail(number: int) -> None:
        if number == 3:
            raise PermissionError(13, "Permission denied", "a/file")

    with pytest.raises(SphinxParallelError, match="Permission denied: 'a/file'"):
        shared(fail, 6, 2)


def test_a_process_that_is_killed_is_told() -> None:
    def die(number: int) -> None:
        if number == 3:
            os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(ProcessEndedError, match="ended from outside"):
        shared(die, 6, 2)


def test_whoever_stops_asking_leaves_no_process() -> None:
    with quiet_python():
        results = share_out(place, range(1000), 2)
        _, (_, process) = next(results)
        results.close()  # type: ignore[attr-defined]
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_work_beside_is_done_elsewhere_and_comes_home_once(workers: int) -> None:
    with quiet_python():
        made = sorted(Beside(place, range(3), workers))
    assert [(piece, value[0]) for piece, value in made] == [(0, 0), (1, 1), (2, 4)]
    assert HERE not in {value[1] for _, value in made}


def test_an_error_of_work_beside_comes_home_and_one_that_is_killed_is_told() -> None:
    def fail(number: int) -> None:
        if number == 0:
            raise PermissionError(13, "Permission denied", "a/file")
        os.kill(os.getpid(), signal.SIGKILL)

    with quiet_python():
        with pytest.raises(SphinxParallelError, match="Permission denied: 'a/file'"):
            list(Beside(fail, [0], 1))
        with pytest.raises(ProcessEndedError, match="ended from outside"):
            list(Beside(fail, [1], 1))


def test_work_beside_ends_where_nobody_waits_for_it(tmp_path: Path) -> None:
    def begin_and_wait(_: int) -> None:
        (tmp_path / str(os.getpid())).touch()
        signal.pause()

    with quiet_python():
        beside = Beside(begin_and_wait, [0], 1)
        while not (begun := list(tmp_path.iterdir())):
            pass
        beside.end()
        beside.end()
    with pytest.raises(ProcessLookupError):
        os.kill(int(begun[0].name), 0)
