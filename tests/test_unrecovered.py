"""A killed change that cannot be rolled back names what is in the way and the way out; one that can leaves no folders."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from prodash.storage.batch.file_bytes import FileBytes
from tests.conftest import Files, Ran, read_all
from tests.journals import own_file, put, sealed, states

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

pytestmark = pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
OLD, NEW = "stage: seed\n", "stage: mixing\n"
PATHS = ["tracks/ep/a.yaml", "tracks/ep/b.yaml"]


def have_repository(root: Path) -> str:
    (root / "tracks/ep/.git").mkdir()
    return "its folder ep is another git repository; change it there"


def have_link(root: Path) -> str:
    outside = root.with_name(f"{root.name}-outside")
    outside.mkdir()
    for path in PATHS:
        (root / path).rename(outside / Path(path).name)
        (root / path).symlink_to(outside / Path(path).name)
    return f"it leads outside the catalogue, to {outside}/NAME; change the file there"


def have_folder(root: Path) -> str:
    for path in PATHS:
        (root / path).unlink()
        (root / path).mkdir()
    return "it is not a regular file; move it out of the way"


WAYS = [have_repository, have_link, have_folder]


def half_written(root: Path) -> str:
    """A batch whose process was killed after it had written all files; the shown path of its record."""
    file = own_file(root, 7, "doing")
    put(file, sealed(file, *(FileBytes(path, OLD.encode(), NEW.encode()) for path in PATHS)))
    return file.shown_path


def said_of(reason: str, record: str) -> str:
    files = [f"{path}: {reason.replace('NAME', Path(path).name)}\n" for path in PATHS]
    return (
        f"{''.join(files)}{record}: this change is unfinished, and comes first; correct the files above, or move this "
        "record out of the journal to leave them as they are\n"
    )


@pytest.mark.parametrize("come_between", WAYS)
def test_every_change_names_what_is_in_the_way_once_and_how_to_go_on(
    come_between: Callable[[Path], str], catalogue: Make, run: Run
) -> None:
    root = catalogue({**dict.fromkeys(PATHS, NEW), "tracks/c.yaml": OLD})
    record, reason = half_written(root), come_between(root)
    said, before = said_of(reason, record), read_all(root)
    tried = (
        ""
        if come_between is have_link
        else "'prodash set' (2026-11-21) was interrupted: no file could be restored\n"
    )
    for argv in [("set", "bpm=3", "c"), ("undo",), ("redo",), ("stages", "add", "Demo")]:
        assert run(*argv) == Ran(4, "", f"{tried}prodash: nothing was changed\n{said}"), argv
    listed = f"{tried}an interrupted change could not be rolled back; the output may be incomplete\n{said}"
    assert run("list", "-f", "ids").err.startswith(listed)
    unfinished = f"prodash: nothing was changed\n{record}: this change is unfinished, and comes first\n"
    for command in ("undo", "redo"):
        code, _, err = run(command, "--dry-run")
        assert (code, err.startswith(listed), err.endswith(unfinished)) == (4, True, True)
    assert (read_all(root), states(root)) == (before, ["000007.doing"])


def test_the_change_is_rolled_back_as_soon_as_nothing_is_in_the_way(catalogue: Make, run: Run) -> None:
    root = catalogue(dict.fromkeys(PATHS, NEW))
    half_written(root)
    have_repository(root)
    assert run("set", "bpm=3", "a").code == 4
    (root / "tracks/ep/.git").rmdir()
    assert run("list").err == "'prodash set' (2026-11-21) was interrupted: 2 files restored\n"
    assert {(root / path).read_text() for path in PATHS} == {OLD}


def test_without_its_record_the_files_stay_as_they_are(catalogue: Make, run: Run, tmp_path: Path) -> None:
    root = catalogue({**dict.fromkeys(PATHS, NEW), "tracks/c.yaml": OLD})
    record = half_written(root)
    have_repository(root)
    assert run("set", "bpm=3", "c").code == 4
    (root / record).rename(tmp_path.with_name("kept"))
    assert run("set", "bpm=3", "c") == Ran(0, "c  (none) → 3\n1 changed\n")
    assert {(root / path).read_text() for path in PATHS} == {NEW}


def test_new_folders_of_a_killed_change_are_removed_unless_something_is_in_them(
    catalogue: Make, run: Run
) -> None:
    root = catalogue({"tracks/x/z/kept.txt": "mine"})
    for folder in ("x/y", "x/v/w", "mine/new"):
        (root / "tracks" / folder).mkdir(parents=True)
    numbers = {"x/y/1.yaml": 2, "x/z/2.yaml": 2, "x/v/w/3.yaml": 3, "mine/new/4.yaml": 1, "gone/5.yaml": 1}
    (root / "tracks/x/y/1.yaml").write_text(NEW)
    file = own_file(root, 7, "doing")
    put(
        file,
        sealed(file, *(FileBytes(f"tracks/{path}", None, NEW.encode(), n) for path, n in numbers.items())),
    )
    assert run("list", "-f", "ids").err == (
        "'prodash set' (2026-11-21) was interrupted: 1 file restored\n"
        "there are no tracks yet; add one with 'prodash add TITLE'\n"
    )
    folders = [path.relative_to(root).as_posix() for path in root.rglob("tracks/**/") if path.is_dir()]
    assert sorted(folders) == ["tracks", "tracks/mine", "tracks/x", "tracks/x/z"]
    assert states(root) == []
