"""Choose: ask the user for one of several things, by its number."""

from collections.abc import Sequence

from prodash.errors import DeclinedError, UsageError
from prodash.session.terminal.console import Console

NUMBER_WIDTH = 5
"""The columns before a line."""


def choose(console: Console, lines: Sequence[str], which: str) -> int:
    """The index of the line that the user chooses; *which* is the question.

    Raises UsageError for an answer that is no number of a line, DeclinedError for an empty one.
    """
    console.print_err_lines(f"{number:>3}  {line}" for number, line in enumerate(lines, 1))
    answer = console.ask(f"{which} [1-{len(lines)}]")
    if not answer:
        raise DeclinedError
    if not (answer.isdecimal() and 1 <= int(answer) <= len(lines)):
        raise UsageError(f"{answer!r} is no number from 1 to {len(lines)}; nothing was done")
    return int(answer) - 1
