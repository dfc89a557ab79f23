"""Known origins: in which stage archived tracks were before, as earlier plans or the stages of their history say."""

from collections.abc import Iterable, Iterator, Mapping

from prodash.model.catalogue.kinds import STAGE
from prodash.model.catalogue.stage import Stage, Stages
from prodash.model.catalogue.track import Track
from prodash.model.names.file_names import track_id
from prodash.model.plan.change import TRACK, MoveFile
from prodash.model.plan.plan import ChangePlan


def origins_in_plans(stages: Stages, tracks: Iterable[Track], done: Iterable[ChangePlan]) -> dict[str, Stage]:
    """The last stage of each of *tracks* that was not archived, by the track's id, as the plans that were *done* know it.

    The plans are given newest first.  A stage that was renamed since counts under its new id.
    """
    found: dict[str, Stage] = {}
    sought = {track.id: track.id for track in tracks}
    new_ids: dict[object, object] = {}
    for plan in done:
        if not sought:
            break
        new_ids = _with_renamed_stages(new_ids, plan)
        for change in plan.changes:
            if (change.kind, change.field) == (TRACK, "stage") and change.id in sought:
                names = (str(new_ids.get(name, name)) for name in (change.after, change.before) if name)
                if candidates := [*_not_archived(map(stages.find, names))]:
                    identifier = sought.pop(change.id)
                    found |= {identifier: candidates[0]} if candidates[0] else {}
        sought = _ids_before(sought, plan)
    return found


def origin_in_history(stages: Stages, names: Iterable[str]) -> Stage | None:
    """The first of *names* that is not archived, as a stage; None if there is no such name, or no such stage now."""
    return next(_not_archived(stages.find(stages.meant_by(name)) for name in names), None)


def _not_archived(stages: Iterable[Stage | None]) -> Iterator[Stage | None]:
    """Those of *stages* that are not archived; None stands for one that there is no longer."""
    return (stage for stage in stages if stage is None or not stage.is_archived)


def _with_renamed_stages(new_ids: Mapping[object, object], plan: ChangePlan) -> dict[object, object]:
    """*new_ids*, which has the ids that stages have now by those after *plan*, with those before it too."""
    known = dict(new_ids)
    for change in plan.changes:
        if (change.kind, change.field) == (STAGE.name, "id") and change.before and change.after:
            known[change.before] = known.get(change.after, change.after)
    return known


def _ids_before(sought: Mapping[str, str], plan: ChangePlan) -> dict[str, str]:
    """*sought*, which has the ids that tracks have now by those after *plan*, by those before it.

    A track that the plan added, or whose id was that of another track, is left out.
    """
    renamed = {
        change.after: change.before
        for change in plan.changes
        if isinstance(change, MoveFile) and change.field == "id"
    }
    gone = {*renamed.values(), *map(track_id, plan.new_files)} - {*renamed}
    return {renamed.get(then, then): now for then, now in sought.items() if then not in gone}
