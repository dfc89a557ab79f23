"""pick, --pick and set without a change: what somebody sees and types on a terminal, and what a script is told."""

import os
import shutil
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from tests.conftest import EXAMPLE, ROOT, Files, Ran, read_all

pytest.importorskip("termios", reason="keys are read one by one where there is termios")

from tests.emulator import Typing

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

BASH = shutil.which("bash")
STAGES = """stages:
  - {id: demo, emoji: 🌱, description: An idea.}
  - {id: mix, name: Mixing, emoji: 🎧, description: Balance and polish.}
  - {id: master, name: Mastering}
  - {id: 完成, name: 完成, kind: finished}
"""
FILES: Files = {
    "stages.yaml": STAGES,
    "tracks/a.yaml": "title: Hollow Lights\nstage: demo\n",
    "tracks/b.yaml": "title: Old River\nstage: mix\n",
    "tracks/c.yaml": "title: Zoë\nstage: mix\n",
}
CARDS = """Which stage for Hollow Lights?

▌ 1  D  🌱 Demo       1 track   ● now
▌       An idea.

  2  M  🎧 Mixing     2 tracks
        Balance and polish.

  3  A     Mastering  0 tracks


  4  B     完成       0 tracks


↑ ↓, a letter or number · Enter takes it · Esc cancels
"""
NARROW = """Which stage for 3 tracks?
▌ 1  D  Demo       1  ● 1 now
  2  M  Mixing     2  ● 2 now
  3  A  Mastering  0
  4  B  完成       0
"""
MARKS = """Which tracks? 1 of 3 marked

  ● Hollow Lights  🌱 Demo    a
▌ ○ Old River      🎧 Mixing  b
  ○ Zoë            🎧 Mixing  c

↑ ↓ · Space marks · a marks all · / searches · Enter takes 1 · Esc cancels
"""
CANCELLED = "prodash: cancelled; nothing was changed\n"

EVERY_WEEK = {"a number", "q", "interrupted", "a stage"}
"""Cases that take the way of another one."""


def cases(table: Mapping[str, Sequence[object]]) -> list[object]:
    """The cases of *table*, some of which run every week only."""
    return [
        pytest.param(*case, id=name, marks=pytest.mark.slow if name in EVERY_WEEK else [])
        for name, case in table.items()
    ]


TAKEN: dict[str, tuple[str, str]] = {
    "arrows": ("\x1b[B\x1bOB\x1b[A\r", "Mixing"),
    "letters of vim and the end": ("\x1b[Fkjkk\r", "Mixing"),
    "a letter, after keys without a meaning": ("\x1b[99~x9\t\x07A", "Mastering"),
    "a number": ("3", "Mastering"),
}
LEFT: dict[str, tuple[str, int, str]] = {
    "Escape": ("\x1b", 4, CANCELLED),
    "q": ("jq", 4, CANCELLED),
    "Ctrl-C": ("\x03", 130, "\n"),
}


@pytest.fixture
def terminal(catalogue: Make) -> Callable[..., Typing]:
    """Runs prodash on a terminal of its own, in a catalogue of FILES."""
    root = catalogue(FILES)
    return lambda *argv, **more: Typing(argv, cwd=root, **more)


def test_set_without_a_change_shows_the_stages_as_cards(terminal: Callable[..., Typing], run: Run) -> None:
    prodash = terminal("set", "hollow")
    assert prodash.wait_for("cancels") == CARDS
    assert prodash.type("j", after="cancels").wait_for("▌ 2  M")
    assert prodash.type("m", after="▌ 2").end() == (
        0,
        "Hollow Lights  a  🌱 Demo → 🎧 Mixing\n1 track changed; 'prodash undo' takes that back\n\n'hollow' is the track a\n",
    )
    assert "prodash set stage=mix hollow" in run("undo", "--list").out


def test_restore_shows_the_cards_of_all_stages_but_the_archived_ones(catalogue: Make) -> None:
    stages = f"{STAGES}  - {{id: shelf, kind: archived}}\n"
    root = catalogue({"stages.yaml": stages, "tracks/a.yaml": "title: Hollow Lights\nstage: shelf\n"})
    prodash = Typing(["restore", "a"], cwd=root)
    assert "\n▌ 1  D  🌱 Demo       0 tracks\n" in prodash.wait_for("cancels")
    assert "5  " not in prodash.screen.text
    assert prodash.type("m", after="cancels").end()[0] == 0
    assert (root / "tracks/a.yaml").read_text() == "title: Hollow Lights\nstage: mix\n"


def test_the_docs_show_the_cards_of_the_example() -> None:
    page = (ROOT / "docs/changing.md").read_text(encoding="utf-8")
    prodash = Typing(["set", "kaiju", "-n"], cwd=EXAMPLE)
    assert f"$ prodash set kaiju\n{prodash.wait_for('cancels')}```" in page
    prodash.type("q", after="cancels").end()


@pytest.mark.parametrize(("keys", "stage"), cases(TAKEN))
def test_a_stage_is_taken_by_key(keys: str, stage: str, terminal: Callable[..., Typing]) -> None:
    code, shown = terminal("set", "a", "-n").type(keys, after="cancels").end()
    assert (code, shown.splitlines()[0].partition("→ ")[2].split()[-1]) == (0, stage)


@pytest.mark.parametrize(("keys", "code", "shown"), cases(LEFT))
def test_the_cards_are_left_without_a_change(
    keys: str, code: int, shown: str, terminal: Callable[..., Typing], tmp_path: Path
) -> None:
    before = read_all(tmp_path / "tracks")
    assert terminal("set", "a").type(keys, after="cancels").end() == (code, shown)
    assert read_all(tmp_path / "tracks") == before


@pytest.mark.parametrize("number", [signal.SIGTERM, pytest.param(signal.SIGHUP, marks=pytest.mark.slow)])
def test_a_signal_restores_the_terminal(number: signal.Signals, terminal: Callable[..., Typing]) -> None:
    assert terminal("set", "a").send(number, after="cancels").end() == (128 + number, "\n")


@pytest.mark.slow
@pytest.mark.skipif(BASH is None, reason="Ctrl-Z needs a shell with jobs")
def test_ctrl_z_gives_the_terminal_back_until_the_shell_continues(terminal: Callable[..., Typing]) -> None:
    shell = terminal("--norc", "--noprofile", "--noediting", "-i", program=[str(BASH)], env={"PS1": "$ "})
    shell.type(f"'{sys.executable}' -m prodash set a -n\n", after="$").type("\x1a", after="cancels")
    assert "cancels" not in shell.wait_for("Stopped")
    assert shell.settings == shell.before
    shell.type("fg\n", after="Stopped").type("m", after="cancels").type("exit\n", after="would change")
    assert "cancels" not in shell.end()[1]


def test_the_cards_fit_a_screen_that_gets_smaller(terminal: Callable[..., Typing]) -> None:
    prodash = terminal("set", "--all")
    prodash.wait_for("cancels")
    prodash.resize(30, 8)
    assert prodash.wait_for("3 tracks?\n▌ 1  D  Demo") == NARROW
    assert prodash.type("\x1b", after="4  B").end()[0] == 4


def test_numbers_of_many_stages_have_two_digits_and_a_long_list_scrolls(catalogue: Make) -> None:
    names = [f"S{number}" for number in range(1, 41)]
    root = catalogue({"stages.yaml": f"stages: [{', '.join(names)}]\n", "tracks/a.yaml": "stage: S20\n"})
    prodash = Typing(["set", "a", "-n"], cwd=root, size=(60, 12))
    assert [line[:4] for line in prodash.wait_for("cancels").splitlines()[2:9]] == [
        *("  ↑ ", "  18", "  19", "▌ 20", "  21", "  22", "  ↓ "),
    ]
    # From the 24th on, no letter is left, and no key stands for none.
    prodash.type("?", after="cancels")
    assert "number 0…" in prodash.type("0", after="cancels").wait_for("number 0…")
    assert prodash.type("7", after="number 0…").end() == (0, "A  S20 → S7\n1 track would change\n")


def test_tracks_are_marked_and_their_ids_are_for_a_pipe(
    terminal: Callable[..., Typing], tmp_path: Path
) -> None:
    with (tmp_path.parent / "ids").open("w+b") as ids:
        prodash = terminal("pick", stdout=ids)
        assert prodash.type(" ", after="cancels").wait_for("1 of 3") == MARKS
        assert "  Old River  " not in prodash.type("/zoë", after="1 of 3").wait_for("/zoë▏").replace(
            "▌ ○", ""
        )
        assert prodash.type("\r \r", after="/zoë▏").end() == (0, "\n")
        assert ids.seek(0) == 0
        assert ids.read() == b"a\nc\n"


def test_a_paste_is_not_drawn_for_each_of_its_characters(terminal: Callable[..., Typing]) -> None:
    prodash = terminal("pick").type("j" * 500 + "q", after="cancels")
    assert prodash.end()[0] == 4
    assert prodash.screen.pictures < 50


MARKED: dict[str, tuple[Sequence[str], Sequence[tuple[str, str]], Sequence[str]]] = {
    "one for a folder": (
        ["move", "--pick", "lp"],
        [("\x1b[B\r", "cancels")],
        ["Old River  b  folder  tracks → tracks/lp"],
    ),
    "all of a filter": (
        ["set", "--pick", "stage=demo", "-s", "mix", "-n"],
        [("a\r", "cancels")],
        ["2 tracks"],
    ),
    "then the cards": (
        ["set", "--pick", "-n"],
        [("jj\r", "Which tracks"), ("3", "Which stage")],
        ["Mastering"],
    ),
}


@pytest.mark.parametrize(("argv", "typed", "words"), MARKED.values(), ids=MARKED)
def test_a_command_changes_the_tracks_that_were_marked(
    argv: Sequence[str],
    typed: Sequence[tuple[str, str]],
    words: Sequence[str],
    terminal: Callable[..., Typing],
) -> None:
    prodash = terminal(*argv)
    for keys, after in typed:
        prodash.type(keys, after=after)
    code, shown = prodash.end()
    assert (code, [word for word in words if word not in shown]) == (0, []), shown


SCRIPT: dict[str, tuple[Sequence[str], str]] = {
    "set": (["set", "a"], "name a change, as in 'prodash set stage=mixing TRACK'"),
    "pick": (["pick"], "pick needs a terminal; 'prodash list -f ids' prints the ids that filters select"),
    "--pick": (
        ["move", "--pick", "lp"],
        "--pick needs a terminal; name the tracks, or choose them by filters",
    ),
    "--yes": (["set", "--pick", "-y"], "--pick asks, and --yes never does; leave one of them out"),
    "ids on stdin": (
        ["set", "--pick", "stage=mix", "-"],
        "--pick needs the terminal, from which - reads ids; name the tracks, or choose them by filters",
    ),
}


@pytest.mark.parametrize(("argv", "message"), SCRIPT.values(), ids=SCRIPT)
def test_a_script_is_told_what_to_write(argv: Sequence[str], message: str, catalogue: Make, run: Run) -> None:
    catalogue(FILES)
    assert run(*argv) == Ran(2, "", f"prodash: {message}\n")


def test_a_ci_with_a_terminal_is_a_script_too(terminal: Callable[..., Typing]) -> None:
    assert terminal("set", "a", env={"CI": "true"}).end()[0] == 2


@pytest.mark.parametrize(
    ("argv", "typed", "last"),
    cases(
        {
            "a stage": (["set", "a", "-n"], "3\n", "1 track would change"),
            "tracks": (["pick", "-f", "paths"], "1, 2-3\n", "tracks/c.yaml"),
            "no such track": (["pick"], "4\n", "prodash: '4' is not a number from 1 to 3; nothing was done"),
        }
    ),
)
def test_a_dumb_terminal_has_a_question(
    argv: Sequence[str], typed: str, last: str, terminal: Callable[..., Typing]
) -> None:
    shown = terminal(*argv, env={"TERM": "dumb"}).type(typed, after="? [").end()[1]
    assert "\x1b" not in shown
    assert shown.splitlines()[-1] == last


FZF = """#!/bin/sh
printf '%s\\n' "$FZF_DEFAULT_OPTS" "$@" > "{folder}/given"
cat > "{folder}/lines"
{ends}
"""


@pytest.mark.parametrize(
    ("ends", "code", "shown"),
    cases(
        {
            "marked": ("printf '\\n0\\tx\\n2\\ty\\n'", 0, "a\nc\n"),
            "left": ("exit 130", 4, CANCELLED),
            "interrupted": ("printf 'ctrl-c\\n0\\tx\\n'", 130, "\n"),
        }
    ),
)
def test_tracks_are_marked_in_fzf_which_runs_nothing(
    ends: str, code: int, shown: str, terminal: Callable[..., Typing], tmp_path: Path
) -> None:
    folder = tmp_path.parent / "bin"
    folder.mkdir()
    (folder / "fzf").write_text(FZF.format(folder=folder, ends=ends))
    (folder / "fzf").chmod(0o755)
    env = {
        "PATH": f"{folder}{os.pathsep}/usr/bin:/bin",
        "FZF_DEFAULT_OPTS": "--color=light --bind 'enter:execute(rm {})' --preview 'cat {}' --print0",
    }
    assert terminal("pick", env=env).end() == (code, shown)
    looks, *options = (folder / "given").read_text().splitlines()
    assert looks == "--layout=reverse --height=60% --color=light"
    assert [option for option in options if "execute" in option or "preview" in option] == []
    assert (folder / "lines").read_text() == (
        "0\tHollow Lights  🌱 Demo    a\n1\tOld River      🎧 Mixing  b\n2\tZoë            🎧 Mixing  c\n"
    )


def test_a_fzf_that_dies_leaves_the_terminal_to_the_list_of_prodash(
    terminal: Callable[..., Typing], tmp_path: Path
) -> None:
    folder = tmp_path.parent / "bin"
    folder.mkdir()
    (folder / "fzf").write_text("#!/bin/sh\nstty raw -echo < /dev/tty\nexit 2\n")
    (folder / "fzf").chmod(0o755)
    prodash = terminal("pick", env={"PATH": f"{folder}{os.pathsep}/usr/bin:/bin"})
    assert prodash.type(" \r", after="cancels").end() == (0, "a\n")
