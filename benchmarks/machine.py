"""Machine: where it was measured."""

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path


def described(folder: Path, today: str) -> Iterator[tuple[str, str]]:
    """What matters for the figures, as names and values; *folder* is where the catalogues lie."""
    yield "date", today
    yield "processor", f"{processor()}, {os.cpu_count()} cores"
    yield "system", f"{platform.system()} {platform.release()} {platform.machine()}"
    yield "Python", f"{platform.python_implementation()} {platform.python_version()}"
    yield "file system", file_system(folder)
    yield "clock", clock()


def processor() -> str:
    """The name of the processor where the system tells it."""
    if sys.platform == "linux":
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or "unknown"


def file_system(folder: Path) -> str:
    """The kind of the file system that *folder* is on, where the system tells it."""
    kinds = Path("/proc/mounts")
    if not kinds.exists():
        return "unknown"
    mounts = (line.split() for line in kinds.read_text(encoding="utf-8").splitlines())
    above = [(place, kind) for _, place, kind, *_ in mounts if folder.resolve().is_relative_to(place)]
    # The deepest one holds; of two in the same place the later one.
    return max(enumerate(above), key=lambda mount: (len(mount[1][0]), mount[0]))[1][1]


def clock() -> str:
    """What measures the time of a run."""
    if not shutil.which("hyperfine"):
        return "time.perf_counter of Python"
    return subprocess.run(
        ["hyperfine", "--version"], capture_output=True, check=True, text=True
    ).stdout.strip()
