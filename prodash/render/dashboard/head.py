"""Head: the name of the catalogue, the day and the totals on one line, above all stages as one bar."""

from prodash.model.catalogue.due import Urgency
from prodash.model.views.breakdown import Breakdown
from prodash.model.views.dashboard import Dashboard
from prodash.render.terminal.apportion import apportioned
from prodash.render.terminal.screen import Depth, Screen
from prodash.render.terminal.style import BOLD, DIM, Look, badge, paint
from prodash.render.terminal.width import clean, flow, shorten, width
from prodash.render.terminal.words import pluralise, short_date, urgency_look

_GAP = "  "
_SEPARATOR = " · "
_MIN_NAME_WIDTH = 12
_BAR = "▀"
"""A low block at the top of its line, so that the bars of the stages below keep their distance."""


def head_lines(name: str, dashboard: Dashboard, screen: Screen) -> list[str]:
    """The line with the *name* of the catalogue, above a line that is divided by stage, or an empty one without colours.

    A narrow screen leaves out the year, then what is due this week, then the end of the name; the narrowest
    needs two lines.
    """
    return [*_title_lines(clean(name), dashboard, screen), _stages_line(dashboard.breakdown, screen)]


def _title_lines(name: str, dashboard: Dashboard, screen: Screen) -> list[str]:
    separator = paint(_SEPARATOR, DIM, screen.depth)
    totals = [] if dashboard.is_new else _totals(dashboard, screen)
    whole_totals = totals if dashboard.is_new else [*totals, *_due_soon_total(dashboard, screen)]
    day = short_date(dashboard.today)
    short_day = day.rpartition(" ")[0]
    for shown_day, shown_totals in ((day, whole_totals), (short_day, whole_totals), (short_day, totals)):
        about = f"{separator}{paint(shown_day, DIM, screen.depth)}"
        right = separator.join(shown_totals)
        room = screen.columns - width(about) - width(right) - len(_GAP) * bool(right)
        if screen.width is None or width(name) <= room:
            return [_spread(f"{paint(name, BOLD, screen.depth)}{about}", right, screen)]
    if room >= _MIN_NAME_WIDTH:
        return [_spread(f"{paint(shorten(name, room), BOLD, screen.depth)}{about}", right, screen)]
    left = shorten(name, max(screen.columns - width(about), 1))
    return [paint(left, BOLD, screen.depth) + about, *flow(whole_totals, separator, screen)]


def _spread(left: str, right: str, screen: Screen) -> str:
    """*left* and *right* at the two edges of the screen."""
    spaces = max(screen.columns - width(left) - width(right), len(_GAP))
    return f"{left}{' ' * spaces}{right}" if right else left


def _totals(dashboard: Dashboard, screen: Screen) -> list[str]:
    """How many tracks there are, and how many are late."""
    late = len(dashboard.agenda.of(Urgency.OVERDUE))
    return [
        _bold_number(pluralise(dashboard.breakdown.total, "track"), screen),
        *([badge(f"{late:,} late", urgency_look(Urgency.OVERDUE), screen.depth)] if late else []),
    ]


def _due_soon_total(dashboard: Dashboard, screen: Screen) -> list[str]:
    """How many tracks are due in the next 7 days, today included."""
    soon = len(dashboard.agenda.of(Urgency.TODAY, Urgency.TOMORROW, Urgency.WEEK))
    return [_bold_number(f"{soon:,} this week", screen)] if soon else []


def _bold_number(text: str, screen: Screen) -> str:
    number, _, rest = text.partition(" ")
    return f"{paint(number, BOLD, screen.depth)} {rest}"


def _stages_line(breakdown: Breakdown, screen: Screen) -> str:
    """A bar as wide as the screen, divided by stage; an empty line without colours, which alone tell the stages apart."""
    counts = [counted for counted in breakdown.counts if counted.tracks]
    if screen.depth is Depth.NONE or not counts:
        return ""
    parts = zip(counts, apportioned([counted.tracks for counted in counts], screen.columns), strict=True)
    looks = ((Look(foreground=counted.stage.colour), part) for counted, part in parts)
    return "".join(paint(_BAR * part, look, screen.depth) for look, part in looks)
