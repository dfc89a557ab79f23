"""A new file has the line ends that git would give it, or else those of its neighbours."""

import os
from collections.abc import Callable, Mapping
from itertools import product
from pathlib import Path

import pytest

from tests.conftest import Files, Ran
from tests.surroundings import git

pytestmark = pytest.mark.usefixtures("somebody")

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

STAGES = "stages: [seed, mixing]\n"
ATTRIBUTES = {
    "no attributes": {},
    "CRLF": {".gitattributes": "*.yaml text eol=crlf\n"},
    "LF": {".gitattributes": "*.yaml eol=lf\n"},
    "text": {".gitattributes": "*.yaml text\n"},
    "auto": {".gitattributes": "* text=auto\n"},
    "auto and CRLF": {".gitattributes": "* text=auto eol=crlf\n"},
    "no text": {".gitattributes": "*.yaml -text\n"},
    "another file": {".gitattributes": "*.txt text eol=crlf\n"},
    "of the tracks": {"tracks/.gitattributes": "*.yaml text eol=crlf\n"},
}
SETTINGS = {
    "no setting": (),
    "autocrlf": ("core.autocrlf", "true"),
    "autocrlf as a word": ("core.autocrlf", "yes"),
    "input": ("core.autocrlf", "input"),
    "no autocrlf": ("core.autocrlf", "false"),
    "eol CRLF": ("core.eol", "crlf"),
    "eol LF": ("core.eol", "lf"),
}
EVERY_DAY = {
    ("CRLF", "no setting"),
    ("auto", "autocrlf"),
    ("no attributes", "autocrlf"),
    ("text", "eol CRLF"),
}


def repository(root: Path, setting: tuple[str, ...]) -> Path:
    """A repository with all files as git checks them out."""
    git(root, "init", "--quiet")
    if setting:
        git(root, "config", *setting)
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message=start")
    git(root, "rm", "--quiet", "--cached", "-r", ".")
    git(root, "reset", "--quiet", "--hard")
    return root


@pytest.mark.parametrize(
    ("attributes", "setting"),
    [
        pytest.param(
            ATTRIBUTES[attributes],
            SETTINGS[setting],
            id=f"{attributes}, {setting}",
            marks=() if (attributes, setting) in EVERY_DAY else pytest.mark.slow,
        )
        for attributes, setting in product(ATTRIBUTES, SETTINGS)
    ],
)
def test_a_new_file_is_as_git_would_check_it_out(
    attributes: Mapping[str, str], setting: tuple[str, ...], catalogue: Make, run: Run
) -> None:
    root = repository(
        catalogue({"stages.yaml": STAGES, "tracks/a.yaml": "stage: seed\n", **attributes}), setting
    )
    assert run("add", "New One", "notes=one\ntwo").code == 0
    assert run("workflows", "add", "Stems").code == 0
    for name in ("tracks/new-one.yaml", "workflows.yaml"):
        written = (root / name).read_bytes()
        git(root, "-c", "core.safecrlf=false", "add", name)
        (root / name).unlink()
        git(root, "checkout", "--quiet", "--", name)
        assert (root / name).read_bytes() == written
    assert run("list", "--where", "notes~two", "-f", "ids").out == "new-one\n"


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_without_git_a_new_file_has_the_line_ends_of_stages(end: str, catalogue: Make, run: Run) -> None:
    root = catalogue({"stages.yaml": "stages:\n- seed\n".replace("\n", end)})
    assert run("add", "One", "bpm=120").code == 0
    expected = "title: One\nstage: seed\nbpm: 120\n".replace("\n", end)
    assert (root / "tracks/one.yaml").read_bytes() == expected.encode()
    assert run("set", "bpm=121", "one").code == 0
    assert (root / "tracks/one.yaml").read_bytes() == expected.replace("120", "121").encode()
    assert [run("undo").code for _ in range(2)] == [0, 0]
    assert not (root / "tracks/one.yaml").exists()


def test_attributes_without_a_repository_are_ignored(catalogue: Make, run: Run) -> None:
    root = catalogue({".gitattributes": "*.yaml text eol=crlf\n"})
    assert run("add", "One").code == 0
    assert b"\r" not in (root / "tracks/one.yaml").read_bytes()


def test_import_gives_each_row_its_line_ends(catalogue: Make, run: Run) -> None:
    root = catalogue({".gitattributes": "tracks/one.yaml text eol=crlf\n", "songs.csv": "title\nOne\nTwo\n"})
    git(root, "init", "--quiet")
    assert run("import", "songs.csv").code == 0
    assert [(root / f"tracks/{name}.yaml").read_bytes().count(b"\r\n") for name in ("one", "two")] == [2, 0]


@pytest.mark.parametrize("folder", [".", "music/deep"])
def test_a_new_catalogue_has_the_line_ends_that_git_gives_it(folder: str, tmp_path: Path, run: Run) -> None:
    git(tmp_path, "init", "--quiet")
    (tmp_path / ".gitattributes").write_text("*.yaml text eol=crlf\n")
    assert run("init", folder, "--sample").code == 0
    for path in (tmp_path / folder).rglob("*.yaml"):
        data = path.read_bytes()
        assert data.count(b"\n") == data.count(b"\r\n")
    assert run("check", "-C", folder) == Ran(0)


@pytest.mark.skipif(os.name == "nt", reason="git is imitated by a shell script")
def test_git_is_started_only_where_there_are_attributes(
    catalogue: Make, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = catalogue({})
    git(root, "init", "--quiet")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/git").write_text(f"#!/bin/sh\ntouch {tmp_path}/started\nexit 1\n")
    (tmp_path / "bin/git").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    assert run("add", "One").code == 0
    assert not (tmp_path / "started").exists()
    (root / ".gitattributes").write_text("*.yaml text eol=crlf\n")
    assert run("add", "Two").code == 0
    assert (tmp_path / "started").exists()
