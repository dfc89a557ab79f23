"""Conditions: what each filter asks of a track."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from prodash.errors import ProdashError, UsageError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.track import Track
from prodash.model.catalogue.tracks import DUE_FIELDS
from prodash.model.catalogue.vocabulary import Entry, Vocabulary
from prodash.model.names.names import fold
from prodash.model.select.filters import Filters

if TYPE_CHECKING:
    from prodash.model.catalogue.track import Condition
    from prodash.model.history.track_time import TimeOf

T = TypeVar("T", bound=Entry)


class Criterion(NamedTuple):
    """A condition, and the *fields* of `Tracks.which_alike` on which alone it depends; none if it depends on others too."""

    condition: "Condition"
    fields: Sequence[str] = ()


def criteria(catalogue: Catalogue, filters: Filters, today: date, time_of: "TimeOf") -> Iterator[Criterion]:
    """What a track must meet; raises UnknownNameError, UnreadStagesError, UsageError."""
    yield from _criteria_but_history(catalogue, filters, today, time_of)
    for name, meant in filters.named:
        with _says_which_filter(name):
            yield from _criteria_but_history(catalogue, meant, today, time_of)
    # Last, because the history is read for what the others leave.
    yield from _history_criteria(filters, today, time_of)
    for name, meant in filters.named:
        with _says_which_filter(name):
            yield from _history_criteria(meant, today, time_of)


@contextmanager
def _says_which_filter(name: str) -> Iterator[None]:
    """A context in which an error says that it is about the named filter."""
    try:
        yield
    except ProdashError as error:
        error.args = (f"in the filter {name!r}: {error}",)
        raise


def _criteria_but_history(
    catalogue: Catalogue, filters: Filters, today: date, time_of: "TimeOf"
) -> Iterator[Criterion]:
    if filters.limits_names:
        from prodash.model.select.name_conditions import name_criteria

        yield from name_criteria(catalogue, filters)
    if filters.due or filters.not_due:
        yield from (Criterion(one, DUE_FIELDS) for one in _due_conditions(catalogue, filters, today))
    if filters.search is not None:
        yield Criterion(_search_condition(catalogue, filters.search))
    yield from (_where_criterion(text, catalogue, today, time_of) for text in filters.where)


def _due_conditions(catalogue: Catalogue, filters: Filters, today: date) -> "Iterator[Condition]":
    from prodash.model.filters.due import due_in, not_due

    if filters.due:
        yield due_in(catalogue, filters.due, today, "--due")
    if filters.not_due:
        yield not_due(catalogue, filters.not_due, today)


def _search_condition(catalogue: Catalogue, text: str) -> "Condition":
    wanted = fold(text)
    if not wanted.strip():
        raise UsageError("--search is empty; write the text to look for")

    in_workflows = cache(partial(_occurs_in_names, catalogue.workflows, wanted))
    in_projects = cache(partial(_occurs_in_names, catalogue.projects, wanted))

    def matches(track: Track) -> bool:
        return (
            wanted in fold(track.id)
            or wanted in fold(track.title)
            or in_workflows(track.workflows)
            or in_projects(track.projects)
            # Last, because notes are read from disk on first access.
            or wanted in fold(track.notes)
        )

    return matches


def _where_criterion(text: str, catalogue: Catalogue, today: date, time_of: "TimeOf") -> Criterion:
    from prodash.model.where.conditions import deciding_fields, parse_where

    return Criterion(parse_where(text, catalogue, today, time_of), deciding_fields(text, catalogue))


def _history_criteria(filters: Filters, today: date, time_of: "TimeOf") -> Iterator[Criterion]:
    if filters.moved_since is None and filters.in_stage_for is None:
        return
    from prodash.model.filters.history import in_stage_for, moved_since

    if filters.moved_since is not None:
        yield Criterion(moved_since(filters.moved_since, today, time_of))
    if filters.in_stage_for is not None:
        yield Criterion(in_stage_for(filters.in_stage_for, today, time_of))


def _occurs_in_names(vocabulary: Vocabulary[T], wanted: str, ids: tuple[str, ...]) -> bool:
    """Whether *wanted* occurs in one of *ids* or in the name that belongs to it."""
    entries = (vocabulary.find(identifier) for identifier in ids)
    return any(wanted in fold(text) for text in (*ids, *(entry.name for entry in entries if entry)))
