"""A batch of files is written whole or not at all."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from prodash.errors import RefusedError, RollbackError
from prodash.storage.batch.replace import FileEdit
from prodash.storage.batch.write import write_all_or_none as write_named_batch
from prodash.storage.disk.open_folders import OpenFolders, target_at
from tests.conftest import Files, read_all

Make = Callable[[Files], Path]
posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such files or modes")
PATHS = [f"tracks/{name}.yaml" for name in "abc"]
OLD, NEW = b"stage: seed\n", b"stage: mixing\n"


def write_all_or_none(edits: list[FileEdit]) -> None:
    with OpenFolders() as folders:
        write_named_batch(folders, edits, "000001")


@pytest.fixture
def root(catalogue: Make) -> Path:
    return catalogue(dict.fromkeys(PATHS, OLD))


def edits(root: Path) -> list[FileEdit]:
    """The edits of this test, each file where its links end."""
    return [FileEdit(path, target_at(str(root / path)), OLD, NEW) for path in PATHS]


def refusal(root: Path) -> tuple[tuple[str, str], ...]:
    """Why the batch was refused; everything on disk must be as before."""
    before = read_all(root)
    with pytest.raises(RefusedError) as refused:
        write_all_or_none(edits(root))
    assert read_all(root) == before
    return refused.value.reasons


def test_every_file_gets_its_new_bytes_and_nothing_is_left_behind(root: Path) -> None:
    before = read_all(root)
    write_all_or_none(edits(root))
    assert read_all(root) == {**before, **dict.fromkeys(PATHS, NEW)}


@posix
@pytest.mark.parametrize("mode", [0o600, 0o644, 0o755, 0o640])
def test_the_mode_of_a_file_stays(mode: int, root: Path) -> None:
    (root / PATHS[0]).chmod(mode)
    write_all_or_none(edits(root))
    assert stat.S_IMODE((root / PATHS[0]).stat().st_mode) == mode


@posix
def test_a_link_inside_the_catalogue_stays_a_link(root: Path) -> None:
    (root / "tracks/a.yaml").rename(root / "tracks/real")
    (root / "tracks/a.yaml").symlink_to("real")
    write_all_or_none(edits(root))
    assert (str((root / "tracks/a.yaml").readlink()), (root / "tracks/real").read_bytes()) == (
        "real",
        b"stage: mixing\n",
    )


def test_read_only_files_are_refused_each_by_name(root: Path) -> None:
    for name in "ac":
        (root / f"tracks/{name}.yaml").chmod(0o444)
    reason = "it is read-only; change its permissions (chmod u+w)"
    assert refusal(root) == (("tracks/a.yaml", reason), ("tracks/c.yaml", reason))


def test_files_that_changed_meanwhile_are_refused_each_by_name(root: Path) -> None:
    for name in "bc":
        (root / f"tracks/{name}.yaml").write_bytes(b"stage: recorded\n")
    reason = "another program changed it meanwhile; look at it and try again"
    assert refusal(root) == (("tracks/b.yaml", reason), ("tracks/c.yaml", reason))


def test_a_file_that_vanished_is_refused(root: Path) -> None:
    (root / "tracks/b.yaml").unlink()
    assert refusal(root) == (("tracks/b.yaml", "No such file or directory"),)


@posix
def test_what_was_replaced_is_put_back_when_the_disk_fails_in_the_middle(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = os.replace

    def failing(source: str, target: str, **folders: int | None) -> None:
        if target.endswith("c.yaml"):
            raise OSError(28, "No space left on device")
        replace(source, target, **folders)

    monkeypatch.setattr(os, "replace", failing)
    assert refusal(root) == (("tracks/c.yaml", "No space left on device"),)


def failing_at(
    path: str, error: BaseException, monkeypatch: pytest.MonkeyPatch, before: Callable[[], None]
) -> None:
    """Let the replacement of one file fail, after *before* was called."""
    replace = os.replace

    def failing(source: str, target: str, **folders: int | None) -> None:
        if target.endswith(path) and source.rpartition("/")[2].startswith(".prodash-") and not called:
            called.append(path)
            before()
            raise error
        replace(source, target, **folders)

    called: list[str] = []
    monkeypatch.setattr(os, "replace", failing)


@posix
def test_an_interrupt_in_the_middle_puts_everything_back(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = read_all(root)
    failing_at("c.yaml", KeyboardInterrupt(), monkeypatch, lambda: None)
    with pytest.raises(KeyboardInterrupt):
        write_all_or_none(edits(root))
    assert read_all(root) == before


@posix
def test_what_another_program_saves_in_the_middle_is_left_and_named(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing_at(
        "c.yaml", OSError(28, "full"), monkeypatch, lambda: (root / PATHS[0]).write_bytes(b"theirs") and None
    )
    with pytest.raises(RollbackError) as failed:
        write_all_or_none(edits(root))
    assert (failed.value.changed_by_others, failed.value.failed) == (("tracks/a.yaml",), ())
    assert {path: (root / path).read_bytes() for path in PATHS} == dict(
        zip(PATHS, (b"theirs", OLD, OLD), strict=True)
    )
    assert sorted(path.name for path in (root / "tracks").iterdir()) == ["a.yaml", "b.yaml", "c.yaml"]


@posix
def test_a_full_disk_while_writing_beside_changes_nothing(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int, _data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    assert refusal(root) == tuple((path, "No space left on device") for path in PATHS)


@posix
def test_a_name_of_the_greatest_length_can_be_written(catalogue: Make) -> None:
    path = f"tracks/{'x' * 250}.yaml"
    root = catalogue({path: OLD})
    write_all_or_none([FileEdit(path, target_at(str(root / path)), OLD, NEW)])
    assert (root / path).read_bytes() == NEW
