"""Archiving: the plans that put tracks into the archived stage, and back where they were before."""

from collections.abc import Mapping, Sequence

from prodash import shell
from prodash.errors import RefusedError, UnknownNameError, UsageError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.kinds import STAGE
from prodash.model.catalogue.stage import Stage, Stages
from prodash.model.catalogue.track import Track
from prodash.model.change.assignment import Assignment
from prodash.model.change.set_fields import plan_changes
from prodash.model.change.set_stage import require_known_stages, stage_change
from prodash.model.names.file_names import track_id
from prodash.model.plan.plan import ChangePlan, changed_title_or_count
from prodash.model.select.find_tracks import AmbiguousTrackError, find_paths
from prodash.model.select.select import Selected


class UnknownOriginError(UsageError):
    """Nothing says in which stage these archived *tracks* were before."""

    def __init__(self, tracks: Sequence[Track]) -> None:
        self.tracks = tuple(tracks)
        ids = [track.id for track in tracks]
        few = len(ids) <= shell.MOST_NAMES
        names = ", ".join(map(repr, ids)) if few else f"{len(ids):,} tracks"
        were = "was" if len(ids) == 1 else "were"
        how = shell.command("prodash", "restore", *ids, "STAGE") if few else "--stage STAGE"
        super().__init__(f"no change and no commit says where {names} {were} before; {how} names the stage")


def plan_archive(catalogue: Catalogue, selected: Selected) -> ChangePlan:
    """The plan that puts the *selected* tracks into the archived stage.

    Raises RefusedError if there is none, or more than one, and for what `plan_changes` refuses.
    """
    require_known_stages(catalogue)
    archived = archived_stages(catalogue)
    if not archived:
        command = shell.command("prodash", "stages", "add", "Archived", "--kind", "archived")
        raise RefusedError([(STAGE.path, f"no stage is archived; {command} adds one")])
    if len(archived) > 1:
        commands = " or ".join(f"'prodash set stage={stage.id}'" for stage in archived)
        raise RefusedError([(STAGE.path, f"{len(archived)} stages are archived; write {commands}")])
    return plan_changes(catalogue, selected, [Assignment("stage", "=", archived[0].id)])


def plan_restore(
    catalogue: Catalogue, selected: Selected, target: str | None, origins: Mapping[str, Stage]
) -> ChangePlan:
    """The plan that puts the *selected* archived tracks into the stage *target*, or back to their *origins*.

    Raises UsageError for an archived *target*, UnknownNameError, UnknownOriginError for tracks without a stage to go to,
    and RefusedError for tracks that are not archived and are in another stage than *target*.
    """
    require_known_stages(catalogue)
    to = None if target is None else _active_stage(catalogue.stages, target)
    refused = selected.refused
    changes, lost = [], []
    for track in selected.tracks:
        now = catalogue.stage_of(track)
        stage = to or (origins.get(track.id) if now and now.is_archived else now)
        if now is None or not (now.is_archived or stage == now):
            refused.append((track.path, _why_not_restored(track, now, to)))
        elif stage is None:
            lost.append(track)
        else:
            changes.append(stage_change(track, stage))
    if refused:
        raise RefusedError(refused)
    if lost:
        raise UnknownOriginError(lost)
    return ChangePlan(f"Restore {changed_title_or_count(catalogue.tracks, changes)}", tuple(changes))


def archived_stages(catalogue: Catalogue) -> tuple[Stage, ...]:
    """The stages whose tracks are archived."""
    return tuple(stage for stage in catalogue.stages.in_order if stage.is_archived)


def split_stage(catalogue: Catalogue, words: Sequence[str]) -> tuple[Sequence[str], str | None]:
    """The *words* that name tracks, and the stage that the last one names; None if that names a track.

    Raises UsageError for a word that is both, and UnknownNameError for one that is neither and like a stage.
    """
    *others, last = words
    stages = catalogue.stages
    named = _tracks_named(catalogue, last, by_beginning=stages.find(last) is None)
    if stages.find(last) is None:
        if not named and (like := stages.similar(last)):
            raise UnknownNameError("track or stage", last, like)
        return words, None
    if not named:
        return others, last
    stage, track = (["prodash", "restore", *others, *end] for end in (["--stage", last], ["--", last]))
    raise UsageError(
        f"{last!r} is a stage, and names the track {named[0]}; "
        f"{shell.command(*stage)} takes the stage, {shell.command(*track)} the track"
    )


def _tracks_named(catalogue: Catalogue, word: str, *, by_beginning: bool) -> Sequence[str]:
    """The ids of the tracks that *word* names."""
    try:
        return [*map(track_id, find_paths(catalogue, [word], by_beginning=by_beginning))]
    except AmbiguousTrackError as error:
        return [named.id for named in error.tracks]
    except UnknownNameError:
        return []


def _active_stage(stages: Stages, name: str) -> Stage:
    stage = stages.get(name)
    if stage.is_archived:
        raise UsageError(f"the stage {stage.id!r} is archived itself; name another one")
    return stage


def _why_not_restored(track: Track, now: Stage | None, to: Stage | None) -> str:
    if now is None:
        command = shell.command("prodash", "set", "stage=NAME", track.id)
        return f"its stage is unknown; {command} gives it one"
    command = shell.command("prodash", "set", f"stage={to.id if to else 'NAME'}", track.id)
    return f"it is in {now.name}, which is not archived; to change its stage, run {command}"
