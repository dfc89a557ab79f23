"""Program: how a program is asked for the same work as the others."""

import re
import shlex
import subprocess
import sys
import sysconfig
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.timing import Command

START = "Start-up"
IDS = "The tracks in one stage"
COUNT = "How many tracks each stage has"
ALL = "Every track"
CHANGE = "Change the stage of 1,000 tracks"
RENAME = "rename a track"
MERGE = "Merge a file that two people changed"
WORKS = (START, IDS, COUNT, ALL, CHANGE, MERGE)
"""What every program is asked to do, where it can."""
CHANGES = (CHANGE, RENAME)
"""Works after which the data are others."""

SCRIPTS = Path(__file__).parent / "scripts"


@dataclass(frozen=True, slots=True)
class Program:
    """A program, the data that it works on, and its command lines.

    A command line may have {root}, {python} and {scripts}. Several for one work are run in turn.
    """

    name: str
    data: str
    works: Mapping[str, Sequence[str]]
    note: str = ""
    before: Mapping[str, str] = field(default_factory=dict)
    """Run before each run of that work, and not measured."""
    asks: str = ""
    """What tells the version, where that is no work of its own."""
    warms: str = ""
    """Fills the cache of the program, once and not measured."""
    counts_cpu: bool = False
    """Whether its seconds are those of the processor, of git and other programs that it runs too."""

    def command(self, work: str, root: Path) -> Command:
        """How this work is done on the data in *root*."""
        before = self.before.get(work, "")
        return Command(
            tuple(_words(line, root) for line in self.works[work]), _words(before, root), self.counts_cpu
        )

    def warm(self, root: Path) -> None:
        """Fill the cache, so that the first run finds it as every other run does."""
        if self.warms:
            subprocess.run(
                _words(self.warms, root), check=True, capture_output=True, stdin=subprocess.DEVNULL
            )

    def version(self) -> str | None:
        """What the program says of its version; None where it is not installed."""
        command = _words(self.asks or self.works[START][0], Path())
        try:
            ran = subprocess.run(
                command, capture_output=True, stdin=subprocess.DEVNULL, check=True, text=True
            )
        except (OSError, subprocess.CalledProcessError):
            return None
        found = re.search(r"\d+(\.\d+)+", ran.stdout)
        return found[0] if found else ""


def _words(line: str, root: Path) -> tuple[str, ...]:
    scripts = Path(sysconfig.get_path("scripts"))
    known = {
        "root": root,
        "python": sys.executable,
        "scripts": SCRIPTS,
        "prodash": next(iter(scripts.glob("prodash*")), "prodash"),
    }
    return tuple(word.format_map(known) for word in shlex.split(line))
