"""The commands that a sync with conflicts tells: they take all that the others have, or are not told."""

import re
import shlex
from collections.abc import Callable

import pytest

from tests.conftest import Ran
from tests.sync.clones import Clones, needs_scripts

Run = Callable[..., Ran]
Edits = tuple[tuple[str, str, str, str], ...]
"""The path, a text that it has, and what Mia and Ben make of that."""

DUNE, FOG = "tracks/dune.yaml", "tracks/fog.yaml"
TOLD: dict[str, tuple[int, Edits]] = {
    "two fields": (1, ((DUNE, "seed", "mixing", "recorded"), (DUNE, "72", "73", "7.50"))),
    "two files": (2, ((DUNE, "seed", "mixing", "recorded"), (FOG, "Fog", "Mist", "Mist $HOME"))),
    "an entry": (1, (("stages.yaml", "name: Mixing", "name: Mix", "name: Mix down"),)),
    "two entries": (
        0,
        (
            ("stages.yaml", "name: Mixing", "name: Mix", "name: Mix down"),
            ("stages.yaml", "name: Seed", "name: Idea", "name: Spark"),
        ),
    ),
    "a field that they removed": (1, ((DUNE, "bpm: 72   # slow\n", "bpm: 73\n", ""),)),
    "several lines": (0, ((DUNE, "title: Dune", "title: Sand", 'title: "a\\nb"'),)),
}
RARE = {"two files", "two entries", "an entry"}
"""Those that only the slow run tries, as each takes two or three syncs."""


@needs_scripts
@pytest.mark.parametrize(
    ("number", "edits"),
    [
        pytest.param(*case, id=name, marks=pytest.mark.slow if name in RARE else ())
        for name, case in TOLD.items()
    ],
)
def test_what_is_told_takes_all_that_the_others_have(
    number: int, edits: Edits, clones: Clones, run: Run
) -> None:
    for path, old, ours, theirs in edits:
        clones.mia.replace(path, old, ours)
        clones.ben.replace(path, old, theirs)
    clones.ben.push()
    ran = run("sync")
    told = re.search("sync again; (.*) (?:takes|together take) what the others have", ran.err)
    commands = [shlex.split(command) for command in (shlex.split(told[1])[::2] if told else [])]
    assert (ran.code, len(commands)) == (4, number), ran.err
    for _, *argv in commands:
        assert run(*argv).code == 0
    assert run("sync").code == (0 if commands else 4)
