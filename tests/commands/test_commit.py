"""--commit commits exactly what a command changed, whatever else lies around."""

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from prodash import shell
from prodash.cli import main
from tests.conftest import Files, Ran, read_all
from tests.surroundings import git, in_terminal

pytestmark = pytest.mark.usefixtures("somebody")

Make = Callable[[Files], Path]
Run = Callable[..., Ran]
THREE = {f"tracks/{name}.yaml": f"title: {name.upper()}\nstage: seed\n" for name in "abc"}


@pytest.fixture
def repository(catalogue: Make) -> Path:
    """A catalogue that git has, with one more file staged, one changed and one new."""
    root = catalogue({**THREE, "lyrics.txt": "la\n"})
    git(root, "init", "--quiet")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message=start")
    (root / "staged.txt").write_text("staged\n")
    git(root, "add", "staged.txt")
    (root / "lyrics.txt").write_text("la la\n")
    (root / "new.txt").write_text("new\n")
    return root


AROUND = " M lyrics.txt\nA  staged.txt\n?? new.txt\n"


def last_commit(root: Path) -> str:
    return git(root, "show", "--format=%B", "--name-status", "HEAD")


DONE = {
    "set": (
        ("set", "stage=mixing", "a", "b"),
        "Set stage to Mixing for 2 tracks\n\n\nM\ttracks/a.yaml\nM\ttracks/b.yaml\n",
    ),
    "one track": (("set", "due=", "bpm=3", "a"), "Clear due, set bpm to 3 for A\n\n\nM\ttracks/a.yaml\n"),
    "lists": (
        ("set", "workflows+=mixing,artwork", "a"),
        "Add mixing, artwork to workflows for A\n\n\nM\ttracks/a.yaml\n",
    ),
    "add": (("add", "New One"), "Add New One\n\n\nA\ttracks/new-one.yaml\n"),
    "rename": (
        ("stages", "rename", "seed", "Idea"),
        "Rename stage Seed to Idea\n\n\nM\tstages.yaml\nM\ttracks/a.yaml\nM\ttracks/b.yaml\nM\ttracks/c.yaml\n",
    ),
    "new file": (("workflows", "add", "Stems"), "Add workflow Stems\n\n\nA\tworkflows.yaml\n"),
    "own message": (
        ("set", "stage=mixing", "a", "--commit", "Mix day: it's - done"),
        "Mix day: it's - done\n\n\nM\ttracks/a.yaml\n",
    ),
    "own word": (("set", "stage=mixing", "--commit=Mixed", "a"), "Mixed\n\n\nM\ttracks/a.yaml\n"),
    "before an option": (
        ("set", "--commit", "--stage", "seed", "stage=mixing"),
        "Set stage to Mixing for 3 tracks\n\n\nM\ttracks/a.yaml\nM\ttracks/b.yaml\nM\ttracks/c.yaml\n",
    ),
    "before an assignment": (
        ("set", "--commit", "stage=mixing", "a"),
        "Set stage to Mixing for A\n\n\nM\ttracks/a.yaml\n",
    ),
}


@pytest.mark.parametrize(("argv", "commit"), DONE.values(), ids=DONE)
def test_the_changed_paths_are_committed_and_nothing_else(
    argv: tuple[str, ...], commit: str, repository: Path, run: Run
) -> None:
    own = any(word.startswith("--commit") for word in argv)
    ran = run(*argv, *(() if own else ("--commit",)))
    assert (ran.code, ran.err) == (0, f"committed: {commit.splitlines()[0]}\n")
    assert last_commit(repository) == commit
    assert git(repository, "status", "--porcelain") == AROUND


def test_undo_and_redo_are_committed_too(repository: Path, run: Run) -> None:
    run("add", "New One", "--commit")
    assert run("undo", "--commit").err == "committed: Undo: Add New One\n"
    assert last_commit(repository) == "Undo: Add New One\n\n\nD\ttracks/new-one.yaml\n"
    assert run("redo", "--commit").err == "committed: Redo: Add New One\n"
    assert last_commit(repository) == "Redo: Add New One\n\n\nA\ttracks/new-one.yaml\n"
    assert git(repository, "status", "--porcelain") == AROUND


@pytest.mark.parametrize(
    "argv",
    [("set", "stage=seed", "a", "--commit"), ("set", "stage=mixing", "a", "--dry-run", "--commit")],
    ids=" ".join,
)
def test_where_nothing_is_changed_there_is_no_commit(
    argv: tuple[str, ...], repository: Path, run: Run
) -> None:
    assert (run(*argv).code, run(*argv).err) == (0, "")
    assert git(repository, "log", "--format=%s") == "start\n"


def test_a_file_that_is_as_git_has_it_needs_no_commit(repository: Path, run: Run) -> None:
    run("set", "stage=mixing", "a")
    ran = run("set", "stage=seed", "a", "--commit")
    assert (ran.code, ran.err) == (0, "nothing to commit: git already has these changes\n")
    assert git(repository, "log", "--format=%s") == "start\n"


def test_a_file_with_other_changes_is_named(repository: Path, run: Run) -> None:
    (repository / "tracks/a.yaml").write_text("title: A\nstage: seed\nbpm: 1\n")
    (repository / "tracks/c.yaml").write_text("title: C\nstage: seed\nbpm: 1\n")
    (repository / "tracks/new.yaml").write_text("stage: seed\n")
    argv = ("set", "stage=mixing", "a", "b", "new", "--commit=mix")
    ran = run(*argv, "--dry-run")
    others = "tracks/a.yaml, tracks/new.yaml"
    assert (ran.code, ran.err) == (
        0,
        f"{others} have other changes, which the commit will contain too\n",
    )
    ran = run(*argv)
    assert (ran.code, ran.err) == (0, f"committed: mix\nalso committed: other changes in {others}\n")
    assert last_commit(repository) == "mix\n\n\nM\ttracks/a.yaml\nM\ttracks/b.yaml\nA\ttracks/new.yaml\n"
    left = " M lyrics.txt\nA  staged.txt\n M tracks/c.yaml\n?? new.txt\n"
    assert git(repository, "status", "--porcelain") == left


def _change_by_hand(root: Path) -> None:
    (root / "tracks/a.yaml").write_text("title: A\nstage: seed\nbpm: 1\n")


def _stage_by_hand(root: Path) -> None:
    _change_by_hand(root)
    git(root, "add", "tracks/a.yaml")


def _stage_and_restore(root: Path) -> None:
    before = (root / "tracks/a.yaml").read_text()
    _stage_by_hand(root)
    (root / "tracks/a.yaml").write_text(before)


def _untrack(root: Path) -> None:
    git(root, "rm", "--quiet", "--cached", "tracks/a.yaml")


def _change_with_prodash(root: Path) -> None:
    assert main(["-C", str(root), "set", "bpm=1", "a"]) == 0


BY_HAND = [
    _change_by_hand,
    *(
        pytest.param(before, marks=pytest.mark.slow)
        for before in (_stage_by_hand, _stage_and_restore, _untrack, _change_with_prodash)
    ),
]


@pytest.mark.parametrize("before", BY_HAND)
def test_every_kind_of_other_change_is_told(
    before: Callable[[Path], None], repository: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    before(repository)
    capsys.readouterr()
    told = "committed: mix\nalso committed: other changes in tracks/a.yaml\n"
    assert run("set", "stage=mixing", "a", "--commit=mix").err == told


def test_only_what_is_in_the_commit_is_told(repository: Path, run: Run) -> None:
    run("set", "stage=mixing", "a", "b")
    git(repository, "commit", "--quiet", "--message=b", "tracks/b.yaml")
    ran = run("undo", "--commit=back")
    assert (ran.code, ran.err) == (0, "committed: back\n")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such terminal")
@pytest.mark.parametrize(
    ("options", "typed", "commits"),
    [
        pytest.param((), b"n\n", 1, id="no"),
        pytest.param((), b"y\n", 2, id="yes", marks=pytest.mark.slow),
        pytest.param(("--yes",), b"", 2, id="unasked", marks=pytest.mark.slow),
    ],
)
def test_on_a_terminal_other_changes_are_asked_about(
    options: tuple[str, ...], typed: bytes, commits: int, repository: Path
) -> None:
    _change_by_hand(repository)
    argv = ["set", "stage=mixing", "a", "--commit=mix", *options]
    code, shown = in_terminal(argv, cwd=repository, typed=typed, when="[y/N]" if typed else "")
    warning = "tracks/a.yaml has other changes, which the commit will contain too"
    assert (code, warning in shown) == (4 if commits == 1 else 0, bool(typed))
    assert len(git(repository, "log", "--format=%s").splitlines()) == commits


@pytest.mark.parametrize("name", ["a", "song a", "tracks/a.yaml"])
@pytest.mark.parametrize("words", [("set", "stage=mixing", "b"), ("undo",)], ids=["set", "undo"])
def test_a_message_that_names_a_track_is_none_unless_it_is_joined_to_the_option(
    words: tuple[str, ...], name: str, repository: Path, run: Run
) -> None:
    assert [run("set", "title=Song A", "a").code, run("set", "bpm=90", "b").code] == [0, 0]
    before = read_all(repository)
    instead = shell.join([f"--commit={name}", name])
    assert run(*words, "--commit", name) == Ran(
        2, "", f"prodash: --commit takes {name!r} as its message; put --commit last, or write {instead}\n"
    )
    assert read_all(repository) == before
    assert run(*words, f"--commit={name}", "--dry-run").code == 0


@pytest.mark.parametrize(
    ("argv", "to_do"),
    [
        (("set", "stage=mixing"), "change"),
        (("archive",), "change"),
        (("move", "ep"), "move before the folder 'ep'"),
        (("remove",), "remove"),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_a_commit_that_took_the_only_track_as_its_message_says_so(
    repository: Path, run: Run, argv: tuple[str, ...], to_do: str
) -> None:
    before = read_all(repository)
    assert run(*argv, "--commit", "a") == Ran(
        2,
        "",
        f"prodash: name the tracks to {to_do}: ids, a filter such as --stage, or --all; "
        "--commit took 'a' as its message, so put it last\n",
    )
    assert read_all(repository) == before


COMPOSING_GIT = """#!{python}
import os, subprocess, sys, unicodedata

def spelled(form, data):
    return unicodedata.normalize(form, os.fsdecode(data)).encode()

given = sys.stdin.buffer.read()
if given != spelled("NFC", given):
    sys.exit("git on a Mac would not find this")
argv = [{git!r}, *(spelled("NFD", word) for word in sys.argv[1:])]
ran = subprocess.run(argv, input=spelled("NFD", given), capture_output=True)
sys.stdout.buffer.write(spelled("NFC", ran.stdout))
sys.stderr.buffer.write(ran.stderr)
sys.exit(ran.returncode)
"""
"""git as on a Mac: it lists composed names and takes no others, whatever the disk has."""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="other disks spell names as they like")
def test_git_may_compose_the_name_of_a_file(
    catalogue: Make, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = catalogue({"tracks/e\u0301.yaml": "title: E\nstage: seed\n"})
    git(root, "init", "--quiet")
    git(root, "config", "core.precomposeUnicode", "true")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message=start")
    (tmp_path / "bin").mkdir()
    fake = COMPOSING_GIT.format(python=sys.executable, git=shutil.which("git"))
    (tmp_path / "bin/git").write_text(fake)
    (tmp_path / "bin/git").chmod(0o755)
    with monkeypatch.context() as context:
        context.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
        ran = run("set", "stage=mixing", "--all", "--commit=mix")
    assert (ran.code, ran.err) == (0, "committed: mix\n")
    shown = git(root, "-c", "core.quotePath=false", "show", "--format=%s", "--name-status")
    assert shown == "mix\n\nM\ttracks/e\u0301.yaml\n"
