"""The hook for pre-commit: which files it gets, and that its entry checks them from the top of a repository."""

import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from tests.conftest import ROOT, Files, Ran, read_all

Make = Callable[[Files], Path]
Run = Callable[..., Ran]
(HOOK,) = YAML(typ="safe").load(ROOT / ".pre-commit-hooks.yaml")

MATCHED = {
    "tracks/a.yaml": True,
    "tracks/ep/deep/a.yml": True,
    "music/tracks/a.yaml": True,
    "tracks/Q.YAML": True,
    "TRACKS/a.yaml": False,
    "Stages.yaml": False,
    "stages.yaml": True,
    "music/projects.yaml": True,
    "tracks/readme.md": False,
    "soundtracks/a.yaml": False,
    "my-stages.yaml": False,
    "a.yaml": False,
}


@pytest.mark.parametrize(("path", "matches"), MATCHED.items(), ids=MATCHED)
def test_it_gets_the_files_of_a_catalogue_and_no_others(path: str, matches: bool) -> None:
    assert bool(re.search(HOOK["files"], path)) is matches


def test_it_checks_the_catalogue_in_a_sub_folder(catalogue: Make, run: Run) -> None:
    root = catalogue(
        {"music/stages.yaml": "stages: [seed]\n", "music/tracks/a.yaml": "stage: x\n", "b.yaml": "stage: x\n"}
    )
    (root / "stages.yaml").unlink()
    files = [path for path in read_all(root) if re.search(HOOK["files"], path)]
    program, *arguments = shlex.split(HOOK["entry"])
    assert (HOOK["id"], HOOK["language"], program) == ("prodash-check", "python", "prodash")
    expected = "music/tracks/a.yaml:1:8: error: unknown stage 'x'; choose from 'seed' [unknown-stage]\n"
    assert run(*arguments, *files) == Ran(1, expected)
    (root / "music/tracks/a.yaml").write_text("stage: seed\n")
    assert run(*arguments, "--strict", *files) == Ran(0)
