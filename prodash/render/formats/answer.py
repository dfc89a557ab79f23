"""Answer: a sheet with all that its form on the screen or in a pipe depends on."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from prodash.render.formats.sheet import Sheet
from prodash.render.terminal.screen import Screen

if TYPE_CHECKING:
    from prodash.model.catalogue.problem import Problem


class Answer(NamedTuple):
    """What a command found.

    `total` counts the rows before a limit; `display_path` gives a path of the catalogue as it is reached from the current
    folder, `ci_path` as the CI that runs it wants to have it; `csv_safe` keeps spreadsheets from taking a text for
    a formula.
    """

    sheet: Sheet[Any]
    total: int
    problems: "Sequence[Problem]"
    screen: Screen
    display_path: Callable[[str], str]
    csv_safe: bool = False
    ci_path: Callable[[str], str] | None = None
