"""archive and restore: tracks leave the views, and come back to where they were."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Annotated

import typer

from prodash.completion.choices import STAGE
from prodash.errors import DeclinedError, DiskError, RefusedError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.kinds import STAGE as KIND
from prodash.model.catalogue.stage import Stage
from prodash.model.catalogue.track import title_or_count
from prodash.model.change.archive import (
    UnknownOriginError,
    archived_stages,
    plan_archive,
    plan_restore,
    stages_before,
)
from prodash.model.change.change import ChangePlan
from prodash.model.select.filters import Filters
from prodash.model.select.select import Selected
from prodash.session.change.options import ChangeOptions
from prodash.session.change.tracks import change_tracks
from prodash.session.session import Session
from prodash.session.terminal.streams import STDIN
from prodash.storage.undo.choose import done_records


def archive(session: Session, filters: Filters, options: ChangeOptions) -> None:
    """Put tracks away, so that views leave them out.

    They go into the archived stage. restore brings them back.

    Example: prodash archive fog
    """
    change_tracks(session, filters, options, plan_archive)


def restore(
    session: Session,
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

    prodash finds the stage in the changes that undo can take back. If it is not there, a terminal asks; elsewhere, --stage
    must name it.

    Example: prodash restore untitled-7 --stage writing
    """
    named, asked = filters, dict[str, Stage]()

    def narrow(catalogue: Catalogue, filters: Filters) -> Filters:
        nonlocal named
        named = filters
        return _only_archived(catalogue, filters)

    def plan(catalogue: Catalogue, selected: Selected) -> ChangePlan:
        known = {} if stage else stages_before(catalogue.stages, selected.tracks, _plans_done(session))
        return plan_restore(catalogue, selected, stage, {**asked, **known})

    try:
        change_tracks(session, filters, options, plan, narrow=narrow)
    except UnknownOriginError as error:
        if not session.console.can_ask or STDIN in (named.track or ()):
            raise
        asked = _ask(session, error)
        change_tracks(session, named, options, plan, narrow=narrow)


def _only_archived(catalogue: Catalogue, filters: Filters) -> Filters:
    """The filters for archived tracks alone, unless the user names tracks; raises RefusedError if no stage is archived."""
    if filters.track is not None:
        return filters
    archived = [stage.id for stage in archived_stages(catalogue)]
    if not archived:
        raise RefusedError([(KIND.path, "no stage is archived, so there is nothing to restore")])
    return filters._replace(stage=archived, all=True)


def _plans_done(session: Session) -> Iterator[ChangePlan]:
    """The plans that undo can take back, newest first; none if the journal cannot be read."""
    with suppress(DiskError):
        yield from (record.plan for _, record in done_records(session.files.journal))


def _ask(session: Session, error: UnknownOriginError) -> dict[str, Stage]:
    """The stage that the user names for the tracks of *error*, by their ids; raises UnknownNameError, DeclinedError."""
    stages = session.read().stages
    what = title_or_count([track.title for track in error.tracks])
    answer = session.console.ask(
        f"Which stage for {what}? [{', '.join(stage.name for stage in stages.path)}]"
    )
    if not answer:
        raise DeclinedError
    return dict.fromkeys((track.id for track in error.tracks), stages.get(answer))
