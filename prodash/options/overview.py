"""Overview: what `prodash --help` shows, with every command on a line beside the group that it belongs to."""

import inspect
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from prodash.render.terminal.screen import Screen
from prodash.render.terminal.style import BOLD, DIM, paint
from prodash.render.terminal.width import pad, width, wrap

_GAP = 2
_LEAST_TEXT = 40
"""The columns that the text beside a command has; if there are fewer, its group stands above."""

_NARROWEST_TEXT = 16
"""If there are even fewer, the text stands below the command."""


def overview(ctx: Any, groups: Mapping[str, Sequence[str]], screen: Screen) -> Iterator[str]:
    """The lines about the program of *ctx*: its commands in *groups*, and its options."""
    program = ctx.command
    yield from wrap(program.get_usage(ctx), screen)
    yield ""
    for line in inspect.cleandoc(program.help).split("\n\n"):
        yield from wrap(line, screen)
    yield ""
    commands = {
        group: {name: _first_line(program.get_command(ctx, name)) for name in names}
        for group, names in groups.items()
    }
    yield from _grouped(commands, screen)
    yield ""
    yield from _grouped({"Options": dict(map(_option, program.get_params(ctx)))}, screen)


def _grouped(groups: Mapping[str, Mapping[str, str]], screen: Screen) -> Iterator[str]:
    """The texts of all *groups*, each beside its name, and the names of one group beside or below that of the group."""
    beside = max(map(len, groups)) + _GAP
    names = max(len(name) for texts in groups.values() for name in texts) + _GAP
    if screen.columns - beside - names < _LEAST_TEXT:
        beside = 0
    indent = " " * (beside or _GAP)
    for group, texts in groups.items():
        head = paint(group, DIM, screen.depth)
        if not beside:
            yield head
        for number, (name, text) in enumerate(texts.items()):
            margin = pad(head, beside) if beside and not number else indent
            yield from _beside(margin + pad(paint(name, BOLD, screen.depth), names), text, screen)


def _beside(head: str, text: str, screen: Screen) -> Iterator[str]:
    """*head*, and beside it *text* in lines that fit the screen, or below it on a very narrow one."""
    indent = " " * width(head)
    if screen.columns - len(indent) < _NARROWEST_TEXT:
        yield from wrap(head.strip(), screen, " " * _GAP)
        yield from wrap(text, screen, " " * 2 * _GAP)
        return
    first, *rest = wrap(text, screen, indent)
    yield head + first.removeprefix(indent)
    yield from rest


def _first_line(command: Any) -> str:
    return inspect.cleandoc(command.help).partition("\n")[0]


def _option(option: Any) -> tuple[str, str]:
    return " ".join(
        [", ".join(sorted(option.opts, key=len, reverse=True)), option.metavar or ""]
    ).strip(), option.help
