"""The command line as such: help, usage errors, exit codes, where the catalogue is."""

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from prodash import __version__
from prodash.commands import COMMANDS, PANELS, UNLISTED
from tests.conflicts import put_in_conflict
from tests.conftest import EXAMPLE, Files, Ran
from tests.history.example import example_repository
from tests.screen import on_screen
from tests.surroundings import environment
from tests.sync.clones import share

Make = Callable[[Files], Path]
Run = Callable[..., Ran]


def test_the_version_is_one_line(run: Run) -> None:
    assert run("--version") == Ran(0, f"prodash {__version__}\n")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command: str, run: Run) -> None:
    ran = run(*command.split(), "--help")
    assert (ran.code, ran.err) == (0, "")
    assert f"Example: prodash {command}" in ran.out
    assert not re.search(r"<\w+>|\{\w+\|", ran.out), "what Typer would write about types"


@pytest.mark.parametrize("command", COMMANDS)
def test_the_example_in_every_help_works_on_the_example_catalogue(
    command: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if command in {"diff", "git-setup"}:
        example_repository(tmp_path / "music")
    else:
        shutil.copytree(EXAMPLE, tmp_path / "music", ignore=shutil.ignore_patterns(".prodash"))
    monkeypatch.chdir(tmp_path / "music")
    monkeypatch.setenv("EDITOR", f'"{sys.executable}" -c ""')
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("PRODASH_OPENER", f'"{sys.executable}" -c ""')
    (tmp_path / "music/tracks/memo-031.m4a").touch()
    if command == "merge-driver":
        for name in ("%O", "%A", "%B"):
            shutil.copy(tmp_path / "music/tracks/dune.yaml", name)
    if command == "resolve":
        put_in_conflict(tmp_path / "music/tracks/summer-ep/midnight-drive.yaml")
    if command == "sync":
        share(tmp_path / "music")
    if command in {"undo", "redo"}:
        assert run("set", "bpm=3", "dune").code == 0
    if command == "fields set":
        assert run("fields", "add", "key").code == 0
    if command == "redo":
        assert run("undo").code == 0
    monkeypatch.setenv("COLUMNS", "300")
    example = next(line for line in run(*command.split(), "--help").out.splitlines() if "Example: " in line)
    words = shlex.split(example.partition("Example: prodash ")[2])
    code = _picked(words) if command == "pick" else run(*words).code
    assert (code, words[: len(command.split())]) == (0, command.split())


def _picked(words: Sequence[str]) -> int:
    """The exit code of *words* on a terminal, where Enter takes the first track."""
    pytest.importorskip("termios", reason="keys are read one by one where there is termios")
    from tests.emulator import Typing

    return Typing(words, cwd=Path()).type("\r", after="cancels").end()[0]


@pytest.mark.slow
def test_the_help_is_the_same_where_python_drops_docstrings(run: Run) -> None:
    commands = [[], ["list"], ["stages"], ["stages", "add"], ["undo"]]
    program = f"import prodash.cli as c\nfor command in {commands}: c.main([*command, '--help'])"
    ran = subprocess.run(
        [sys.executable, "-OO", "-c", program],
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    expected = "".join(run(*command, "--help").out for command in commands)
    assert Ran(ran.returncode, ran.stdout, ran.stderr) == Ran(0, expected)


LISTED = {
    **{
        panel: [name for name in names if " " not in name and name not in UNLISTED]
        for panel, names in PANELS.items()
    },
    "Options": ["--catalogue", "--color", "--no-pager", "--quiet", "--no-index", "--version", "--help"],
}


@pytest.mark.parametrize("columns", [80, 200])
def test_the_help_has_one_line_for_each_command_beside_its_panel(columns: int) -> None:
    blocks = on_screen(["--help"], columns, NO_COLOR="1").split("\n\n")
    listed: dict[str, list[str]] = {}
    for line in (line for block in blocks[2:] for line in block.splitlines()):
        panel, name, _ = re.fullmatch(r"(\w* *) {2}([\w-]+)(?:,? .*?)? {2,}(\S.*)", line).groups()
        if panel.strip():
            listed[panel.strip()] = []
        listed[[*listed][-1]].append(name)
    assert listed == LISTED


@pytest.mark.parametrize("columns", [20, 40, 60])
def test_on_a_narrow_screen_the_help_has_the_panels_above_their_commands(columns: int) -> None:
    lines = on_screen(["--help"], columns, NO_COLOR="1").splitlines()
    assert max(map(len, lines)) <= columns
    below: dict[str, list[str]] = {}
    for line in lines:
        if line in LISTED:
            below[line] = []
        elif below and (name := re.match("  ([a-z-]+)", line)):
            below[[*below][-1]].append(name[1])
    assert below == LISTED


WRONG = {
    "unknown command": (("lits",), "unknown command 'lits'; did you mean 'list'?"),
    "far command": (
        ("xyz",),
        "unknown command 'xyz'; 'prodash --help' lists them",
    ),
    "unknown option": (("list", "--stge", "x"), "No such option: --stge"),
    "missing value": (("list", "--stage"), "Option '--stage' requires an argument; 'prodash list --help' shows how"),
    "missing value of prodash": (("-C",), "Option '-C' requires an argument; 'prodash --help' shows how"),
    "missing value of a group": (("stages", "-f"), "Option '-f' requires an argument; 'prodash stages --help' shows how"),
    "missing value in a group": (("stages", "add", "x", "--colour"), "Option '--colour' requires an argument; 'prodash stages add --help' shows how"),
    "missing value of a filter with a field's name": (("set", "due=", "--stage"), "Option '--stage' requires an argument; 'prodash set --help' shows how"),
    "missing value after a commit": (("undo", "--commit", "--batch"), "Option '--batch' requires an argument; 'prodash undo --help' shows how"),
    "colour": (
        ("--color", "pink", "list"),
        "Invalid value for '--color': unknown choice 'pink'; choose from auto, always, never",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("argv", "message"), WRONG.values(), ids=WRONG)
def test_a_wrong_command_line_is_one_line_and_exit_2(argv: tuple[str, ...], message: str, run: Run) -> None:
    ran = run(*argv)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert ran.err.startswith(f"prodash: {message}")


NOWHERE = (
    "(there is no stages.yaml); create a sample with 'prodash init my-music --sample', "
    "an empty one with 'prodash init' or one from the tracks in a folder with 'prodash init --stage-field status', or choose another folder with 'prodash -C DIR'"
)


@pytest.mark.parametrize("argv", [(), ("list",), ("set", "stage=x", "a"), ("check",), ("stages",)], ids=str)
def test_without_a_catalogue_it_says_how_to_make_one(argv: tuple[str, ...], tmp_path: Path, run: Run) -> None:
    assert run(*argv) == Ran(3, "", f"prodash: no catalogue in {tmp_path} or above {NOWHERE}\n")


def test_a_folder_that_is_named_and_holds_no_catalogue_is_not_searched_upwards(
    catalogue: Make, run: Run
) -> None:
    (catalogue({}) / "inner").mkdir()
    assert run("-C", "inner", "list") == Ran(3, "", f"prodash: no catalogue in inner {NOWHERE}\n")


def test_the_catalogue_is_found_from_any_folder_inside_it(
    catalogue: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = catalogue({"tracks/ep/a.yaml": "stage: sed\n"})
    monkeypatch.chdir(root / "tracks" / "ep")
    assert run("list", "-f", "ids") == Ran(
        1, "a\n", "a.yaml:1:8: error: unknown stage 'sed'; did you mean 'seed'? [unknown-stage]\n"
    )


def test_the_option_wins_over_the_environment_and_stands_before_or_behind(
    catalogue: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = catalogue({"one/stages.yaml": "stages: [x]", "two/stages.yaml": "stages: [y]"})
    monkeypatch.setenv("PRODASH_CATALOGUE", str(root / "one"))
    expected = {(): "x\n", ("-C", "two"): "y\n"}
    assert {words: run(*words, "stages", "-f", "ids").out for words in expected} == expected
    assert run("-C", "one", "stages", "-f", "ids", "-C", "two") == Ran(0, "y\n")


def test_a_wrong_day_in_the_environment_is_an_error(
    catalogue: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue({"tracks/a.yaml": "stage: seed\n"})
    monkeypatch.setenv("PRODASH_TODAY", "tomorrow")
    assert run("list") == Ran(2, "", "prodash: PRODASH_TODAY='tomorrow' is not a date; write YYYY-MM-DD\n")


@pytest.mark.parametrize("today", ["0001-01-01", "9999-12-31"])
def test_views_and_changes_work_on_the_first_and_the_last_day(
    today: str, catalogue: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue({"tracks/a.yaml": "stage: seed\ndue: 2026-12-01\n"})
    monkeypatch.setenv("PRODASH_TODAY", today)
    for words in (["list"], ["show", "a"], ["due"], [], ["set", "bpm=1", "a"], ["undo"], ["undo", "--list"]):
        assert run(*words).code == 0
