"""Entry removing: the plan that takes an entry away, and what names it then."""

from prodash.errors import RefusedError, UsageError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.kinds import STAGE, EntryKind
from prodash.model.change.change import Change, ChangePlan, MoveEntry
from prodash.model.entries.entry_checks import readable_vocabulary
from prodash.model.entries.references import heir, in_parents, in_tracks


def plan_remove(catalogue: Catalogue, kind: EntryKind, removed: str, into: str | None) -> ChangePlan:
    """The plan that removes an entry; what names it names *into* instead, or without one does not name it.

    Raises RefusedError for a stage that tracks are in, without *into*, and for the last stage.
    """
    vocabulary = readable_vocabulary(catalogue, kind)
    thing = vocabulary.get(removed)
    target = vocabulary.get(into).id if into is not None else ""
    if target == thing.id:
        raise UsageError(f"--into names the {kind.name} itself; name another one")
    if kind is STAGE and len(vocabulary.ids) == 1:
        raise RefusedError(
            [(kind.path, "it is the last stage, and a track always has a stage; add one first")]
        )
    changes: list[Change] = []
    if vocabulary.closed:
        position = vocabulary.ids.index(thing.id) + 1
        changes.append(MoveEntry(kind.name, thing.id, kind.path, position, None))
    changes += in_parents(catalogue, kind, heir(catalogue.projects, thing, target))
    mentions = tuple(
        in_tracks(catalogue, kind, thing.id, lambda text: target if vocabulary.find(text) == thing else text)
    )
    if kind is STAGE and mentions and not target:
        reason = f"tracks are in {thing.id!r} ({len(mentions):,}); say with --into which stage they go to"
        raise RefusedError([(kind.path, reason)])
    summary = f"Remove {kind.name} {thing.name}" + (f" into {vocabulary.get(target).name}" if target else "")
    return ChangePlan(summary, (*changes, *mentions))
