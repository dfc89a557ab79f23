"""Conflict markers of every size and style are a conflict for check and resolve; the same signs in somebody's text are none."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Files, Ran

Run = Callable[..., Ran]

TITLE, DUE = "title: Fog\n", "due: 2026-12-01\n"
OURS, BASE, THEIRS = "stage: mixing\n", "stage: seed\n", "stage: published\n"


def between(size: int, ours: str, base: str | None, theirs: str, label: str = " x") -> str:
    shown = "" if base is None else f"{'|' * size} 3f2a1c0\n{base}"
    return f"{'<' * size}{label}\n{ours}{shown}{'=' * size}\n{theirs}{'>' * size}{label}\n"


NESTED = between(9, "stage: seed\n", None, "stage: writing\n")

TEXTS = {
    "the usual size": between(7, OURS, None, THEIRS),
    "nine signs, of a merge of merges": between(9, OURS, None, THEIRS),
    "the size of an attribute": between(32, OURS, None, THEIRS),
    "no labels": between(12, OURS, None, THEIRS, ""),
    "the base of diff3": between(7, OURS, BASE, THEIRS),
    "the base of diff3, longer": between(11, OURS, BASE, THEIRS),
    "a base that has conflicts itself": between(7, OURS, NESTED, THEIRS),
    "no base in zdiff3": between(7, OURS, "", THEIRS),
}


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_check_and_resolve_read_markers_of_every_size(
    catalogue: Callable[[Files], Path], run: Run, text: str, newline: str
) -> None:
    whole = f"{TITLE}{text}{DUE}".replace("\n", newline)
    root = catalogue({"tracks/fog.yaml": whole.encode()})
    what = "Fog has an unresolved merge conflict; 'prodash resolve fog' shows both sides and settles it"
    assert run("check").out == f"{Path('tracks/fog.yaml')}:2:1: error: {what} [conflict]\n"
    assert run("resolve", "--theirs").code == 0
    assert (root / "tracks/fog.yaml").read_bytes() == f"{TITLE}{THEIRS}{DUE}".replace("\n", newline).encode()


OWN_WORDS = {
    "an underline in a text": "notes: |\n  Verse\n  =======\n  one\n",
    "a whole conflict in a text": "notes: |\n"
    + "".join(f"  {line}\n" for line in TEXTS["the usual size"].splitlines()),
    "long lines in quotes": f'notes: "a\n{"=" * 9}\n{">" * 9} b\n{"<" * 9} c\nd"\n',
    "signs behind a key": "notes: =======\n'<<<<<<< HEAD': 1\n",
    "a comment": "# <<<<<<< HEAD\n# =======\n# >>>>>>> x\n",
}


@pytest.mark.parametrize("text", OWN_WORDS.values(), ids=OWN_WORDS)
def test_the_same_signs_in_the_words_of_the_user_are_no_conflict(
    catalogue: Callable[[Files], Path], run: Run, text: str
) -> None:
    catalogue({"tracks/fog.yaml": f"{TITLE}{OURS}{text}"})
    assert run("check", "--quiet").code == 0
    assert run("resolve") == Ran(0, "", "nothing is in conflict\n")
