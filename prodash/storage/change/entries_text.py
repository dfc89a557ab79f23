"""Apply the changes of a plan to the text of a file of entries: stages, workflows, projects or declared fields."""

from collections.abc import Sequence

from prodash.model.catalogue.fields import type_of_entry_key
from prodash.model.catalogue.kinds import KINDS
from prodash.model.plan.change import Change, MoveEntry, MoveFile, RenameItems, RenameKey, SetValue
from prodash.storage.change.times import with_time_kept
from prodash.storage.edit import entries


def with_entries(text: str, changes: Sequence[Change]) -> str:
    """*text* after *changes* of its entries, which are all of one kind; raises CannotEditError."""
    key = KINDS[changes[0].kind].plural
    new = {c.id: c for c in changes if isinstance(c, MoveEntry) and c.before is None}
    for identifier, move in new.items():
        values = [c for c in changes if isinstance(c, SetValue) and c.id == identifier]
        texts = {c.field: c.written for c in values if isinstance(c.written, str)}
        text = entries.with_entry(text, key, texts, move.following)
    for change in sorted(changes, key=_rank_in_entry):
        if change.id not in new or (isinstance(change, SetValue) and isinstance(change.written, tuple)):
            text = _with_entry_changed(text, key, change)
    return text


def _rank_in_entry(change: Change) -> int:
    """The rank of *change* among those of an entry.

    Keys are renamed first; the id is changed last, because the other changes find the entry by its id.
    """
    return 0 if isinstance(change, RenameKey) else 2 if change.field == "id" else 1


def _with_entry_changed(text: str, key: str, change: Change) -> str:
    match change:
        case RenameKey():
            return entries.with_entry_key_renamed(text, key, change.id, change.before, change.after)
        case MoveEntry(after=None):
            return entries.without_entry(text, key, change.id)
        case MoveEntry():
            return entries.with_entry_moved(text, key, change.id, change.following)
        case SetValue():
            path = (*entries.entry_path(text, key, change.id), change.field)
            written = with_time_kept(text, path, change.written, type_of_entry_key(change.field))
            return entries.with_entry_field(text, key, change.id, change.field, written)
        case RenameItems() | MoveFile():
            raise TypeError(change)
