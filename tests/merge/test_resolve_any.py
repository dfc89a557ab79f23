"""Whatever two people edit, resolve settles the field that it is told and leaves the others as both sides have them."""

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, event, given
from hypothesis import strategies as st
from ruamel.yaml import YAMLError

from tests.conftest import STAGES, Ran
from tests.examples import examples
from tests.merge.driver import drive
from tests.merge.random_tracks import Track, comparable, merges, read, text_of

_CONFLICT = re.compile(
    r"^<<<<<<< \S+\n(.*?)^(?:\|{7} \S+\n.*?^)?=======\n(.*?)^>>>>>>> \S+\n", re.DOTALL | re.MULTILINE
)

Run = Callable[..., Ran]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sides")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("music")
    (root / "tracks").mkdir()
    (root / "stages.yaml").write_text(STAGES, encoding="utf-8")
    return root


def merged_by_git(folder: Path, texts: list[str], *options: str) -> str:
    for name, text in zip("OAB", texts, strict=True):
        (folder / name).write_bytes(text.encode())
    argv = ["git", "merge-file", "-p", *options, "A", "O", "B"]
    return subprocess.run(argv, cwd=folder, capture_output=True, check=False).stdout.decode()


def sides_of(text: str) -> list[str]:
    """The text with each conflict as one side has it, and as the other has it."""
    return [_CONFLICT.sub(rf"\{number}", text) for number in (1, 2)]


def outside(text: str) -> list[str]:
    return [line for line in _CONFLICT.sub("", text).splitlines() if line.strip()]


@examples(8, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    merge=merges(),
    how=st.tuples(st.sampled_from(("driver", "git", "git")), st.sampled_from(("\n", "\r\n"))),
    data=st.data(),
)
def test_a_settled_field_has_the_value_of_its_side_and_the_others_stay(
    merge: tuple[Track, Track, Track],
    how: tuple[str, str],
    data: st.DataObject,
    run: Run,
    root: Path,
    folder: Path,
) -> None:
    texts, (by, newline) = [text_of(track) for track in merge], how
    text = drive(run, folder, *texts).merged if by == "driver" else merged_by_git(folder, texts)
    assume("<<<<<<<" in text)
    try:
        before = [read(side) for side in sides_of(text)]
    except YAMLError:
        assume(False)
    path = root / "tracks" / "fog.yaml"
    path.write_bytes(text.replace("\n", newline).encode())

    rows = json.loads(run("-C", str(root), "resolve", "fog", "-f", "json").out)["conflicts"]
    fields = [row["field"] for row in rows]
    ours, theirs = before
    differ = {key for key in {*ours, *theirs} if ours.get(key) != theirs.get(key)}
    assert differ <= {*fields}
    number = data.draw(st.sampled_from((0, 1)))
    event(f"{by}, {len(fields)} fields")
    if not fields[0].startswith("lines"):
        assert [ours.get(row["field"]) for row in rows] == [
            None if row["ours"] is None else comparable(row["ours"]) for row in rows
        ]
        field = data.draw(st.sampled_from(fields))
        run("-C", str(root), "resolve", "fog", ("--ours", "--theirs")[number], "--field", field)
        partly = path.read_bytes().decode()
        assert partly.count("\n") == partly.count(newline)
        partly = partly.replace(newline, "\n")
        wanted = [{**one, field: before[number].get(field)} for one in before]
        assert [read(one) for one in sides_of(partly)] == [
            {key: value for key, value in one.items() if value is not None} for one in wanted
        ]
        assert {*outside(text)} <= {*partly.splitlines()}
        run("-C", str(root), "undo")
        assert path.read_bytes() == text.replace("\n", newline).encode()
    other = ("--ours", "--theirs")[1 - number]
    assert run("-C", str(root), "resolve", "fog", other).code in (0, 1)
    assert path.read_bytes() == sides_of(text)[1 - number].replace("\n", newline).encode()
