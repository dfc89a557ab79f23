"""Decisions: what the user decides for each field in conflict, as lines of the file and as a change to show."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from prodash.errors import UnknownNameError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.fields import STAGE_KEY, StageLine, type_of
from prodash.model.catalogue.kinds import KINDS, EntryKind
from prodash.model.catalogue.tracks import Tracks
from prodash.model.change.assignment import parse_assignments
from prodash.model.change.set_fields import SetOptions, plan_changes
from prodash.model.entries.values import entry_values
from prodash.model.names.similar import similar
from prodash.model.plan.change import TRACK, SetValue
from prodash.model.select.select import Selected
from prodash.storage.conflicts.conflicted import Conflicted
from prodash.storage.conflicts.values import value_in
from prodash.storage.edit.value import WriteStyle, set_value
from prodash.storage.edit.verify import CannotEditError, NewValue
from prodash.storage.merge.pieces import SIDES, Conflict, Side
from prodash.storage.merge.place import kind_of_file
from prodash.storage.read.track import read_track
from prodash.storage.yaml.literal import read_literal

_SINGULARS = {kind.plural: kind.name for kind in KINDS.values()}


class Decisions(NamedTuple):
    """What the user decides.

    side    the side that wins, in all fields or in those of `fields`
    fields  the fields that `side` is for; empty for all
    values  the new value of fields, as typed
    picked  the side of single fields, by path and name
    """

    side: Side | None = None
    fields: tuple[str, ...] = ()
    values: Mapping[str, str] = {}
    picked: Mapping[tuple[str, str], Side] = {}

    @property
    def are_none(self) -> bool:
        """Whether nothing is decided."""
        return not (self.side or self.values or self.picked)

    def with_stage_key(self, stage_line: StageLine) -> "Decisions":
        """The decisions with the key of the files in place of `stage`."""
        if stage_line.key == STAGE_KEY:
            return self
        values = {stage_line.key if name == STAGE_KEY else name: value for name, value in self.values.items()}
        fields = tuple(stage_line.key if name == STAGE_KEY else name for name in self.fields)
        return self._replace(values=values, fields=fields)

    def side_of(self, path: str, name: str, changed_by: str) -> Side | None:
        """The side that wins in a field; None if none does.

        A change that only one side made is kept, unless the field itself is named.
        """
        if picked := self.picked.get((path, name)):
            return picked
        if self.side and not self.fields:
            return next((side for side in SIDES if side == changed_by), self.side)
        return self.side if any(f"{name}.".startswith(f"{field}.") for field in self.fields) else None


def require_in_conflict(decisions: Decisions, files: Sequence[Conflicted]) -> None:
    """Raise UnknownNameError for a field that is in conflict in none of *files*."""
    names = [*dict.fromkeys(conflict.name for one in files for conflict in one.conflicts)]
    for field in decisions.values:
        if field not in names:
            raise UnknownNameError("field in conflict", field, similar(field, names), names)
    for field in decisions.fields:
        if not any(f"{name}.".startswith(f"{field}.") for name in names):
            raise UnknownNameError("field in conflict", field, similar(field, names), names)


class Decided(NamedTuple):
    """The lines that settle each conflict, by name, and the changes to show."""

    lines: Mapping[str, str]
    changes: tuple[SetValue, ...]


def decide(catalogue: Catalogue, found: Conflicted, decisions: Decisions, today: date) -> Decided:
    """What *decisions* say of the fields in conflict of one file.

    Raises CannotEditError, and what `set` raises for a value that a field cannot have.
    """
    lines: dict[str, str] = {}
    changes = []
    for conflict, field in zip(found.conflicts, found.in_conflict.fields, strict=True):
        if conflict.name in decisions.values:
            text = _with_value(catalogue, found, conflict, decisions.values[conflict.name], today)
        elif side := decisions.side_of(found.path, conflict.name, field.changed_by):
            text = getattr(conflict, side)
        else:
            continue
        lines[conflict.name] = text
        kind, identifier, name = _subject(found.path, field.name)
        name = catalogue.stage_line.swapped(name) if kind == TRACK else name
        changes.append(
            SetValue(kind, identifier, found.path, name, field.both, value_in(text, conflict.name))
        )
    return Decided(lines, tuple(changes))


def _subject(path: str, name: str) -> tuple[str, str, str]:
    """The kind and the id of what has the field *name*, and its name there."""
    from prodash.model.names.file_names import track_id

    file = kind_of_file(path)
    if file == TRACK:
        return TRACK, track_id(path), name
    entry, _, field = name.partition(".")
    if name == file:
        return _SINGULARS[file], path, "entries"
    return _SINGULARS[file], entry, field or "entry"


def _with_value(catalogue: Catalogue, found: Conflicted, conflict: Conflict, value: str, today: date) -> str:
    """The lines of the field with *value*: those of a side that has it, else of ours, or of theirs if ours has none."""
    if not found.has_fields:
        raise CannotEditError("its conflict is no field; choose --ours or --theirs")
    keys = conflict.name.split(".")
    style = WriteStyle()
    file = kind_of_file(found.path)
    written: NewValue
    if file == TRACK:
        written = _written(catalogue, found, f"{conflict.name}={value}", today)
        style = WriteStyle(field_type=type_of(catalogue.stage_line.swapped(keys[0])))
    else:
        written = _entry_value(catalogue, KINDS[_SINGULARS[file]], keys, value, today) or None
    for side in SIDES:
        text = getattr(conflict, side)
        if value_in(text, conflict.name) == written:
            return str(text)
    text = conflict.ours or conflict.theirs
    if not written:
        return ""
    if isinstance(value_in(text, conflict.name), Mapping):
        raise CannotEditError(f"{conflict.name} has fields of its own; choose --ours or --theirs")
    return set_value(text, (keys[-1],), written, style)


def _entry_value(catalogue: Catalogue, kind: EntryKind, keys: Sequence[str], value: str, today: date) -> str:
    """What `stages set` and its like write for the *value* of a field of an entry."""
    types = {field.key: field.type for field in kind.fields}
    *_, key = keys
    # The projects cannot be known while their file is in conflict.
    if len(keys) == 1 or types.get(key, "project") == "project":
        return value
    return entry_values(catalogue, kind, {"name": keys[0], key: value}, today)[key]


def _written(catalogue: Catalogue, found: Conflicted, word: str, today: date) -> NewValue:
    """What `set` writes for the assignment *word*."""
    sides = [
        read_track(found.path, text.encode(), catalogue.stage_line)[0]
        for text in (found.marked.ours, found.marked.theirs)
    ]
    if (track := sides[0]) is None:
        raise CannotEditError("its sides cannot be read; choose --ours or --theirs, or edit it")
    # The field is one of this file, whatever other tracks have.
    own = replace(catalogue, tracks=Tracks(filter(None, sides)))
    plan = plan_changes(
        own, Selected((track,)), parse_assignments([word], today, read_literal), SetOptions(new_field=True)
    )
    (change,) = plan.changes
    return change.written if isinstance(change, SetValue) else None
