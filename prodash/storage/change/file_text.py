"""Apply the changes of a plan to the bytes of one file."""

from collections.abc import Sequence

from prodash.model.catalogue.fields import (
    OTHER_KEYS,
    TRACK_ORDER,
    USUAL_LINE,
    StageLine,
    in_track_order,
    type_of,
    type_of_entry_key,
)
from prodash.model.catalogue.kinds import KINDS
from prodash.model.plan.change import (
    SETTING,
    TRACK,
    Change,
    MoveEntry,
    MoveFile,
    RenameItems,
    RenameKey,
    SetValue,
)
from prodash.storage.change.exact_value import set_exactly
from prodash.storage.change.times import with_time_kept
from prodash.storage.edit import entries
from prodash.storage.edit.json_text import is_json
from prodash.storage.edit.keys import rename_key
from prodash.storage.edit.new_track import track_text
from prodash.storage.edit.value import WriteStyle, set_value
from prodash.storage.edit.verify import CannotEditError, Path
from prodash.storage.settings.setting_text import with_setting
from prodash.storage.yaml.encoding import decode, encode
from prodash.storage.yaml.nodes import Fault


def apply_changes(old: bytes | None, changes: Sequence[Change], stage_line: StageLine = USUAL_LINE) -> bytes:
    """The bytes of a file after *changes* to *old*, which is None for a new file; *stage_line* has the key of the stage.

    Raises CannotEditError.
    """
    if old is None and changes[0].kind == TRACK:
        values = {change.field: change.after for change in changes}
        return encode("", track_text({key: values[key] for key in in_track_order(values)}, stage_line))
    decoded = ("", "") if old is None else decode(old)
    if isinstance(decoded, Fault):
        raise CannotEditError("it could not be read; 'prodash check' says why")
    bom, text = decoded
    kind = changes[0].kind
    if kind == SETTING:
        edited = _with_settings(text, changes)
    else:
        edited = _with_fields(text, changes, stage_line) if kind == TRACK else _with_entries(text, changes)
    if is_json(text) and not is_json(edited):
        raise CannotEditError("it is JSON and would not be JSON afterwards; edit the file by hand")
    return encode(bom, edited)


def _with_fields(text: str, changes: Sequence[Change], stage_line: StageLine) -> str:
    swapped = stage_line.swapped
    order = tuple(map(swapped, TRACK_ORDER))
    for change in sorted(changes, key=_rank_in_track):
        match change:
            case RenameKey():
                text = rename_key(text, (*change.within, change.before), change.after)
            case RenameItems():
                write_style = WriteStyle(order, type_of(change.field), in_place=True)
                text = set_value(text, (swapped(change.field),), change.names, write_style)
            case SetValue():
                text = _with_value(text, change, change.keys or (swapped(change.field),), order)
            case MoveEntry() | MoveFile():
                raise TypeError(change)
    return text


def _with_value(text: str, change: SetValue, keys: Path, order: tuple[str, ...]) -> str:
    """*text* with the new value at *keys*: of a key in this *order*, or of a key in a mapping."""
    is_part = len(keys) > 1
    write_style = WriteStyle((OTHER_KEYS,) if is_part else order, type_of(change.field))
    if change.is_exact:
        return set_exactly(text, keys, change.after, write_style)
    return set_value(
        text, keys, with_time_kept(text, keys, change.written, write_style.field_type), write_style
    )


def _rank_in_track(change: Change) -> int:
    """The rank of *change* among those of a track.

    Keys are renamed first, because the other changes use the new names.  They are removed last, because the file
    must not be empty in between.
    """
    match change:
        case RenameKey():
            return 0
        case SetValue(written=None):
            return 2
        case _:
            return 1


def _with_settings(text: str, changes: Sequence[Change]) -> str:
    for change in changes:
        if isinstance(change, SetValue):
            text = with_setting(text, change.id.split(".", 1), change.written)
    return text


def _with_entries(text: str, changes: Sequence[Change]) -> str:
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
