"""Filters: the options that select tracks, and the condition that each one puts on a track."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from prodash.errors import UnreadStagesError, UsageError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.due import Urgency, cached_by_due_fields
from prodash.model.catalogue.kinds import STAGE
from prodash.model.catalogue.track import Track
from prodash.model.catalogue.vocabulary import Entry, Vocabulary
from prodash.model.names.keywords import ANY, NONE, OVERDUE
from prodash.model.names.name_lists import split_names
from prodash.model.names.names import fold
from prodash.model.select.name_filters import (
    chosen_ids,
    in_projects,
    in_stage,
    require_no_negation,
    stage_named,
    with_workflows,
)

if TYPE_CHECKING:
    from prodash.model.select.where import Condition

T = TypeVar("T", bound=Entry)


class Filters(NamedTuple):
    """The filters as typed; each field is one option of the command line.

    `track` is None if no ids were given; an empty sequence selects no track.
    """

    track: Sequence[str] | None = None
    stage: Sequence[str] = ()
    not_stage: Sequence[str] = ()
    past: str | None = None
    before: str | None = None
    workflow: Sequence[str] = ()
    not_workflow: Sequence[str] = ()
    project: Sequence[str] = ()
    not_project: Sequence[str] = ()
    due: Sequence[str] = ()
    not_due: Sequence[str] = ()
    search: str | None = None
    where: Sequence[str] = ()
    all: bool = False

    @property
    def limits_stages(self) -> bool:
        """Whether a filter on stages was given."""
        return bool(self.stage or self.not_stage or self.past or self.before)

    @property
    def limits_tracks(self) -> bool:
        """Whether any id, or any filter but `--all`, was given."""
        return not self._replace(all=False).is_empty

    @property
    def is_empty(self) -> bool:
        """Whether no id and no filter was given, not even `--all`."""
        return self == Filters()


def conditions(catalogue: Catalogue, filters: Filters, today: date) -> "Iterator[Condition]":
    """The conditions that a track must all meet; raises UnknownNameError, UnreadStagesError, UsageError."""
    yield from _stage_conditions(catalogue, filters)
    if filters.workflow:
        yield with_workflows(catalogue, filters.workflow, "--workflow")
    if filters.not_workflow:
        yield _not(with_workflows(catalogue, filters.not_workflow, "--not-workflow"))
    if filters.project:
        yield in_projects(catalogue, filters.project, "--project")
    if filters.not_project:
        yield _not(in_projects(catalogue, filters.not_project, "--not-project"))
    if filters.due:
        yield _due_in(catalogue, filters.due, today, "--due")
    if filters.not_due:
        yield _not_due(catalogue, filters.not_due, today)
    if filters.search is not None:
        yield _search_condition(catalogue, filters.search)
    yield from (_where_condition(text, catalogue, today) for text in filters.where)


def _stage_conditions(catalogue: Catalogue, filters: Filters) -> "Iterator[Condition]":
    stages = catalogue.stages
    if filters.stage:
        yield in_stage(chosen_ids(catalogue, STAGE, filters.stage, "--stage"))
    if filters.not_stage:
        yield _not(in_stage(chosen_ids(catalogue, STAGE, filters.not_stage, "--not-stage")))
    if filters.past is not None:
        _require_stage_order(catalogue)
        yield in_stage(
            frozenset(stage.id for stage in stages.past(stage_named(catalogue, filters.past, "--past")))
        )
    if filters.before is not None:
        _require_stage_order(catalogue)
        yield in_stage(
            frozenset(stage.id for stage in stages.before(stage_named(catalogue, filters.before, "--before")))
        )


def _require_stage_order(catalogue: Catalogue) -> None:
    if not catalogue.stages.is_declared:
        raise UnreadStagesError


def _due_in(catalogue: Catalogue, phrases: Sequence[str], today: date, option: str) -> "Condition":
    parts = split_names(phrases)
    for part in parts:
        require_no_negation(part, option, "!")
    return _any_of([_due_condition(catalogue, part.casefold(), today, option) for part in parts])


def _not_due(catalogue: Catalogue, phrases: Sequence[str], today: date) -> "Condition":
    """Not due then; a date that is unknown may be then, so it does not count as not due."""
    is_due = _due_in(catalogue, phrases, today, "--not-due")
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
    from prodash.model.dates.phrases import ACCEPTED_DATES, parse_range

    accepted = f"{ACCEPTED_DATES}; or overdue, week, month, none, any, A..B"
    try:
        return parse_range(phrase, today, accepted=accepted)
    except UsageError as error:
        raise UsageError(f"{option}: {error}") from None


def _date_is_known(catalogue: Catalogue, track: Track, *, exists: bool) -> bool:
    """Whether it is known that *track* has a due date, or that it has none."""
    return (catalogue.due_of(track) is not None) == exists and not catalogue.has_unknown_due(track)


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


def _where_condition(text: str, catalogue: Catalogue, today: date) -> "Condition":
    from prodash.model.select.where import parse_where

    return parse_where(text, catalogue, today)


def _occurs_in_names(vocabulary: Vocabulary[T], wanted: str, ids: tuple[str, ...]) -> bool:
    """Whether *wanted* occurs in one of *ids* or in the name that belongs to it."""
    entries = (vocabulary.find(identifier) for identifier in ids)
    return any(wanted in fold(text) for text in (*ids, *(entry.name for entry in entries if entry)))


def _not(condition: "Condition") -> "Condition":
    return lambda track: not condition(track)


def _any_of(conditions: "list[Condition]") -> "Condition":
    return lambda track: any(condition(track) for condition in conditions)
