"""The strip of a forecast: from today to the day by which all is done in 95 of 100 futures, with the due date."""

from datetime import date, timedelta

import pytest

from prodash.model.forecast.forecast import Basis, Forecast, forecast
from prodash.model.forecast.throughput import Throughput
from prodash.render.forecast.strips import legend, strips
from prodash.render.terminal.screen import Depth, Screen
from tests.conftest import TODAY
from tests.screen import CODES

NOW = date.fromisoformat(TODAY)
WEEKS = Throughput(NOW - timedelta(weeks=27, days=5), (0, 1, 0, 2, 1, 0, 1, 0, 0, 2, 1, 1, 0) * 2)
GREEN = "#2c7356"


def seen(todo: int, due_in: int | None = None, of_all: int | None = None) -> Forecast:
    """The forecast of so many tracks that are due in so many days, some of so many that are to do in all."""
    due = None if due_in is None else NOW + timedelta(due_in)
    return forecast(todo, NOW, due, Basis(WEEKS, of_all))


FORECASTS = {
    "soon": seen(3, 20),
    "late": seen(8, 60),
    "no due date": seen(8),
    "nothing to do": seen(0, 30),
    "due long ago": seen(3, -40),
    "beyond the axis": seen(9, 60, 450),
}

EXPECTED = {
    40: """\
today                         2027-04-17
·····│·░░░░░░▒▒▒▒▒▓
···············│······░░░░░░░░░▒▒▒▒▒▒▒▒▓
······················░░░░░░░░░▒▒▒▒▒▒▒▒▓

│······░░░░░░▒▒▒▒▒▓
···············│·······················→""",
    12: """\
2027-04-17
·│░▒▒▓
····│·░░▒▒▒▓
······░░▒▒▒▓

│·░▒▒▓
····│······→""",
}


@pytest.mark.parametrize("room", EXPECTED)
def test_all_strips_have_one_axis_and_none_is_wider(room: int) -> None:
    axis, lines = strips([*FORECASTS.values()], [GREEN] * len(FORECASTS), room, Screen(80))
    assert [axis, *lines] == EXPECTED[room].splitlines()


def test_a_strip_begins_where_half_of_the_futures_are_done_and_ends_with_those_that_nearly_all_are() -> None:
    one = seen(8, 60)
    days = [((day - NOW).days if (day := one.day(percent)) else 0) for percent in (50, 85, 95)]
    _, [line] = strips([one], [GREEN], days[2] + 1, Screen(200))
    signs = [*"·" * days[0], *"░" * (days[1] - days[0]), *"▒" * (days[2] - days[1]), "▓"]
    signs[60] = "│"
    assert line == "".join(signs)


def test_colours_change_no_sign() -> None:
    plain, coloured = (
        strips([*FORECASTS.values()], [GREEN, ""] * 3, 30, Screen(80, depth))
        for depth in (Depth.NONE, Depth.TRUE)
    )
    assert [CODES.sub("", line) for line in (coloured.axis, *coloured.lines)] == [plain.axis, *plain.lines]


def test_only_signs_that_are_there_are_explained() -> None:
    soon, later = (
        strips([one], [GREEN], 30, Screen(80)).lines for one in (seen(8, 60), FORECASTS["beyond the axis"])
    )
    assert legend(soon) == (
        "░ begins where all is done in 50 of 100 futures, ▒ where it is in 85, and ▓ in 95; │ is the due date."
    )
    assert legend(later) == f"{legend(soon)} → is later."


def test_a_forecast_without_enough_history_has_no_strip() -> None:
    few = forecast(3, NOW, None, Basis(Throughput(NOW, (1, 0))))
    assert strips([few], [GREEN], 20, Screen(80)).lines == [""]
