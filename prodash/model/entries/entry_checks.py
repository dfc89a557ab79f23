"""Entry checks: what stands in the way of a change to a stage, workflow or project."""

from typing import Any

from prodash.errors import RefusedError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.kinds import STAGE, EntryKind
from prodash.model.names.names import loose

_UNREAD = "it could not be read; see its problem"


def readable_vocabulary(catalogue: Catalogue, kind: EntryKind) -> Any:
    """The vocabulary, where its file can be read or there is none; raises RefusedError."""
    vocabulary = kind.of(catalogue)
    if not vocabulary.closed and (kind is STAGE or has_problems(catalogue, kind)):
        raise RefusedError([(kind.path, _UNREAD)])
    return vocabulary


def has_problems(catalogue: Catalogue, kind: EntryKind) -> bool:
    """Whether the file of this kind has any."""
    return any(problem.place.path == kind.path for problem in catalogue.problems)


def must_be_free(
    catalogue: Catalogue, kind: EntryKind, identifier: str, name: str, *, but: str | None = None
) -> None:
    """Raise RefusedError where another entry than *but* has the id or the name."""
    for thing in kind.of(catalogue).in_order:
        taken = {loose(thing.id), loose(thing.name)} & {loose(identifier), loose(name)}
        if taken and thing.id != but:
            command = f"'prodash {kind.plural} remove {but} --into {thing.id}'"
            merge = f"; {command} makes the two one" if but else ""
            reason = f"the {kind.name} {thing.id!r} has that id or name; choose another{merge}"
            raise RefusedError([(kind.path, reason)])
