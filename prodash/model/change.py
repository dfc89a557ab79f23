"""Change: what is to be different, planned in full before a byte is written."""

from collections.abc import Iterable
from dataclasses import dataclass

from prodash.model.value import Value, as_text

TRACK = "track"
POSITION = "position"
"""The field that says where a stage, workflow or project stands in its list, from 1; None where it is not there."""


@dataclass(frozen=True, slots=True)
class Change:
    """One field of one track, stage, workflow or project, before and after; None where the key is absent.

    `written` is what the file is to say: a list in the spelling that the file has.
    """

    kind: str
    id: str
    path: str
    field: str
    before: Value
    after: Value
    written: str | tuple[str, ...] | None = None

    @property
    def changes_something(self) -> bool:
        """Whether the file has to be written."""
        absent = self.before is None, self.after is None
        return absent[0] != absent[1] or as_text(self.before) != as_text(self.after)

    @property
    def thing(self) -> tuple[str, str]:
        """What is changed."""
        return self.kind, self.path + self.id


@dataclass(frozen=True, slots=True)
class ChangePlan:
    """Every change one command intends, in the order of the things changed, and its sentence."""

    summary: str
    changes: tuple[Change, ...]
    new_files: frozenset[str] = frozenset()

    @property
    def to_write(self) -> tuple[Change, ...]:
        """The changes that change something."""
        return tuple(change for change in self.changes if change.changes_something)

    @property
    def changed(self) -> dict[str, int]:
        """How many things of each kind change."""
        return _things(self.to_write)

    @property
    def already_so(self) -> int:
        """How many things have every value already."""
        return sum(_things(self.changes).values()) - sum(self.changed.values())


def _things(changes: Iterable[Change]) -> dict[str, int]:
    numbers: dict[str, int] = {}
    for kind, _ in dict.fromkeys(change.thing for change in changes):
        numbers[kind] = numbers.get(kind, 0) + 1
    return numbers
