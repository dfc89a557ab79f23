"""Entry places: in front of which other a stage, workflow or project comes in its list."""

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.kinds import STAGE, EntryKind, Position
from prodash.model.catalogue.stage import Kind
from prodash.model.entries.values import Options

_ORDER = (Kind.ACTIVE, Kind.FINISHED, Kind.ARCHIVED)


def following_id(catalogue: Catalogue, kind: EntryKind, position: Position, values: Options) -> str:
    """The id that an entry with these *values* comes in front of at *position*; empty at the end.

    Raises UnknownNameError.
    """
    vocabulary = kind.of(catalogue)
    if position.before is not None:
        return str(vocabulary.get(position.before).id)
    if position.after is not None:
        return next_id(vocabulary.ids, vocabulary.get(position.after).id)
    return _default(catalogue, values) if kind is STAGE else ""


def next_id(ids: tuple[str, ...], identifier: str) -> str:
    """The id behind *identifier*; empty at the end."""
    following = ids[ids.index(identifier) + 1 :]
    return following[0] if following else ""


def with_one(ids: tuple[str, ...], identifier: str, following: str) -> tuple[str, ...]:
    """*ids* with one more in front of *following*, or at the end where that is empty."""
    place = ids.index(following) if following else len(ids)
    return (*ids[:place], identifier, *ids[place:])


def _default(catalogue: Catalogue, values: Options) -> str:
    """A stage comes in front of those at the end that are further on: finished ones, then archived ones."""
    rank = _ORDER.index(Kind(values.get("kind") or Kind.ACTIVE))
    following = ""
    for stage in reversed(catalogue.stages.in_order):
        if _ORDER.index(stage.kind) <= rank:
            break
        following = stage.id
    return following
