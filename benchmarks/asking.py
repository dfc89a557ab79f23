"""Asking: what is measured, which program does which work on how many tracks."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from benchmarks.catalogues import made
from benchmarks.history import GIT
from benchmarks.program import CHANGES, MERGE, START, Program
from benchmarks.programs import HELLO
from benchmarks.targets import TEN_THOUSAND, THOUSAND
from benchmarks.timing import Asked, Command, Ready


def commands(programs: Sequence[Program], sizes: Sequence[int], folder: Path) -> Mapping[Asked, Ready]:
    """Everything that is to be measured, the smallest size first; its data are made when it is its turn."""
    warm: set[tuple[str, Path]] = set()
    return {
        Asked(program.name, work, size): partial(ready, program, work, size, folder, warm)
        for size in sizes
        for program in programs
        for work in program.works
        if measured_at(program, work, size, sizes)
    }


def measured_at(program: Program, work: str, size: int, sizes: Sequence[int]) -> bool:
    """Start-up is the same at every size, but the unit is needed at all; changes, merges and histories have one size."""
    if program.data == GIT.data or work == MERGE or (work == START and program is not HELLO):
        return size == (THOUSAND if THOUSAND in sizes else sizes[0])
    return work not in CHANGES or size == (TEN_THOUSAND if TEN_THOUSAND in sizes else sizes[-1])


def ready(program: Program, work: str, size: int, folder: Path, warm: set[tuple[str, Path]]) -> Command:
    """The command with its data in place. What changes has its own, so that the others always find the same."""
    name = f"changed-by-{program.name.replace(' ', '-')}" if work in CHANGES else program.data
    root = made(folder / str(size) / name, program.data, size)
    if (program.name, root) not in warm:
        program.warm(root)
        warm.add((program.name, root))
    return program.command(work, root)
