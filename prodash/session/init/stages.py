"""Stages: those of a new catalogue, from the values that a field has in the tracks of its folder."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from prodash.errors import DeclinedError, RefusedError, UnknownNameError, UsageError
from prodash.model.catalogue.fields import STAGE_KEY, StageLine
from prodash.model.catalogue.track import Track
from prodash.model.choice.in_order import InOrder
from prodash.model.entries.stage_list import parse_stage_list, stage_options
from prodash.model.entries.stage_values import (
    MOST_STAGES,
    StageValue,
    can_be_stage,
    fields_like_stages,
    require_all_named,
    stage_values,
)
from prodash.model.entries.values import Options
from prodash.model.names.names import match_key, title_from_id
from prodash.model.names.similar import similar
from prodash.render.choice.numbered_rows import numbered_rows
from prodash.render.terminal.words import pluralise
from prodash.session.init.outside import require_tracks_in_place
from prodash.session.pick.terminal import can_choose, choose_by_keys, has_keys
from prodash.session.session import Session
from prodash.session.terminal.choose import choose_order, name_lines
from prodash.storage.read.stage_key import why_not_a_stage_key
from prodash.storage.read.track_files import read_tracks

_QUESTION = "In which order do tracks pass these stages?"


def stages_of_field(session: Session, root: Path, field: str, asked: Sequence[str]) -> Sequence[Options]:
    """The stages for the values of *field* in the tracks of *root*: as *asked*, as the user orders them, or by number.

    Raises UsageError, UnknownNameError for a field that no track has, RefusedError, DeclinedError.
    """
    if reason := why_not_a_stage_key(field):
        raise UsageError(f"--stage-field is {reason}; write the key that names the stage of your tracks")
    require_tracks_in_place(session, root, field)
    with session.console.progress("reading {} of {} files") as report:
        tracks = read_tracks(root, None, StageLine(field), {}, report).tracks
    values = _values(session, field, tracks)
    return _with_readable_names(_asked_stages(asked, values) if asked else _ordered_stages(session, values))


def _asked_stages(asked: Sequence[str], values: Sequence[StageValue]) -> Sequence[Options]:
    """The stages as *asked*, in the spelling of the tracks; raises UsageError if one of *values* is missing."""
    stages = parse_stage_list(asked)
    require_all_named(values, stages)
    return [{**stage, "name": _spelled(stage["name"], values)} for stage in stages]


def _ordered_stages(session: Session, values: Sequence[StageValue]) -> Sequence[Options]:
    """A stage for each of *values*, as the user orders them; in their order where nobody can be asked."""
    if not (session.console.can_ask and can_choose(session)) or len(values) == 1:
        return stage_options([(value.name, "active") for value in values])
    lines = name_lines(session.console, [(value.name, pluralise(value.tracks, "track")) for value in values])
    return stage_options([(values[position].name, "") for position in _order(session, lines)])


def _order(session: Session, lines: Sequence[str]) -> Sequence[int]:
    """The order that the user gives to *lines*, as positions; raises DeclinedError, UsageError."""
    if not has_keys(session):
        return choose_order(session.console, lines, _QUESTION)
    taken = choose_by_keys(session, InOrder(len(lines)), partial(numbered_rows, lines, _QUESTION)).taken
    if not taken:
        raise DeclinedError
    return taken


def _spelled(name: str, values: Sequence[StageValue]) -> str:
    """*name* as the tracks spell it."""
    return next((value.name for value in values if match_key(value.name) == match_key(name)), name)


def _with_readable_names(stages: Sequence[Options]) -> Sequence[Options]:
    """*stages*, with readable names for those whose values look like ids."""
    return [
        {**stage, "name": title_from_id(stage["id"])} if stage["name"] == stage["id"] else stage
        for stage in stages
    ]


def _values(session: Session, field: str, tracks: Sequence[Track]) -> Sequence[StageValue]:
    """The values of *field* that can be stages; tells the user which cannot.  Raises RefusedError, UnknownNameError."""
    values = stage_values(track.stage for track in tracks)
    if not values:
        raise _no_values(field, tracks)
    if len(values) > MOST_STAGES:
        reason = (
            f"it has {len(values)} values in {pluralise(len(tracks), 'track')}, so it is hardly the stage"
        )
        raise RefusedError([(field, reason)])
    for value in values:
        if not can_be_stage(value.name):
            count = pluralise(value.tracks, "track")
            session.console.info(f"no stage can be called {value.name!r}, the value of {count}")
    return [value for value in values if can_be_stage(value.name)]


def _no_values(field: str, tracks: Sequence[Track]) -> RefusedError | UnknownNameError:
    """The error that no track has a text in *field*."""
    if any(STAGE_KEY in track.keys for track in tracks):
        return RefusedError([(field, "no track has one text there, so it cannot be the stage")])
    likely = [*fields_like_stages(tracks)] or similar(field, {key for one in tracks for key in one.custom})
    return UnknownNameError("field", field, likely)
