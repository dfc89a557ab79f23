"""Entry: one stage, workflow or project, as far as the three are alike."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from prodash.errors import UsageError
from prodash.model.catalogue.fields import Field, fields_of

if TYPE_CHECKING:
    from prodash.model.catalogue.catalogue import Catalogue
    from prodash.model.catalogue.vocabulary import Vocabulary


class EntryKind(NamedTuple):
    """One of the three kinds: its words, its file, the field of a track that names it, what it can have besides an id."""

    name: str
    plural: str
    field: str
    fields: tuple[Field, ...]
    vocabulary_of: "Callable[[Catalogue], Vocabulary[Any]]"

    @property
    def path(self) -> str:
        """Its file."""
        return f"{self.plural}.yaml"

    @property
    def keys(self) -> tuple[str, ...]:
        """Every key that an entry can have besides its id."""
        return tuple(field.key for field in self.fields)

    @property
    def known_keys(self) -> frozenset[str]:
        """Every key that an entry can have."""
        return frozenset({"id", *self.keys})


STAGE = EntryKind(
    "stage",
    "stages",
    "stage",
    fields_of("stage"),
    lambda catalogue: catalogue.stages,
)
WORKFLOW = EntryKind(
    "workflow",
    "workflows",
    "workflows",
    fields_of("workflow"),
    lambda catalogue: catalogue.workflows,
)
PROJECT = EntryKind(
    "project",
    "projects",
    "projects",
    fields_of("project"),
    lambda catalogue: catalogue.projects,
)
KINDS = {kind.name: kind for kind in (STAGE, WORKFLOW, PROJECT)}
"""The three by name."""

BY_FIELD = {kind.field: kind for kind in KINDS.values()}
"""The three by the field of a track that names them."""


class Position(NamedTuple):
    """Where an entry is to stand: before or after another, or where it says nothing, by default."""

    before: str | None = None
    after: str | None = None

    def check(self) -> None:
        """Raise UsageError where it names two places."""
        if self.before is not None and self.after is not None:
            raise UsageError("--before and --after at once; write one of them")
