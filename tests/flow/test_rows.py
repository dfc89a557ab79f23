"""The rows below the picture of a flow: what was finished each week, and how many days tracks stay in each stage."""

from datetime import date

import pytest

from prodash.model.forecast.throughput import Throughput
from prodash.model.history.stage_past import StagePast
from prodash.model.history.stage_times import StageTime
from prodash.model.history.stays import Stay
from prodash.render.flow.finished import finished_lines
from prodash.render.flow.stays import stay_table
from prodash.render.terminal.screen import Depth, Screen
from tests.conftest import TODAY
from tests.flow.made_up import LONG_NAMES, NAMES, stages
from tests.screen import CODES, too_wide

MONDAY, NOW = date(2026, 6, 1), date.fromisoformat(TODAY)
GREEN = "#2c7356"

WEEKS: dict[str, tuple[tuple[int, ...], int, list[str]]] = {
    "zeros are seen": (
        (0, 1, 0, 3, 2),
        80,
        ["Finished each week  ·▃·█▆  6 in 5 weeks, none in 2 of them, at most 3"],
    ),
    "every week had some": ((1, 2), 80, ["Finished each week  ▄█  3 in 2 weeks, at most 2"]),
    "one week": ((4,), 80, ["Finished each week  █  4 in 1 week"]),
    "none": ((0, 0, 0), 80, ["Finished each week  ···  none in 3 weeks"]),
    "no week": ((), 80, ["Finished each week  no whole week yet"]),
    "hardly seen": ((800, 1), 80, ["Finished each week  █▁  801 in 2 weeks, at most 800"]),
    "no room beside": (
        (0, 5) * 13,
        80,
        ["Finished each week  65 in 26 weeks, none in 13 of them, at most 5", " ".join("·█" * 13)],
    ),
    "no room for early weeks": (
        (9,) + (0, 5) * 13,
        20,
        ["Finished each week", "74 in 27 weeks, none", "in 13 of them, at", "most 9", "…█" + "·█" * 9],
    ),
}
"""The counts, the width of the screen, and the lines."""


@pytest.mark.parametrize(("counts", "width", "expected"), WEEKS.values(), ids=WEEKS)
def test_each_week_is_a_bar(counts: tuple[int, ...], width: int, expected: list[str]) -> None:
    throughput = Throughput(MONDAY, counts)
    assert finished_lines(throughput, GREEN, Screen(width)) == expected
    coloured = finished_lines(throughput, GREEN, Screen(width, Depth.TRUE))
    assert [CODES.sub("", line) for line in coloured] == expected


PASTS = [
    StagePast(
        stage, StageTime(finished, running), Stay(stage.id, since, None, 0, "running", cut) if since else None
    )
    for stage, finished, running, since, cut in zip(
        stages(),
        [(2, 3, 4, 5, 6, 7, 8, 9, 10, 20), (1, 2, 3, 4, 5), (1, 2), (), (6,) * 12],
        [(3, 5), (700,), (), (4,), ()],
        [date(2026, 11, 16), date(2024, 12, 21), None, date(2026, 11, 17), None],
        [False, True, False, False, False],
        strict=False,
    )
]

TABLES = {
    80: """\
stage                left  median  85 %  there now  longest
🌱 Seed                10     6.5    10          2        5  ▇▇▇▇▇▇▇▇▇▇▇▇──────┤
✍️ Writing              5       3                1    ≥ 700  ▇▇▇▇▇
🎙️ Recorded             2                        0
🎧 Mixing               0                        1        4
🚀 Ready to Release    12       6     6          0           ▇▇▇▇▇▇▇▇▇▇▇┤""",
    40: """\
stage              median  85 %  longest
🌱 Seed               6.5    10        5
✍️ Writing              3          ≥ 700
🎙️ Recorded
🎧 Mixing                              4
🚀 Ready to Rele…       6     6""",
    20: """\
stage         median
🌱 Seed          6.5
✍️ Writing         3
🎙️ Recorded
🎧 Mixing
🚀 Ready to…       6""",
}


@pytest.mark.parametrize("width", TABLES)
def test_a_narrow_screen_leaves_out_numbers_before_names(width: int) -> None:
    expected = TABLES[width].splitlines()
    assert stay_table(PASTS, NOW, Screen(width)) == expected


@pytest.mark.parametrize("width", [20, 40, 60, 80, 200])
def test_hard_names_fit_and_colours_change_no_number(width: int) -> None:
    hard = [
        past._replace(stage=stage) for past, stage in zip(PASTS, stages((*LONG_NAMES, *NAMES)), strict=False)
    ]
    plain, coloured = (stay_table(hard, NOW, Screen(width, depth)) for depth in (Depth.NONE, Depth.TRUE))
    assert too_wide("\n".join([*plain, *coloured]), width) == []
    heads = [CODES.sub("", table[0]).split() for table in (plain, coloured)]
    assert heads[0] == heads[1]


@pytest.mark.parametrize("number", [40, 41, 300])
def test_of_very_many_stages_those_with_most_stays_have_a_line(number: int) -> None:
    first = PASTS[0]
    many = [
        StagePast(
            first.stage._replace(name=f"Stage {place}"), StageTime((), (1,) * (1 + place % number)), None
        )
        for place in range(number)
    ]
    _, *lines = stay_table(many, NOW, Screen(80))
    assert [line.split()[2] for line in lines[:40]] == [str(place) for place in range(number)][-40:]
    assert lines[40:] == ([f"and {number - 40} more; --format json has all stages"] if number > 40 else [])


def test_without_stages_there_is_no_table() -> None:
    assert stay_table([], NOW, Screen(80)) == []
