"""Fixing: the plan that corrects what has one right answer: near keys, names for ids, names twice."""

from collections.abc import Iterator
from functools import partial

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.fields import LISTS, REST, TRACK_TABLE
from prodash.model.catalogue.kinds import BY_FIELD, KINDS, PROJECT, EntryKind
from prodash.model.catalogue.track import Track
from prodash.model.change.change import TRACK, Change, ChangePlan, RenameKey, SetValue, rename_items
from prodash.model.check.fix_entries import ids_in_parents, renamed_in_entries
from prodash.model.check.fix_keys import Renamed, renamed_keys, texts
from prodash.model.check.scope import Scope
from prodash.model.names.names import loose

_KNOWN = [field for field in TRACK_TABLE if field.key != REST]


def plan_fixes(catalogue: Catalogue, scope: Scope) -> ChangePlan:
    """The plan for everything in *scope* that has one right answer; once it is done there is no more to fix."""
    changes: list[Change] = []
    for kind in KINDS.values():
        if scope.has(kind.path) and kind.of(catalogue).closed:
            # What follows goes by the names that the entries have then.
            catalogue, renamings = renamed_in_entries(catalogue, kind)
            changes += renamings
    if scope.has(PROJECT.path):
        changes += ids_in_parents(catalogue)
    for track in catalogue.tracks:
        changes += _in_track(catalogue, track, scope)
    return ChangePlan("Fix what has one right answer", tuple(changes))


def _in_track(catalogue: Catalogue, track: Track, scope: Scope) -> Iterator[Change]:
    renamed: Renamed = {}
    if scope.has(track.path):
        means = partial(_are_known, catalogue)
        renamed = renamed_keys(track.keys, track.other_keys, _KNOWN, means)
    for new, key in renamed.items():
        yield RenameKey(TRACK, track.id, track.path, key.text, new)
    for kind in KINDS.values():
        if scope.has(track.path, kind.path):
            named = (
                texts(renamed[kind.field].value) if kind.field in renamed else track.written_in(kind.field)
            )
            yield from _ids_for_names(catalogue, track, kind, named)


def _are_known(catalogue: Catalogue, field: str, named: tuple[str, ...]) -> bool:
    """Whether a track can name these under *field*, so that nothing of the user's own becomes an error."""
    kind = BY_FIELD.get(field)
    if kind is None:
        return True
    vocabulary = kind.of(catalogue)
    if not vocabulary.closed:
        # Of a file that is there and broken nobody knows what it lists.
        return all(problem.place.path != kind.path for problem in catalogue.problems)
    return all(vocabulary.find(name) for name in named)


def _ids_for_names(
    catalogue: Catalogue, track: Track, kind: EntryKind, named: tuple[str, ...]
) -> Iterator[Change]:
    """What changes where a track says *named*: each gets its id, where there is one, and stands there once."""
    vocabulary = kind.of(catalogue)
    same = vocabulary.id_of if vocabulary.closed else loose
    ids = [vocabulary.id_of(text) if vocabulary.closed else text for text in named]
    meant = [*map(same, named)]
    wanted = tuple("" if meant[at] in meant[:at] else identifier for at, identifier in enumerate(ids))
    if wanted == named:
        return
    if kind.field in LISTS:
        yield rename_items(TRACK, track.id, track.path, kind.field, named, wanted)
    else:
        yield SetValue(TRACK, track.id, track.path, kind.field, named[0], wanted[0], wanted[0])
