"""set: changes to many tracks."""

from collections.abc import Sequence
from typing import Annotated

import typer

from prodash.completion.choices import CHANGES
from prodash.errors import UsageError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.change.assignment import Assignment, is_shift, parse_assignments
from prodash.model.change.set_fields import SetOptions
from prodash.model.plan.plan import ChangePlan
from prodash.model.select.assignment_words import require_no_track_named, split_assignments_and_tracks
from prodash.model.select.filters import Filters
from prodash.model.select.select import FailIf, Selected
from prodash.options.change import NewField, Pick
from prodash.options.option_group import OptionGroup
from prodash.session.change.options import ChangeOptions
from prodash.session.change.tracks import change_tracks, no_tracks_named, plan_assignments
from prodash.session.session import Session
from prodash.storage.yaml.literal import read_literal

_WORDS = "The changes, then tracks by id, title or path; - reads tracks from stdin."


class HowOptions(OptionGroup, builds=SetOptions):
    """Options of how fields are set."""

    own_date: Annotated[
        bool,
        typer.Option(
            "--own-date", help="With due+= and due-=: give tracks with a project's date one of their own."
        ),
    ] = False
    new_field: NewField = False
    expand: Annotated[
        bool, typer.Option("--expand", help="Fill in fields of the track: {id}, {bpm}; {{ is a brace.")
    ] = False


def set_fields(
    session: Session,
    track: Annotated[
        list[str] | None,
        typer.Argument(metavar="FIELD=VALUE... [TRACK]...", help=_WORDS, show_default=False),
        CHANGES,
    ] = None,
    *,
    fail_if_empty: Annotated[
        bool, typer.Option("--fail-if-empty", help="Exit with 6 if no track is selected.")
    ] = False,
    pick: Pick = False,
    how: Annotated[SetOptions, HowOptions],
    filters: Filters,
    options: ChangeOptions,
) -> None:
    """Change fields of tracks.

    If one track cannot be changed, none is. Write stage=NAME, stage=next, due=friday, title=TEXT or a custom field; FIELD=
    clears a field. workflows+=A,B adds to a list and workflows-=A removes from it; FIELD:=[A,B] is a list or one value in YAML.
    notes+=TEXT adds a line. due=2w is two weeks from today; due+=2w makes each track's own date two weeks later. Without a
    change, a terminal shows the stages as cards to choose from. prodash undo takes the change back.

    Example: prodash set stage=mixing due+=2w workflows-=vocals midnight-drive
    """
    words, tracks = _changes_and_tracks(track or (), session.words_after_dashes)
    filters = session.settings.with_named_filters(filters._replace(track=tracks or None))
    if not pick:
        _require_tracks_and_change(session, words, filters, options)
    assignments = _assignments(session, words, how)
    if pick:
        from prodash.session.pick.filters import picked

        filters = picked(session, filters, "Which tracks to change?", unasked=options.yes)
    if not words:
        from prodash.session.pick.stage import chosen_stage

        assignments, filters = chosen_stage(session, filters)

    def plan(catalogue: Catalogue, selected: Selected) -> ChangePlan:
        require_no_track_named(words, catalogue.tracks)
        return plan_assignments(session, catalogue, selected, assignments, how)

    change_tracks(session, filters, options, plan, FailIf(fail_if_empty=fail_if_empty))


def _assignments(session: Session, words: Sequence[str], how: SetOptions) -> Sequence[Assignment]:
    """What *words* say; raises UsageError, also if it does not go with *how* fields are set."""
    assignments = parse_assignments(words, session.today, read_literal)
    if how.own_date and not any(map(is_shift, assignments)):
        raise UsageError("--own-date belongs to a shift of dates, such as due+=2w")
    return assignments


def _require_tracks_and_change(
    session: Session, words: Sequence[str], filters: Filters, options: ChangeOptions
) -> None:
    """Raise UsageError without tracks, and without a change unless the user can choose a stage."""
    if filters.is_empty:
        require_no_track_named(words, session.load().tracks)
        raise no_tracks_named(options, empty=filters.filter)
    if not words:
        from prodash.session.pick.stage import may_choose_stage

        if not may_choose_stage(session, filters, unasked=options.yes):
            raise UsageError("name a change, as in 'prodash set stage=mixing TRACK'")


def _changes_and_tracks(
    words: Sequence[str], after_dashes: Sequence[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The changes and the tracks among *words*; those *after_dashes* are tracks if there is a change before them."""
    changes, tracks = split_assignments_and_tracks(words[: len(words) - len(after_dashes)])
    return (changes, (*tracks, *after_dashes)) if changes else split_assignments_and_tracks(words)
