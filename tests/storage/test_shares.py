"""Work in shares gives what one process gives, whatever becomes of the children, and leaves none behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from prodash.storage.shares import in_shares

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux only")

PATHS = [f"tracks/{number}.yaml" for number in range(730)]


def joined(paths: Sequence[str]) -> bytes:
    return "\n".join(paths).encode()


def own_id(paths: Sequence[str]) -> bytes:  # noqa: ARG001 (as work is called)
    return str(os.getpid()).encode()


@pytest.mark.parametrize("processes", [1, 2, 3, 9])
@pytest.mark.parametrize("count", [0, 1, 100, 101, 730])
def test_the_results_are_those_of_one_process_in_the_order_of_the_paths(count: int, processes: int) -> None:
    shares = list(in_shares(joined, PATHS[:count], processes=processes))
    assert [path for paths, _ in shares for path in paths] == PATHS[:count]
    assert all(result == joined(paths) for paths, result in shares)


def test_each_process_has_its_share_and_is_gone_at_the_end() -> None:
    ids = [int(result) for _, result in in_shares(own_id, PATHS, processes=3)]
    assert ids == [*ids[:3], *ids[:3], *ids[:2]]
    assert len({os.getpid(), *ids}) == 4
    assert not any(map(is_there, ids))


def test_a_result_may_be_longer_than_a_pipe_holds() -> None:
    shares = list(in_shares(lambda paths: joined(paths) * 1_000, PATHS, processes=2))
    assert all(result == joined(paths) * 1_000 for paths, result in shares)


@pytest.mark.parametrize("how", ["killed", "raises", "exits"])
def test_what_a_child_does_not_deliver_is_done_here(how: str, capfd: pytest.CaptureFixture[str]) -> None:
    here = os.getpid()

    def work(paths: Sequence[str]) -> bytes:
        if os.getpid() != here and PATHS[300] in paths:
            if how == "killed":
                os.kill(os.getpid(), signal.SIGKILL)
            raise SystemExit(5) if how == "exits" else ValueError
        return own_id(paths)

    ids = [int(result) for _, result in in_shares(work, PATHS, processes=2)]
    assert [number == here for number in ids] == [False, False, False, True, False, True, False, True]
    assert capfd.readouterr() == ("", "")


def test_what_the_work_raises_is_raised_here() -> None:
    with pytest.raises(ZeroDivisionError):
        list(in_shares(lambda paths: bytes(1 // (len(paths) - 100)), PATHS, processes=2))


def test_nobody_is_left_when_the_rest_is_not_wanted() -> None:
    results = in_shares(own_id, PATHS, processes=2)
    ids = [int(next(results)[1]) for _ in range(2)]
    results.close()  # type: ignore[attr-defined]
    assert not any(map(is_there, ids))


SCRIPT = """
import os, sys, time
from prodash.storage.shares import in_shares
def work(paths):
    time.sleep({seconds})
    return str(os.getpid()).encode()
sys.stdout.write("started ")
try:
    for _, result in in_shares(work, [str(number) for number in range({files})], processes={processes}):
        sys.stdout.write(result.decode() + " ")
        {then}
except KeyboardInterrupt:
    sys.exit(130)
"""


@contextmanager
def script(files: int, processes: int | None, seconds: float, then: str) -> Iterator[subprocess.Popen[str]]:
    text = SCRIPT.format(files=files, processes=processes, seconds=seconds, then=then)
    pipe = subprocess.PIPE
    command = [sys.executable, "-c", text]
    with subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, start_new_session=True) as process:
        yield process


def test_few_files_are_not_worth_a_process() -> None:
    with script(files=1_900, processes=None, seconds=0, then="pass") as process:
        assert process.communicate() == ("started " + f"{process.pid} " * 19, "")


@pytest.mark.parametrize("sign", ["SIGINT", "SIGTERM", "SIGKILL"])
@pytest.mark.parametrize("to_all", [False, True], ids=["to the parent", "to all"])
def test_a_command_that_is_stopped_leaves_no_process_and_says_nothing(sign: str, to_all: bool) -> None:
    number = getattr(signal, sign)
    tell = "if _[0] == '100': sys.stdout.flush()"
    with script(files=100_000, processes=2, seconds=0.02, then=tell) as process:
        assert process.stdout is not None
        said = ""
        while said.count(" ") < 3:
            said += process.stdout.read(1)
        (os.killpg if to_all else os.kill)(process.pid, number)
        _, errors = process.communicate()
        assert (process.returncode, errors) == (130 if sign == "SIGINT" else -number, "")
    ids = [int(word) for word in said.split()[1:]]
    ends = time.monotonic() + 20
    while any(map(is_there, ids)) and time.monotonic() < ends:
        time.sleep(0.01)
    assert (said.split()[0], [is_there(one) for one in ids]) == ("started", [False, False])


def is_there(number: int) -> bool:
    try:
        stat = Path(f"/proc/{number}/stat").read_text(encoding="utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return False
    # One that has ended and that nobody has asked for is still there in name.
    return stat.rpartition(") ")[2][0] != "Z"
