"""Filters: the options that select tracks, and the condition that each one puts on a track."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from prodash.errors import UnreadStagesError, UsageError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.due import Urgency, cached_by_due_fields
from prodash.model.catalogue.track import Track
from prodash.model.catalogue.vocabulary import Entry, Vocabulary
from prodash.model.names.keywords import ANY, NONE, OVERDUE
from prodash.model.names.name_lists import split_names
from prodash.model.names.names import fold

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
    due: Sequence[str] = ()
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


def conditions(catalogue: Catalogue, filters: Filters, today: date) -> "Iterable[Condition]":
    """The conditions that a track must all meet; raises UnknownNameError, UnreadStagesError, UsageError."""
    stages = catalogue.stages
    if filters.stage:
        yield _in_stage(ids_of(stages, filters.stage))
    if filters.not_stage:
        yield _not(_in_stage(ids_of(stages, filters.not_stage)))
    if filters.past is not None:
        _require_stage_order(catalogue)
        yield _in_stage(frozenset(stage.id for stage in stages.past(stages.get(filters.past))))
    if filters.before is not None:
        _require_stage_order(catalogue)
        yield _in_stage(frozenset(stage.id for stage in stages.before(stages.get(filters.before))))
    if filters.workflow:
        yield _with_workflows(catalogue, filters.workflow)
    if filters.not_workflow:
        yield _not(_with_workflows(catalogue, filters.not_workflow))
    if filters.project:
        yield _in_project(catalogue, filters.project)
    if filters.due:
        yield _any_of(
            [_due_condition(catalogue, phrase.casefold(), today) for phrase in split_names(filters.due)]
        )
    if filters.search is not None:
        yield _search_condition(catalogue, filters.search)
    yield from (_where_condition(text, catalogue, today) for text in filters.where)


def _require_stage_order(catalogue: Catalogue) -> None:
    if not catalogue.stages.is_declared:
        raise UnreadStagesError


def _in_stage(ids: frozenset[str]) -> "Condition":
    return lambda track: track.stage in ids


def _with_workflows(catalogue: Catalogue, texts: Sequence[str]) -> "Condition":
    groups = [_workflow_group(catalogue, part) for part in split_names(texts)]
    return lambda track: any(
        group.issubset(track.workflows) if group else not track.workflows for group in groups
    )


def _workflow_group(catalogue: Catalogue, part: str) -> frozenset[str]:
    if part.casefold() == NONE:
        return frozenset()
    # The name of a workflow may contain a plus sign.
    workflow = catalogue.workflows.find(part)
    if workflow:
        return frozenset({workflow.id})
    return ids_of(catalogue.workflows, part.split("+"))


def _in_project(catalogue: Catalogue, texts: Sequence[str]) -> "Condition":
    projects = catalogue.projects
    parts = split_names(texts)
    wanted = frozenset[str]().union(
        *(projects.within(projects.get(p)) for p in parts if p.casefold() != NONE)
    )
    accepts_none = any(part.casefold() == NONE for part in parts)
    return lambda track: not wanted.isdisjoint(track.projects) or (accepts_none and not track.projects)


def _due_condition(catalogue: Catalogue, phrase: str, today: date) -> "Condition":
    if phrase == OVERDUE:
        return cached_by_due_fields(lambda track: catalogue.urgency_of(track, today) is Urgency.OVERDUE)
    if phrase in {NONE, ANY}:
        return cached_by_due_fields(lambda track: _date_is_known(catalogue, track, exists=phrase == ANY))
    first, last = _parse_due(phrase, today)

    def within(track: Track) -> bool:
        due = catalogue.due_of(track)
        return due is not None and first <= due.day <= last

    return cached_by_due_fields(within)


def _parse_due(phrase: str, today: date) -> tuple[date, date]:
    from prodash.model.dates.phrases import ACCEPTED_DATES, parse_range

    accepted = f"{ACCEPTED_DATES}; or overdue, week, month, none, any, A..B"
    try:
        return parse_range(phrase, today, accepted=accepted)
    except UsageError as error:
        raise UsageError(f"--due: {error}") from None


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


def ids_of(vocabulary: Vocabulary[T], texts: Sequence[str]) -> frozenset[str]:
    """The ids of the names in *texts*, each of which is one name or several with commas between them."""
    return frozenset(vocabulary.get(part).id for part in split_names(texts))


def _not(condition: "Condition") -> "Condition":
    return lambda track: not condition(track)


def _any_of(conditions: "list[Condition]") -> "Condition":
    return lambda track: any(condition(track) for condition in conditions)
