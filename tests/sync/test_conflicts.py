"""A conflict that sync names: both ways out of it, typed as the message says."""

import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import Ran
from tests.sync.clones import Clone, Clones, needs_scripts

Run = Callable[..., Ran]


class Case(NamedTuple):
    """What both do to a file, the text before and after it, None for its removal; and what sync says of it."""

    path: str
    old: str
    ours: str
    theirs: str | None
    says: str


CASES = {
    "a stage": Case(
        "tracks/dune.yaml", "seed", "mixing", "recorded", "stage is Mixing here, Recorded by Ben"
    ),
    "a removal": Case("tracks/dune.yaml", "72", "80", None, "you changed it, Ben removed it"),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_the_command_that_takes_what_others_have_lets_sync_go_on(
    case: Case, clones: Clones, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    mia, ben, _ = clones
    monkeypatch.chdir(mia.root.parent)
    mia.replace(case.path, case.old, case.ours)
    _send(ben, case)
    ran = run("-C", "mia", "sync")
    assert (ran.code, ran.out) == (4, "")
    assert ran.err.splitlines()[1] == f"{Path('mia', case.path)}: {case.says}"
    (command,) = re.findall("again; '(.+)' takes", ran.err)
    yes = () if case.theirs else ("--yes",)
    assert run(*shlex.split(command)[1:], *yes).code == 0
    assert run("-C", "mia", "sync") == Ran(0, "nothing differs any more: Ben changed the same as you\n")
    path = ben.root / case.path
    assert not path.exists() or mia.read(case.path) == ben.read(case.path)
    assert (mia.root / case.path).exists() == path.exists()


@needs_scripts
@pytest.mark.slow
def test_the_other_way_settles_it_here_and_sends_our_side(clones: Clones, run: Run) -> None:
    clones.mia.replace("tracks/dune.yaml", "seed", "mixing")
    _send(clones.ben, CASES["a stage"])
    (line,) = re.findall("or settle it here with (.*)", run("sync").err)
    add, commit, pull, resolve, end = (shlex.split(command) for command in re.findall("'(.+?)'", line))
    clones.mia.git(*add[1:])
    clones.mia.git(*commit[1:])
    assert f"or settle it here with '{shlex.join(pull)}', 'prodash resolve' and" in run("sync").err
    with pytest.raises(AssertionError):
        clones.mia.git(*pull[1:])
    assert run(*resolve[1:], "dune", "--ours").code == 0
    clones.mia.git(*end[1:])
    assert run("sync").code == 0
    assert "stage: mixing" in clones.sent("tracks/dune.yaml")


def _send(clone: Clone, case: Case) -> None:
    if case.theirs is None:
        (clone.root / case.path).unlink()
        clone.push()
    else:
        clone.send(case.path, case.old, case.theirs)
