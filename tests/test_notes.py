"""What stderr says below the answer: on a terminal dim, apart and in lines that fit; in a pipe as plain lines."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Files, Ran
from tests.screen import on_terminal

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

FILES: Files = {
    "stages.yaml": "stages: [idea, {id: shelf, kind: archived}]\n",
    "tracks/a.yaml": "title: Harbour Lights\nstage: idea\n",
    "tracks/b.yaml": "title: Open Sea\nstage: idea\n",
    "tracks/c.yaml": "stage: shelf\n",
}
LEFT_OUT = "1 archived track left out; --all includes it"


@pytest.mark.parametrize(
    ("words", "width", "shown"),
    [
        ((), 80, f"a\nb\n\n{LEFT_OUT}\n"),
        ((), 30, "a\nb\n\n1 archived track left out;\n--all includes it\n"),
        (("--limit=1",), 80, f"a\n\n1 of 2 shown because of --limit\n{LEFT_OUT}\n"),
        (("--limit=1", "--quiet"), 80, "a\n\n1 of 2 shown because of --limit\n"),
        (("--quiet",), 80, "a\nb\n"),
    ],
    ids=str,
)
def test_on_a_terminal_notes_stand_apart_and_fit(
    words: tuple[str, ...], width: int, shown: str, catalogue: Make
) -> None:
    catalogue(FILES)
    assert on_terminal(["list", "-f", "ids", *words], width) == shown


def test_without_an_answer_there_is_nothing_to_stand_apart_from(catalogue: Make) -> None:
    catalogue(FILES)
    assert on_terminal(["list", "--search", "c"], 80) == f"{LEFT_OUT}\n"


def test_notes_are_dim_where_there_are_colours(catalogue: Make) -> None:
    catalogue(FILES)
    shown = on_terminal(["list", "-f", "ids"], 30, TERM="xterm")
    assert shown == "a\nb\n\n\x1b[2m1 archived track left out;\x1b[0m\n\x1b[2m--all includes it\x1b[0m\n"


@pytest.mark.parametrize(
    ("width", "shown"),
    {
        80: "{0}1 archived track left out; {1}'prodash breakdown --all'{0} includes it{1}\n",
        30: "{0}1 archived track left out;{1}\n'prodash breakdown --all'\n{0}includes it{1}\n",
        20: "{0}1 archived track{1}\n{0}left out; {1}'prodash\nbreakdown --all'\n{0}includes it{1}\n",
    }.items(),
    ids=str,
)
def test_commands_to_copy_are_not_dim(width: int, shown: str, catalogue: Make) -> None:
    catalogue(FILES)
    text = on_terminal(["dashboard"], width, TERM="xterm")
    assert text.endswith("\n" + shown.format("\x1b[2m", "\x1b[0m"))


def test_in_a_pipe_a_note_is_one_plain_line(catalogue: Make, run: Run) -> None:
    catalogue(FILES)
    assert run("list", "-f", "ids", "--limit", "1") == Ran(
        0, "a\n", f"1 of 2 shown because of --limit\n{LEFT_OUT}\n"
    )


@pytest.mark.parametrize(
    ("argv", "shown"),
    [
        (("list", "--stage", "shlef"), "prodash: unknown stage\n  'shlef'; did you mean\n  'shelf'?\n"),
        (("frobnicate",), "prodash: unknown command\n  'frobnicate'; 'prodash\n  --help' lists them\n"),
        (("show", "harbor"), "prodash: unknown track\n  'harbor'; did you mean\n  'a'?\n"),
    ],
    ids=" ".join,
)
def test_on_a_terminal_no_word_of_an_error_is_broken(
    argv: tuple[str, ...], shown: str, catalogue: Make
) -> None:
    catalogue(FILES)
    assert on_terminal(argv, 27) == shown


def test_problems_stand_apart_from_the_notes_above(catalogue: Make) -> None:
    catalogue({**FILES, "tracks/d.yaml": "stage: ida\n"})
    assert on_terminal(["list", "-f", "ids"], 90) == (
        f"a\nb\nd\n\n{LEFT_OUT}\n\n"
        "tracks/d.yaml:1:8: error: unknown stage 'ida'; did you mean 'idea'? [unknown-stage]\n"
    )
