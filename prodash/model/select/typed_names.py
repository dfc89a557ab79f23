"""Typed names: the stages, workflows and projects that filters name."""

from collections.abc import Iterator, Sequence

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.kinds import BY_FIELD, PROJECT, STAGE, WORKFLOW, EntryKind
from prodash.model.names.name_lists import split_names
from prodash.model.select.filters import Filters


def typed_names(catalogue: Catalogue, filters: Filters) -> list[tuple[EntryKind, str]]:
    """Each name in the options for stages, workflows and projects and in conditions, with its kind."""
    typed = [pair for one in filters.each for pair in _names_in_options(one)]
    names = [(kind, name) for kind, text in typed for name in split_names([text])]
    return names + _names_in_conditions(catalogue, filters.conditions)


def _names_in_options(filters: Filters) -> Iterator[tuple[EntryKind, str]]:
    """What the options for stages, workflows and projects name."""
    yield from ((STAGE, text) for text in (*filters.stage, *filters.not_stage))
    yield from ((WORKFLOW, text) for text in (*filters.workflow, *filters.not_workflow))
    yield from ((PROJECT, text) for text in (*filters.project, *filters.not_project))


def _names_in_conditions(catalogue: Catalogue, conditions: Sequence[str]) -> list[tuple[EntryKind, str]]:
    """The stages, workflows and projects that conditions such as `stage=mixing` or `stage>seed` name."""
    if not conditions:
        return []
    from prodash.model.where.fields import find_field
    from prodash.model.where.grammar import split_clause

    clauses = [clause for clause in map(split_clause, conditions) if clause.sign != "~"]
    meant = [(find_field(catalogue, clause.field), clause) for clause in clauses]
    named = [
        (BY_FIELD[field], clause) for field, clause in meant if isinstance(field, str) and field in BY_FIELD
    ]
    return [(kind, one.text) for kind, clause in named for one in clause.alternatives]
