"""Recent: a line about how many tracks moved this week, and which have been in their stage for longest."""

from typing import TYPE_CHECKING

from prodash.render.terminal.screen import Screen
from prodash.render.terminal.style import BOLD, paint
from prodash.render.terminal.width import clean, shorten, width
from prodash.render.terminal.words import at_least, pluralise

if TYPE_CHECKING:
    from prodash.model.views.recent import Aged, Recent

_OLDEST = "; longest in their stage: "
_MIN_TITLE_WIDTH, _MAX_TITLE_WIDTH = 12, 30


def recent_line(recent: "Recent | None", screen: Screen) -> list[str]:
    """A line that fits the screen, with fewer tracks and shorter titles where it is narrow; none without history."""
    if recent is None or not (recent.moved or recent.oldest):
        return []
    moved = f"{recent.moved:,} moved this week" if recent.moved else "Nothing moved this week"
    count, _, rest = moved.partition(" ")
    start = f"{paint(count, BOLD, screen.depth)} {rest}"
    for most, title_width in (
        (3, _MAX_TITLE_WIDTH),
        (2, _MAX_TITLE_WIDTH),
        (2, _MIN_TITLE_WIDTH),
        (1, _MIN_TITLE_WIDTH),
    ):
        shown = ", ".join(_aged_words(one, title_width) for one in recent.oldest[:most])
        line = start + _OLDEST + shown if shown else start
        if screen.width is None or width(line) <= screen.width:
            return [line]
    return [start] if width(start) <= screen.columns else []


def _aged_words(aged: "Aged", title_width: int) -> str:
    days = at_least(pluralise(aged.days, "day"), is_lower_bound=aged.is_lower_bound)
    return f"{shorten(clean(aged.track.title), title_width)} {days}"
