"""Stay lines: the stages that a track was in, one below the other, with the days in each as bars."""

# 2026-01-19  🌱 Seed      ▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇   49 days
# 2026-03-09  🎧 Mixing    ▇▇▇▇▇▇▇▇▇▇▇           ≥ 26 days  now

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from prodash.model.catalogue.stage import Stage, Stages
from prodash.model.catalogue.track import Track
from prodash.model.history.clock import Clock
from prodash.model.history.history import History
from prodash.model.history.stays import Stay, stays
from prodash.render.terminal.badges import badge_column
from prodash.render.terminal.screen import Screen
from prodash.render.terminal.style import BOLD, DIM, Look, paint
from prodash.render.terminal.width import pad, pad_left, shorten, width
from prodash.render.terminal.words import at_least

_BAR = "▇"
_GAP = "  "
_NOW, _TODAY = "now", "today"
_MOST_STAYS = 12
_MIN_BAR_WIDTH, _MIN_WIDTH_FOR_WORDS = 6, 36
_GONE_COLOUR = "#6b7280"


def stay_lines(stages: Stages, track: Track, history: History, today: date, screen: Screen) -> Sequence[str]:
    """A line for each of the newest stays of *track*, the oldest first; none if it has no history.

    A narrow screen leaves out the dates, then the bars; then days are a letter, and names of stages are shortened.
    """
    clock = Clock.of(stages, today)
    chain = history.chains.get(track.path, ())
    found = stays(chain, clock)
    # Only a version that git lacks may have the stage where the track is now.
    if not found or (history.missing and chain[-1].stage != track.stage):
        return []
    shown = found[-_MOST_STAYS:]
    lines = _lines([_row(stages, stay, clock) for stay in shown], screen)
    more = len(found) - len(shown)
    above = [paint(shorten(f"+{more:,} earlier", screen.columns), DIM, screen.depth)] if more else []
    return [*above, *lines]


class _Row(NamedTuple):
    """A stay in its parts: *number* is empty if days do not matter, as in a finished stage."""

    since: str
    stage: Stage
    days: int
    number: str
    unit: str
    end: str


def _row(stages: Stages, stay: Stay, clock: Clock) -> _Row:
    since, stage = stay.since.isoformat(), stages.find(stay.stage)
    stage = stage or Stage(stay.stage, stay.stage, _GONE_COLOUR)
    days, end = stay.days(clock.today), _NOW if stay.ending == "running" else ""
    if end and stay.stage in clock.ageless:
        return _Row(since, stage, 0, "", "", end)
    if end and not days:
        return _Row(since, stage, 0, "", "", _TODAY)
    number = at_least(f"{days:,}", is_lower_bound=stay.is_lower_bound)
    return _Row(since, stage, days, number, "day" if days == 1 else "days", end)


def _lines(rows: Sequence[_Row], screen: Screen) -> list[str]:
    tails = _tails(rows, screen)
    dates = [f"{paint(row.since, DIM, screen.depth)}{_GAP}" for row in rows]
    room = screen.columns - max(map(width, tails))
    badges = badge_column([row.stage for row in rows], screen)
    longest = width(badges(rows[0].stage)) + len(_GAP)
    if room - width(dates[0]) - longest < _MIN_BAR_WIDTH + len(_GAP):
        dates = [""] * len(rows)
    bar_room = room - width(dates[0]) - longest - len(_GAP)
    if bar_room < _MIN_BAR_WIDTH:
        badges, bar_room = badge_column([row.stage for row in rows], screen, max(room - len(_GAP), 1)), 0
    bars = [_bar(row, rows, bar_room, screen) for row in rows]
    parts = zip(dates, rows, bars, tails, strict=True)
    return [f"{since}{badges(row.stage)}{_GAP}{bar}{tail}".rstrip() for since, row, bar, tail in parts]


def _tails(rows: Sequence[_Row], screen: Screen) -> list[str]:
    """The days at the right, and whether the stay goes on."""
    if screen.columns < _MIN_WIDTH_FOR_WORDS:
        short = [f"{row.number} {row.unit[:1]}" if row.number else row.end for row in rows]
        return [pad_left(text, max(map(width, short))) for text in short]
    numbers, units = max(width(row.number) for row in rows), max(len(row.unit) for row in rows)
    return [
        f"{pad_left(_number(row, screen), numbers)} {pad(row.unit, units)}"
        f"{_GAP}{paint(row.end, DIM, screen.depth)}"
        for row in rows
    ]


def _number(row: _Row, screen: Screen) -> str:
    return paint(row.number, BOLD, screen.depth) if row.end else row.number


def _bar(row: _Row, rows: Sequence[_Row], columns: int, screen: Screen) -> str:
    """The days as a bar; the longest of *rows* fills so many *columns*.  It is followed by a gap."""
    if not columns:
        return ""
    most = max(row.days for row in rows)
    length = max(round(columns * row.days / most), 1) if row.days else 0
    bar = paint(_BAR * length, Look(foreground=row.stage.colour), screen.depth)
    return pad(bar, columns) + _GAP
