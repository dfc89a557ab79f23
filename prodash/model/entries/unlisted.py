"""Unlisted entries: the plans that replace or remove a name that files use although no entry has it."""

from prodash import shell
from prodash.errors import UnknownNameError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.kinds import EntryKind
from prodash.model.entries.references import parent_changes, reference_changes
from prodash.model.filters.unlisted import unlisted_spellings
from prodash.model.plan.plan import ChangePlan


def plan_replace_unlisted(catalogue: Catalogue, kind: EntryKind, old: str, new: str) -> ChangePlan | None:
    """The plan that gives all files that name *old* the entry *new* instead; None if *old* is no unlisted name.

    Files that cannot be read stay as they are: the name is as unknown in them as before.
    Raises UnknownNameError if there is no entry *new*.
    """
    vocabulary = kind.vocabulary_of(catalogue)
    spellings = frozenset() if vocabulary.find(old) else unlisted_spellings(catalogue, kind, old)
    if not spellings:
        return None
    target = vocabulary.find(new)
    if target is None:
        add = shell.command("prodash", kind.plural, "add", new)
        raise UnknownNameError(kind.name, new, vocabulary.similar(new), vocabulary.ids, add)
    return _plan(catalogue, kind, spellings, target.id, f"Rename {kind.name} {old} to {target.name}")


def plan_remove_unlisted(catalogue: Catalogue, kind: EntryKind, old: str) -> ChangePlan | None:
    """The plan that removes *old* from all files that name it; None if *old* is no unlisted name."""
    vocabulary = kind.vocabulary_of(catalogue)
    spellings = frozenset() if vocabulary.find(old) else unlisted_spellings(catalogue, kind, old)
    return _plan(catalogue, kind, spellings, "", f"Remove {kind.name} {old}") if spellings else None


def _plan(
    catalogue: Catalogue, kind: EntryKind, spellings: frozenset[str], target: str, summary: str
) -> ChangePlan:
    parents = parent_changes(
        catalogue, kind, lambda project: target if project.parent in spellings else project.parent
    )
    tracks = reference_changes(catalogue, kind, lambda text: target if text in spellings else text)
    return ChangePlan(summary, (*parents, *tracks))
