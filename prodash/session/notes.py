"""Notes: what stderr says below the answer: the summary, the alarms, the remarks and the problems of a run."""

import re
import sys
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from prodash.render.terminal.screen import Depth, Screen
from prodash.render.terminal.style import BOLD, DIM, paint
from prodash.render.terminal.width import clean, hang_long, wrap
from prodash.session.outcome import Outcome
from prodash.session.terminal.console import Console

if TYPE_CHECKING:
    from prodash.model.catalogue.problem import Problem
    from prodash.session.session import Session

_COMMAND = r"""'(?:prodash|git) [^']*'|"(?:prodash|git) [^"]*\""""


def print_notes(console: Console, outcome: Outcome, *, quiet: bool, apart: bool) -> None:
    """Print the notes of *outcome*.

    On a terminal a blank line is between them and the answer above, and another one if they must stand *apart* from what
    follows.
    """
    lines = list(_note_lines(console, outcome, quiet=quiet))
    has_answer_above = console.has_answered and _share_a_terminal()
    blank = [""] if has_answer_above and (lines or apart) else []
    console.print_err_lines([*blank, *lines, *(blank if lines and apart else [])])


def print_problems(session: "Session", problems: "Iterable[Problem]", *, apart: bool = False) -> None:
    """Print *problems* to stderr; on a terminal a blank line follows if they stand *apart* from the answer below.

    If no track of the catalogue has a stage, or a known one, one line says so.
    """
    from prodash.render.formats.problems import problem_lines

    if session.loaded:
        from prodash.model.check.summaries import stages_summarised, unknown_stages_summarised

        problems = unknown_stages_summarised(session.loaded, stages_summarised(session.loaded, problems))
    screen = session.console.error_screen
    session.console.print_err_lines(
        line for problem in problems for line in problem_lines(problem, session.display_path, screen)
    )
    if apart and _share_a_terminal():
        session.console.print_err_lines([""])


def _share_a_terminal() -> bool:
    """Whether stdout and stderr are both on a terminal."""
    return sys.stdout.isatty() and sys.stderr.isatty()


def _note_lines(console: Console, outcome: Outcome, *, quiet: bool) -> Iterator[str]:
    screen = console.error_screen
    if outcome.summary and sys.stderr.isatty() and not quiet:
        yield paint(outcome.summary, BOLD, screen.depth)
    for alarm in map(clean, outcome.alarms):
        yield from hang_long(alarm, screen)
    for remark in [] if quiet else outcome.remarks:
        yield from _remark_lines(clean(remark), screen)


def _remark_lines(remark: str, screen: Screen) -> Iterator[str]:
    """The lines of *remark*, dim but for the commands that users copy."""
    if screen.depth is Depth.NONE:
        yield from wrap(remark, screen)
        return
    commands = [found.span() for found in re.finditer(_COMMAND, remark)]
    start = 0
    for line in wrap(remark, screen):
        start = max(remark.find(line, start), start)
        ends = [0, *(min(max(place - start, 0), len(line)) for span in commands for place in span), len(line)]
        parts = [line[a:b] for a, b in pairwise(ends)]
        yield "".join(part if at % 2 else paint(part, DIM, screen.depth) for at, part in enumerate(parts))
        start += len(line)
