"""Setting stages: a stage by its name, or the one before or after that of each track."""

from collections.abc import Callable, Iterable, Sequence

from prodash.errors import RefusedError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.stage import Stage
from prodash.model.catalogue.track import Track
from prodash.model.change.assignment import Assignment
from prodash.model.names.keywords import NEXT, PREVIOUS
from prodash.model.plan.change import SetValue
from prodash.model.plan.plan import ChangePlan, title_or_count
from prodash.model.select.select import Selected


def stage_setter(
    catalogue: Catalogue, value: str, *, archived_stay: bool
) -> Callable[[Track], SetValue | str]:
    """A function from a track to the change that puts it into the stage *value*, or the reason why that is impossible.

    If *archived_stay*, archived tracks stay in their stage where *value* is a step; else a step of theirs is impossible.
    """
    require_known_stages(catalogue)
    target = None if value in {NEXT, PREVIOUS} else catalogue.stages.get(value)

    def change(track: Track) -> SetValue | str:
        stage = target or _neighbour_stage(catalogue, track, value, archived_stay=archived_stay)
        return stage if isinstance(stage, str) else stage_change(track, stage)

    return change


def is_step(assignment: Assignment) -> bool:
    """Whether *assignment* puts tracks into the stage before or after their own."""
    return assignment.field == "stage" and assignment.value in {NEXT, PREVIOUS}


def archived_that_stay(catalogue: Catalogue, selected: Selected, assignments: Sequence[Assignment]) -> int:
    """How many of the *selected* tracks are archived, and take no part in a step of *assignments*."""
    if not (selected.archived_by_all and any(map(is_step, assignments))):
        return 0
    return sum(map(catalogue.is_archived, selected.tracks))


def no_step_remark(
    catalogue: Catalogue, tracks: Iterable[Track], assignments: Iterable[Assignment], plan: ChangePlan
) -> str:
    """Why *plan* moves none of *tracks*: they are in the last stage, or in the first; empty if it changes something."""
    steps = {assignment.value for assignment in assignments if is_step(assignment)}
    staying = [track for track in tracks if not catalogue.is_archived(track)]
    stage = catalogue.stage_of(staying[0]) if staying else None
    if plan.to_write or not steps or stage is None:
        return ""
    are = "is" if len(staying) == 1 else "are"
    end = "last" if steps == {NEXT} else "first"
    return f"{title_or_count([track.title for track in staying])} {are} in {stage.name}, the {end} stage"


def require_known_stages(catalogue: Catalogue) -> None:
    """Raise RefusedError if `stages.yaml` could not be read."""
    if not catalogue.stages.is_declared:
        raise RefusedError([("stages.yaml", "it could not be read, so its stages are unknown; fix it first")])


def stage_change(track: Track, stage: Stage) -> SetValue:
    """The change that puts *track* in *stage*."""
    # The keys of a track may have to be decoded, and one with a stage has its key.
    before = track.stage if track.stage or "stage" in track.keys else None
    return SetValue.in_track(track, "stage", before, stage.id, stage.id)


def _neighbour_stage(catalogue: Catalogue, track: Track, word: str, *, archived_stay: bool) -> Stage | str:
    """The next or previous stage, or the reason why there is none; at either end, the track's own stage."""
    stage = catalogue.stage_of(track)
    if stage is None:
        return f"its stage is unknown, so it has no {word} stage; write stage=NAME"
    if stage.is_archived:
        reason = (
            f"archived tracks have no {word} stage; write stage=NAME, or bring it back with 'prodash restore'"
        )
        return stage if archived_stay else reason
    neighbour = catalogue.stages.next if word == NEXT else catalogue.stages.previous
    return neighbour(stage) or stage
