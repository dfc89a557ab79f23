"""Changing: a plan in domain words to new bytes for each file, from bytes read afresh."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from prodash.errors import RefusedError, reason_of
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.due import parse_iso_date
from prodash.model.catalogue.fields import TEXTS, TRACK_FIELDS, TRACK_ORDER, in_track_order
from prodash.model.catalogue.kinds import KINDS
from prodash.model.catalogue.problem import Problem
from prodash.model.catalogue.track import Track
from prodash.model.catalogue.value import typed
from prodash.model.change.change import TRACK, Change, ChangePlan, MoveEntry, RenameItems, RenameKey, SetValue
from prodash.model.check.errors import Readings, changes_only_its_own, problems_of
from prodash.storage.batch.replace import CHANGED, FileEdit
from prodash.storage.batch.write import check_batch
from prodash.storage.disk.files import MAX_BYTES, read_bytes
from prodash.storage.disk.links import links_of
from prodash.storage.disk.progress import ReportProgress, no_progress, with_progress
from prodash.storage.disk.targets import real_paths
from prodash.storage.edit import entries
from prodash.storage.edit.new_track import track_text
from prodash.storage.edit.refusal import CannotEditError
from prodash.storage.edit.value import Manner, rename_key, set_value
from prodash.storage.read.track import Reading, read_track
from prodash.storage.resources.schemas import has_modeline, modeline
from prodash.storage.yaml.encoding import decode, encode
from prodash.storage.yaml.nodes import Fault

_OUTSIDE = "it leads outside the catalogue; change the file where it is"


@dataclass(frozen=True, slots=True)
class Edits:
    """What is to be written, and the errors that those files have then.

    `problems` is None where all files have to be loaded to know the errors of the catalogue.
    """

    files: tuple[FileEdit, ...]
    problems: tuple[Problem, ...] | None


def plan_edits(
    root: Path, catalogue: Catalogue, plan: ChangePlan, tell: ReportProgress = no_progress
) -> Edits:
    """The new bytes for each file of *plan*; how many are known, of how many, is told to *tell*.

    Raises RefusedError naming each file that is not as it was when the plan was made, that cannot
    be edited safely, or that cannot be written.
    """
    by_path: dict[str, list[Change]] = {}
    for change in plan.to_write:
        by_path.setdefault(change.path, []).append(change)
    tracks = {track.path: track for track in catalogue.tracks if track.path in by_path}
    files: list[FileEdit] = []
    readings: dict[str, Reading] = {}
    example = catalogue.example_stage
    faults: list[tuple[str, str]] = []
    real_path = real_paths(root)
    headed = bool(plan.new_files) and has_modeline(root)
    for path, changes in with_progress([*by_path.items()], tell):
        try:
            target = _inside(real_path(path))
            old = None if path in plan.new_files else read_bytes(target)
            if path in tracks:
                _must_be(catalogue, tracks[path], old)
            head = modeline(path).encode() if headed and old is None else b""
            new = head + _edited(old, changes)
        except CannotEditError as error:
            faults.append((path, str(error)))
        except OSError as error:
            faults.append((path, reason_of(error)))
        else:
            files.append(FileEdit(path, target, old, new))
            if changes[0].kind == TRACK:
                # At once, while its text is still known to the parser.
                readings[path] = read_track(path, new, example_stage=example)
    if faults:
        raise RefusedError(faults)
    check_batch(files)
    return Edits(tuple(files), _problems_then(root, catalogue, files, readings))


def _problems_then(
    root: Path, catalogue: Catalogue, files: Sequence[FileEdit], readings: Readings
) -> tuple[Problem, ...] | None:
    # A link can give a file a second path, and so its problems a second place.
    if len(readings) < len(files) or not changes_only_its_own(catalogue, readings) or links_of(root):
        return None
    return problems_of(catalogue, readings)


def file_to_edit(root: Path, path: str) -> tuple[str, bytes]:
    """Where a file really is and what it holds; raises RefusedError where it cannot be read or written."""
    try:
        target = _inside(real_paths(root)(path))
        old = read_bytes(target)
    except CannotEditError as error:
        raise RefusedError([(path, str(error))]) from None
    except OSError as error:
        raise RefusedError([(path, reason_of(error))]) from None
    if len(old) > MAX_BYTES:
        raise RefusedError([(path, f"it has more than {MAX_BYTES:,} bytes; make it smaller by hand")])
    check_batch([FileEdit(path, target, old, old)])
    return target, old


def _inside(target: str | None) -> str:
    if target is None:
        raise CannotEditError(_OUTSIDE)
    return target


def _edited(old: bytes | None, changes: Sequence[Change]) -> bytes:
    if old is None and changes[0].kind == TRACK:
        said = {change.field: change.after for change in changes}
        return encode("", track_text({key: said[key] for key in in_track_order(said)}))
    decoded = ("", "") if old is None else decode(old)
    if isinstance(decoded, Fault):
        raise CannotEditError("it could not be read; see its problem")
    bom, text = decoded
    edited = _with_fields(text, changes) if changes[0].kind == TRACK else _with_entries(text, changes)
    return encode(bom, edited)


def _with_fields(text: str, changes: Sequence[Change]) -> str:
    for change in sorted(changes, key=_turn_in_track):
        match change:
            case RenameKey():
                text = rename_key(text, (change.before,), change.after)
            case RenameItems():
                manner = Manner(TRACK_ORDER, quoted=_texts(change.field, change.names), in_place=True)
                text = set_value(text, (change.field,), change.names, manner)
            case SetValue():
                manner = Manner(TRACK_ORDER, quoted=_texts(change.field, change.written))
                text = set_value(text, (change.field,), change.written, manner)
            case MoveEntry():
                raise TypeError(change)
    return text


def _turn_in_track(change: Change) -> int:
    """Keys are renamed first, so that their values can be changed, and removed last, so that a file is never empty."""
    match change:
        case RenameKey():
            return 0
        case SetValue(written=None):
            return 2
        case _:
            return 1


def _texts(field: str, written: str | tuple[str, ...] | None) -> frozenset[str]:
    """What other YAML readers are to take for a text too: names and dates look as people write them."""
    texts = written if isinstance(written, tuple) else (written or "",)
    if field in TEXTS:
        return frozenset(texts)
    if field in TRACK_FIELDS:
        return frozenset()
    return frozenset(text for text in texts if isinstance(typed(text), str) and not parse_iso_date(text))


def _with_entries(text: str, changes: Sequence[Change]) -> str:
    key = KINDS[changes[0].kind].plural
    new = {c.id: c for c in changes if isinstance(c, MoveEntry) and c.before is None}
    for identifier, move in new.items():
        values = [c for c in changes if isinstance(c, SetValue) and c.id == identifier]
        text = entries.with_entry(text, key, {c.field: str(c.written) for c in values}, move.following)
    for change in sorted(changes, key=_turn_in_entry):
        if change.id not in new:
            text = _with_entry_changed(text, key, change)
    return text


def _turn_in_entry(change: Change) -> int:
    """Keys are renamed first, and an id is changed last, because the other changes find the entry by it."""
    return 0 if isinstance(change, RenameKey) else 2 if change.field == "id" else 1


def _with_entry_changed(text: str, key: str, change: Change) -> str:
    match change:
        case RenameKey():
            return entries.with_key_named(text, key, change.id, change.before, change.after)
        case MoveEntry(after=None):
            return entries.without(text, key, change.id)
        case MoveEntry():
            return entries.moved(text, key, change.id, change.following)
        case SetValue():
            return entries.with_field(text, key, change.id, change.field, change.written)
        case RenameItems():
            raise TypeError(change)


def _must_be(catalogue: Catalogue, planned: Track, old: bytes | None) -> None:
    """Raise CannotEditError unless the file says what it said when the plan was made."""
    track, _ = read_track(planned.path, old or b"")
    if track is None or catalogue.with_ids(track) != planned:
        raise CannotEditError(CHANGED)
