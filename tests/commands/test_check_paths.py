"""check PATH..., --changed, --since: only what these files have to do with is reported."""

import json
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Files, Ran, write_files
from tests.surroundings import git

pytestmark = pytest.mark.usefixtures("somebody")

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

LINKS = pytest.mark.skipif(os.name == "nt", reason="links need rights of their own on Windows")

FILES = {
    "tracks/a.yaml": "stage: x\n",
    "tracks/ep/b.yaml": "stage: Seed\n",
    "tracks/ep/c.yaml": "stage: seed\nworkflows: [y]\n",
    "tracks/old/b.yaml": "stage: seed\n",
    "workflows.yaml": "workflows: [mixing]\n",
    "projects.yaml": "projects: [{id: a, due: x}]\n",
    "lyrics.txt": "la\n",
}
UNKNOWN_STAGE = "tracks/a.yaml:1:8: error: unknown stage 'x'; choose from 'seed', 'writing', 'recorded', 'mixing', 'ready-to-release', 'published', 'archived' [unknown-stage]\n"
NAME = "tracks/ep/b.yaml:1:8: warning: 'Seed' means the stage 'seed'; write its id [name-for-id]\n"
UNKNOWN_WORKFLOW = (
    "tracks/ep/c.yaml:2:13: error: unknown workflow 'y'; choose from 'mixing' [unknown-workflow]\n"
)
TWICE = "tracks/old/b.yaml:1:1: error: tracks/ep/b.yaml also has the id 'b'; rename one of the files [duplicate-id]\n"
DATE = (
    "projects.yaml:1:25: error: due 'x' is not a date; write it as YYYY-MM-DD, as in 2026-12-01 [bad-date]\n"
)
ALL = DATE + UNKNOWN_STAGE + NAME + UNKNOWN_WORKFLOW + TWICE

PATHS = {
    "a file": (["tracks/a.yaml"], UNKNOWN_STAGE),
    "a folder": (["tracks/ep/"], NAME + UNKNOWN_WORKFLOW + TWICE),
    "a part of a name is no folder": (["tracks/old"], TWICE),
    "several": (["tracks/a.yaml", "tracks/ep/c.yaml"], UNKNOWN_STAGE + UNKNOWN_WORKFLOW),
    "a vocabulary and what it causes": (["workflows.yaml"], UNKNOWN_WORKFLOW),
    "stages": (["stages.yaml"], UNKNOWN_STAGE + NAME),
    "a vocabulary's own": (["projects.yaml"], DATE),
    "the other file that takes part": (["tracks/ep/b.yaml"], NAME + TWICE),
    "the catalogue": (["."], ALL),
    "a folder that it is in": ([".."], ALL),
    "no file of the catalogue": (["lyrics.txt"], ""),
}


@pytest.mark.parametrize(("paths", "expected"), PATHS.values(), ids=PATHS)
def test_what_is_wrong_there_is_reported_and_decides(
    paths: list[str], expected: str, catalogue: Make, run: Run
) -> None:
    catalogue(FILES)
    assert run("check", *paths) == Ran(int("error" in expected), expected)


def test_warnings_alone_fail_only_where_it_is_strict(catalogue: Make, run: Run) -> None:
    catalogue({"tracks/a.yaml": "stage: seed\nnotse: x\n", "tracks/b.yaml": "stage: x\n"})
    assert run("check", "tracks/a.yaml").code == 0
    assert run("check", "tracks/a.yaml", "--strict").code == 1


def test_a_path_is_seen_from_the_current_folder_and_may_be_absolute(
    catalogue: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = catalogue(FILES)
    monkeypatch.chdir(root / "tracks" / "ep")
    assert run("check", "../a.yaml").out == UNKNOWN_STAGE.replace("tracks/", "../")
    assert run("check", str(root / "tracks" / "a.yaml")).out == UNKNOWN_STAGE.replace("tracks/", "../")


@pytest.mark.parametrize("path", ["nowhere.yaml", "tracks/b.yaml/x"])
def test_a_path_that_is_not_there_is_an_error(path: str, catalogue: Make, run: Run) -> None:
    catalogue(FILES)
    assert run("check", "tracks/a.yaml", path) == Ran(
        3, "", f"prodash: there is no file or folder {path!r}\n"
    )


@pytest.mark.skipif(os.name == "nt", reason="Windows allows no control character in a name")
def test_a_name_that_cannot_be_shown_can_be_given(catalogue: Make, run: Run) -> None:
    catalogue({"tracks/a\x1b.yaml": "stage: seed\n"})
    assert run("check", "tracks/a\x1b.yaml").code == 1


def test_the_catalogue_is_the_one_that_the_paths_are_in(tmp_path: Path, catalogue: Make, run: Run) -> None:
    catalogue({})
    (tmp_path / "stages.yaml").unlink()
    for name in ("one", "two"):
        (tmp_path / name / "tracks").mkdir(parents=True)
        (tmp_path / name / "stages.yaml").write_text("stages: [seed]\n")
        (tmp_path / name / "tracks" / "a.yaml").write_text("stage: Seed\n")
    (tmp_path / "readme").write_text("")
    expected = "one/tracks/a.yaml:1:8: warning: 'Seed' means the stage 'seed'; write its id [name-for-id]\n"
    assert run("check", "readme", "one/tracks/a.yaml") == Ran(0, expected)
    assert run("check", "one", "two") == Ran(
        2,
        "",
        f"prodash: the paths are in several catalogues, {tmp_path / 'one'}, {tmp_path / 'two'}; name one with -C\n",
    )
    assert run("check", "-C", "one", "one", "two") == Ran(0, expected)
    assert run("check", "readme").code == 3


def several(tmp_path: Path) -> None:
    """Two catalogues beside each other, each with one bad track, and none around them."""
    for name in ("one", "two"):
        files = {"stages.yaml": "stages: [seed]\n", "tracks/a.yaml": "stage: x\n"}
        write_files(tmp_path / name, files)


def test_the_paths_decide_which_catalogue_is_checked_and_not_the_environment(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    several(tmp_path)
    monkeypatch.setenv("PRODASH_CATALOGUE", str(tmp_path / "two"))
    assert named(run("check", "one/tracks/a.yaml")) == ["one/tracks/a.yaml"]
    (tmp_path / "readme").write_text("")
    assert run("check", "readme") == Ran(0)
    assert named(run("check")) == ["two/tracks/a.yaml"]


def test_a_named_catalogue_that_has_none_of_the_paths_is_an_error(tmp_path: Path, run: Run) -> None:
    several(tmp_path)
    assert run("check", "-C", "two", "one/tracks/a.yaml") == Ran(
        2,
        "",
        f"prodash: the paths are in another catalogue, {tmp_path / 'one'}, not in {tmp_path / 'two'}; "
        "leave out -C to check them there\n",
    )
    (tmp_path / "readme").write_text("")
    assert run("check", "-C", "two", "readme") == Ran(0)


@LINKS
def test_one_catalogue_by_two_names_is_one(tmp_path: Path, run: Run) -> None:
    several(tmp_path)
    (tmp_path / "also").symlink_to(tmp_path / "one", target_is_directory=True)
    assert run("check", "one/tracks", "also/tracks").code == 1


LINKED = {
    "a file by the link to its folder": ("tracks/ln", "ep", "tracks/ln/b.yaml", "tracks/ep/b.yaml"),
    "the link itself": ("tracks/ln", "ep", "tracks/ln", "tracks/ep/b.yaml"),
    "a file that is linked in": ("tracks/songs", "../songs", "songs/z.yaml", "tracks/songs/z.yaml"),
    "a folder that is linked in": ("tracks/songs", "../songs", "songs", "tracks/songs/z.yaml"),
    "a linked file by its own name": ("tracks/y.yaml", "../songs/z.yaml", "songs/z.yaml", "tracks/y.yaml"),
}


@LINKS
@pytest.mark.parametrize(("link", "to", "path", "found"), LINKED.values(), ids=LINKED)
def test_a_path_through_a_link_is_checked_and_named_as_it_is_in_the_catalogue(
    link: str, to: str, path: str, found: str, catalogue: Make, run: Run
) -> None:
    files = {"tracks/ep/b.yaml": BAD, "songs/z.yaml": BAD, "tracks/other.yaml": BAD}
    root = catalogue(files)
    (root / link).symlink_to(to, target_is_directory=not link.endswith(".yaml"))
    errors = [line for line in run("check", path).out.splitlines() if "error" in line]
    assert [line.partition(":")[0] for line in errors] == [found]


BAD = "stage: x\n"


def test_on_a_disk_that_ignores_case_a_path_may_be_typed_in_any(catalogue: Make, run: Run) -> None:
    root = catalogue(FILES)
    (root / "TRACKS").mkdir()
    # Two names for one file are what such a disk shows.
    os.link(root / "tracks/a.yaml", root / "TRACKS/A.YAML")
    assert UNKNOWN_STAGE not in run("check", "TRACKS/A.YAML").out
    os.link(root / "stages.yaml", root / "STAGES.YAML")
    assert UNKNOWN_STAGE in run("check", "TRACKS/A.YAML").out


def named(ran: Ran) -> list[str]:
    """The files that the lines are about."""
    return [line.partition(":")[0] for line in ran.out.splitlines()]


@pytest.fixture
def repository(catalogue: Make, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A catalogue in a folder of a repository, where every file is bad, in the folder of the catalogue."""
    files = {f"music/tracks/{name}.yaml": BAD for name in ("kept", "staged", "changed", "é x", "gone")}
    top = catalogue({**files, "music/stages.yaml": "stages: [seed]\n", "other.yaml": BAD})
    (top / "stages.yaml").unlink()
    git(top, "init", "--quiet", "--initial-branch=main")
    git(top, "add", "--all")
    git(top, "commit", "--quiet", "--message=start")
    monkeypatch.chdir(top / "music")
    return top


def change(repository: Path) -> None:
    tracks = repository / "music" / "tracks"
    (tracks / "staged.yaml").write_text("stage: y\n")
    git(repository, "add", "--all")
    (tracks / "changed.yaml").write_text("stage: y\n")
    (tracks / "é x.yaml").write_text("stage: y\n")
    (tracks / "new.yaml").write_text(BAD)
    (tracks / "gone.yaml").unlink()
    (repository / "other.yaml").write_text("stage: y\n")


CHANGED = ["tracks/changed.yaml", "tracks/new.yaml", "tracks/staged.yaml", "tracks/é x.yaml"]


def test_changed_files_are_those_that_the_last_commit_has_not(repository: Path, run: Run) -> None:
    assert run("check", "--changed") == Ran(0)
    change(repository)
    assert named(run("check", "--changed")) == CHANGED
    assert named(run("check", "--changed", "tracks/new.yaml", "tracks/kept.yaml")) == ["tracks/new.yaml"]


def test_a_vocabulary_that_changed_brings_what_it_causes(repository: Path, run: Run) -> None:
    (repository / "music" / "stages.yaml").write_text("stages: [seed, writing]\n")
    assert len(named(run("check", "--changed"))) == 5


def test_since_counts_from_where_the_branches_parted(repository: Path, run: Run) -> None:
    tracks = repository / "music" / "tracks"
    git(repository, "switch", "--quiet", "--create", "mine")
    (tracks / "kept.yaml").write_text("stage: y\n")
    git(repository, "commit", "--quiet", "--all", "--message=mine")
    git(repository, "switch", "--quiet", "main")
    (tracks / "gone.yaml").write_text("stage: y\n")
    git(repository, "commit", "--quiet", "--all", "--message=theirs")
    git(repository, "switch", "--quiet", "mine")
    assert named(run("check", "--since", "main")) == ["tracks/kept.yaml"]
    assert run("check", "--changed") == Ran(0)
    change(repository)
    assert named(run("check", "--since", "main")) == sorted([*CHANGED, "tracks/kept.yaml"])


def test_before_the_first_commit_every_file_is_changed(catalogue: Make, run: Run) -> None:
    root = catalogue({"tracks/a.yaml": BAD, "tracks/b.yaml": BAD})
    git(root, "init", "--quiet")
    git(root, "add", "tracks/a.yaml")
    assert named(run("check", "--changed")) == ["tracks/a.yaml", "tracks/b.yaml"]


def test_a_repository_inside_that_is_new_is_changed(repository: Path, run: Run) -> None:
    inner = repository / "music" / "tracks" / "emb"
    inner.mkdir()
    (inner / "b.yaml").write_text(BAD)
    git(inner, "init", "--quiet")
    git(inner, "add", "--all")
    git(inner, "commit", "--quiet", "--message=inner")
    assert named(run("check", "--changed")) == ["tracks/emb/b.yaml"]


@LINKS
def test_what_is_linked_in_from_elsewhere_in_the_repository_is_changed_too(
    repository: Path, run: Run
) -> None:
    songs = repository / "songs"
    songs.mkdir()
    (songs / "z.yaml").write_text(BAD)
    (songs / "y.yaml").write_text(BAD)
    (repository / "music" / "tracks" / "songs").symlink_to("../../songs", target_is_directory=True)
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "--message=songs")
    (songs / "z.yaml").write_text("stage: y\n")
    assert named(run("check", "--changed")) == ["tracks/songs/z.yaml"]
    assert len(named(run("check", "--since", "HEAD~1"))) == 2


def test_what_git_ignores_is_not_changed(repository: Path, run: Run) -> None:
    (repository / ".gitignore").write_text("new.yaml\n")
    (repository / "music" / "tracks" / "new.yaml").write_text(BAD)
    assert run("check", "--changed") == Ran(0)


@pytest.mark.usefixtures("somebody")
def test_where_git_is_asked_the_search_ends_at_the_top_of_its_repository(
    catalogue: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = catalogue({"tracks/a.yaml": "stage: x\n", "inner/tracks/b.yaml": "stage: seed\n"})
    git(root / "inner", "init", "--quiet", "--initial-branch=main")
    git(root / "inner", "commit", "--quiet", "--allow-empty", "--message=start")
    monkeypatch.chdir(root / "inner/tracks")
    nothing = Ran(
        3,
        "",
        f"prodash: no catalogue in {root}/inner/tracks or above in its git repository (there is no stages.yaml); "
        "create a sample with 'prodash init my-music --sample', an empty one with 'prodash init' or one from the tracks in a folder with 'prodash init --stage-field status', or choose "
        "another folder with 'prodash -C DIR'\n",
    )
    for options in (
        ["--changed"],
        ["--staged"],
        ["--since=main"],
        ["--deleted", "b.yaml"],
        ["--staged", "b.yaml"],
    ):
        assert run("check", *options) == nothing
    assert run("check", "--deleted") == Ran(0)
    assert run("check").code == 1


def test_without_a_repository_git_says_so(catalogue: Make, run: Run) -> None:
    catalogue({})
    assert run("check", "--changed") == Ran(
        5,
        "",
        f"prodash: {Path.cwd()} is in no git repository; create one with 'git init'\n",
    )


ASKING_GIT = (("--changed",), ("--since", "HEAD"), ("--staged",), ("--deleted",))


def test_the_message_names_the_git_command_that_failed(repository: Path, run: Run) -> None:
    (repository / ".git/index").write_bytes(b"damaged")
    for options in ASKING_GIT:
        ran = run("check", *options)
        assert (ran.code, ran.out, ran.err.partition(" failed:")[0]) == (5, "", "prodash: git diff")


@pytest.mark.usefixtures("somebody", "repository")
def test_without_git_the_message_names_no_git_command(
    tmp_path_factory: pytest.TempPathFactory, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path_factory.mktemp("empty")))
    failed = Ran(5, "", "prodash: git is not installed, or not on the PATH\n")
    assert [run("check", *options) for options in ASKING_GIT] == [failed] * len(ASKING_GIT)


@pytest.mark.usefixtures("somebody", "repository")
@pytest.mark.parametrize("ref", ["nowhere", "--help", ""])
def test_a_commit_that_git_does_not_know_is_an_error(ref: str, run: Run) -> None:
    assert run("check", f"--since={ref}") == Ran(5, "", f"prodash: unknown commit {ref!r}\n")


def test_branches_with_nothing_in_common_are_an_error(repository: Path, run: Run) -> None:
    git(repository, "switch", "--quiet", "--orphan", "alone")
    git(repository, "commit", "--quiet", "--allow-empty", "--message=alone")
    git(repository, "checkout", "--quiet", "main", "--", "music")
    assert run("check", "--since", "main") == Ran(
        5, "", "prodash: 'main' and this branch have no common ancestor\n"
    )


DECOMPOSED, COMPOSED = "e\u0301.yaml", "\u00e9.yaml"


@pytest.mark.skipif(sys.platform != "linux", reason="other disks spell names as they like")
@pytest.mark.parametrize(
    ("known", "there"),
    [(COMPOSED, DECOMPOSED), pytest.param(DECOMPOSED, COMPOSED, marks=pytest.mark.slow)],
)
@pytest.mark.parametrize(
    "how",
    [("--changed",), pytest.param(("--since", "HEAD"), marks=pytest.mark.slow)],
    ids=["changed", "since"],
)
def test_git_may_spell_a_name_otherwise_than_the_disk(
    how: tuple[str, ...], known: str, there: str, catalogue: Make, run: Run
) -> None:
    root = catalogue({f"tracks/{known}": "stage: seed\n", ".gitignore": f"/tracks/{there}\n"})
    git(root, "init", "--quiet")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message=start")
    (root / "tracks" / known).unlink()
    (root / "tracks" / there).write_text(BAD)
    assert named(run("check", *how)) == [f"tracks/{there}"]


@pytest.mark.skipif(os.name == "nt", reason="git is imitated by a shell script")
def test_git_may_spell_the_folder_otherwise_than_the_user(
    repository: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (repository / "music/tracks/new.yaml").write_text(BAD)
    fake = tmp_path / "bin" / "git"
    fake.parent.mkdir()
    fake.write_text(f'#!/bin/sh\n{shutil.which("git")} "$@" | sed s,{tmp_path},/NOWHERE,\n')
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{fake.parent}{os.pathsep}{os.environ['PATH']}")
    assert named(run("check", "--changed")) == ["tracks/new.yaml"]


def test_json_says_what_was_checked(repository: Path, run: Run) -> None:
    change(repository)
    checked = json.loads(run("check", "--changed", "-f", "json").out)["checked"]
    assert checked == {
        "paths": [],
        "changed": True,
        "since": None,
        "staged": False,
        "deleted": None,
        "files": CHANGED,
    }
    checked = json.loads(run("check", "--since", "main", "tracks/new.yaml", "-f", "json").out)["checked"]
    assert checked == {
        "paths": ["tracks/new.yaml"],
        "changed": False,
        "since": "main",
        "staged": False,
        "deleted": None,
        "files": ["tracks/new.yaml"],
    }
    assert len(json.loads(run("check", "-f", "json").out)["checked"]["files"]) == 6
