"""Terminal: whether the user can choose here, how, and the loop from key to picture."""

import sys
from collections.abc import Callable, Sequence
from typing import Protocol, Self, TypeVar

from prodash.errors import UsageError
from prodash.model.select.filters import Filters
from prodash.render.terminal.screen import Screen
from prodash.session.session import Session
from prodash.session.terminal.keys import can_read_keys, typed_keys
from prodash.session.terminal.live import live_picture
from prodash.session.terminal.signals import stop_by_signal
from prodash.session.terminal.streams import STDIN


class _State(Protocol):
    """What the user has chosen so far."""

    @property
    def is_over(self) -> bool:
        """Whether the user has chosen, or left."""
        ...

    def pressed(self, key: str) -> Self:
        """The state after *key* was pressed."""
        ...


State = TypeVar("State", bound=_State)


def can_choose(session: Session) -> bool:
    """Whether somebody can look at a picture and press keys: stdin and stderr are a terminal, and not that of a CI."""
    return sys.stdin.isatty() and sys.stderr.isatty() and not session.environment.in_ci


def require_choice(
    session: Session, what: str, filters: Filters, instead: str, *, unasked: bool = False
) -> None:
    """Raise UsageError if nobody can choose; *what* needs it, and *instead* says what a script writes.

    *unasked* is whether `--yes` was given.
    """
    if unasked:
        raise UsageError(f"{what} asks, and --yes never does; leave one of them out")
    if STDIN in (filters.track or ()):
        raise UsageError(f"{what} needs the terminal, from which - reads ids; {instead}")
    if not can_choose(session):
        raise UsageError(f"{what} needs a terminal; {instead}")


def has_keys(session: Session) -> bool:
    """Whether keys and pictures work on the terminal; if not, a question is answered by a line."""
    return can_read_keys() and not session.environment.has_dumb_terminal


def choose_by_keys(session: Session, state: State, draw: Callable[[State, Screen], Sequence[str]]) -> State:
    """The last state after the user has pressed keys, each of which changes what *draw* shows."""

    def columns() -> int:
        return session.console.error_screen.columns

    with (
        stop_by_signal(),
        live_picture(sys.stderr, columns) as picture,
        typed_keys(picture.erase) as keys,
    ):
        while not state.is_over:
            # A long paste would draw a picture for each of its characters.
            if not keys.has_more:
                picture.show(draw(state, session.console.error_screen))
            state = state.pressed(keys.next())
    return state
