"""Fixes: the plan that corrects misspelt keys and values, names in place of ids or renamed since, and names given twice."""

from collections.abc import Iterator

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.fields import LIST_FIELDS, OTHER_KEYS, TRACK_TABLE
from prodash.model.catalogue.kinds import BY_FIELD, KINDS, PROJECT, EntryKind
from prodash.model.catalogue.track import Track
from prodash.model.check.fix_entries import fix_entry_keys, fix_parents
from prodash.model.check.fix_keys import KeyRenames, find_key_renames, names_in
from prodash.model.check.fix_values import fix_values
from prodash.model.check.scope import Scope
from prodash.model.check.twins import fix_twins
from prodash.model.custom_fields.custom_fields import custom_fields_of
from prodash.model.entries.references import rename_items
from prodash.model.names.names import match_key
from prodash.model.plan.change import TRACK, Change, RenameKey, SetValue
from prodash.model.plan.plan import ChangePlan

_KNOWN_FIELDS = [field for field in TRACK_TABLE if field.key != OTHER_KEYS]


def plan_fixes(catalogue: Catalogue, scope: Scope) -> ChangePlan:
    """The plan that corrects every mistake in *scope* that has only one possible correction.

    One run is enough: planning again after it gives an empty plan.
    """
    changes: list[Change] = []
    for kind in KINDS.values():
        if scope.includes(kind.path) and kind.vocabulary_of(catalogue).is_declared:
            # Later fixes need the names and parents that these renames correct.
            catalogue, renames = fix_entry_keys(catalogue, kind)
            changes += renames
    if scope.includes(PROJECT.path):
        changes += fix_parents(catalogue)
    for track in catalogue.tracks:
        changes += _track_fixes(catalogue, track, scope)
    changes += fix_twins(catalogue, scope)
    changes += fix_values(catalogue, scope)
    return ChangePlan("Fix unambiguous mistakes", tuple(changes))


def _track_fixes(catalogue: Catalogue, track: Track, scope: Scope) -> Iterator[Change]:
    key_renames: KeyRenames = {}
    if scope.includes(track.path):
        key_renames = _key_renames(catalogue, track)
    for new, key in key_renames.items():
        before, after = map(catalogue.stage_line.swapped, (key.text, new))
        yield RenameKey(TRACK, track.id, track.path, before, after)
    for kind in BY_FIELD.values():
        if scope.includes(track.path, kind.path):
            names = (
                names_in(key_renames[kind.field].value)
                if kind.field in key_renames
                else track.names_in_file(kind.field)
            )
            yield from _ids_for_names(catalogue, track, kind, names)


def _key_renames(catalogue: Catalogue, track: Track) -> KeyRenames:
    """The misspelt keys of *track*, by the field that each means."""
    field_of = catalogue.stage_line.swapped
    known = [field._replace(key=field_of(field.key)) for field in _KNOWN_FIELDS]

    def is_acceptable(key: str, names: tuple[str, ...]) -> bool:
        return _are_known(catalogue, field_of(key), names)

    is_declared = custom_fields_of(catalogue).is_declared
    others = tuple(key for key in track.other_keys if not is_declared(key.text))
    renames = find_key_renames({*map(field_of, track.keys)}, others, known, is_acceptable)
    return {field_of(key): old for key, old in renames.items()}


def _are_known(catalogue: Catalogue, field: str, names: tuple[str, ...]) -> bool:
    """Whether *names* under *field* are all known, so a rename of a custom field to *field* adds no error."""
    kind = BY_FIELD.get(field)
    if kind is None:
        return True
    vocabulary = kind.vocabulary_of(catalogue)
    if not vocabulary.is_declared:
        return not kind.is_unreadable_in(catalogue)
    return all(vocabulary.find(name) for name in names)


def _ids_for_names(
    catalogue: Catalogue, track: Track, kind: EntryKind, names: tuple[str, ...]
) -> Iterator[Change]:
    """The change to the *names* in a track that turns names into ids, also of what was renamed since, and removes duplicates."""
    vocabulary = kind.vocabulary_of(catalogue)
    ids = [vocabulary.meant_by(text) if vocabulary.is_declared else text for text in names]
    keys = ids if vocabulary.is_declared else [*map(match_key, names)]
    wanted = tuple("" if keys[at] in keys[:at] else identifier for at, identifier in enumerate(ids))
    if wanted == names:
        return
    if kind.field in LIST_FIELDS:
        yield rename_items(TRACK, track.id, track.path, kind.field, names, wanted)
    else:
        yield SetValue.in_track(track, kind.field, names[0], wanted[0], wanted[0])
