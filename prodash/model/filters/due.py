"""Due filters: the conditions that a track is, or is not, due at a time."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from prodash.errors import UsageError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.due import Urgency, cached_by_due_fields
from prodash.model.catalogue.track import Track
from prodash.model.dates.phrases import ACCEPTED_DATES, parse_range
from prodash.model.filters.names import require_no_negation
from prodash.model.names.keywords import ANY, NONE, OVERDUE
from prodash.model.names.name_lists import split_names

if TYPE_CHECKING:
    from prodash.model.catalogue.track import Condition


def due_in(catalogue: Catalogue, phrases: Sequence[str], today: date, option: str) -> "Condition":
    """The condition that a track is due at the time of one of *phrases*; raises UsageError."""
    parts = split_names(phrases)
    for part in parts:
        require_no_negation(part, option, "!")
    conditions = [_due_condition(catalogue, part.casefold(), today, option) for part in parts]
    return lambda track: any(condition(track) for condition in conditions)


def not_due(catalogue: Catalogue, phrases: Sequence[str], today: date) -> "Condition":
    """Not due then; a date that is unknown may be then, so it does not count as not due."""
    is_due = due_in(catalogue, phrases, today, "--not-due")
    return lambda track: not is_due(track) and not catalogue.has_unknown_due(track)


def _due_condition(catalogue: Catalogue, phrase: str, today: date, option: str) -> "Condition":
    if phrase == OVERDUE:
        return cached_by_due_fields(lambda track: catalogue.urgency_of(track, today) is Urgency.OVERDUE)
    if phrase in {NONE, ANY}:
        return cached_by_due_fields(lambda track: _date_is_known(catalogue, track, exists=phrase == ANY))
    first, last = _parse_due(phrase, today, option)

    def within(track: Track) -> bool:
        due = catalogue.due_of(track)
        return due is not None and first <= due.day <= last

    return cached_by_due_fields(within)


def _parse_due(phrase: str, today: date, option: str) -> tuple[date, date]:
    accepted = f"{ACCEPTED_DATES}; or overdue, week, month, none, any, A..B"
    try:
        return parse_range(phrase, today, accepted=accepted)
    except UsageError as error:
        raise UsageError(f"{option}: {error}") from None


def _date_is_known(catalogue: Catalogue, track: Track, *, exists: bool) -> bool:
    """Whether it is known that *track* has a due date, or that it has none."""
    return (catalogue.due_of(track) is not None) == exists and not catalogue.has_unknown_due(track)
