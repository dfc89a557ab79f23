"""init: a new catalogue, and never over an old one."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import PACKAGE, Ran, read_all
from tests.surroundings import start

Run = Callable[..., Ran]
SAMPLE = [
    "projects.yaml",
    "stages.yaml",
    "tracks/first-ep/low-tide.yaml",
    "tracks/first-ep/north-window.yaml",
    "tracks/first-ep/salt-and-iron.yaml",
    "tracks/glasshouse.yaml",
    "tracks/paper-lanterns.yaml",
    "tracks/voice-memo-14.yaml",
    "workflows.yaml",
]


@pytest.mark.parametrize("preset", ["music", "growth"])
def test_a_new_catalogue_has_the_files_of_its_preset_and_no_problems(
    preset: str, tmp_path: Path, run: Run
) -> None:
    assert run("init", "mine", "--preset", preset) == Ran(
        0,
        "mine/stages.yaml\nmine/workflows.yaml\n",
        "the catalogue is ready; 'prodash -C mine stages' shows its stages\n",
    )
    folder = PACKAGE / "presets" / preset
    assert read_all(tmp_path / "mine") == {
        name: f"# yaml-language-server: $schema=.prodash/schemas/{name[:-5]}-file.json\n".encode()
        + (folder / name).read_bytes()
        for name in ("stages.yaml", "workflows.yaml")
    }
    assert (tmp_path / "mine" / "tracks").is_dir()
    assert run("-C", "mine", "check") == Ran(0)


@pytest.mark.parametrize("preset", ["music", "growth"])
def test_a_sample_fills_every_stage_of_the_path_and_has_no_problems(preset: str, run: Run) -> None:
    assert run("init", "--preset", preset, "--sample").out.splitlines() == SAMPLE
    assert run("check") == Ran(0)
    counts = [line.split()[-2] for line in run("breakdown").out.splitlines()[:6]]
    assert counts == ["1"] * 6


def test_an_unknown_preset_is_named_with_those_there_are(run: Run) -> None:
    assert run("init", "--preset", "musik") == Ran(
        2, "", "prodash: unknown preset 'musik'; write --preset growth or music\n"
    )


def test_the_catalogue_option_says_where_too(tmp_path: Path, run: Run) -> None:
    assert run("-C", "mine", "init").out == "mine/stages.yaml\nmine/workflows.yaml\n"
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


@pytest.mark.parametrize("name", ["tracks", "stages.yaml"])
def test_what_stands_in_the_way_is_named_and_nothing_is_written(name: str, tmp_path: Path, run: Run) -> None:
    (tmp_path / name).write_text("mine")
    assert run("init") == Ran(4, "", f"prodash: nothing was changed\n{name}: it already exists in .\n")
    assert read_all(tmp_path) == {name: b"mine"}


def test_a_file_cannot_become_a_catalogue(tmp_path: Path, run: Run) -> None:
    (tmp_path / "mine").write_text("")
    assert run("init", "mine") == Ran(5, "", "prodash: mine: it is a file; name a folder\n")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    ran = start(["init", "locked"], cwd=tmp_path)
    assert Ran(ran.returncode, ran.stdout, ran.stderr) == Ran(
        5, "", "prodash: locked/workflows.yaml: Permission denied\n"
    )
    assert read_all(locked) == {}


def test_quiet_makes_it_without_a_word(tmp_path: Path, run: Run) -> None:
    assert run("init", "mine", "--quiet") == Ran(0)
    assert (tmp_path / "mine" / "stages.yaml").is_file()
