"""Answer: print what a command has found, in the format that the user chose."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from prodash.render.formats.formats import FORMATS, Format
from prodash.render.formats.output import FOR_READING, TABLE, Output, arrange
from prodash.render.formats.sheet import Answer, Sheet
from prodash.render.tables.frames import NO_FRAME
from prodash.render.terminal.screen import Screen
from prodash.render.terminal.width import without_commands, wrap

if TYPE_CHECKING:
    from prodash.session.session import Session

Picture = Callable[[Sequence[Any], Screen], str]

_PROMPT_LINES = 1
"""Those in which the user types the next command."""


def show(
    session: "Session",
    sheet: Sheet[Any],
    output: Output,
    picture: Picture | None,
    formats: Mapping[str, Format] | None,
    *,
    may_page: bool,
) -> None:
    """Print *sheet*, or *picture* in its place, as `Session.show` describes."""
    shown, total = arrange(sheet, output), len(sheet.rows) + sheet.hidden_rows
    if picture and output.allows_picture:
        lines = _picture_lines(picture(shown.rows, session.console.screen))
    else:
        lines = (formats or FORMATS)[output.format](_answer(session, shown, total, output))
    _print(session, lines, may_page=may_page and output.format in FOR_READING)
    if len(shown.rows) < total:
        session.outcome.add_alarm(
            f"{len(shown.rows):,} of {total:,} shown because of {session.settings.limit_name}"
        )


def lines_above(session: "Session", remarks: Iterable[str]) -> int | None:
    """How many lines of the terminal an answer has above these *remarks* and the next prompt; None if it has no height."""
    screen = session.console.screen
    if screen.height is None:
        return None
    shown = [] if session.options.quiet else [line for remark in remarks for line in wrap(remark, screen)]
    # Remarks are a line apart from the answer.
    return screen.height - _PROMPT_LINES - len(shown) - bool(shown)


def style_of(session: "Session", output: Output) -> str:
    """The style of a table that *output*, the environment or a default names; raises UsageError for an unknown one."""
    if output.style is None and output.format == TABLE:
        return session.environment.table_style or session.settings.style or NO_FRAME
    return output.style or NO_FRAME


def _print(session: "Session", lines: Iterable[str], *, may_page: bool) -> None:
    """Print *lines*, through the pager if it *may_page* and stdout is a terminal, which alone has a height."""
    if may_page and session.options.use_pager and session.console.screen.height:
        from prodash.session.pager import print_paged

        print_paged(session, lines)
    else:
        session.console.print_lines(lines)


def _picture_lines(text: str) -> Iterable[str]:
    return map(without_commands, text.split("\n")) if text else ()


def _answer(session: "Session", sheet: Sheet[Any], total: int, output: Output) -> Answer:
    return Answer(
        sheet,
        total,
        session.outcome.problems,
        session.console.screen,
        session.display_path,
        csv_safe=output.csv_safe,
        ci_path=lambda path: session.paths.ci_path(path),  # noqa: PLW0108 (imports it only if it is needed)
        style=style_of(session, output),
    )
