"""The command in a process of its own: pipes, signals, terminals, locales."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from prodash.render.formats.formats import FORMATS
from prodash.render.tables.documents import DOCUMENTS
from prodash.render.terminal.width import width
from prodash.storage.yaml import events, parse
from tests.conftest import EXAMPLE, Files, Ran, read_all, write_files
from tests.surroundings import PRODASH, environment, in_terminal, start

Make = Callable[[Files], Path]
posix = pytest.mark.skipif(os.name == "nt", reason="pipes, signals and terminals of POSIX")
THREE = {f"tracks/{name}.yaml": "stage: seed\n" for name in "abc"}


def test_the_installed_command_answers(catalogue: Make) -> None:
    root = catalogue(THREE)
    command = Path(sys.executable).with_name("prodash")
    ran = subprocess.run(
        [command, "list", "-f", "ids"],
        cwd=root,
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert Ran(ran.returncode, ran.stdout, ran.stderr) == Ran(0, "a\nb\nc\n")


@pytest.fixture(scope="module")
def more_than_a_pipe_takes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A catalogue to read whose notes are longer than what a pipe holds."""
    files = {f"tracks/{n}.yaml": f"stage: seed\nnotes: {'x' * 400}\n" for n in range(300)}
    return write_files(tmp_path_factory.mktemp("large"), files)


@posix
@pytest.mark.parametrize(
    "format_name",
    [
        pytest.param(name, marks=() if name in {"table", "json"} else pytest.mark.slow)
        for name in FORMATS
        if name not in {*DOCUMENTS} - {"html"}
    ],
)
def test_a_closed_pipe_ends_quietly(format_name: str, more_than_a_pipe_takes: Path) -> None:
    process = subprocess.Popen(
        [*PRODASH, "list", "-f", format_name],
        cwd=more_than_a_pipe_takes,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    assert (process.stderr.read(), process.wait(timeout=60)) == (b"", 0)
    process.stderr.close()


@posix
def test_help_that_nobody_reads_to_its_end_is_no_fault() -> None:
    command = f"{' '.join(PRODASH)} list --help | true; exit ${{PIPESTATUS[0]}}"
    ran = subprocess.run(["bash", "-c", command], env=environment(), capture_output=True, check=False)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, b"", b"")


CLOSED = {
    "stdout": ("list >&-", 0, "", ""),
    "stderr": ("list -f ids nowhere 2>&-", 3, "", ""),
    "stdin": ("set stage=mixing - <&-", 0, "0 changed\n", "stdin names no track\n"),
    "full disk": ("list > /dev/full", 5, "", "prodash: No space left on device\n"),
    "full disk for stderr": ("list -f ids --limit 1 2> /dev/full", 0, "a\n", ""),
    "full disk after a change": (
        "-C . set bpm=3 a -f json > /dev/full",
        5,
        "",
        "the files were changed anyway; 'prodash -C . undo' takes that back\nprodash: No space left on device\n",
    ),
}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a full disk at hand")
@pytest.mark.parametrize(("words", "code", "out", "err"), CLOSED.values(), ids=CLOSED)
def test_a_closed_or_full_stream_gives_no_traceback(
    words: str, code: int, out: str, err: str, catalogue: Make
) -> None:
    ran = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m prodash {words}"],
        cwd=catalogue(THREE),
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert Ran(ran.returncode, ran.stdout, ran.stderr) == Ran(code, out, err)


def test_exit_handlers_run_at_the_end() -> None:
    code = "import atexit; from prodash.__main__ import run; atexit.register(print, 'bye'); run()"
    ran = subprocess.run(
        [sys.executable, "-c", code, "list", "nowhere"],
        cwd=EXAMPLE,
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (ran.returncode, ran.stdout) == (3, "bye\n")


def test_ids_go_through_a_pipe_into_set(catalogue: Make) -> None:
    root = catalogue({**THREE, "tracks/d.yaml": "stage: mixing\n"})
    ids = start(["list", "-s", "seed", "-f", "ids"], cwd=root).stdout
    ran = start(["set", "stage=writing", "-"], cwd=root, stdin=ids)
    assert (ran.returncode, ran.stdout.splitlines()[-1]) == (0, "3 changed")
    assert start(["list", "-s", "writing", "-f", "ids"], cwd=root).stdout == ids


@pytest.mark.parametrize(
    "env",
    [
        {"LC_ALL": "C", "LANG": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        {"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"},
        {"PYTHONIOENCODING": "ascii:strict"},
    ],
    ids=["C locale", "cp1252", "ascii"],
)
def test_output_is_utf_8_whatever_the_locale_says(env: dict[str, str], catalogue: Make) -> None:
    root = catalogue({"tracks/kaiju.yaml": "title: 怪獣のうた 🌱\nstage: seed\n"})
    ran = start(["list"], cwd=root, env=env)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "怪獣のうた 🌱" in ran.stdout.splitlines()[2]


@posix
def test_a_file_that_the_locale_cannot_name_gives_no_traceback(catalogue: Make) -> None:
    root = catalogue({"tracks/äther.yaml": "stage: seed\n", "songs.csv": "id,stage\na,seed\n怪獣,seed\n"})
    env = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    for argv, code in ((["list", "-q", "señora"], 1), (["import", "songs.csv", "--yes"], 5)):
        ran = start(argv, cwd=root, env=env)
        assert (ran.returncode, ran.stdout) == (code, "")
        assert "Traceback" not in ran.stderr
    assert ran.stderr.splitlines()[-1].endswith("怪獣.yaml'; set PYTHONUTF8=1")
    assert sorted(path.name for path in root.glob("tracks/*")) == ["äther.yaml"]


@posix
def test_an_interrupt_at_any_moment_of_the_start_is_quiet(catalogue: Make, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    # Stands in for Typer, so that the interrupt comes while it is imported.
    (tmp_path / "site" / "typer.py").write_text("raise KeyboardInterrupt\n")
    ran = start(["list"], cwd=catalogue(THREE), env={"PYTHONPATH": str(tmp_path / "site")})
    assert Ran(ran.returncode, ran.stdout, ran.stderr) == Ran(130)


@posix
def test_an_interrupt_while_it_asks_changes_nothing(catalogue: Make) -> None:
    root = catalogue(THREE)
    before = read_all(root)
    code, shown = in_terminal(["set", "stage=mixing", "--all"], cwd=root, typed=b"\x03", when="[y/N]")
    assert (code, "Change 3 tracks? [y/N]" in shown) == (130, True)
    assert read_all(root) == before


ANSWERS = {
    "yes": (b"y\n", 0, True),
    "no": (b"n\n", 4, False),
    "nothing": (b"\n", 4, False),
    "end": (b"\x04", 4, False),
}


@posix
@pytest.mark.parametrize(("typed", "code", "changed"), ANSWERS.values(), ids=ANSWERS)
def test_from_three_tracks_on_it_asks_on_a_terminal(
    typed: bytes, code: int, changed: bool, catalogue: Make
) -> None:
    root = catalogue(THREE)
    got, shown = in_terminal(["set", "stage=mixing", "--all"], cwd=root, typed=typed, when="[y/N]")
    assert (got, "Change 3 tracks? [y/N]" in shown) == (code, True)
    assert ("cancelled; nothing was changed" in shown) is not changed
    assert ((root / "tracks/c.yaml").read_text() == "stage: mixing\n") is changed


@posix
@pytest.mark.parametrize("options", [("a", "b"), ("--all", "--yes"), ("--all", "--dry-run")], ids=" ".join)
def test_it_does_not_ask_for_two_tracks_nor_when_told_so(options: tuple[str, ...], catalogue: Make) -> None:
    code, shown = in_terminal(["set", "stage=mixing", *options], cwd=catalogue(THREE))
    assert (code, "[y/N]" in shown) == (0, False)


def test_it_never_asks_without_a_terminal(catalogue: Make) -> None:
    root = catalogue(THREE)
    ran = start(["set", "stage=mixing", "--all"], cwd=root, stdin="n\n")
    assert (ran.returncode, ran.stdout.splitlines()[-1], ran.stderr) == (0, "3 changed", "")


@posix
@pytest.mark.parametrize(
    ("command", "columns"),
    [
        # The others differ in what is drawn, which `test_every_screen` and `test_hard_screens` see on any day.
        pytest.param(
            command,
            columns,
            marks=() if (command, columns) in {("list", 80), ("show", 40)} else pytest.mark.slow,
        )
        for command in ("list", "breakdown", "show", "stages")
        for columns in (20, 40, 80, 120, 200)
    ],
)
def test_every_line_fits_the_terminal(command: str, columns: int) -> None:
    argv = [command, "--all"] if command != "stages" else [command]
    code, shown = in_terminal(argv, cwd=EXAMPLE, columns=columns, env={"COLORTERM": "truecolor"})
    lines = [line.rstrip("\r") for line in shown.split("\n")]
    assert code == 0
    assert max(map(width, lines)) <= columns
    assert len(lines) > 6


@posix
def test_colours_are_for_terminals_and_follow_no_color(catalogue: Make) -> None:
    root = catalogue(THREE)
    env = {"TERM": "xterm-256color"}
    assert "\x1b[48;5;" in in_terminal(["list"], cwd=root, env=env)[1]
    assert "\x1b" not in in_terminal(["list"], cwd=root, env={**env, "NO_COLOR": "1"})[1]
    assert "\x1b" not in in_terminal(["list"], cwd=root, env={"TERM": "dumb"})[1]
    assert "\x1b" not in start(["list"], cwd=root, env=env).stdout


@posix
def test_a_change_while_it_asks_is_found_and_nothing_is_written(catalogue: Make) -> None:
    root = catalogue(THREE)

    def edit() -> None:
        (root / "tracks/b.yaml").write_text("stage: recorded\n")

    code, shown = in_terminal(
        ["set", "stage=mixing", "--all"], cwd=root, typed=b"y\n", when="[y/N]", before_typing=edit
    )
    assert code == 4
    assert "tracks/b.yaml: another program changed it meanwhile; look at it and try again" in shown
    assert (root / "tracks/a.yaml").read_text() == "stage: seed\n"


@posix
def test_a_kill_while_it_asks_leaves_everything_as_it_was(catalogue: Make) -> None:
    root = catalogue(THREE)
    before = read_all(root)
    code, _ = in_terminal(["set", "stage=mixing", "--all"], cwd=root, when="[y/N]", send=signal.SIGTERM)
    assert (code, read_all(root)) == (-signal.SIGTERM, before)


def test_without_the_c_parser_every_answer_is_the_same(
    run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ("-C", str(EXAMPLE), "list", "--all", "-f", "json", "--no-index")
    fast = run(*asked)
    monkeypatch.setattr(events, "CParser", None)
    parse.parse.cache_clear()
    assert run(*asked) == fast


def test_a_thousand_tracks_change_in_one_go(catalogue: Make) -> None:
    root = catalogue(
        {f"tracks/{n % 10}/{n}.yaml": f"title: Track {n}\nstage: seed\nbpm: {n}\n" for n in range(1000)}
    )
    assert start(["set", "stage=mixing", "--all"], cwd=root).stdout.splitlines()[-1] == "1,000 changed"
    assert len(start(["list", "-s", "mixing", "-f", "ids"], cwd=root).stdout.splitlines()) == 1000
