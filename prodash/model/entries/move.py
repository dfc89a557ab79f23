"""Moving an entry: its new position in its file, and the plan that puts it there."""

from prodash.errors import RefusedError, UsageError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.kinds import STAGE, EntryKind, Position
from prodash.model.catalogue.stage import StageKind
from prodash.model.entries.values import Options, require_vocabulary
from prodash.model.filters.unlisted import listed_entry
from prodash.model.plan.change import MoveEntry
from prodash.model.plan.plan import ChangePlan

_ORDER = (StageKind.ACTIVE, StageKind.FINISHED, StageKind.ARCHIVED)


def plan_move(catalogue: Catalogue, kind: EntryKind, moved: str, position: Position) -> ChangePlan:
    """The plan that moves an entry to *position*; raises UsageError, UnknownNameError, RefusedError."""
    vocabulary = require_vocabulary(catalogue, kind)
    if not vocabulary.is_declared:
        reason = f"it does not exist, so {kind.plural} have no order; 'prodash {kind.plural} add' creates it"
        raise RefusedError([(kind.path, reason)])
    if position == Position():
        raise UsageError(f"choose where to move it, with --before or --after another {kind.name}")
    entry = listed_entry(catalogue, kind, moved)
    following = following_id(catalogue, kind, position, {})
    if following == entry.id:
        following = id_after(vocabulary.ids, entry.id)
    others = tuple(one for one in vocabulary.ids if one != entry.id)
    before = vocabulary.ids.index(entry.id) + 1
    after = insert_before(others, entry.id, following).index(entry.id) + 1
    change = MoveEntry(kind.name, entry.id, kind.path, before, after, following)
    where = f"before {vocabulary.get(following).name}" if following else "to the end"
    return ChangePlan(f"Move {kind.name} {entry.name} {where}", (change,))


def following_id(catalogue: Catalogue, kind: EntryKind, position: Position, values: Options) -> str:
    """The id of the entry that follows a new entry at *position*; empty at the end of the list.

    Without a position, a stage comes after the last one of its kind or an earlier kind (see `_ORDER`), and
    any other entry at the end.  Raises UnknownNameError.
    """
    vocabulary = kind.vocabulary_of(catalogue)
    if position.before is not None:
        return str(listed_entry(catalogue, kind, position.before).id)
    if position.after is not None:
        return id_after(vocabulary.ids, listed_entry(catalogue, kind, position.after).id)
    return _default_following(catalogue, values) if kind is STAGE else ""


def id_after(ids: tuple[str, ...], identifier: str) -> str:
    """The id after *identifier* in *ids*; empty at the end."""
    following = ids[ids.index(identifier) + 1 :]
    return following[0] if following else ""


def insert_before(ids: tuple[str, ...], identifier: str, following: str) -> tuple[str, ...]:
    """*ids* with *identifier* before *following*, or at the end if that is empty."""
    index = ids.index(following) if following else len(ids)
    return (*ids[:index], identifier, *ids[index:])


def _default_following(catalogue: Catalogue, values: Options) -> str:
    """The id of the stage that follows a new one by default: the first of those at the end that have a later kind."""
    rank = _ORDER.index(StageKind(values.get("kind") or StageKind.ACTIVE))
    following = ""
    for stage in reversed(catalogue.stages.in_order):
        if _ORDER.index(stage.kind) <= rank:
            break
        following = stage.id
    return following
