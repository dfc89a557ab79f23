"""prodash wherever it is installed: in a zip file, in a folder with an odd name, with odd dates."""

import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.conftest import PACKAGE, STAGES, Files, Ran, write_files
from tests.surroundings import environment

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

COMMANDS = [
    ["init", "music", "--sample"],
    ["-C", "music", "schema", "tracks"],
    ["-C", "music", "report", "page.html"],
    ["completion", "bash"],
    ["__complete", "zsh", ".mix", "-C", "music", "list", "--stage"],
]


@pytest.mark.slow
def test_a_zip_file_does_what_the_installed_command_does_whatever_the_path_that_starts_it(
    tmp_path: Path,
) -> None:
    archive = tmp_path / "schöne neue Programme" / "prodash.pyz"
    archive.parent.mkdir()
    with zipfile.ZipFile(archive, "w") as file:
        for path in PACKAGE.rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                file.write(path, path.relative_to(PACKAGE.parent))
        file.writestr("__main__.py", "from prodash.__main__ import run\nrun()\n")
    answers = {}
    by_dots = f"./../{archive.parent.name}/{archive.name}"
    for name, program in {"zip file": [by_dots], "installed": ["-m", "prodash"]}.items():
        folder = tmp_path / name
        folder.mkdir()
        answers[name] = [_answer(folder, [sys.executable, *program, *command]) for command in COMMANDS]
    assert answers["zip file"] == answers["installed"]
    assert [ran.code for ran in answers["zip file"]] == [0] * len(COMMANDS)


def _answer(folder: Path, argv: list[str | Path]) -> Ran:
    env = environment({"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)})
    ran = subprocess.run(
        argv,
        cwd=folder,
        env=env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return Ran(ran.returncode, ran.stdout, ran.stderr)


@pytest.mark.parametrize("year", [1970, 1980, 2020, 2038, 2100])
def test_files_of_any_date_are_read_with_and_without_an_index(year: int, catalogue: Make, run: Run) -> None:
    root = catalogue({"tracks/a.yaml": "stage: mixing\n", "tracks/b.yaml": "stage: seed\n"})
    seconds = datetime(year, 1, 1, 12, tzinfo=UTC).timestamp()
    for path in [*root.rglob("*"), root]:
        os.utime(path, (seconds, seconds))
    for options in [[], [], ["--no-index"]]:
        assert run("list", "-f", "ids", "-s", "mixing", *options) == Ran(0, "a\n")
    assert run("set", "stage=mixing", "b").code == 0
    assert run("list", "-f", "ids", "-s", "mixing") == Ran(0, "a\nb\n")


def test_a_catalogue_in_a_folder_with_blanks_and_umlauts_answers_as_any_other(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_files(tmp_path / "Süße Töne, 2. Fassung", {"tracks/Übung 1/a b.yaml": "stage: x\n"})
    wrong = "unknown stage 'x'; choose from"
    assert run("-C", str(root), "list", "-f", "paths").out == f"{root.name}/tracks/Übung 1/a b.yaml\n"
    monkeypatch.chdir(root)
    ran = run("check")
    assert (ran.code, ran.out.startswith(f"tracks/Übung 1/a b.yaml:1:8: error: {wrong}")) == (1, True)
    assert run("set", "stage=mixing", "a b") == Ran(0, "a b  x → Mixing\n1 changed\n")
    assert (root / "stages.yaml").read_text(encoding="utf-8") == STAGES
