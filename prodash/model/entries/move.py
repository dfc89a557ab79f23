"""Entry moving: the plan that gives an entry another place in its list."""

from prodash.errors import RefusedError, UsageError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.kinds import EntryKind, Position
from prodash.model.change.change import ChangePlan, MoveEntry
from prodash.model.entries.entry_checks import readable_vocabulary
from prodash.model.entries.entry_places import following_id, next_id, with_one


def plan_move(catalogue: Catalogue, kind: EntryKind, moved: str, position: Position) -> ChangePlan:
    """The plan that gives an entry another place in its list."""
    vocabulary = readable_vocabulary(catalogue, kind)
    if not vocabulary.closed:
        reason = f"it is not there, so {kind.plural} have no order; 'prodash {kind.plural} add' makes it"
        raise RefusedError([(kind.path, reason)])
    if position == Position():
        raise UsageError(f"say where, with --before or --after another {kind.name}")
    thing = vocabulary.get(moved)
    following = following_id(catalogue, kind, position, {})
    if following == thing.id:
        following = next_id(vocabulary.ids, thing.id)
    before = vocabulary.ids.index(thing.id)
    others = vocabulary.ids[:before] + vocabulary.ids[before + 1 :]
    after = with_one(others, thing.id, following).index(thing.id)
    change = MoveEntry(kind.name, thing.id, kind.path, before + 1, after + 1, following)
    where = f"before {vocabulary.get(following).name}" if following else "to the end"
    return ChangePlan(f"Move {kind.name} {thing.name} {where}", (change,))
