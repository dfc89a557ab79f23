"""fzf: let the user mark lines in fzf, the fuzzy finder, if it is installed."""

import shlex
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple

from prodash.shell import WINDOWS
from prodash.storage.disk.programs import find_program

_LOOKS = (
    *("--color", "--height", "--min-height", "--layout", "--reverse", "--border", "--margin", "--padding"),
    *("--info", "--pointer", "--marker", "--scrollbar", "--separator", "--no-scrollbar", "--no-separator"),
    *("--cycle", "--no-mouse", "--no-bold", "--no-unicode", "--tabstop", "--ellipsis", "--keep-right"),
)
"""Options of the user's that only change how fzf looks; others may run programs, or print something else."""

_INTERRUPT = "ctrl-c"
_LEFT = (1, 130)
"""The exit codes of fzf if nothing was found or the user left it."""


class FzfAnswer(NamedTuple):
    """The positions of the marked lines; none if the user left fzf; whether it was with Ctrl-C."""

    marked: Sequence[int] = ()
    is_interrupted: bool = False


def mark_in_fzf(
    lines: Sequence[str], question: str, variables: Mapping[str, str], *, colours: bool
) -> FzfAnswer | None:
    """The answer of the user who marks some of *lines* in fzf; None if it is not installed or does not work.

    *lines* have no control characters but colour codes.  fzf shows them and runs nothing.
    """
    program = find_program("fzf")
    if program is None:
        return None
    command = [program, *_options(question, colours=colours)]
    # A number that fzf does not show says which line it is, however alike two are.
    numbered = "".join(f"{number}\t{line}\n" for number, line in enumerate(lines))
    try:
        ran = subprocess.run(  # noqa: S603 (found where the user installs programs)
            command,
            input=numbered.encode(),
            stdout=subprocess.PIPE,
            env=_environment(variables),
            check=False,
        )
    except OSError:
        return None
    if ran.returncode in _LEFT:
        return FzfAnswer()
    return None if ran.returncode else _answer(ran.stdout.decode(errors="replace"), len(lines))


def _options(question: str, *, colours: bool) -> list[str]:
    return [
        *("--multi", "--delimiter=\t", "--with-nth=2..", "--tiebreak=index", "--no-print0", "--no-sort"),
        *(f"--expect={_INTERRUPT}", "--bind=ctrl-a:toggle-all", "--ansi" if colours else "--no-ansi"),
        f"--header={question} Tab marks, Ctrl-A marks all, Enter takes, Esc cancels",
    ]


def _environment(variables: Mapping[str, str]) -> dict[str, str]:
    """*variables* with only the looks of those for fzf."""
    looks = ["--layout=reverse", *([] if WINDOWS else ["--height=60%"])]
    with suppress(ValueError):
        # An open quote, about which fzf would complain.
        words = shlex.split(variables.get("FZF_DEFAULT_OPTS", ""))
        looks += [word for word in words if word.partition("=")[0] in _LOOKS]
    others = {name: value for name, value in variables.items() if not name.startswith("FZF_")}
    return {**others, "FZF_DEFAULT_OPTS": shlex.join(looks)}


def _answer(printed: str, count: int) -> FzfAnswer | None:
    """What fzf has printed: a key, then the marked lines; None if that is something else."""
    key, *lines = printed.split("\n")
    if key == _INTERRUPT:
        return FzfAnswer(is_interrupted=True)
    numbers = [line.partition("\t")[0] for line in lines if line]
    if key or not all(number.isdecimal() and int(number) < count for number in numbers):
        return None
    return FzfAnswer(sorted({*map(int, numbers)}))
