"""Entry removing: the plan that takes an entry away, and what names it then."""

from prodash.errors import RefusedError, UsageError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.kinds import STAGE, EntryKind
from prodash.model.change.change import Change, ChangePlan, MoveEntry
from prodash.model.entries.references import parent_after_removal, parent_changes, track_changes
from prodash.model.entries.values import require_vocabulary


def plan_remove(catalogue: Catalogue, kind: EntryKind, removed: str, into: str | None) -> ChangePlan:
    """The plan that removes an entry; what names it names *into* instead, or without one does not name it.

    Raises RefusedError for a stage that tracks are in, without *into*, and for the last stage.
    """
    vocabulary = require_vocabulary(catalogue, kind)
    entry = vocabulary.get(removed)
    target = vocabulary.get(into).id if into is not None else ""
    if target == entry.id:
        raise UsageError(f"--into names the {kind.name} itself; name another one")
    if kind is STAGE and len(vocabulary.ids) == 1:
        raise RefusedError(
            [(kind.path, "it is the last stage, and a track always has a stage; add one first")]
        )
    changes: list[Change] = []
    if vocabulary.is_declared:
        position = vocabulary.ids.index(entry.id) + 1
        changes.append(MoveEntry(kind.name, entry.id, kind.path, position, None))
    changes += parent_changes(catalogue, kind, parent_after_removal(catalogue.projects, entry, target))
    mentions = tuple(
        track_changes(
            catalogue, kind, entry.id, lambda text: target if vocabulary.find(text) == entry else text
        )
    )
    if kind is STAGE and mentions and not target:
        reason = f"tracks are in {entry.id!r} ({len(mentions):,}); say with --into which stage they go to"
        raise RefusedError([(kind.path, reason)])
    summary = f"Remove {kind.name} {entry.name}" + (f" into {vocabulary.get(target).name}" if target else "")
    return ChangePlan(summary, (*changes, *mentions))
