"""Filters: the options that select tracks, and the condition that each one puts on a track."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from prodash.errors import UsageError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.fields import AGE, MOVED, TIMES
from prodash.model.catalogue.track import Track
from prodash.model.catalogue.vocabulary import Entry, Vocabulary
from prodash.model.names.names import fold

if TYPE_CHECKING:
    from prodash.model.catalogue.track import Condition
    from prodash.model.history.track_time import TimeOf

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
    moved_since: str | None = None
    in_stage_for: str | None = None
    all: bool = False

    @property
    def limits_stages(self) -> bool:
        """Whether a filter on stages was given."""
        return bool(self.stage or self.not_stage or self.past or self.before)

    @property
    def limits_names(self) -> bool:
        """Whether a filter on stages, workflows or projects was given."""
        chosen = (
            self.stage,
            self.not_stage,
            self.workflow,
            self.not_workflow,
            self.project,
            self.not_project,
        )
        return any(chosen) or self.past is not None or self.before is not None

    @property
    def times(self) -> frozenset[str]:
        """The columns of the history that filters are about; empty if none of them needs the history."""
        found = {MOVED} if self.moved_since is not None else set()
        found |= {AGE} if self.in_stage_for is not None else set()
        return frozenset(found | self._where_keys.intersection(TIMES))

    @property
    def limits_moves(self) -> bool:
        """Whether a filter is about the stage or the history of tracks, so that those selected moved in other ways."""
        from prodash.model.catalogue.kinds import STAGE

        return self.limits_stages or bool(self.times) or STAGE.field in self._where_keys

    @property
    def _where_keys(self) -> set[str]:
        """What `--where` is about."""
        if not self.where:
            return set()
        from prodash.model.where.grammar import split_clause

        return {split_clause(text).field for text in self.where}

    @property
    def without_times(self) -> "Filters":
        """The same filters but for those that need the history."""
        from prodash.model.where.grammar import split_clause

        others = tuple(text for text in self.where if split_clause(text).field not in TIMES)
        return self._replace(where=others, moved_since=None, in_stage_for=None)

    @property
    def limits_tracks(self) -> bool:
        """Whether any id, or any filter but `--all`, was given."""
        return not self._replace(all=False).is_empty

    @property
    def is_empty(self) -> bool:
        """Whether no id and no filter was given, not even `--all`."""
        return self == Filters()


def conditions(
    catalogue: Catalogue, filters: Filters, today: date, time_of: "TimeOf"
) -> "Iterator[Condition]":
    """The conditions that a track must all meet; raises UnknownNameError, UnreadStagesError, UsageError."""
    if filters.limits_names:
        from prodash.model.select.name_conditions import name_conditions

        yield from name_conditions(catalogue, filters)
    if filters.due or filters.not_due:
        yield from _due_conditions(catalogue, filters, today)
    if filters.search is not None:
        yield _search_condition(catalogue, filters.search)
    yield from (_where_condition(text, catalogue, today, time_of) for text in filters.where)
    # Last, because the history is read for what the others leave.
    if filters.moved_since is not None or filters.in_stage_for is not None:
        yield from _history_conditions(filters, today, time_of)


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


def _where_condition(text: str, catalogue: Catalogue, today: date, time_of: "TimeOf") -> "Condition":
    from prodash.model.where.conditions import parse_where

    return parse_where(text, catalogue, today, time_of)


def _history_conditions(filters: Filters, today: date, time_of: "TimeOf") -> "Iterator[Condition]":
    from prodash.model.filters.history import in_stage_for, moved_since

    if filters.moved_since is not None:
        yield moved_since(filters.moved_since, today, time_of)
    if filters.in_stage_for is not None:
        yield in_stage_for(filters.in_stage_for, today, time_of)


def _occurs_in_names(vocabulary: Vocabulary[T], wanted: str, ids: tuple[str, ...]) -> bool:
    """Whether *wanted* occurs in one of *ids* or in the name that belongs to it."""
    entries = (vocabulary.find(identifier) for identifier in ids)
    return any(wanted in fold(text) for text in (*ids, *(entry.name for entry in entries if entry)))
