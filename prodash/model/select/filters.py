"""Filters: the options that select tracks, as typed."""

from collections.abc import Sequence
from typing import NamedTuple

from prodash.model.catalogue.fields import AGE, MOVED, TIMES


class Filters(NamedTuple):
    """The filters as typed; each field is one option of the command line.

    `track` is None if no ids were given; an empty sequence selects no track.  `named` has each named filter of `filter`, and
    those that it names itself, with the filters that it stands for.
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
    filter: Sequence[str] = ()
    named: "tuple[tuple[str, Filters], ...]" = ()

    @property
    def each(self) -> "tuple[Filters, ...]":
        """These filters, and what each named one among them stands for; a track must meet all of them."""
        return (self, *(meant for _, meant in self.named)) if self.named else (self,)

    @property
    def includes_archived(self) -> bool:
        """Whether archived tracks are selected without being named."""
        return any(one.all for one in self.each)

    @property
    def names_stages(self) -> bool:
        """Whether the stages of the tracks are named, archived ones perhaps among them."""
        return any(one.stage for one in self.each)

    @property
    def limits_due(self) -> bool:
        """Whether a filter on due dates was given."""
        return any(one.due or one.not_due for one in self.each)

    @property
    def conditions(self) -> Sequence[str]:
        """The conditions of every `--where`."""
        return [text for one in self.each for text in one.where]

    @property
    def limits_stages(self) -> bool:
        """Whether a filter on stages was given."""
        return any(one.stage or one.not_stage or one.past or one.before for one in self.each)

    @property
    def limits_names(self) -> bool:
        """Whether a filter on stages, workflows or projects was given, apart from named ones."""
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
        found = {MOVED} if any(one.moved_since is not None for one in self.each) else set()
        found |= {AGE} if any(one.in_stage_for is not None for one in self.each) else set()
        return frozenset(found | self._where_keys.intersection(TIMES))

    @property
    def limits_moves(self) -> bool:
        """Whether a filter is about the stage or the history of tracks, so that those selected moved in other ways."""
        from prodash.model.catalogue.kinds import STAGE

        return self.limits_stages or bool(self.times) or STAGE.field in self._where_keys

    @property
    def _where_keys(self) -> set[str]:
        """What `--where` is about."""
        conditions = self.conditions
        if not conditions:
            return set()
        from prodash.model.where.grammar import split_clause

        return {split_clause(text).field for text in conditions}

    @property
    def without_times(self) -> "Filters":
        """The same filters but for those that need the history."""
        from prodash.model.where.grammar import split_clause

        others = tuple(text for text in self.where if split_clause(text).field not in TIMES)
        named = tuple((name, meant.without_times) for name, meant in self.named)
        return self._replace(where=others, moved_since=None, in_stage_for=None, named=named)

    @property
    def without_due(self) -> "Filters":
        """The same filters but for those on due dates."""
        named = tuple((name, meant.without_due) for name, meant in self.named)
        return self._replace(due=(), not_due=(), named=named)

    @property
    def limits_tracks(self) -> bool:
        """Whether any id, or any filter but `--all`, was given."""
        return any(one.alone._replace(all=False) != Filters() for one in self.each)

    @property
    def is_empty(self) -> bool:
        """Whether no id and no filter was given, not even `--all`; a named filter without words is none."""
        return all(one.alone == Filters() for one in self.each)

    @property
    def alone(self) -> "Filters":
        """The same filters but for the named ones."""
        return self._replace(filter=(), named=()) if self.filter else self
