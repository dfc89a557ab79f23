"""Fields of prodash's own: conditions on the stage, workflows, projects and due date, whose values are names and dates."""

from collections.abc import Callable
from datetime import date
from typing import Any

from prodash.errors import UnreadStagesError, UsageError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.due import cached_by_due_fields
from prodash.model.catalogue.kinds import BY_FIELD
from prodash.model.catalogue.track import Condition, Track
from prodash.model.dates.phrases import ACCEPTED_DATES, parse_range
from prodash.model.filters.names import ids_named
from prodash.model.filters.unlisted import listed_entry
from prodash.model.where.value_tests import ORDERS


def naming_condition(catalogue: Catalogue, today: date, field: str, sign: str, wanted: str) -> Condition:
    """The condition that *field* is what *wanted* names, or comes before or after it, as *sign* says.

    Raises UsageError if there is no such order, UnknownNameError, UnreadStagesError.
    """
    if field == "due":
        return _due_condition(catalogue, today, sign, wanted)
    if sign == "=":
        ids = ids_named(catalogue, BY_FIELD[field], wanted)
        return lambda track: not ids.isdisjoint(_names(track, field))
    if field == "stage":
        return _stage_order(catalogue, ORDERS[sign], wanted)
    raise UsageError(f"--where: {field} have no order; write {field}=NAME, {field}!=NAME or {field}~TEXT")


def naming_texts(catalogue: Catalogue, track: Track, field: str) -> tuple[str, ...]:
    """The ids and names in *field*, or the date that counts; empty if the track has none."""
    if field == "due":
        due = catalogue.due_of(track)
        return (due.day.isoformat(),) if due else ()
    vocabulary = BY_FIELD[field].vocabulary_of(catalogue)
    entries = [vocabulary.find(name) for name in _names(track, field)]
    return (*_names(track, field), *(entry.name for entry in entries if entry))


def _names(track: Track, field: str) -> tuple[str, ...]:
    value: str | tuple[str, ...] = getattr(track, field)
    return tuple(filter(None, (value,))) if isinstance(value, str) else value


def _stage_order(catalogue: Catalogue, compare: Callable[[Any, Any], bool], wanted: str) -> Condition:
    stages = catalogue.stages
    if not stages.is_declared:
        raise UnreadStagesError
    position = {stage.id: number for number, stage in enumerate(stages.in_order)}
    limit = position[listed_entry(catalogue, BY_FIELD["stage"], wanted).id]
    return lambda track: track.stage in position and compare(position[track.stage], limit)


def _due_condition(catalogue: Catalogue, today: date, sign: str, wanted: str) -> Condition:
    try:
        first, last = parse_range(wanted.casefold(), today, accepted=f"{ACCEPTED_DATES}; or !due")
    except UsageError as error:
        raise UsageError(f"--where due: {error}") from None
    # A range is one point in time: earlier is before its first day, later is after its last.
    limit = first if sign in {"<", ">="} else last

    def holds(track: Track) -> bool:
        due = catalogue.due_of(track)
        return due is not None and (first <= due.day <= last if sign == "=" else ORDERS[sign](due.day, limit))

    return cached_by_due_fields(holds)
