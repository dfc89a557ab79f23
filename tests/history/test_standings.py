"""Since when each track is in its stage: what is kept of it never changes an answer, and saves reading a history."""

import os
import shutil
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodash.model.history.clock import Clock
from prodash.model.history.history import Moment
from prodash.model.history.standing import Standings
from prodash.storage.git.run import Git
from prodash.storage.read.load import load
from prodash.storage.stays.standings import find_standings
from tests.conftest import secret_file
from tests.examples import examples
from tests.history.repository import Repository, git, text_of

BEGIN = datetime(2026, 11, 1, 12, tzinfo=UTC)
IDS, STAGES = ("dune", "fog"), ("seed", "writing", "mixing", "published", "archived")

Step = tuple[str, str, str, int]
"""What is done to which track with which stage, and how many hours later."""

STEPS = st.tuples(
    st.sampled_from(["set", "set", "commit", "commit", "remove", "rename", "spoil"]),
    st.sampled_from(IDS),
    st.sampled_from(STAGES),
    st.sampled_from([1, 20, 30, 100]),
)


def standings(root: Path, now: datetime, *, kept: bool = True) -> Standings | None:
    catalogue = load(root)
    moment, clock = Moment(int(now.timestamp())), Clock.of(catalogue.stages, now.date(), UTC)
    secret = secret_file(root) if kept else None
    return find_standings(Git.at(root, os.environ), catalogue, moment, clock, secret)


def take(step: Step, root: Path, now: datetime) -> None:
    """Do what the step says to the files in *root*."""
    what, name, stage, _ = step
    file = root / f"tracks/{name}.yaml"
    if what == "set":
        file.write_text(text_of(name, stage))
    elif what == "spoil":
        file.write_text("title: no stage\n")
    elif what == "commit":
        git(root, "add", "--all")
        date, who = now.isoformat(), ("-c", "user.name=Ann", "-c", "user.email=a@x")
        git(root, *who, "commit", "--quiet", "--allow-empty", "--message=.", f"--date={date}")
    elif file.exists():
        file.rename(root / f"tracks/{name}-2.yaml") if what == "rename" else file.unlink()


@examples(3)
@given(st.lists(STEPS, min_size=4, max_size=9))
def test_what_is_kept_gives_the_same_answer_after_every_step(steps: Sequence[Step]) -> None:
    folder = Path(tempfile.mkdtemp())
    repository, now = Repository(folder / "music"), BEGIN
    repository.commit({"dune": "seed", "fog": "mixing"}, at="2026-10-01")
    root = repository.write()
    (root / ".gitignore").write_text(".prodash\n")
    for step in steps:
        now += timedelta(hours=step[3])
        take(step, root, now)
        (root / "tracks").mkdir(exist_ok=True)
        assert standings(root, now) == standings(root, now, kept=False)
    shutil.rmtree(folder)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository of two tracks that moved last in October."""
    repository = Repository(tmp_path / "music")
    repository.commit({"dune": "seed", "fog": "seed"}, at="2026-09-01")
    repository.commit({"dune": "mixing", "fog": "archived"}, at="2026-10-01")
    return repository.write()


CHANGES = {
    "nothing is new": ({}, False),
    "a stage is changed": ({"dune": "published"}, False),
    "a track comes back from the archive": ({"fog": "seed"}, True),
    "a file is new": ({"kaiju": "seed"}, True),
    "a file is gone": ({"dune": None}, False),
}
"""What is written, and whether that takes the history."""


@pytest.mark.parametrize(("files", "takes_history"), CHANGES.values(), ids=CHANGES)
def test_the_history_is_read_only_if_it_matters(
    files: dict[str, str | None], *, takes_history: bool, root: Path
) -> None:
    standings(root, BEGIN)
    for name, stage in files.items():
        file = root / f"tracks/{name}.yaml"
        file.write_text(text_of(name, stage)) if stage else file.unlink()
    kept = root / ".prodash/stays.json"
    before = kept.stat().st_ino
    assert standings(root, BEGIN) == standings(root, BEGIN, kept=False)
    assert (kept.stat().st_ino != before) is takes_history
    again = kept.stat().st_ino
    standings(root, BEGIN)
    assert (kept.stat().st_ino != again) is (files == {"fog": "seed"})


@pytest.mark.parametrize("spoilt", [b"", b"[", b'["00",\n{}'], ids=repr)
def test_a_damaged_file_counts_as_missing(spoilt: bytes, root: Path) -> None:
    expected = standings(root, BEGIN)
    (root / ".prodash/stays.json").write_bytes(spoilt)
    assert standings(root, BEGIN) == expected
