"""Screen: the size, colours and emoji that the output can show."""

from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple


class Depth(Enum):
    """How many colours a terminal can show."""

    NONE = 0
    ANSI_16 = 16
    ANSI_256 = 256
    TRUE = 1 << 24


_MIN_BAR_WIDTH = 16


class Screen(NamedTuple):
    """The output: its colours, whether it shows emoji, and its size if it is a terminal.

    width    in columns; nothing is cut if it is None
    height   in lines; nothing is left out if it is None
    """

    width: int | None = None
    depth: Depth = Depth.NONE
    emoji: bool = True
    height: int | None = None

    @property
    def columns(self) -> int:
        """The width for pictures that need one: 80 if there is none."""
        return self.width or 80

    def bar_width(self, taken: int) -> int:
        """The columns that are left for a bar after *taken* columns; at least 16 if the screen has no width."""
        return max(self.columns - taken, _MIN_BAR_WIDTH if self.width is None else 0)


def colour_depth(
    env: Mapping[str, str], color: str | None, *, terminal: bool, default: str | None = None
) -> Depth:
    """The colours to use, by the first of these that decides: *color*, NO_COLOR, FORCE_COLOR, *default*, the terminal.

    *env* is the environment, *color* the --color option: `auto`, `always` or `never`.
    """
    is_decided = any(env.get(name) for name in ("NO_COLOR", *_FORCE_VARIABLES))
    color = color or (None if is_decided else default) or "auto"
    if color == "never" or (color == "auto" and env.get("NO_COLOR")):
        return Depth.NONE
    forced = color == "always" or any(env.get(name, "0") not in {"", "0"} for name in _FORCE_VARIABLES)
    term = env.get("TERM", "")
    if not forced and (not terminal or term == "dumb"):
        return Depth.NONE
    if env.get("COLORTERM") in {"truecolor", "24bit"} or "WT_SESSION" in env or term.endswith("-direct"):
        return Depth.TRUE
    return Depth.ANSI_256 if "256" in term else Depth.ANSI_16


_FORCE_VARIABLES = ("FORCE_COLOR", "CLICOLOR_FORCE")


def shows_emoji(
    env: Mapping[str, str], *, terminal: bool, windows: bool, default: bool | None = None
) -> bool:
    """Whether to show emoji: as PRODASH_EMOJI says, else *default*, else unless the terminal is known to have none."""
    setting = env.get("PRODASH_EMOJI", "").casefold()
    if setting in _YES or setting in _NO:
        return setting in _YES
    if default is not None:
        return default
    plain = env.get("TERM") in _WITHOUT_EMOJI
    # The old console of Windows sets neither variable; its successors do.
    old = windows and not any(env.get(name) for name in ("WT_SESSION", "TERM_PROGRAM"))
    return not (terminal and (plain or old))


_YES, _NO = frozenset({"1", "yes", "on", "true"}), frozenset({"0", "no", "off", "false"})
_WITHOUT_EMOJI = ("linux", "dumb")
