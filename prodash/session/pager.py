"""Pager: print an answer through the user's pager if it is longer than the terminal."""

import sys
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING

from prodash import shell
from prodash.render.terminal.screen import Screen
from prodash.render.terminal.width import width
from prodash.session.environment import DEFAULT_PAGER
from prodash.session.terminal.streams import in_blocks

if TYPE_CHECKING:
    from prodash.session.session import Session
    from prodash.storage.external.pager import Pager


def print_paged(session: "Session", lines: Iterable[str]) -> None:
    """Print *lines*, through the pager if the terminal cannot show them all above the next prompt.

    If there is no pager, or it fails, they are printed without it.
    """
    command, rest = session.environment.pager, iter(lines)
    first, is_long = _first_screen(rest, session.console.screen) if command else ([], False)
    blocks = in_blocks(chain(first, rest))
    session.console.print_blocks(_page(session, command, blocks) if is_long else blocks)


def _first_screen(lines: Iterator[str], screen: Screen) -> tuple[list[str], bool]:
    """The first *lines* until they fill the screen, and whether they do."""
    first: list[str] = []
    room = screen.height or sys.maxsize
    for line in lines:
        first.append(line)
        # A terminal breaks a line that is too wide.
        room -= max(-(-width(line) // screen.columns), 1)
        if room <= 0:
            return first, True
    return first, False


def _page(session: "Session", command: str, blocks: Iterator[str]) -> Iterable[str]:
    """Show *blocks* in the pager; returns those that are left to print: none, or all if the pager does not work."""
    from prodash.session.terminal.signals import leave_interrupts
    from prodash.storage.external.pager import start_pager

    given: list[str] = []
    with leave_interrupts() as signals:
        pager = start_pager(command, session.environment.variables, sys.stdout)
        code = _feed(pager, blocks, given) if pager else 1
    # Some pagers end with an exit code if they are interrupted; a negative one is that of a signal.
    if code <= 0 or signals:
        session.console.has_answered = True
        return ()
    if command != DEFAULT_PAGER:
        session.outcome.add_remark(
            f"the pager {shell.in_quotes(command)} does not work; fix PRODASH_PAGER or PAGER"
        )
    return chain(given, blocks)


def _feed(pager: "Pager", blocks: Iterable[str], given: list[str]) -> int:
    """Write *blocks* to the pager until its user leaves it, and add them to *given*; returns its exit code."""
    try:
        for block in blocks:
            given.append(block)
            if not pager.write(block):
                break
    finally:
        code = pager.wait()
    return code
