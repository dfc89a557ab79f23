"""Forecast picture: the answer first, then three dates, the due date, and what all of it is made from."""

from collections.abc import Sequence

from prodash.model.forecast.forecast import PERCENTS, Forecast
from prodash.model.views.forecasts import GroupForecast
from prodash.render.forecast.strips import legend, room_of_table, with_strips
from prodash.render.forecast.words import ASSUMES, LEGEND, NEVER, basis_words, headline, kept_words, of_100
from prodash.render.formats.sheet import Sheet
from prodash.render.formats.table import table
from prodash.render.terminal.screen import Screen
from prodash.render.terminal.style import BOLD, DIM, PLAIN, Look, paint
from prodash.render.terminal.width import wrap
from prodash.render.terminal.words import day_words, pluralise


def forecast_picture(row: GroupForecast, screen: Screen) -> str:
    """The forecast of one group of tracks, in blocks with an empty line between them."""
    forecast = row.forecast
    blocks = [_painted(headline(forecast), BOLD, screen)]
    if forecast.outlook:
        blocks += [_dates(forecast, screen)]
    if kept := kept_words(forecast):
        blocks.append(_painted(f"{kept}.", PLAIN, screen))
    if forecast.outlook:
        said = f"{basis_words(forecast.basis, forecast.todo)} {ASSUMES}"
        blocks.append(_painted(said, DIM, screen))
    return "\n\n".join("\n".join(block) for block in blocks)


def project_table(sheet: Sheet[GroupForecast], rows: Sequence[GroupForecast], screen: Screen) -> str:
    """A line for each of *rows*, with a strip if the screen has room, and below them what all of it means and assumes."""
    if not any(row.forecast.outlook for row in rows):
        return "\n".join(table(sheet._replace(rows=rows), screen))
    room = room_of_table(screen)
    lines = [*table(sheet._replace(rows=rows), screen._replace(width=room))]
    explained = f"{LEGEND} {ASSUMES}"
    if room != screen.width:
        lines = with_strips(lines, rows, screen)
        explained = f"{legend(lines)} {explained}"
    return "\n".join([*lines, "", *_painted(explained, DIM, screen)])


def _painted(text: str, look: Look, screen: Screen) -> list[str]:
    return [paint(line, look, screen.depth) for line in wrap(text, screen)]


def _dates(forecast: Forecast, screen: Screen) -> list[str]:
    """A line for each chance with its date, and after how many weeks that is."""
    days = [forecast.day(percent) for percent in PERCENTS]
    texts = [day_words(day) if day else NEVER for day in days]
    longest = max(map(len, texts))
    found = []
    for percent, text in zip(PERCENTS, texts, strict=True):
        weeks = forecast.weeks(percent)
        after = "" if weeks is None else f"in {pluralise(weeks, 'week')}"
        parts = (of_100(percent), text.rjust(longest), paint(after, DIM, screen.depth))
        found += wrap("  ".join(parts).rstrip(), screen)
    return found
