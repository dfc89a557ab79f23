"""Apply the changes of a plan to the bytes of one file."""

from collections.abc import Sequence

from prodash.model.catalogue.fields import (
    OTHER_KEYS,
    TRACK_ORDER,
    USUAL_LINE,
    StageLine,
    in_track_order,
    type_of,
)
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
from prodash.storage.change.times import with_time_kept
from prodash.storage.edit.json_text import is_json
from prodash.storage.edit.keys import rename_key
from prodash.storage.edit.value import WriteStyle, set_value
from prodash.storage.edit.verify import CannotEditError, Path
from prodash.storage.yaml.encoding import decode, encode
from prodash.storage.yaml.nodes import Fault


def apply_changes(old: bytes | None, changes: Sequence[Change], stage_line: StageLine = USUAL_LINE) -> bytes:
    """The bytes of a file after *changes* to *old*, which is None for a new file; *stage_line* has the key of the stage.

    Raises CannotEditError.
    """
    if old is None and changes[0].kind == TRACK:
        from prodash.storage.edit.new_track import track_text

        values = {change.field: change.after for change in changes}
        return encode("", track_text({key: values[key] for key in in_track_order(values)}, stage_line))
    decoded = ("", "") if old is None else decode(old)
    if isinstance(decoded, Fault):
        raise CannotEditError("it could not be read; 'prodash check' says why")
    bom, text = decoded
    edited = _edited(text, changes, stage_line)
    if is_json(text) and not is_json(edited):
        raise CannotEditError("it is JSON and would not be JSON afterwards; edit the file by hand")
    return encode(bom, edited)


def _edited(text: str, changes: Sequence[Change], stage_line: StageLine) -> str:
    """*text* after *changes*, all of tracks, of settings or of entries."""
    kind = changes[0].kind
    if kind == TRACK:
        return _with_fields(text, changes, stage_line)
    if kind == SETTING:
        return _with_settings(text, changes)
    from prodash.storage.change.entries_text import with_entries

    return with_entries(text, changes)


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
        from prodash.storage.change.exact_value import set_exactly

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
    from prodash.storage.settings.setting_text import with_setting

    for change in changes:
        if isinstance(change, SetValue):
            text = with_setting(text, change.id.split(".", 1), change.written)
    return text
