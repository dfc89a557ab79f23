"""Stages know their order, their neighbours and which of them lead to release."""

import pytest

from prodash.errors import UnknownNameError
from prodash.model.catalogue.stage import Stage, StageKind, StageProgress, Stages


def stage(name: str, kind: StageKind = StageKind.ACTIVE) -> Stage:
    return Stage(name.casefold().replace(" ", "-"), name, "#000000", kind=kind)


SEED, MIX, READY = stage("Seed"), stage("Mixing"), stage("Ready to Release")
OUT, SHELF = stage("Out", StageKind.FINISHED), stage("Shelf", StageKind.ARCHIVED)
STAGES = Stages.of("stage", [SEED, MIX, READY, OUT, SHELF], is_declared=True)


def test_past_and_before_follow_the_order_of_the_file() -> None:
    assert (STAGES.past(MIX), STAGES.before(MIX)) == ((READY, OUT, SHELF), (SEED,))


STEPS = {
    "start": (SEED, MIX, None),
    "middle": (MIX, READY, SEED),
    "end of the path": (OUT, None, READY),
    "archived is not on the path": (SHELF, None, None),
}


@pytest.mark.parametrize(("here", "after", "before"), STEPS.values(), ids=STEPS)
def test_next_and_previous_stay_on_the_path(here: Stage, after: Stage | None, before: Stage | None) -> None:
    assert (STAGES.next(here), STAGES.previous(here)) == (after, before)


def test_progress_counts_the_stages_of_the_path() -> None:
    assert [STAGES.progress(one) for one in STAGES.in_order] == [
        StageProgress(1, 4, before=None, after=MIX),
        StageProgress(2, 4, before=SEED, after=READY),
        StageProgress(3, 4, before=MIX, after=OUT),
        StageProgress(4, 4, before=READY, after=None),
        None,
    ]


def test_the_only_stage_is_first_and_last() -> None:
    assert Stages.of("stage", [SEED], is_declared=True).progress(SEED) == StageProgress(
        1, 1, before=None, after=None
    )


@pytest.mark.parametrize(
    "text", ["ready-to-release", "Ready to Release", "READYTORELEASE", "ready_to release"]
)
def test_a_stage_is_found_by_id_or_name_in_any_spelling(text: str) -> None:
    assert STAGES.get(text) is READY


def test_an_exact_id_wins_over_the_name_of_another() -> None:
    one, two = Stage("a", "b", "#000000"), Stage("b", "c", "#000000")
    assert Stages.of("stage", [one, two], is_declared=True).get("b") is two


UNKNOWN = {
    "mixng": "unknown stage 'mixng'; did you mean 'mixing'?",
    "ready": "unknown stage 'ready'; choose from 'seed', 'mixing', 'ready-to-release', 'out', 'shelf'",
}


@pytest.mark.parametrize(("text", "message"), UNKNOWN.items(), ids=UNKNOWN)
def test_a_wrong_name_gets_suggestions_or_the_whole_list(text: str, message: str) -> None:
    with pytest.raises(UnknownNameError) as error:
        STAGES.get(text)
    assert str(error.value) == message
