"""Loading a folder gives every track and names every file that gave none."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from prodash.storage.disk.locate import track_paths
from prodash.storage.read.load import load
from tests.conftest import Files, Ran
from tests.surroundings import start

TRACK = "stage: seed\n"
posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such files or rights")
Make = Callable[[Files], Path]
Run = Callable[..., Ran]


def paths(root: Path) -> list[str]:
    return list(track_paths(root, {}))


def test_tracks_are_found_in_any_folder_and_with_either_ending(catalogue: Make) -> None:
    names = [
        "tracks/b.yaml",
        "tracks/a.yml",
        "tracks/UPPER.YAML",
        "tracks/ep/side b/c.yaml",
        "tracks/怪獣.yaml",
    ]
    root = catalogue(dict.fromkeys(names, TRACK))
    assert sorted(paths(root)) == sorted(names)


def test_hidden_files_and_other_files_are_no_tracks(catalogue: Make) -> None:
    others = [
        "tracks/._a.yaml",
        "tracks/.git/a.yaml",
        "tracks/a.wav",
        "tracks/a.yaml~",
        "tracks/notes.txt",
        "b.yaml",
    ]
    assert paths(catalogue(dict.fromkeys(others, TRACK))) == []


def test_a_catalogue_without_a_tracks_folder_is_empty(catalogue: Make, run: Run) -> None:
    catalogue({})
    assert run("list", "-f", "ids") == Ran(
        0, "", "there are no tracks yet; add one with 'prodash add TITLE'\n"
    )


@posix
def test_links_are_followed_and_loops_end(catalogue: Make, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "shared.yaml").write_text(TRACK)
    root = catalogue({"tracks/ep/a.yaml": TRACK})
    (root / "tracks" / "ep" / "up").symlink_to(root / "tracks")
    (root / "tracks" / "again").symlink_to(root / "tracks" / "ep")
    (root / "tracks" / "shared").symlink_to(elsewhere)
    assert paths(root) == ["tracks/ep/a.yaml", "tracks/shared/shared.yaml"]


@posix
@pytest.mark.parametrize(
    "target", ["/", ".", "..", "tracks/.."], ids=["the disk", "here", "above", "by way of"]
)
def test_a_link_to_where_the_catalogue_is_leads_nowhere_new(target: str, catalogue: Make) -> None:
    root = catalogue({"tracks/a.yaml": TRACK})
    (root.parent / "beside.yaml").write_text(TRACK)
    (root / "tracks" / "up").symlink_to(root / target)
    assert paths(root) == ["tracks/a.yaml"]


UNREADABLE = {
    "a folder": (lambda path: path.mkdir(), "this is a folder, but a file belongs here; rename the folder"),
    "a dangling link": (
        lambda path: path.symlink_to("nowhere.yaml"),
        "the link leads to a file that does not exist; fix or delete the link",
    ),
    "a pipe": (lambda path: os.mkfifo(path, 0o600), "it is not a regular file; move it out of the way"),
    "a link to itself": (
        lambda path: path.symlink_to(path),
        "Too many levels of symbolic links",
    ),
}


@posix
@pytest.mark.parametrize(("make", "reason"), UNREADABLE.values(), ids=UNREADABLE)
def test_what_is_no_file_is_named_and_the_rest_is_answered(
    make: Callable[[Path], None], reason: str, catalogue: Make, run: Run
) -> None:
    root = catalogue({"tracks/good.yaml": TRACK})
    make(root / "tracks" / "x.yaml")
    assert run("list", "-f", "ids") == Ran(1, "good\n", f"tracks/x.yaml:1:1: error: {reason} [unreadable]\n")


@posix
@pytest.mark.parametrize("target", ["loop", "a.yaml/x", "nowhere"])
def test_a_link_that_leads_nowhere_is_named_and_the_rest_is_answered(
    target: str, catalogue: Make, run: Run
) -> None:
    root = catalogue({"tracks/a.yaml": TRACK})
    (root / "tracks" / "loop").symlink_to(target)
    (root / "tracks" / "bounce.wav").symlink_to("/Volumes/gone/bounce.wav")
    ran = run("list", "-f", "ids")
    assert (ran.code, ran.out, ran.err.startswith("tracks/loop:1:1: error: "), ran.err.count("\n")) == (
        1,
        "a\n",
        True,
        1,
    )


@posix
@pytest.mark.parametrize(
    ("locked", "named"),
    [("tracks/a.yaml", "tracks/a.yaml"), ("tracks/ep", "tracks/ep")],
    ids=["file", "folder"],
)
def test_what_may_not_be_read_is_named_and_the_rest_is_answered(
    locked: str, named: str, catalogue: Make
) -> None:
    root = catalogue({"tracks/a.yaml": TRACK, "tracks/good.yaml": TRACK, "tracks/ep/b.yaml": TRACK})
    (root / locked).chmod(0)
    try:
        ran = start(["list", "-f", "ids", "good"], cwd=root)
    finally:
        (root / locked).chmod(0o700)
    reason = "no permission to read it; change its permissions (chmod u+r)"
    assert Ran(ran.returncode, ran.stdout, ran.stderr) == Ran(
        1, "good\n", f"{named}:1:1: error: {reason} [unreadable]\n"
    )


@posix
def test_an_unreadable_stages_file_leaves_the_tracks_as_they_are(catalogue: Make, run: Run) -> None:
    root = catalogue({"tracks/a.yaml": "stage: mixng\n"})
    (root / "stages.yaml").unlink()
    (root / "stages.yaml").symlink_to("nowhere.yaml")
    problem = "stages.yaml:1:1: error: the link leads to a file that does not exist; fix or delete the link [unreadable]\n"
    assert run("list", "-f", "ids", "--stage", "mixng") == Ran(1, "a\n", problem)
    assert run("set", "stage=mixing", "a") == Ran(
        4,
        "",
        f"{problem}prodash: nothing was changed\n"
        "stages.yaml: it could not be read, so its stages are unknown; fix it first\n",
    )


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS composes names by itself")
def test_an_id_is_the_same_however_the_disk_writes_its_accents(catalogue: Make, run: Run) -> None:
    catalogue({"tracks/sen\u0303ora.yaml": TRACK})
    assert run("list", "-f", "ids", "se\u00f1ora") == Ran(0, "se\u00f1ora\n")


def test_loading_twice_gives_the_same(catalogue: Make) -> None:
    root = catalogue({f"tracks/{n}.yaml": f"stage: seed\nbpm: {n}\n" for n in range(20)})
    assert load(root) == load(root)
