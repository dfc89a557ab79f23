"""Stage: how far along a track is, and the order of all stages."""

from enum import StrEnum
from typing import NamedTuple

from prodash.model.catalogue.fields import OtherKey
from prodash.model.catalogue.vocabulary import Vocabulary

NO_STAGE = "in no known stage"
"""Where tracks are whose stage is not in stages.yaml."""


class StageKind(StrEnum):
    """Whether tracks in a stage can be overdue and whether views show them."""

    ACTIVE = "active"
    FINISHED = "finished"
    ARCHIVED = "archived"


class Stage(NamedTuple):
    """One step from idea to release; `colour` is `#rrggbb`.

    `keys` are all keys of the entry in its file, `other_keys` those that prodash does not know.
    """

    id: str
    name: str
    colour: str
    emoji: str = ""
    description: str = ""
    kind: StageKind = StageKind.ACTIVE
    keys: frozenset[str] = frozenset()
    other_keys: tuple[OtherKey, ...] = ()

    @property
    def is_active(self) -> bool:
        """Whether tracks here can be overdue or stuck."""
        return self.kind is StageKind.ACTIVE

    @property
    def is_archived(self) -> bool:
        """Whether views leave out tracks here by default."""
        return self.kind is StageKind.ARCHIVED


class StageProgress(NamedTuple):
    """The position of a stage on the path, as in "stage `number` of `of`", and its neighbours."""

    number: int
    of: int
    before: Stage | None
    after: Stage | None


class Stages(Vocabulary[Stage]):
    """The stages of one catalogue, in the order a track passes them."""

    __slots__ = ()

    @property
    def path(self) -> tuple[Stage, ...]:
        """The stages that lead to release: all but the archived ones."""
        return tuple(stage for stage in self.in_order if not stage.is_archived)

    def past(self, stage: Stage) -> tuple[Stage, ...]:
        """The stages later than *stage*."""
        return self.in_order[self.in_order.index(stage) + 1 :]

    def before(self, stage: Stage) -> tuple[Stage, ...]:
        """The stages earlier than *stage*."""
        return self.in_order[: self.in_order.index(stage)]

    def next(self, stage: Stage) -> Stage | None:
        """The stage after *stage* on the path; None for the last one and for archived ones."""
        return self._step(stage, 1)

    def previous(self, stage: Stage) -> Stage | None:
        """The stage before *stage* on the path; None for the first one and for archived ones."""
        return self._step(stage, -1)

    def progress(self, stage: Stage) -> StageProgress | None:
        """The position of *stage* on the path; None for an archived stage."""
        path = self.path
        if stage not in path:
            return None
        return StageProgress(path.index(stage) + 1, len(path), self.previous(stage), self.next(stage))

    def _step(self, stage: Stage, by: int) -> Stage | None:
        path = self.path
        if stage not in path:
            return None
        target = path.index(stage) + by
        return path[target] if 0 <= target < len(path) else None
