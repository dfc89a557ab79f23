"""Stage: where a track stands, and what comes before and after it."""

from enum import StrEnum
from typing import NamedTuple

from prodash.model.catalogue.fields import OtherKey
from prodash.model.catalogue.vocabulary import Vocabulary


class StageKind(StrEnum):
    """What being in a stage means for a track's due date and its place in views."""

    ACTIVE = "active"
    FINISHED = "finished"
    ARCHIVED = "archived"


class Stage(NamedTuple):
    """One step of the way from idea to release; `colour` is `#rrggbb`.

    `keys` are those that its file gives, `other_keys` those of them that mean nothing.
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
        """Whether tracks here are left out of views unless asked for."""
        return self.kind is StageKind.ARCHIVED


class StageProgress(NamedTuple):
    """Where a stage stands on the path: `number` of so many from 1, and what comes `before` and `after` it."""

    number: int
    of: int
    before: Stage | None
    after: Stage | None


class Stages(Vocabulary[Stage]):
    """The stages of one catalogue, in the order a track passes them."""

    __slots__ = ()

    @property
    def path(self) -> tuple[Stage, ...]:
        """The stages that lead to release: archived ones stand beside the path."""
        return tuple(stage for stage in self.in_order if not stage.is_archived)

    def past(self, stage: Stage) -> tuple[Stage, ...]:
        """The stages later than *stage*."""
        return self.in_order[self.in_order.index(stage) + 1 :]

    def before(self, stage: Stage) -> tuple[Stage, ...]:
        """The stages earlier than *stage*."""
        return self.in_order[: self.in_order.index(stage)]

    def next(self, stage: Stage) -> Stage | None:
        """The stage after *stage* on the path; None at its end and beside it."""
        return self._step(stage, 1)

    def previous(self, stage: Stage) -> Stage | None:
        """The stage before *stage* on the path; None at its start and beside it."""
        return self._step(stage, -1)

    def progress(self, stage: Stage) -> StageProgress | None:
        """Where *stage* stands on the path, as in "stage 3 of 6"; None beside it."""
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
