"""A long answer on a terminal goes through the user's pager; every other one is printed directly."""

import io
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from prodash.cli import main
from prodash.session.pager import print_paged
from prodash.session.session import Session
from tests.conftest import Files, Ran
from tests.screen import CODES
from tests.surroundings import in_terminal

Make = Callable[[Files], Path]
Run = Callable[..., Ran]
OnTerminal = Callable[..., "Looked"]

pytestmark = pytest.mark.skipif(
    os.name == "nt", reason="the pagers of these tests are commands of a POSIX shell"
)

MANY: Files = {f"tracks/{number}.yaml": f"title: 曲 {number}\nstage: seed\n" for number in range(30)}
FIRST, LAST = "曲 0", "曲 9"
"""The titles in the first and in the last line of their list."""

SAVES = "cat > paged"
"""A pager that shows nothing and keeps what it got."""


def paged(lines: Iterable[str]) -> int:
    """Print *lines* as the answer of a run; its exit code."""
    session = Session([])
    print_paged(session, lines)
    return session.finish()


class TerminalFile(io.TextIOWrapper):
    """A file that says it is a terminal."""

    def isatty(self) -> bool:
        return True


class Looked(NamedTuple):
    """What a run of prodash shows on a terminal, stdout and stderr as they come, and what its pager got."""

    code: int
    shown: str
    paged: str | None = None


@pytest.fixture
def on_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> OnTerminal:
    """Call a function on a terminal of 24 lines with the pager SAVES, or as these variables say; None: unset."""

    def call(function: Callable[[], int], **variables: str | None) -> Looked:
        usual = {"TERM": "xterm", "COLUMNS": "100", "LINES": "24", "PRODASH_PAGER": SAVES, "NO_COLOR": "1"}
        shown, paged = tmp_path / "shown", tmp_path / "paged"
        with monkeypatch.context() as patch, shown.open("wb") as file:
            for name, value in {**usual, **variables}.items():
                patch.delenv(name, raising=False) if value is None else patch.setenv(name, value)
            terminal = TerminalFile(file, encoding="utf-8")
            with redirect_stdout(terminal), redirect_stderr(terminal):
                code = function()
        text = paged.read_text(encoding="utf-8") if paged.exists() else None
        paged.unlink(missing_ok=True)
        return Looked(code, shown.read_text(encoding="utf-8"), text)

    return call


@pytest.fixture
def look(on_terminal: OnTerminal) -> OnTerminal:
    """Run prodash in the same way."""
    return lambda *argv, **variables: on_terminal(lambda: main(argv), **variables)


LONG = {
    "list": ("list",),
    "board": ("board", "--all-cards"),
    "cards": ("show", "--all"),
    "chosen columns": ("list", "--columns", "title"),
}


@pytest.mark.parametrize("argv", LONG.values(), ids=LONG)
def test_a_long_answer_goes_through_the_pager_as_it_would_be_printed(
    argv: tuple[str, ...], catalogue: Make, look: OnTerminal
) -> None:
    catalogue(MANY)
    printed = look(*argv, "--no-pager")
    assert LAST in printed.shown
    assert look(*argv) == Looked(0, "", printed.shown)


def test_colours_and_width_are_those_of_the_terminal(catalogue: Make, look: OnTerminal) -> None:
    catalogue(MANY)
    colours = {"NO_COLOR": "", "COLORTERM": "truecolor", "COLUMNS": "40"}
    printed = look("list", "--no-pager", **colours)
    assert "\x1b[48;2;" in printed.shown
    assert look("list", **colours) == Looked(0, "", printed.shown)


def test_it_starts_once_answer_and_prompt_do_not_fit_the_terminal(catalogue: Make, look: OnTerminal) -> None:
    catalogue(MANY)
    printed = look("list", "--no-pager")
    lines = printed.shown.count("\n")
    assert look("list", LINES=str(lines + 1)) == printed
    assert look("list", LINES=str(lines)) == Looked(0, "", printed.shown)


WIDE = {"as wide": ("x" * 100, False), "wider": ("x" * 101, True), "wider in Japanese": ("曲" * 51, True)}


@pytest.mark.parametrize(("line", "pages"), WIDE.values(), ids=WIDE)
def test_a_line_that_the_terminal_breaks_counts_as_several(
    line: str, pages: bool, on_terminal: OnTerminal
) -> None:
    looked = on_terminal(lambda: paged([line] * 12))
    text = f"{line}\n" * 12
    assert looked == (Looked(0, "", text) if pages else Looked(0, text))


DIRECT: dict[str, tuple[tuple[str, ...], dict[str, str]]] = {
    "told so": (("--no-pager", "list"), {}),
    "told so after the command": (("list", "--no-pager"), {}),
    "an empty pager": (("list",), {"PRODASH_PAGER": "", "PAGER": SAVES}),
    "cat as pager": (("list",), {"PRODASH_PAGER": " cat ", "PAGER": SAVES}),
    "a terminal that can only print": (("list",), {"TERM": "dumb"}),
    "a terminal of unknown height": (("list",), {"LINES": ""}),
    "a change, which may have a commit to make": (("set", "bpm=3", "--all", "--yes", "--columns", "id"), {}),
    **{form: (("list", "-f", form), {}) for form in ("json", "ndjson", "csv", "tsv", "ids", "paths")},
}


@pytest.mark.parametrize(("argv", "variables"), DIRECT.values(), ids=DIRECT)
def test_without_a_pager_for_it_an_answer_is_printed_directly(
    argv: tuple[str, ...], variables: dict[str, str], catalogue: Make, look: OnTerminal
) -> None:
    catalogue(MANY)
    code, shown, paged = look(*argv, **variables)
    assert (code, paged) == (0, None)
    assert shown.count("\n") > (0 if "json" in argv else 24)


def test_in_a_pipe_there_is_no_pager(catalogue: Make, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    root = catalogue(MANY)
    monkeypatch.setenv("PRODASH_PAGER", SAVES)
    monkeypatch.setenv("LINES", "24")
    assert LAST in run("list").out
    assert not (root / "paged").exists()


SETTINGS = {
    "by default": ({}, "FRX,-c,utf-8"),
    "the user's own": ({"LESS": "-i", "LV": "", "LESSCHARSET": "latin1"}, "-i,,latin1"),
}


@pytest.mark.parametrize(("own", "said"), SETTINGS.values(), ids=SETTINGS)
@pytest.mark.parametrize("variable", ["PRODASH_PAGER", "PAGER"])
def test_a_pager_shows_colours_and_every_script_unless_the_user_sets_it_otherwise(
    own: dict[str, str], said: str, variable: str, catalogue: Make, look: OnTerminal
) -> None:
    catalogue(MANY)
    pagers = {"PRODASH_PAGER": None, "PAGER": SAVES, variable: 'echo "$LESS,$LV,$LESSCHARSET"; cat > paged'}
    code, shown, answer = look("list", **own, **pagers)
    assert (code, shown) == (0, f"{said}\n")
    assert answer
    assert LAST in answer


FAILING = {
    "missing": "no-such-pager -R",
    "missing for the shell": "A=1 no-such-pager",
    "not a command": "less '",
    "not a program": "/",
    "failing at once": "false",
    "failing at the end": "sh -c 'cat > /dev/null; exit 3'",
    "only in the current folder": "own-pager",
    "only in the current folder for the shell": "A=1 own-pager",
}


@pytest.mark.parametrize("pager", FAILING.values(), ids=FAILING)
def test_if_a_pager_does_not_work_the_whole_answer_is_printed_and_the_pager_named(
    pager: str, catalogue: Make, look: OnTerminal
) -> None:
    root = catalogue(MANY)
    (root / "own-pager").write_text("#!/bin/sh\ncat > paged\n")
    (root / "own-pager").chmod(0o755)
    path = os.pathsep.join([".", "", os.environ["PATH"]])
    quoted = f'"{pager}"' if "'" in pager else f"'{pager}'"
    remark = f"the pager {quoted} does not work; fix PRODASH_PAGER or PAGER\n"
    printed = look("list", "--no-pager").shown
    assert look("list", PRODASH_PAGER=pager, PATH=path) == Looked(0, f"{printed}\n{remark}")


def test_without_less_and_without_another_pager_the_answer_is_printed_as_ever(
    catalogue: Make, look: OnTerminal, tmp_path: Path
) -> None:
    catalogue(MANY)
    printed = look("list", "--no-pager")
    assert look("list", PRODASH_PAGER=None, PAGER=None, PATH=str(tmp_path)) == printed


@pytest.mark.parametrize(("killed", "code"), [("INT", 0), ("QUIT", 0), ("TERM", 143), ("HUP", 129)])
def test_a_signal_does_not_stop_prodash_before_its_pager(
    killed: str, code: int, catalogue: Make, look: OnTerminal
) -> None:
    catalogue(MANY)
    pager = f"kill -{killed} $PPID; cat > /dev/null; echo read to the end; exit 2"
    assert look("list", PRODASH_PAGER=pager) == Looked(code, "read to the end\n")


def test_a_pager_that_a_signal_ends_has_done_its_work(catalogue: Make, look: OnTerminal) -> None:
    catalogue(MANY)
    assert look("list", PRODASH_PAGER="cat > /dev/null; kill -INT $$") == Looked(0, "")


ENDS: dict[str, tuple[Files, tuple[str, ...], int, str]] = {
    "a problem": (
        {"tracks/bad.yaml": "title: bad\n"},
        ("list",),
        1,
        "\ntracks/bad.yaml:1:1: error: the track has no stage; add a line such as 'stage: seed' [missing-stage]\n",
    ),
    "a condition": ({}, ("list", "--fail-if-any"), 6, ""),
    "a limit": ({}, ("list", "--limit", "28"), 0, "\n28 of 30 shown because of --limit\n"),
}


@pytest.mark.parametrize(("files", "argv", "code", "said"), ENDS.values(), ids=ENDS)
def test_what_else_is_said_follows_the_pager_and_the_exit_code_is_that_of_prodash(
    files: Files, argv: tuple[str, ...], code: int, said: str, catalogue: Make, look: OnTerminal
) -> None:
    catalogue({**MANY, **files})
    looked = look(*argv, PRODASH_PAGER="cat > paged; echo left the pager")
    assert (looked.code, looked.shown) == (code, f"left the pager\n{said}")


def test_a_pager_gets_lines_as_they_are_made_and_none_are_made_once_it_is_left(
    on_terminal: OnTerminal,
) -> None:
    made = []

    def lines() -> Iterator[str]:
        for number in range(1_000_000):
            made.append(number)
            yield f"line {number}"

    looked = on_terminal(lambda: paged(lines()), PRODASH_PAGER="head -n 1")
    assert looked == Looked(0, "line 0\n")
    assert len(made) < 50_000


PROMPT = "\n:"
LESS: dict[str, dict[str, Any]] = {
    "quit": {"typed": b"q"},
    "interrupted, then quit": {"typed": b"\x03", "then": (PROMPT, b"q")},
}


@pytest.mark.parametrize("keys", LESS.values(), ids=LESS)
def test_less_shows_the_first_screen_until_the_user_leaves_it(
    keys: dict[str, Any], catalogue: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PAGER")
    root = catalogue({**MANY, "tracks/bad.yaml": "title: bad\n"})
    code, shown = in_terminal(["list"], cwd=root, when=PROMPT, **keys)
    assert (code, FIRST in shown, LAST in shown) == (1, True, False)
    assert CODES.sub("", shown).splitlines()[-1].endswith("[missing-stage]")


def test_less_shows_a_longer_answer_to_its_end(catalogue: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PAGER")
    code, shown = in_terminal(["list"], cwd=catalogue(MANY), typed=b"Gq", when=PROMPT)
    assert (code, LAST in shown) == (0, True)
