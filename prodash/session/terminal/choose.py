"""Choose: ask the user for one of several things, or for their order, by their numbers."""

from collections.abc import Sequence

from prodash.errors import DeclinedError, UsageError
from prodash.session.terminal.console import Console

NUMBER_WIDTH = 5
"""The columns before a line."""
_GAP = "  "
_MIN_NAME_WIDTH = 12


def choose_by_number(console: Console, lines: Sequence[str], which: str) -> int:
    """The index of the line that the user chooses; *which* is the question.

    Raises UsageError for an answer that is no number of a line, DeclinedError for an empty one.
    """
    console.print_err_lines(f"{number:>3}  {line}" for number, line in enumerate(lines, 1))
    answer = console.ask(f"{which} [1-{len(lines)}]")
    if not answer:
        raise DeclinedError
    if not (answer.isdecimal() and 1 <= int(answer) <= len(lines)):
        raise UsageError(f"{answer!r} is not a number from 1 to {len(lines)}; nothing was done")
    return int(answer) - 1


def choose_order(console: Console, lines: Sequence[str], which: str) -> list[int]:
    """The indexes of *lines* in the order that the user gives by their numbers; lines without a number come last.

    *which* is the question; an empty answer is the order of the lines.  Raises UsageError for any other answer.
    """
    console.print_err_lines(f"{number:>3}  {line}" for number, line in enumerate(lines, 1))
    words = console.ask(f"{which} [such as 2 1; Enter: as above]").replace(",", " ").split()
    numbers = [int(word) if word.isdecimal() else 0 for word in words]
    if len({*numbers}) < len(numbers) or not all(1 <= number <= len(lines) for number in numbers):
        raise UsageError(
            f"{' '.join(words)!r} is not different numbers from 1 to {len(lines)}; nothing was done"
        )
    first = [number - 1 for number in numbers]
    return [*first, *(at for at in range(len(lines)) if at not in first)]


def name_lines(console: Console, named: Sequence[tuple[str, str]]) -> list[str]:
    """A line for each pair of a name and what it stands for, one below the other; long names are shortened."""
    from prodash.render.terminal.width import clean, pad, shorten, width

    names = [clean(name) for name, _ in named]
    room = console.error_screen.columns - NUMBER_WIDTH - len(_GAP) - max(width(what) for _, what in named)
    columns = min(max(map(width, names)), max(room, _MIN_NAME_WIDTH))
    return [
        f"{pad(shorten(name, columns), columns)}{_GAP}{what}"
        for name, (_, what) in zip(names, named, strict=True)
    ]
