"""What an editor finds: the line at the top of a file, and the schema that it leads to, kept up to date."""

import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Files, Ran, read_all
from tests.schemas import SCHEMAS

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

WRITTEN = [f"{kind}-file.json" for kind in ("fields", "projects", "settings", "stages", "track", "workflows")]


def names(root: Path, kind: str = "stage") -> list[str]:
    """What the schema of a track proposes."""
    text = (root / ".prodash" / "schemas" / "track-file.json").read_text(encoding="utf-8")
    return list(json.loads(text)["definitions"][kind]["anyOf"][0]["enum"])


def schema_of(root: Path, path: str) -> str:
    """The kind of schema that the first line of a file leads an editor to."""
    line = (root / path).read_text(encoding="utf-8").splitlines()[0]
    match = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", line)
    assert match, line
    target = ((root / path).parent / match[1]).resolve()
    assert (target.is_file(), target.parent) == (True, (root / ".prodash" / "schemas").resolve())
    return target.stem


@pytest.mark.parametrize("preset", ["music", "growth"])
def test_init_names_the_schema_in_every_file(preset: str, tmp_path: Path, run: Run) -> None:
    assert run("init", "mine", "--sample", "--preset", preset).code == 0
    files = {"stages.yaml", "workflows.yaml", "projects.yaml"}
    kinds = {
        path: path.replace(".yaml", "-file") if path in files else "track-file"
        for path in read_all(tmp_path / "mine")
    }
    assert {path: schema_of(tmp_path / "mine", path) for path in kinds} == kinds
    assert names(tmp_path / "mine", "project") == [
        "summer-ep",
        "night-shift",
        "night-shift-b-sides",
        "harbour",
    ]


def test_new_files_name_theirs_where_the_stages_do(tmp_path: Path, run: Run) -> None:
    run("init")
    assert run("add", "One", "--folder", "a/b").code == 0
    assert (tmp_path / "tracks/a/b/one.yaml").read_text() == (
        "# yaml-language-server: $schema=../../../.prodash/schemas/track-file.json\ntitle: One\nstage: seed\n"
    )
    assert run("projects", "add", "Album").code == 0
    assert [schema_of(tmp_path, path) for path in ("tracks/a/b/one.yaml", "projects.yaml")] == [
        "track-file",
        "projects-file",
    ]
    assert names(tmp_path, "project") == ["album"]
    stages = tmp_path / "stages.yaml"
    stages.write_text(
        "".join(stages.read_text(encoding="utf-8").splitlines(keepends=True)[1:]), encoding="utf-8"
    )
    assert run("add", "Two").code == 0
    assert (tmp_path / "tracks/two.yaml").read_text() == "title: Two\nstage: seed\n"


def test_what_an_editor_proposes_follows_every_change(catalogue: Make, run: Run) -> None:
    root = catalogue({"stages.yaml": "stages: [seed]\n", "tracks/a.yaml": "stage: seed\n"})
    assert run("set", "bpm=3", "a", "--dry-run").code == 0
    assert run("set", "stage=seed", "a").code == 0
    assert not (root / ".prodash" / "schemas").exists()
    steps: list[tuple[tuple[str, ...], list[str]]] = [
        (("set", "bpm=3", "a"), ["seed"]),
        (("stages", "add", "Demo"), ["seed", "demo"]),
        (("undo",), ["seed"]),
        (("redo",), ["seed", "demo"]),
        (("stages", "rename", "seed", "Idea"), ["idea", "demo"]),
    ]
    for argv, stages in steps:
        assert (run(*argv).code, names(root)) == (0, stages)


@pytest.mark.slow
def test_what_is_so_already_is_not_written_again(catalogue: Make, run: Run) -> None:
    many = "".join(f"  - project-with-a-long-name-{number}\n" for number in range(6_000))
    root = catalogue({"tracks/a.yaml": "stage: seed\n", "projects.yaml": f"projects:\n{many}"})
    assert run("set", "bpm=3", "a").code == 0
    folder = root / ".prodash" / "schemas"
    (folder / "stages-file.json").write_text("{}")
    (folder / "track-file.json.new").write_text("left by one that was killed")
    before = {path.name: path.stat().st_ino for path in folder.iterdir()}
    assert run("set", "bpm=4", "a").code == 0
    after = {path.name: path.stat().st_ino for path in folder.iterdir()}
    assert {name for name in WRITTEN if before[name] != after[name]} == {"stages-file.json"}
    assert json.loads((folder / "stages-file.json").read_text()) == SCHEMAS["stages-file"]
    (folder / "track-file.json").unlink()
    assert run("set", "bpm=5", "a").code == 0
    assert (sorted(path.name for path in folder.iterdir()), names(root)[0]) == (WRITTEN, "seed")


@pytest.mark.parametrize(
    "what",
    ["a file", pytest.param("a link", marks=pytest.mark.skipif(os.name == "nt", reason="links need rights"))],
)
def test_what_stands_in_their_place_is_left_alone_and_stops_no_change(
    what: str, tmp_path: Path, catalogue: Make, run: Run
) -> None:
    root = (
        catalogue({"music/stages.yaml": "stages: [seed]", "music/tracks/a.yaml": "stage: seed\n"}) / "music"
    )
    (root / ".prodash").mkdir()
    (tmp_path / "outside").mkdir()
    folder = root / ".prodash" / "schemas"
    if what == "a file":
        folder.write_text("mine")
    else:
        folder.symlink_to(tmp_path / "outside")
    assert run("-C", "music", "set", "bpm=3", "a") == Ran(0, "a  (none) → 3\n1 changed\n")
    assert run("-C", "music", "schema", "--write") == Ran(
        5, "", "prodash: .prodash/schemas is not a folder; move it out of the way\n"
    )
    assert (list((tmp_path / "outside").iterdir()), folder.is_symlink()) == ([], what == "a link")
    assert what == "a link" or folder.read_text() == "mine"
