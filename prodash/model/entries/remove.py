"""Removing an entry: the plan that deletes it and replaces or deletes its name everywhere."""

from collections.abc import Iterator
from typing import Any

from prodash.errors import RefusedError, UsageError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.kinds import STAGE, EntryKind
from prodash.model.entries.references import parent_after_removal, parent_changes, track_changes
from prodash.model.entries.unlisted import plan_remove_unlisted, plan_replace_unlisted
from prodash.model.entries.values import require_vocabulary
from prodash.model.filters.unlisted import listed_entry
from prodash.model.plan.change import Change, MoveEntry
from prodash.model.plan.plan import ChangePlan


def plan_remove(catalogue: Catalogue, kind: EntryKind, removed: str, into: str | None) -> ChangePlan:
    """The plan that removes an entry and replaces its name with *into*; if that is None, it deletes the name.

    Raises UsageError, UnknownNameError, and RefusedError for the last stage or, without *into*, a stage
    that has tracks.
    """
    vocabulary = require_vocabulary(catalogue, kind)
    if plan := _plan_unlisted(catalogue, kind, removed, into):
        return plan
    entry = listed_entry(catalogue, kind, removed)
    target = listed_entry(catalogue, kind, into) if into is not None else None
    if target == entry:
        raise UsageError(f"--into names the {kind.name} itself; name another one")
    if kind is STAGE and len(vocabulary.ids) == 1:
        reason = "it is the last stage, and every track needs one; add another stage first"
        raise RefusedError([(kind.path, reason)])
    changes: list[Change] = []
    if vocabulary.is_declared:
        position = vocabulary.ids.index(entry.id) + 1
        changes.append(MoveEntry(kind.name, entry.id, kind.path, position, None))
    changes += _replacements(catalogue, kind, entry, target.id if target else "")
    summary = f"Remove {kind.name} {entry.name}" + (f" into {target.name}" if target else "")
    return ChangePlan(summary, tuple(changes))


def _replacements(catalogue: Catalogue, kind: EntryKind, entry: Any, new_id: str) -> Iterator[Change]:
    """The changes that name *new_id* instead of *entry* everywhere; if that is empty, they delete the name."""
    vocabulary = kind.vocabulary_of(catalogue)
    yield from parent_changes(catalogue, kind, parent_after_removal(catalogue.projects, entry, new_id))
    changes = tuple(
        track_changes(
            catalogue, kind, entry.id, lambda text: new_id if vocabulary.find(text) == entry else text
        )
    )
    if kind is STAGE and changes and not new_id:
        reason = f"{entry.id!r} still has tracks ({len(changes):,}); choose a stage for them with --into"
        raise RefusedError([(kind.path, reason)])
    yield from changes


def _plan_unlisted(
    catalogue: Catalogue, kind: EntryKind, removed: str, into: str | None
) -> ChangePlan | None:
    """The plan for a name that only tracks use; None for other names, and for a stage that none replaces."""
    if into is not None:
        return plan_replace_unlisted(catalogue, kind, removed, into)
    return None if kind is STAGE else plan_remove_unlisted(catalogue, kind, removed)
