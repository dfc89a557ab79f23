"""Renames in a plan: which names of stages, workflows or projects a command replaced by which."""

from collections.abc import Iterator

from prodash.model.catalogue.kinds import EntryKind
from prodash.model.catalogue.value import Value, as_text
from prodash.model.names.renames import Rename
from prodash.model.plan.change import TRACK, MoveEntry
from prodash.model.plan.plan import ChangePlan


def renames_in(plan: ChangePlan, kind: EntryKind) -> Iterator[Rename]:
    """The renames in *plan*, which renames an entry or an unlisted name, or removes one into another."""
    ids = [change for change in plan.changes if (change.kind, change.field) == (kind.name, "id")]
    yield from (
        Rename(str(change.before), str(change.after)) for change in ids if change.before and change.after
    )
    if ids:
        return
    old = {c.id for c in plan.changes if isinstance(c, MoveEntry) and c.kind == kind.name and c.after is None}
    new: set[str] = set()
    for change in plan.changes:
        if (change.kind, change.field) == (TRACK, kind.field):
            before, after = _names(change.before), _names(change.after)
            old |= before - after
            new |= after - before
    if len(new) == 1:
        yield from (Rename(name, *new) for name in sorted(old))


def _names(value: Value) -> set[str]:
    return {as_text(one) for one in (value if isinstance(value, tuple) else (value,)) if one}
