"""Timing: whole processes in turn, so that a slow moment of the machine slows all alike."""

import json
import os
import shlex
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

LONGEST = 120.0
"""A run is ended after so many seconds."""
PATIENCE = 8.0
"""What takes longer is run once, and at the next size not at all."""
SLOW, FEW = 1.0, 3
"""What takes longer than SLOW seconds is run so few times."""

PEAK = str(Path(__file__).parent / "scripts" / "peak.py")

Argv = tuple[str, ...]


class Asked(NamedTuple):
    """What is measured: a program that does some work on so many tracks."""

    program: str
    work: str
    size: int


@dataclass(frozen=True, slots=True)
class Command:
    """Command lines that are run in turn, each after what is run before it."""

    variants: tuple[Argv, ...]
    before: Argv = ()
    counts_cpu: bool = False


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds of each run; the largest memory of one of its processes, in bytes; or why there is none."""

    seconds: tuple[float, ...] = ()
    peak: int | None = None
    fault: str = ""

    @property
    def median(self) -> float:
        """The middle one of the seconds."""
        return statistics.median(self.seconds)


Ready = Callable[[], Command]
"""Makes what a command needs, and gives the command."""
Results = Mapping[Asked, Measured]
Timer = Callable[[Argv], float]


def measure(asked: Mapping[Asked, Ready], runs: int, say: Callable[[str], None]) -> dict[Asked, Measured]:
    """Warm everything up, then run all in turn, as many rounds as asked. Small sizes come first in *asked*."""
    warm: dict[Asked, Measured] = {}
    commands: dict[Asked, Command] = {}
    for one, ready in asked.items():
        if any(too_slow(before, one, took) for before, took in warm.items()):
            warm[one] = Measured(fault="left out")
            continue
        commands[one] = ready()
        warm[one] = first_run(commands[one])
        say(f"{one.size:>7,}  {one.program}: {one.work}  {warm[one].fault or f'{warm[one].median:.2f} s'}")
    again = {one: rounds(took, runs) for one, took in warm.items()}
    timed: dict[Asked, list[float]] = {one: [] for one in warm}
    timer = by_hyperfine if shutil.which("hyperfine") else by_clock
    for number in range(1, runs + 1):
        say(f"round {number} of {runs}")
        for one, command in commands.items():
            if number <= again[one]:
                timed[one].append(run(command, number, by_cpu if command.counts_cpu else timer))
    return {one: replace(took, seconds=tuple(timed[one]) or took.seconds) for one, took in warm.items()}


def too_slow(before: Asked, asked: Asked, took: Measured) -> bool:
    """Whether the same work has taken so long on fewer tracks that more need not be tried."""
    same = (before.program, before.work) == (asked.program, asked.work) and before.size < asked.size
    return same and (bool(took.fault) or took.median > PATIENCE)


def rounds(warm: Measured, runs: int) -> int:
    """How often something is run after its first run; 0 where that one has to do."""
    if warm.fault or warm.median > PATIENCE:
        return 0
    return min(runs, FEW) if warm.median > SLOW else runs


def run(command: Command, number: int, timer: Timer) -> float:
    """Seconds of one run, what comes before it not counted."""
    if command.before:
        subprocess.run(command.before, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL, check=True)
    if hasattr(os, "sync"):
        # Else who flushes what it writes waits for what another has left.
        os.sync()
    return timer(command.variants[number % len(command.variants)])


def first_run(command: Command) -> Measured:
    """The run that warms up: how long it took, and the memory that it needed."""
    peaks: list[int] = []

    def by_both(argv: Argv) -> float:
        seconds, peak = by_peak(argv)
        peaks.append(peak)
        return seconds

    try:
        seconds = run(command, 0, by_both if hasattr(os, "wait4") else by_clock)
        return Measured((seconds,), max(peaks, default=None))
    except (OSError, subprocess.SubprocessError) as error:
        return Measured(fault=f"failed: {error}")


def by_peak(argv: Argv) -> tuple[float, int]:
    """Seconds of one run, and its memory in bytes; OSError where it fails or takes too long."""
    launcher = subprocess.Popen(
        [sys.executable, "-I", "-S", PEAK, *argv],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )
    try:
        told, said = launcher.communicate(timeout=LONGEST)
    except subprocess.TimeoutExpired:
        # The launcher and all that it started.
        os.killpg(launcher.pid, signal.SIGKILL)
        launcher.communicate()
        raise OSError(f"more than {LONGEST:.0f} s") from None
    code, seconds, peak = told.split() or ("", "", "")
    if code != "0":
        raise OSError(said.strip().rpartition("\n")[2] or f"ended with {code}")
    # Linux counts in KiB, macOS in bytes.
    return float(seconds), int(peak) * (1 if sys.platform == "darwin" else 1024)


def by_clock(argv: Sequence[str]) -> float:
    """Seconds of one run by our own clock."""
    started = time.perf_counter()
    subprocess.run(
        argv, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL, check=True
    )
    return time.perf_counter() - started


def by_cpu(argv: Sequence[str]) -> float:
    """Seconds that the processor worked in one run, for the user and for the system, also for what it started."""
    if not hasattr(os, "wait4"):
        return by_clock(argv)
    process = subprocess.Popen(
        argv, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, argv)
    return usage.ru_utime + usage.ru_stime


def by_hyperfine(argv: Sequence[str]) -> float:
    """Seconds of one run by hyperfine, without a shell around it."""
    with tempfile.TemporaryDirectory() as folder:
        answer = Path(folder) / "answer.json"
        once = ["hyperfine", "--shell=none", "--runs=1", "--style=none", f"--export-json={answer}"]
        subprocess.run(
            [*once, shlex.join(argv)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            stdin=subprocess.DEVNULL,
            check=True,
        )
        return float(json.loads(answer.read_text(encoding="utf-8"))["results"][0]["times"][0])


def ratios(measured: Measured, unit: Measured) -> list[float]:
    """How many times as long each run took as the one of *unit* in the same round."""
    return [took / one for took, one in zip(measured.seconds, unit.seconds, strict=False)]
