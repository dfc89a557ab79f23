"""A disk that is full or read-only, a user who interrupts: all files or none, and nothing left behind."""

import os
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from prodash.storage.batch.replace import FileEdit, require_unsaved_since
from prodash.storage.disk.open_folders import OpenFolders
from prodash.storage.index.status import Status
from tests.conftest import Files, Ran, read_all
from tests.journals import states
from tests.killing import Choose, Moment, every, renames, steps_of, stopping_at
from tests.surroundings import PRODASH, environment, start
from tests.test_killed import left_behind

Make = Callable[[Files], Path]
Run = Callable[..., Ran]
Arrange = Callable[[pytest.MonkeyPatch, Callable[[], object]], None]

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such limits, modes or mounts")
PATHS = [f"tracks/{name}.yaml" for name in "abc"]
OLD = "title: Song\nstage: seed\n"
THREE = dict.fromkeys(PATHS, OLD)
SET = ("set", "stage=mixing", "--all", "--yes")
ADD = ("add", "New Song")
RENAME = ("stages", "rename", "seed", "sprout", "--yes")


def refused(reason: str, paths: Sequence[str] = PATHS) -> str:
    return "".join(["prodash: nothing was changed\n", *(f"{path}: {reason}\n" for path in paths)])


def in_process(root: Path, *argv: str, most_bytes: int) -> Ran:
    """Run prodash where no file may grow over *most_bytes*."""
    import resource

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))

    ran = subprocess.run(
        [*PRODASH, *argv],
        cwd=root,
        env=environment({"PYTHONDONTWRITEBYTECODE": "1"}),
        preexec_fn=limit,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return Ran(ran.returncode, ran.stdout.splitlines()[-1] if ran.returncode == 0 else "", ran.stderr)


TOO_LARGE = {
    "not one byte": (0, [".prodash"], "the lock cannot be written: File too large"),
    "half a record": (1000, PATHS, "the journal cannot be written: File too large"),
}


@pytest.mark.parametrize(("most_bytes", "named", "reason"), TOO_LARGE.values(), ids=TOO_LARGE)
def test_a_file_that_may_not_grow_leaves_all_as_it_was(
    most_bytes: int, named: list[str], reason: str, catalogue: Make
) -> None:
    root = catalogue(dict.fromkeys(PATHS, f"{OLD}notes: {'x' * 2000}\n"))
    before = read_all(root)
    assert in_process(root, *SET, most_bytes=most_bytes) == Ran(4, "", refused(reason, named))
    assert (read_all(root), left_behind(root)) == (before, [])
    assert in_process(root, *SET, most_bytes=100_000) == Ran(0, "3 changed")


FULL = """
mount -t tmpfs -o size=64k none "$1" || exit 77
cp -r "$2"/. "$1"
cd "$1"
for fill in $(seq 1 40); do
    dd if=/dev/zero of=filler bs=4096 count=$((16 - fill)) 2>/dev/null && break
done
dd if=/dev/zero of=filler2 bs=4096 count=40 2>/dev/null
"$3" -m prodash set stage=mixing --all --yes > "$4/out" 2> "$4/err"
echo $? > "$4/code"
rm filler filler2
rm -rf "$4/after"
cp -r . "$4/after"
"$3" -m prodash set stage=mixing --all --yes > "$4/again" 2>&1
"""


@pytest.mark.skipif(not shutil.which("unshare"), reason="no unshare here to mount a small disk with")
def test_a_full_disk_leaves_all_as_it_was(catalogue: Make, tmp_path_factory: pytest.TempPathFactory) -> None:
    root = catalogue(dict.fromkeys(PATHS, f"{OLD}notes: {'x' * 3000}\n"))
    disk, seen = tmp_path_factory.mktemp("disk"), tmp_path_factory.mktemp("seen")
    before = read_all(root)
    namespaces = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--mount", "--map-root-user"]
    words = ["sh", "-c", FULL, "sh", str(disk), str(root), sys.executable, str(seen)]
    made = subprocess.run([*namespaces, *words], env=environment(), capture_output=True, check=False)
    if not (seen / "code").exists():
        pytest.skip(f"no small disk can be mounted here: {made.stderr.decode()}")
    assert (seen / "code").read_text() == "4\n"
    assert (seen / "err").read_text().startswith("prodash: nothing was changed\n")
    assert "No space left on device" in (seen / "err").read_text()
    assert (read_all(seen / "after"), left_behind(seen / "after")) == (before, [])
    assert (seen / "again").read_text().splitlines()[-1] == "3 changed"


def test_a_disk_that_says_only_when_flushing_that_it_is_full_is_full(
    catalogue: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = catalogue(THREE)
    before = read_all(root)

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        ran = run(*SET)
    assert (ran.code, ran.err) == (4, refused("No space left on device"))
    assert (read_all(root), left_behind(root)) == (before, [])
    assert run(*SET).code == 0


READ_ONLY = {
    "files": (["tracks/a.yaml", "tracks/c.yaml"], "it is read-only; change its permissions (chmod u+w)"),
    "folder": (["tracks"], "its folder is read-only; change its permissions (chmod u+w)"),
}


@pytest.mark.parametrize(("closed", "reason"), READ_ONLY.values(), ids=READ_ONLY)
def test_what_is_read_only_is_refused_by_name(closed: list[str], reason: str, catalogue: Make) -> None:
    root = catalogue(THREE)
    before = read_all(root)
    for path in closed:
        (root / path).chmod(0o555)
    ran = start(SET, cwd=root)
    (root / "tracks").chmod(0o755)
    named = PATHS if closed == ["tracks"] else closed
    assert Ran(ran.returncode, ran.stdout, ran.stderr) == Ran(4, "", refused(reason, named))
    assert (read_all(root), left_behind(root)) == (before, [])


def test_in_a_read_only_catalogue_nothing_changes_and_everything_can_be_read(catalogue: Make) -> None:
    root = catalogue(THREE)
    before = read_all(root)
    root.chmod(0o555)
    ran, listed = start(SET, cwd=root), start(["list", "-f", "ids"], cwd=root)
    root.chmod(0o755)
    assert (ran.returncode, ran.stderr) == (
        4,
        refused(
            "the lock cannot be written: Permission denied; "
            "change the permissions of the catalogue's folder (chmod u+w)",
            [".prodash"],
        ),
    )
    assert Ran(listed.returncode, listed.stdout, listed.stderr) == Ran(0, "a\nb\nc\n")
    assert read_all(root) == before


def between(real: Callable[..., object], then: Callable[[], object]) -> Callable[..., object]:
    """*real*, with something done by another program after its first call for a file beside another."""
    done: list[str] = []

    def call(path: str, *args: object, **options: object) -> object:
        result = real(path, *args, **options)
        if not done and ".prodash-" in str(path):
            done.append(path)
            then()
        return result

    return call


THEIRS = "another program changed it meanwhile; look at it and try again"
MEANWHILE = {
    "edited": (lambda path: path.write_text("theirs"), b"theirs"),
    "gone": (lambda path: path.unlink(), None),
}


def with_theirs(files: Mapping[str, bytes], path: str, theirs: bytes | None) -> Mapping[str, bytes]:
    """*files* with *theirs* at *path*, or without that file for None."""
    others = {other: data for other, data in files.items() if other != path}
    return others if theirs is None else {**others, path: theirs}


def while_one_is_written(patch: pytest.MonkeyPatch, act: Callable[[], object]) -> None:
    """Let another program *act* when the first file has been prepared."""
    patch.setattr(os, "open", between(os.open, act))


def before_the_look_at(path: str) -> Arrange:
    """Lets another program act before the last look at the file at *path*; all have been compared by then."""

    def arrange(patch: pytest.MonkeyPatch, act: Callable[[], object]) -> None:
        def touched(folders: OpenFolders, edit: FileEdit, status: Status | None) -> None:
            if edit.path == path:
                act()
            require_unsaved_since(folders, edit, status)

        patch.setattr("prodash.storage.batch.write.require_unsaved_since", touched)

    return arrange


MOMENTS = {
    "one is written": (while_one_is_written, PATHS[1]),
    "all are compared": (before_the_look_at(PATHS[0]), PATHS[2]),
    "one is replaced": (before_the_look_at(PATHS[1]), PATHS[2]),
    "two are replaced": (before_the_look_at(PATHS[2]), PATHS[2]),
}


@pytest.mark.parametrize(("arrange", "path"), MOMENTS.values(), ids=MOMENTS)
@pytest.mark.parametrize(("act", "theirs"), MEANWHILE.values(), ids=MEANWHILE)
def test_a_file_that_another_program_has_touched_meanwhile_is_refused(
    *,
    act: Callable[[Path], object],
    theirs: bytes | None,
    arrange: Arrange,
    path: str,
    catalogue: Make,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    root = catalogue(THREE)
    before = read_all(root)
    with monkeypatch.context() as patch:
        arrange(patch, lambda: act(root / path))
        ran = run(*SET)
    assert (ran.code, ran.err) == (4, refused(THEIRS, [path]))
    assert read_all(root) == with_theirs(before, path, theirs)
    assert (left_behind(root), states(root)) == ([], [])


INTERRUPTED: dict[str, tuple[Sequence[Sequence[str]], Sequence[str]]] = {
    "set": ((), SET),
    "rename": ((), RENAME),
    "add": ((), ADD),
    "undo": ((SET,), ("undo",)),
    "undo of add": ((ADD,), ("undo",)),
    "redo": ((SET, ("undo",)), ("redo",)),
}


def interrupt() -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize("chosen", [renames, pytest.param(every, marks=pytest.mark.slow)])
@pytest.mark.parametrize("moment", [Moment.BEFORE, Moment.AFTER])
@pytest.mark.parametrize(("first", "argv"), INTERRUPTED.values(), ids=INTERRUPTED)
def test_an_interrupt_at_any_step_leaves_all_or_nothing(
    first: Sequence[Sequence[str]],
    argv: Sequence[str],
    moment: Moment,
    chosen: Choose,
    *,
    catalogue: Make,
    run: Run,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    root = catalogue(THREE)
    for words in first:
        run(*words)
    old = read_all(root)
    kept = shutil.copytree(root, tmp_path_factory.mktemp("kept"), dirs_exist_ok=True)
    # What the index does depends on the time, and has a test of its own.
    argv = (*argv, "--no-index")
    steps = steps_of(lambda: run(*argv))
    new = read_all(root)
    for step in chosen(steps):
        for path in root.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        shutil.copytree(kept, root, dirs_exist_ok=True)
        with stopping_at(step, moment, interrupt):
            ran = run(*argv)
        at = f"{moment} step {step}: {steps[step - 1]}"
        assert read_all(root) in (old, new), at
        assert (ran.code, bool(ran.err)) == (130, read_all(root) == new), at
        assert left_behind(root) == [], at
        assert run("list", "-f", "ids").err == "", at


def test_a_second_interrupt_while_putting_back_leaves_the_rest_to_the_next_command(
    catalogue: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = catalogue(THREE)
    before = read_all(root)
    replace, calls = os.replace, []

    def interrupted(source: str, target: str, **folders: int | None) -> None:
        if target.endswith(".yaml"):
            calls.append(target)
            if len(calls) > 2:
                raise KeyboardInterrupt
        replace(source, target, **folders)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", interrupted)
        assert run(*SET).code == 130
    assert read_all(root) != before
    code, out, err = run("list", "-f", "ids")
    assert (code, out, err.partition(" was interrupted: ")[2]) == (
        0,
        "a\nb\nc\n",
        "2 files restored\n",
    )
    assert (read_all(root), left_behind(root)) == (before, [])


def test_the_modes_of_all_files_are_as_before_when_a_change_is_given_up(
    catalogue: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = catalogue(THREE)
    modes = dict(zip(PATHS, (0o600, 0o664, 0o755), strict=True))
    for path, mode in modes.items():
        (root / path).chmod(mode)
    replace = os.replace

    def failing(source: str, target: str, **folders: int | None) -> None:
        if target.endswith("c.yaml"):
            raise OSError(5, "Input/output error")
        replace(source, target, **folders)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", failing)
        ran = run(*SET)
    assert (ran.code, ran.err) == (4, refused("Input/output error", ["tracks/c.yaml"]))
    assert {path: stat.S_IMODE((root / path).stat().st_mode) for path in PATHS} == modes


FULL_AT_LAST: dict[str, tuple[Sequence[Sequence[str]], Sequence[str], Sequence[str]]] = {
    "set": ([], SET, PATHS),
    "add": ([], ("add", "New Song", "--folder", "new/sub"), ["tracks/new/sub/new-song.yaml"]),
    "undo": ([SET], ("undo", "--yes"), PATHS),
    "undo of add": ([ADD], ("undo",), ["tracks/new-song.yaml"]),
    "redo": ([SET, ("undo", "--yes")], ("redo", "--yes"), PATHS),
}
"""The commands before, the command whose batch cannot be marked as finished, and its files."""


def when_marked(mark: Callable[[], None], *, also_later: bool = False) -> Callable[..., None]:
    """`os.replace`, but what marks a batch as finished does *mark* first; so does all that comes later, if it is to."""
    replace, marked = os.replace, list[str]()

    def replaced(source: str, target: str, **folders: int | None) -> None:
        if target.endswith((".done", ".undone")) and not marked:
            marked.append(target)
            mark()
        elif marked and also_later:
            mark()
        replace(source, target, **folders)

    return replaced


def full() -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize(("first", "argv", "paths"), FULL_AT_LAST.values(), ids=FULL_AT_LAST)
def test_a_change_that_cannot_be_marked_as_finished_is_taken_back(
    first: Sequence[Sequence[str]],
    argv: Sequence[str],
    paths: Sequence[str],
    catalogue: Make,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    root = catalogue(THREE)
    for words in first:
        assert run(*words).code == 0
    before, recorded, folders = read_all(root), states(root), [*(root / "tracks").iterdir()]
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", when_marked(full))
        ran = run(*argv)
    said = refused("the journal cannot be written: No space left on device", paths)
    assert ran == Ran(4, "", said)
    assert (read_all(root), states(root), left_behind(root)) == (before, recorded, [])
    assert sorted((root / "tracks").iterdir()) == sorted(folders)
    assert run(*argv)[::2] == (0, "")


def test_a_change_that_cannot_even_be_taken_back_is_left_to_the_next_command(
    catalogue: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = catalogue(THREE)
    before = read_all(root)
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", when_marked(full, also_later=True))
        ran = run(*SET)
    said = [f"{path}: No space left on device; the next command tries again to restore it" for path in PATHS]
    first = "prodash: the change failed and was undone, except in these files:"
    assert ran == Ran(5, "", "".join(f"{line}\n" for line in [first, *said]))
    assert run("list", "-f", "ids").err.endswith(" was interrupted: 3 files restored\n")
    assert (read_all(root), left_behind(root)) == (before, [])


def test_a_change_is_done_although_the_journal_cannot_be_tidied(
    catalogue: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = catalogue(THREE)
    listed, is_marked = os.listdir, list[bool]()

    def not_listed(path: str) -> list[str]:
        if is_marked and "journal" in str(path):
            raise PermissionError(13, "Permission denied")
        return listed(path)

    with monkeypatch.context() as patch:
        patch.setattr(os, "listdir", not_listed)
        patch.setattr(os, "replace", when_marked(lambda: is_marked.append(True)))
        assert run(*SET, "--quiet", "--no-index").code == 0
    assert (states(root), {path.read_text() for path in root.glob("tracks/*.yaml")}) == (
        ["000001.done"],
        {OLD.replace("seed", "mixing")},
    )
