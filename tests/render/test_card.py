"""A card fits every screen, whatever its track says, and its rule and ring show how far the path is gone."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from wcwidth import wcswidth

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.project import Project
from prodash.model.catalogue.stage import Stage, StageProgress
from prodash.model.catalogue.track import Track
from prodash.model.catalogue.workflow import Workflow
from prodash.render.terminal.screen import Depth, Screen
from prodash.render.views.stage_progress import progress_circle, progress_rule
from prodash.render.views.track_card import track_cards
from tests.screen import CODES

TODAY = date(2026, 11, 21)
LONG, HEBREW, MARKS, WIDE = "long " * 100, "שיר של לילה", "é" * 90, "怪獣のうた" * 30
TEXTS = st.one_of(st.sampled_from([LONG, HEBREW, MARKS, WIDE, "x" * 500]), st.text(max_size=60))
DEPTHS = st.sampled_from([Depth.NONE, Depth.TRUE])


def catalogue_of(stages: int, text: str, track: Track) -> Catalogue:
    return Catalogue.of(
        stages=[Stage(f"s{number}", text or "-", "#9333ea", "🎧") for number in range(stages)],
        workflows=[Workflow("w", text or "-", "#2563eb")],
        projects=[Project("p", text or "-", "#2563eb", due=TODAY)],
        tracks=[track],
    )


@given(TEXTS, st.integers(1, 41), st.sampled_from([40, 41, 80, 120, 200]), DEPTHS)
@example(LONG, 40, 40, Depth.TRUE)
def test_no_line_of_a_card_is_wider_than_the_screen_or_the_card(
    text: str, stages: int, columns: int, depth: Depth
) -> None:
    track = Track("t", "tracks/t.yaml", text, f"s{stages - 1}", ("w", "w2", text), ("p", text), notes=text)
    track = replace(track, custom={text: text, "bpm": 120})
    card = track_cards(catalogue_of(stages, text, track), [track], TODAY, Screen(columns, depth))
    widths = {line: wcswidth(line) for line in CODES.sub("", card).split("\n")}
    assert {line: wide for line, wide in widths.items() if not 0 <= wide <= min(columns, 80)} == {}


def test_notes_keep_their_lines_and_are_cut_only_where_there_is_an_edge() -> None:
    track = Track("t", "tracks/t.yaml", "T", "s0", notes=f"one\n\n- {'two ' * 10}\n")
    catalogue = catalogue_of(1, "S", track)
    piped = track_cards(catalogue, [track], TODAY, Screen())
    assert piped.endswith(f"\n\none\n\n- {'two ' * 10}")
    narrow = track_cards(catalogue, [track], TODAY, Screen(40))
    assert narrow.endswith(f"\n\none\n\n- {' '.join(['two'] * 9)}\ntwo")


RULES = {
    "a segment for each stage": (2, 3, 20, "━━━━━━ ━━━━━━ ──────"),
    "one stage": (1, 1, 9, "━━━━━━━━━"),
    "the last": (3, 3, 11, "━━━ ━━━ ━━━"),
    "as narrow as segments get": (2, 4, 11, "━━ ━━ ── ──"),
    "too many for segments": (4, 8, 16, "━━━━━━━━────────"),
    "more stages than columns": (20, 40, 10, "━━━━━─────"),
}


@pytest.mark.parametrize(("number", "of", "columns", "expected"), RULES.values(), ids=RULES)
def test_the_rule_is_heavy_as_far_as_the_path_is_gone(
    number: int, of: int, columns: int, expected: str
) -> None:
    stage, progress = Stage("s", "S", "#9333ea"), StageProgress(number, of, None, None)
    assert progress_rule(stage, progress, Screen(columns)) == expected


RINGS = {1: "●", 3: "◔◕●", 4: "◔◑◕●", 6: "◔◔◑◕◕●", 9: "○◔◔◑◑◕◕◕●"}


@pytest.mark.parametrize(("of", "rings"), RINGS.items(), ids=map(str, RINGS))
def test_the_ring_is_whole_at_the_end_only(of: int, rings: str) -> None:
    assert (
        "".join(progress_circle(StageProgress(number, of, None, None)) for number in range(1, of + 1))
        == rings
    )
