"""resolve: settle what is in conflict after a merge."""

from collections.abc import Sequence
from typing import Annotated, NamedTuple

import typer

from prodash.completion.choices import CONFLICTS, FIELDS_IN_CONFLICT
from prodash.errors import UsageError
from prodash.model.select.assignment_words import split_assignments_and_tracks
from prodash.options.option_group import OptionGroup
from prodash.session.change.options import ChangeOptions
from prodash.session.resolve.decisions import Decisions
from prodash.session.resolve.listing import list_conflicts
from prodash.session.session import Session
from prodash.storage.merge.pieces import Side

_WORDS = (
    "Tracks by id, title or path, and vocabularies such as stages.yaml; then FIELD=VALUE for a new value."
)


class AskedSide(NamedTuple):
    """The side that wins, as typed, and the fields where it does; none for all."""

    ours: bool = False
    theirs: bool = False
    field: tuple[str, ...] = ()


class SideOptions(OptionGroup, builds=AskedSide):
    """Options that say which side wins."""

    ours: Annotated[
        bool, typer.Option("--ours", help="Take our side: what you had, but in a rebase what came in.")
    ] = False
    theirs: Annotated[
        bool, typer.Option("--theirs", help="Take their side: what came in, but in a rebase what you had.")
    ] = False
    field: Annotated[
        list[str] | None,
        typer.Option("--field", metavar="FIELD", help="Take the side in this field only; may be repeated."),
        FIELDS_IN_CONFLICT,
    ] = None


def resolve(
    session: Session,
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[TRACK | FIELD=VALUE]...", help=_WORDS, show_default=False),
        CONFLICTS,
    ] = None,
    *,
    asked: Annotated[AskedSide, SideOptions],
    no_add: Annotated[
        bool, typer.Option("--no-add", help="Do not add files without conflicts to git's index.")
    ] = False,
    options: ChangeOptions,
) -> None:
    """Settle what is in conflict after a merge.

    Without a side or a value it lists the fields in conflict with both values, and whose they are; if you name a TRACK on a
    terminal, it asks which value is right. Only fields in conflict change. Once a file has none left, it is added to git's
    index, unless git's setting prodash.addResolved is false. In a rebase, --theirs keeps your own changes. prodash undo
    takes it back.

    Example: prodash resolve midnight-drive due=2026-12-11 --theirs
    """
    assignments, tracks = split_assignments_and_tracks(words or ())
    decisions = _decisions(assignments, asked)
    if decisions.are_none:
        decisions = _listed_or_asked(session, tracks, options)
    if decisions.are_none:
        return
    from prodash.session.resolve.settle import can_settle, settle

    # Formats for programs answer with no rows instead.
    if decisions.side and options.output.has_usual_columns and not can_settle(session, tracks):
        return
    settle(session, tracks, decisions, options, adds=not no_add)


def _listed_or_asked(session: Session, tracks: Sequence[str], options: ChangeOptions) -> Decisions:
    """What the user decides about each field in conflict of *tracks*; nothing where they can only be listed."""
    if not tracks or options.yes or not session.console.can_ask:
        list_conflicts(session, tracks, options.output)
        return Decisions()
    from prodash.session.resolve.ask import ask_for_sides

    return ask_for_sides(session, tracks)


def _decisions(assignments: Sequence[str], asked: AskedSide) -> Decisions:
    """What the user decides on the command line; raises UsageError."""
    if asked.ours and asked.theirs:
        raise UsageError("choose --ours or --theirs, not both")
    if asked.field and not (asked.ours or asked.theirs):
        raise UsageError("--field says where a side wins; add --ours or --theirs")
    pairs = [word.partition("=") for word in assignments]
    for name, _, _ in pairs:
        if name.endswith(("+", "-")):
            raise UsageError(f"resolve sets whole values; write {name.rstrip('+-')}=VALUE")
    values = {name: value for name, _, value in pairs}
    side: Side | None = "ours" if asked.ours else "theirs" if asked.theirs else None
    return Decisions(side, asked.field, values)
