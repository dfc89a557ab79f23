"""Two people pull and push with git alone: what they merge is in conflict only where both changed one field."""

import json
import re
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random
from typing import Any, TypeAlias, cast

import pytest
import yaml

from tests.conftest import Ran
from tests.sync.clones import Clone, make_clones

Run = Callable[..., Ran]
Field: TypeAlias = tuple[str, str]
"""A file and a field in it."""

State: TypeAlias = Mapping[Field, object]
"""What the files say: the value of each file's fields; a list is a set of names."""

_TRACKS = ("tracks/dune.yaml", "tracks/fog.yaml")
_WORKFLOWS = "workflows.yaml"
_NAMES = ("artwork", "vocals", "mastering", "lyrics")
_VALUES = {
    "stage": ("seed", "writing", "mixing", "published"),
    "due": ("2026-12-01", "2026-12-24", "2027-01-31"),
    "bpm": ("90", "120", "174"),
    "label": ("Ghost", "x: y", "no"),
    "isrc": ("X1", "X2"),
}
_COLOURS = ("red", "blue", "green")
_START = {
    _WORKFLOWS: "workflows:\n" + "".join(f"  - id: {name}\n    colour: orange\n" for name in _NAMES),
    "tracks/fog.yaml": "# by Ben\r\ntitle: 'Fog'   # or Mist\r\nstage: writing\r\nworkflows:\r\n- vocals\r\n",
}


def by_command(random: Random, run: Run) -> None:
    """Change one thing with prodash."""
    track, name, field = random.choice(("dune", "fog")), random.choice(_NAMES), random.choice([*_VALUES])
    commands = (
        ("set", f"{field}={random.choice(_VALUES[field])}", track),
        ("set", f"{field}={random.choice(_VALUES[field])}", track),
        ("set", f"workflows+={name}", track),
        ("set", f"workflows-={name}", track),
        ("workflows", "set", name, f"colour={random.choice(_COLOURS)}"),
    )
    assert run(*random.choice(commands), "--quiet").code == 0


def by_hand(random: Random, clone: Clone, word: str) -> None:
    """Write a comment above a line, move a line, or write new ones, in an editor."""
    path = clone.root / random.choice(_TRACKS)
    lines = path.read_bytes().splitlines(keepends=True)
    end = b"\r\n" if lines[0].endswith(b"\r\n") else b"\n"
    fields = [at for at, line in enumerate(lines) if line.split(b":")[0].decode() in _VALUES]
    at, other = random.choice(fields), random.choice(fields)
    comment = f"# {word}".encode() + end
    change = random.randrange(3)
    if change == 0:
        lines.insert(at, comment)
    elif change == 1:
        lines.insert(other, lines.pop(at))
    else:
        lines += [comment, f"{word}: |".encode() + end, b"  text" + end]
    path.write_bytes(b"".join(lines))


def state_of(clone: Clone) -> State:
    """What the files of a clone say."""
    state: dict[Field, object] = {}
    for path in _TRACKS:
        for name, value in _parsed(clone, path).items():
            if value:
                state[path, name] = frozenset(value) if isinstance(value, list) else value
    for entry in _parsed(clone, _WORKFLOWS)["workflows"]:
        state[_WORKFLOWS, f"{entry['id']}.colour"] = entry["colour"]
    return state


def _parsed(clone: Clone, path: str) -> Any:
    return yaml.load(clone.read(path), Loader=yaml.BaseLoader)  # noqa: S506 (it makes nothing but texts)


def merged(base: State, ours: State, theirs: State, side: State) -> tuple[State, list[Field]]:
    """What both changed, where *side* wins the fields that both changed to different values; and those fields."""
    result, conflicts = dict(ours), []
    for field in {*base, *ours, *theirs}:
        before, here, there = (state.get(field) for state in (base, ours, theirs))
        if field[1] == "workflows":
            old, one, other = (
                frozenset(cast("frozenset[str]", names or ())) for names in (before, here, there)
            )
            value: object = (one | other) - (old - (one & other))
        elif before != here != there != before:
            conflicts.append(field)
            value = side.get(field)
        else:
            value = there if here == before else here
        result.pop(field, None)
        if value:
            result[field] = value
    return result, sorted(conflicts)


def comments_of(clone: Clone) -> set[str]:
    """All comments of a clone; one that both left above another line may be there twice."""
    return {comment for path in _TRACKS for comment in re.findall(r"#.*\b", clone.read(path))}


def pull(clone: Clone) -> bool:
    """Whether git merges what the other has pushed without a conflict."""
    command = ["git", "pull", "--quiet", "--no-rebase", "--no-edit"]
    return subprocess.run(command, cwd=clone.root, capture_output=True, check=False).returncode == 0


LONG = [pytest.param(8, seed, marks=pytest.mark.slow) for seed in range(6)]


@pytest.mark.slow
@pytest.mark.parametrize(("rounds", "seed"), [(2, 11), *LONG])
def test_git_merges_all_that_two_people_do_but_what_both_did_to_one_field(
    rounds: int, seed: int, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    random = Random(seed)  # noqa: S311 (no secret)
    clones = make_clones(tmp_path)
    for path, text in _START.items():
        clones.mia.write(path, text)
    for clone in clones[:2]:
        monkeypatch.chdir(clone.root)
        assert run("git-setup").code == 0
        if clone is clones.mia:
            clone.push()
            clones.ben.git("pull", "--quiet")
    base, comments = state_of(clones.mia), comments_of(clones.mia)
    for number in range(rounds):
        here, there = random.sample(clones[:2], 2)
        for clone in (there, here):
            monkeypatch.chdir(clone.root)
            for at in range(random.randint(1, 3)):
                by_command(random, run)
                by_hand(random, clone, f"{clone.root.name}-{number}-{at}")
            clone.git("commit", "--quiet", "--all", "--allow-empty", "--message=change")
        there.git("push", "--quiet")
        side = random.choice((here, there))
        expected, conflicts = merged(base, *map(state_of, (here, there, side)))
        comments |= comments_of(here) | comments_of(there)
        assert pull(here) == (not conflicts)
        if conflicts:
            rows = json.loads(run("resolve", "--format=json").out)["conflicts"]
            assert sorted((row["file"], row["field"]) for row in rows) == conflicts
            assert run("resolve", "--ours" if side is here else "--theirs", "--yes").code == 0
            here.git("commit", "--quiet", "--no-edit")
        here.git("push", "--quiet")
        there.git("pull", "--quiet", "--ff-only")
        assert (state_of(here), comments_of(here)) == (expected, comments)
        assert run("check", "--strict") == Ran(0)
        base = expected
    assert clones.mia.state().files == clones.ben.state().files
