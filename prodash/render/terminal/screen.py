"""Screen: where text is shown, how wide that is and how many colours it has."""

from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple


class Depth(Enum):
    """How many colours a terminal can show."""

    NONE = 0
    ANSI_16 = 16
    ANSI_256 = 256
    TRUE = 1 << 24


_LEAST_BAR = 16


class Screen(NamedTuple):
    """Where text is shown: `width` in columns, None where nothing is cut, the colours there, and whether it has emoji."""

    width: int | None = None
    depth: Depth = Depth.NONE
    emoji: bool = True

    @property
    def columns(self) -> int:
        """The width for pictures that need one."""
        return self.width or 80

    def beside(self, taken: int) -> int:
        """The columns for bars beside what has *taken* so many; where nothing is cut there are always some."""
        return max(self.columns - taken, _LEAST_BAR if self.width is None else 0)


def depth_for(env: Mapping[str, str], color: str, *, terminal: bool) -> Depth:
    """The colours to use: the --color option, https://no-color.org, what forces colour, the terminal.

    *env* is the environment, *color* is auto, always or never.
    """
    if color == "never" or (color == "auto" and env.get("NO_COLOR")):
        return Depth.NONE
    forced = color == "always" or any(env.get(name, "0") not in {"", "0"} for name in _FORCING)
    term = env.get("TERM", "")
    if not forced and (not terminal or term == "dumb"):
        return Depth.NONE
    if env.get("COLORTERM") in {"truecolor", "24bit"} or "WT_SESSION" in env or term.endswith("-direct"):
        return Depth.TRUE
    return Depth.ANSI_256 if "256" in term else Depth.ANSI_16


_FORCING = ("FORCE_COLOR", "CLICOLOR_FORCE")


def emoji_for(env: Mapping[str, str], *, terminal: bool, windows: bool) -> bool:
    """Whether emoji are shown: what PRODASH_EMOJI says, else whether they can be.

    Only of a terminal is it known that it cannot.
    """
    wish = env.get("PRODASH_EMOJI", "").casefold()
    if wish in _YES or wish in _NO:
        return wish in _YES
    plain = env.get("TERM") in _WITHOUT_EMOJI
    # The old console of Windows; others say who they are.
    old = windows and not any(env.get(name) for name in ("WT_SESSION", "TERM_PROGRAM"))
    return not (terminal and (plain or old))


_YES, _NO = frozenset({"1", "yes", "on", "true"}), frozenset({"0", "no", "off", "false"})
_WITHOUT_EMOJI = ("linux", "dumb")
