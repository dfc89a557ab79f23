"""Typed names: the stages, workflows and projects that filters name."""

from collections.abc import Iterator, Sequence

from prodash.model.catalogue.kinds import BY_FIELD, PROJECT, STAGE, WORKFLOW, EntryKind
from prodash.model.names.name_lists import split_names
from prodash.model.select.filters import Filters


def typed_names(filters: Filters) -> list[tuple[EntryKind, str]]:
    """Each name in the options for stages, workflows and projects and in conditions, with its kind."""
    typed = [pair for one in filters.each for pair in _names_in_options(one)]
    names = [(kind, name) for kind, text in typed for name in split_names([text])]
    return names + _names_in_conditions(filters.conditions)


def _names_in_options(filters: Filters) -> Iterator[tuple[EntryKind, str]]:
    """What the options for stages, workflows and projects name."""
    yield from ((STAGE, text) for text in (*filters.stage, *filters.not_stage))
    yield from ((WORKFLOW, text) for text in (*filters.workflow, *filters.not_workflow))
    yield from ((PROJECT, text) for text in (*filters.project, *filters.not_project))


def _names_in_conditions(conditions: Sequence[str]) -> list[tuple[EntryKind, str]]:
    """The stages, workflows and projects that conditions such as `stage=mixing` name."""
    if not conditions:
        return []
    from prodash.model.where.grammar import split_clause

    clauses = [c for c in map(split_clause, conditions) if c.field in BY_FIELD and c.sign in {"=", "!="}]
    return [(BY_FIELD[clause.field], one.text) for clause in clauses for one in clause.alternatives]
