"""What somebody chooses from fits every screen, wherever the pointer is, and hides neither the pointer nor a number."""

from collections.abc import Callable, Sequence
from functools import partial

import pytest
from wcwidth import wcswidth

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.choice.keys import DOWN
from prodash.model.choice.marks import Marks
from prodash.model.choice.one_of import OneOf
from prodash.render.choice.stage_cards import stage_cards
from prodash.render.choice.stage_lines import StageCard
from prodash.render.choice.track_marks import track_marks
from prodash.render.terminal.screen import Depth, Screen
from prodash.storage.read.load import load
from tests.conftest import write_files
from tests.hard_catalogue import LONG, hard_files
from tests.screen import CODES

SIZES = [(columns, lines) for columns in (20, 40, 60, 80, 120, 200) for lines in (4, 10, 24, 60)]
SCREENS = [
    Screen(columns, Depth.ANSI_16, emoji, lines) for columns, lines in SIZES for emoji in (True, False)
]

Draw = Callable[[Screen], Sequence[str]]


@pytest.fixture(scope="module")
def hard(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return load(write_files(tmp_path_factory.mktemp("hard"), hard_files()))


def misfits(draw: Draw) -> list[str]:
    """The pictures, without colours, that are too wide or too high for their screen, or have no pointer."""
    faults = []
    for screen in SCREENS:
        lines = [CODES.sub("", line) for line in draw(screen)]
        wide = [line for line in lines if wcswidth(line) > screen.columns and not _is_cut_by_terminal(screen)]
        if wide or len(lines) >= (screen.height or 0) or not any(line.startswith("▌") for line in lines):
            faults.append(f"{screen}:\n" + "\n".join(lines))
    return faults


def _is_cut_by_terminal(screen: Screen) -> bool:
    """Whether not even the numbers fit, so that the terminal cuts the ends of lines."""
    return screen.columns < 40


@pytest.mark.parametrize("at", [0, 20, 39])
def test_stage_cards_fit_every_screen(at: int, hard: Catalogue) -> None:
    cards = [
        StageCard(stage, 1000 + number, number % 3, 40) for number, stage in enumerate(hard.stages.in_order)
    ]
    assert misfits(partial(stage_cards, cards, f"Which stage for {LONG}?", OneOf([""] * 40, at))) == []
    assert misfits(partial(stage_cards, cards[:2], "Which stage?", OneOf("AB", at % 2))) == []


@pytest.mark.parametrize("at", [0, 20, 52])
def test_rows_to_mark_fit_every_screen(at: int, hard: Catalogue) -> None:
    state = Marks.of([track.title for track in hard.tracks])
    for _ in range(at):
        state = state.pressed(DOWN)
    rows = ["x" * 10] * len(hard.tracks)
    assert misfits(partial(track_marks, lambda _: rows, "Which tracks?", state)) == []
