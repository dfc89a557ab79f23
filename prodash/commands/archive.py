"""archive and restore: tracks leave the views, and come back to where they were."""

from typing import Annotated

import typer

from prodash.completion.choices import ARCHIVED_AND_STAGES, STAGE
from prodash.errors import RefusedError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.kinds import STAGE as KIND
from prodash.model.catalogue.stage import Stage
from prodash.model.change.archive import (
    UnknownOriginError,
    archived_stages,
    plan_archive,
    plan_restore,
    split_stage,
)
from prodash.model.plan.plan import ChangePlan
from prodash.model.select.filters import Filters
from prodash.model.select.select import Selected
from prodash.options.change import Pick
from prodash.session.change.options import ChangeOptions
from prodash.session.change.origins import origins_of
from prodash.session.change.tracks import change_tracks
from prodash.session.session import Session
from prodash.session.terminal.streams import STDIN

_WORDS = "Tracks by id, title or path, then the stage that they go to; - reads tracks from stdin."


def archive(session: Session, pick: Pick = False, *, filters: Filters, options: ChangeOptions) -> None:
    """Put tracks away, so that views leave them out.

    They go into the archived stage; prodash restore brings them back. With --pick you mark them by hand.

    Example: prodash archive fog
    """
    if pick:
        from prodash.session.pick.filters import picked

        filters = picked(session, filters, "Which tracks to archive?", unasked=options.yes)
    change_tracks(session, filters, options, plan_archive)


def restore(
    session: Session,
    track: Annotated[
        list[str] | None,
        typer.Argument(metavar="[TRACK]... [STAGE]", help=_WORDS, show_default=False),
        ARCHIVED_AND_STAGES,
    ] = None,
    stage: Annotated[
        str | None,
        typer.Option(
            "--stage", "-s", metavar="STAGE", help="The stage to put them in, instead of the one before."
        ),
        STAGE,
    ] = None,
    *,
    filters: Filters,
    options: ChangeOptions,
) -> None:
    """Bring archived tracks back to where they were.

    The stage where a track was before is found in the changes that undo can take back, or else in the commits of git. If it
    is in neither, you choose it on the terminal; elsewhere, name it.

    Example: prodash restore untitled-7 writing
    """
    named = session.settings.with_named_filters(filters._replace(track=track))
    target, asked = stage, dict[str, Stage]()

    def narrow(catalogue: Catalogue, filters: Filters) -> Filters:
        nonlocal named, target
        if stage is None and _may_end_with_stage(session, filters):
            words, target = split_stage(catalogue, filters.track or ())
            filters = filters._replace(track=words or None)
        named = filters
        return _only_archived(catalogue, filters)

    def plan(catalogue: Catalogue, selected: Selected) -> ChangePlan:
        known = {} if target else origins_of(session, catalogue, selected.tracks)
        return plan_restore(catalogue, selected, target, {**asked, **known})

    try:
        change_tracks(session, named, options, plan, narrow=narrow)
    except UnknownOriginError as error:
        asked = _ask(session, error, named, unasked=options.yes)
        change_tracks(session, named, options, plan, narrow=narrow)


def _may_end_with_stage(session: Session, filters: Filters) -> bool:
    """Whether the last word may be the stage: other words or filters choose the tracks, and it is not after `--`."""
    words = filters.track or ()
    chooses = len(words) > 1 or not filters._replace(track=None).is_empty
    return bool(words) and chooses and words[-1] != STDIN and not session.words_after_dashes


def _only_archived(catalogue: Catalogue, filters: Filters) -> Filters:
    """The filters for archived tracks alone, unless the user names tracks; raises RefusedError if no stage is archived."""
    if filters.track is not None:
        return filters
    archived = [stage.id for stage in archived_stages(catalogue)]
    if not archived:
        raise RefusedError([(KIND.path, "no stage is archived, so there is nothing to restore")])
    return filters._replace(stage=archived, all=True)


def _ask(session: Session, error: UnknownOriginError, filters: Filters, *, unasked: bool) -> dict[str, Stage]:
    """The stage that the user chooses for the tracks of *error*, by their ids.

    *unasked* is whether `--yes` was given.  Raises *error* if nobody can choose, DeclinedError, UsageError.
    """
    from prodash.session.pick.stage import choose_stage, may_choose_stage

    if not may_choose_stage(session, filters, unasked=unasked):
        raise error
    catalogue = session.read()
    stage = choose_stage(session, catalogue, error.tracks, catalogue.stages.path)
    return dict.fromkeys((track.id for track in error.tracks), stage)
