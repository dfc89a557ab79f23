"""check says in plain words why a file cannot be read, and what to do about it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodash.storage.read.track import read_track
from tests.conftest import Files, Ran
from tests.examples import examples

BEHIND_ALL = (
    "the quote or bracket at the start of the file is closed before this text; "
    "delete the text, or write the whole file as lines such as 'key: value'"
)
NO_DASHES = "a line that starts with % needs a line --- below it; add that, or put the text in quotes"
NO_DIRECTIVE = "YAML knows no such line with % at its start; delete it, or put the text in quotes"
OWN_ANCHOR = "the alias *a stands inside its own anchor &a; write a value, or put it in quotes if it is text"
CANNOT_START = "a value cannot start with this character; put the value in quotes"
BACKSLASH = "a backslash in double quotes; write it twice or use single quotes"
NOT_ALONE = "| or > must stand alone, with the text indented in the lines below; put the value in quotes"

ERRORS = {
    "[core]\n\tbare = false\n": ("2:2", BEHIND_ALL),
    '{"stage": "seed"}\n{"bpm": 1}': ("2:1", BEHIND_ALL),
    '{"stage": "seed"},': ("1:18", BEHIND_ALL),
    "'a' live": ("1:5", BEHIND_ALL),
    "--- [a]\nstage: seed": ("2:1", BEHIND_ALL),
    "stage: seed\n... the end": ("2:5", "text behind the ... that ends the file; delete one of the two"),
    "%YAML 2.0\n---\nstage: seed": (
        "1:1",
        "prodash reads YAML 1.0 to 1.2; write %YAML 1.2, or delete this line",
    ),
    "# mine\n%YAML 1.2\n\n# a\nstage: seed": ("2:1", NO_DASHES),
    "%home": ("1:1", NO_DASHES),
    "%YAML new\n---\nstage: seed": ("1:1", NO_DIRECTIVE),
    "%YAML 1\n---\nstage: seed": ("1:1", NO_DIRECTIVE),
    "%YAML 1.2\n%YAML 1.2\n---\nstage: seed": ("2:1", NO_DIRECTIVE),
    "%TAG mine\n---\nstage: seed": ("1:1", NO_DIRECTIVE),
    "mine: &a [*a]": ("1:11", OWN_ANCHOR),
    "mine: &a\n  b: [1, {c: *a}]": ("2:14", OWN_ANCHOR),
    "mine: &a 1\nyours: &a [*a]": ("2:12", OWN_ANCHOR),
    "mine: &a *b": ("1:10", CANNOT_START),
    "title: !Viva !la": ("1:14", CANNOT_START),
    "title: !e%c3%28": ("1:8", CANNOT_START),
    "title: !<x": ("1:8", CANNOT_START),
    'title: "\\x4"': ("1:11", BACKSLASH),
    'stage: seed\ntitle: "a \\U00110000"': ("2:11", BACKSLASH),
    "title: |0\n  a": ("1:8", NOT_ALONE),
    "title: | live": ("1:8", NOT_ALONE),
}


@pytest.mark.parametrize("text", ERRORS, ids=repr)
def test_check_says_in_plain_words_what_is_no_yaml(
    text: str, catalogue: Callable[[Files], Path], run: Callable[..., Ran]
) -> None:
    catalogue({"tracks/a.yaml": f"{text}\n"})
    place, message = ERRORS[text]
    assert run("check") == Ran(1, out=f"tracks/a.yaml:{place}: error: {message} [syntax]\n")


@given(st.lists(st.sampled_from([*"%[]{}!&*|>-?:#,'\"\\ax1\n ", "a: ", "\n---\n", "\n..."]), max_size=12))
@examples(100)
def test_no_message_has_the_words_of_a_parser(parts: list[str]) -> None:
    _, problems = read_track("tracks/a.yaml", "".join(parts).encode())
    assert [problem for problem in problems if "as YAML (" in problem.message] == []
