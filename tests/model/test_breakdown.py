"""The breakdown counts stages and finds where tracks pile up."""

from datetime import date

import pytest

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.stage import Stage, StageKind
from prodash.model.catalogue.track import Track
from prodash.model.views.breakdown import Breakdown, StageCount, count_stages

SEED, MIX, READY = (Stage(name, name, "#000000") for name in ("seed", "mix", "ready"))
OUT = Stage("out", "out", "#000000", kind=StageKind.FINISHED)
SHELF = Stage("shelf", "shelf", "#000000", kind=StageKind.ARCHIVED)
TODAY = date(2026, 11, 21)


def breakdown(*counts: int, archived: bool = False, late: int = 0) -> Breakdown:
    tracks = [
        Track(
            f"{stage.id}-{n}",
            f"tracks/{stage.id}-{n}.yaml",
            "",
            stage.id,
            due=date(2026, 1, 1) if n < late else None,
        )
        for stage, count in zip((SEED, MIX, READY, OUT, SHELF), counts, strict=False)
        for n in range(count)
    ]
    catalogue = Catalogue.of(
        stages=[SEED, MIX, READY, OUT, SHELF], workflows=None, projects=None, tracks=tracks
    )
    return count_stages(catalogue, catalogue.tracks, TODAY, archived=archived)


def test_every_stage_has_a_line_with_count_and_share() -> None:
    assert breakdown(1, 3, 0, 0) == Breakdown(
        counts=(
            StageCount(SEED, 1, 0, 0.25),
            StageCount(MIX, 3, 0, 0.75),
            StageCount(READY, 0, 0, 0.0),
            StageCount(OUT, 0, 0, 0.0),
        ),
        unplaced=0,
        total=4,
        overdue=0,
    )


def test_finished_and_archived_tracks_are_never_overdue() -> None:
    found = breakdown(2, 2, 2, 2, 2, late=1)
    assert [(count.stage.id, count.overdue) for count in found.counts] == [
        ("seed", 1),
        ("mix", 1),
        ("ready", 1),
        ("out", 0),
        ("shelf", 0),
    ]


@pytest.mark.parametrize(("archived", "stages"), [(False, 4), (True, 5)], ids=["not asked", "asked"])
def test_an_empty_archive_has_a_line_only_when_asked_for(archived: bool, stages: int) -> None:
    assert len(breakdown(1, archived=archived).counts) == stages


def test_tracks_in_no_known_stage_are_counted_too() -> None:
    tracks = [Track("a", "tracks/a.yaml", "A", "nowhere"), Track("b", "tracks/b.yaml", "B")]
    catalogue = Catalogue.of(stages=[SEED], workflows=None, projects=None, tracks=tracks)
    found = count_stages(catalogue, catalogue.tracks, TODAY, archived=False)
    assert (found.unplaced, found.total, found.counts[0].tracks) == (2, 2, 0)


PILES = {
    "none": ((3, 3, 3, 3), None),
    "thirty in the mix, none ready": ((4, 30, 0, 2), ("mix", "ready")),
    "four times as many": ((0, 8, 2, 0), ("mix", "ready")),
    "less than four times as many": ((0, 7, 2, 0), None),
    "a handful is not a pile": ((0, 4, 0, 0), None),
    "ideas may pile up": ((50, 0, 0, 0), None),
    "finished tracks may pile up": ((0, 0, 1, 50), None),
    "before the last stage": ((0, 0, 9, 1), ("ready", "out")),
    "the fullest counts": ((0, 24, 6, 0), ("mix", "ready")),
}


@pytest.mark.parametrize(("counts", "expected"), PILES.values(), ids=PILES)
def test_a_bottleneck_is_a_full_stage_before_an_empty_one(
    counts: tuple[int, ...], expected: tuple[str, str] | None
) -> None:
    found = breakdown(*counts).bottleneck
    assert (found and (found[0].stage.id, found[1].stage.id)) == expected
