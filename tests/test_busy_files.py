"""What Windows does that other systems do not: files that a scanner holds open, and folders without descriptors."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from prodash.storage.disk import busy, open_folder, open_folders
from tests.conftest import Files, Ran, read_all
from tests.test_killed import left_behind

Make = Callable[[Files], Path]
Run = Callable[..., Ran]
Patch = pytest.MonkeyPatch

SEED = "stage: seed\n"
SET = ("set", "stage=mixing", "--all", "--yes")
COMMANDS = [SET, ("undo",), ("redo",), ("add", "New"), ("undo",), ("schema", "--write")]


class HeldOpen:
    """A function of `os` that another program lets fail *times* times for each file."""

    def __init__(self, real: Callable[..., None], times: int, code: int) -> None:
        self.real, self.times, self.code = real, times, code
        self.tried: dict[str, int] = {}

    def __call__(self, path: str, *others: str, **folders: int | None) -> None:
        self.tried[path] = self.tried.get(path, 0) + 1
        if self.tried[path] <= self.times:
            error = PermissionError(13, "Access is denied")
            error.winerror = self.code  # type: ignore[attr-defined, unused-ignore]
            raise error
        self.tried[path] = 0
        self.real(path, *others, **folders)


@pytest.fixture
def windows(monkeypatch: Patch) -> None:
    """A system that waits a little for files that are held open."""
    monkeypatch.setattr(busy, "WINDOWS", True)
    monkeypatch.setattr(busy, "_PAUSE", 0.0001)
    monkeypatch.setattr(busy, "_SECONDS", 0.01)


@pytest.mark.usefixtures("windows")
@pytest.mark.parametrize("code", [5, 32, 33])
def test_a_file_that_is_held_open_for_a_moment_is_tried_again(
    code: int, catalogue: Make, run: Run, monkeypatch: Patch
) -> None:
    root = catalogue({"tracks/a.yaml": SEED, "tracks/b.yaml": SEED})
    for name in ("replace", "unlink"):
        monkeypatch.setattr(os, name, HeldOpen(getattr(os, name), 2, code))
    monkeypatch.setattr(busy, "_SECONDS", 10.0)
    assert [run(*argv)[::2] for argv in COMMANDS] == [(0, "")] * len(COMMANDS)
    assert (root / "tracks/a.yaml").read_text() == "stage: mixing\n"
    assert left_behind(root) == []


@pytest.mark.usefixtures("windows")
def test_a_file_that_stays_open_is_refused_and_all_is_as_before(
    catalogue: Make, run: Run, monkeypatch: Patch
) -> None:
    root = catalogue({"tracks/a.yaml": SEED, "tracks/b.yaml": SEED})
    before = read_all(root)
    real = os.replace

    def held(source: str, target: str, **folders: int | None) -> None:
        HeldOpen(real, 10**6 if target.endswith("b.yaml") else 0, 32)(source, target, **folders)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", held)
        ran = run(*SET)
    assert ran == Ran(4, "", "prodash: nothing was changed\ntracks/b.yaml: Access is denied\n")
    assert (read_all(root), left_behind(root)) == (before, [])


@pytest.mark.parametrize("code", [5, 32])
def test_only_windows_waits_for_a_file_that_another_program_has_open(
    code: int, catalogue: Make, run: Run, monkeypatch: Patch
) -> None:
    catalogue({"tracks/a.yaml": SEED})
    monkeypatch.setattr(busy, "WINDOWS", False)
    monkeypatch.setattr(os, "replace", HeldOpen(os.replace, 1, code))
    assert run(*SET).code == 4


@pytest.fixture
def no_descriptors(monkeypatch: Patch) -> None:
    """A system that reaches files by their paths only."""
    monkeypatch.setattr(open_folders, "HAS_DESCRIPTORS", False)
    monkeypatch.setattr(open_folder, "HAS_DESCRIPTORS", False)


@pytest.mark.usefixtures("no_descriptors")
def test_changes_work_without_descriptors(catalogue: Make, run: Run) -> None:
    root = catalogue({"tracks/a.yaml": SEED, "tracks/ep/b.yaml": SEED})
    before = read_all(root)
    for argv in [SET, ("undo",), ("redo",), ("undo",), ("add", "New", "-d", "new/folder"), ("undo",)]:
        assert run(*argv).code == 0, argv
    assert (read_all(root), left_behind(root)) == (before, [])
    assert run("init", "other", "--sample").code == 0


@pytest.mark.usefixtures("no_descriptors")
@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
@pytest.mark.parametrize("place", ["tracks", "tracks/ep", "tracks/ep/b.yaml"])
def test_a_link_is_refused_without_descriptors_too(place: str, catalogue: Make, run: Run) -> None:
    root = catalogue({"tracks/ep/b.yaml": SEED})
    outside = root.with_name(f"{root.name}-outside")
    (root / place).rename(outside)
    (root / place).symlink_to(outside)
    assert run(*SET).code == 4
    assert run("add", "New", "-d", "ep").code == (0 if place.endswith("yaml") else 4)
    written = outside if place.endswith("yaml") else outside / Path("tracks/ep/b.yaml").relative_to(place)
    assert written.read_text() == SEED
