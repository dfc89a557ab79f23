"""The four kinds of entries (stages, workflows, projects, declared fields) and how they differ."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from prodash.errors import UsageError
from prodash.model.catalogue.fields import Field, fields_of

if TYPE_CHECKING:
    from prodash.model.catalogue.catalogue import Catalogue
    from prodash.model.catalogue.vocabulary import Vocabulary


class EntryKind(NamedTuple):
    """A kind of entry.

    `field` is the field of a track that names such entries, empty for declared fields; `fields` are the entry's own fields, without its id.
    """

    name: str
    plural: str
    field: str
    fields: tuple[Field, ...]
    vocabulary_of: "Callable[[Catalogue], Vocabulary[Any]]"

    @property
    def path(self) -> str:
        """The file that lists the entries."""
        return f"{self.plural}.yaml"

    @property
    def keys(self) -> tuple[str, ...]:
        """Every key that an entry can have besides its id."""
        return tuple(field.key for field in self.fields)

    @property
    def known_keys(self) -> frozenset[str]:
        """Every key that an entry can have."""
        return frozenset({"id", *self.keys})

    def is_unreadable_in(self, catalogue: "Catalogue") -> bool:
        """Whether the file exists but its list cannot be read, so that its entries are unknown."""
        return not self.vocabulary_of(catalogue).is_declared and any(
            problem.location.path == self.path for problem in catalogue.problems
        )


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
FIELD = EntryKind(
    "field",
    "fields",
    "",
    fields_of("field"),
    lambda catalogue: catalogue.fields,
)
KINDS = {kind.name: kind for kind in (STAGE, WORKFLOW, PROJECT, FIELD)}
"""The kinds by name."""

BY_FIELD = {kind.field: kind for kind in KINDS.values() if kind.field}
"""Stages, workflows and projects by the field of a track that names such entries."""


def unreadable_kinds(catalogue: "Catalogue") -> tuple[EntryKind, ...]:
    """The kinds whose entries are unknown because their file cannot be read."""
    return tuple(kind for kind in KINDS.values() if kind.is_unreadable_in(catalogue))


class Position(NamedTuple):
    """Where to put an entry in its list: before or after another one; neither means the default."""

    before: str | None = None
    after: str | None = None

    def check(self) -> None:
        """Raise UsageError if both are given."""
        if self.before is not None and self.after is not None:
            raise UsageError("use either --before or --after, not both")
