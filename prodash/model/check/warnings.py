"""Warning rules: values that are allowed but probably mistakes, one function per rule; only `check` applies them."""

import re
from collections.abc import Iterator

from prodash.errors import hint
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.fields import TRACK_FIELDS, OtherKey
from prodash.model.catalogue.kinds import BY_FIELD, KINDS, PROJECT, EntryKind
from prodash.model.catalogue.problem import Location, Problem
from prodash.model.catalogue.problem_codes import ProblemKind
from prodash.model.check.custom_fields import CUSTOM_FIELD_RULES
from prodash.model.check.scope import upwards
from prodash.model.check.twins import twin_field
from prodash.model.custom_fields.custom_fields import custom_fields_of
from prodash.model.names.characters import UNPRINTABLE
from prodash.model.names.file_names import is_file_name
from prodash.model.names.names import caseless
from prodash.model.names.similar import similar_keys

_UNPRINTABLE = re.compile(f"[{UNPRINTABLE}]")


def near_key(catalogue: Catalogue) -> Iterator[Problem]:
    """A key looks like a misspelt known key."""
    yield from _near_keys_of_tracks(catalogue)
    for kind, key in _keys_of_entries(catalogue):
        if near := similar_keys(key.text, kind.known_keys):
            yield _key_problem(ProblemKind.NEAR_KEY, kind.path, key, hint=hint(near))


def _near_keys_of_tracks(catalogue: Catalogue) -> Iterator[Problem]:
    is_declared = custom_fields_of(catalogue).is_declared
    known = catalogue.stage_line.keys_of(TRACK_FIELDS)
    keys = {key for group in catalogue.tracks.custom_keys() for key in group if not is_declared(key)}
    near = {key: similar for key in keys if (similar := similar_keys(key, known))}
    if not near:
        return
    for track in catalogue.tracks:
        for key in track.other_keys:
            if key.text in near:
                in_file = key._replace(text=catalogue.stage_line.swapped(key.text))
                yield _key_problem(ProblemKind.NEAR_KEY, track.path, in_file, hint=hint(near[key.text]))


def unknown_key(catalogue: Catalogue) -> Iterator[Problem]:
    """A stage, workflow or project has an unknown key; only tracks may have custom fields."""
    for kind, key in _keys_of_entries(catalogue):
        if not similar_keys(key.text, kind.known_keys):
            known = hint((), ("id", *kind.keys))
            yield _key_problem(ProblemKind.UNKNOWN_KEY, kind.path, key, where=f"a {kind.name}", hint=known)


def _keys_of_entries(catalogue: Catalogue) -> Iterator[tuple[EntryKind, OtherKey]]:
    for kind in KINDS.values():
        for entry in kind.vocabulary_of(catalogue).in_order:
            for key in entry.other_keys:
                yield kind, key


def _key_problem(code: ProblemKind, path: str, key: OtherKey, **data: object) -> Problem:
    return code.at(Location(path, key.line, key.column), key=repr(key.text), **data)


def name_for_id(catalogue: Catalogue) -> Iterator[Problem]:
    """A track refers to an entry by its name, or by its id in another spelling."""
    vocabularies = {field: kind.vocabulary_of(catalogue) for field, kind in BY_FIELD.items()}
    for track in catalogue.tracks:
        for mention in track.mentions:
            vocabulary = vocabularies[mention.field]
            if mention.text in vocabulary or not vocabulary.is_declared:
                continue
            if entry := vocabulary.find(mention.text):
                kind = BY_FIELD[mention.field]
                data = {"text": repr(mention.text), "kind": kind.name, "id": repr(entry.id)}
                yield ProblemKind.NAME_FOR_ID.at(track.location_of(mention), kind.path, **data)


def name_for_parent(catalogue: Catalogue) -> Iterator[Problem]:
    """A project refers to its parent by name, or by its id in another spelling."""
    projects = catalogue.projects
    for project in projects.in_order:
        parent = projects.find(project.parent) if project.parent else None
        if parent and parent.id != project.parent:
            data = {"text": repr(project.parent), "kind": PROJECT.name, "id": repr(parent.id)}
            yield ProblemKind.NAME_FOR_ID.at(project.location, **data)


def named_twice(catalogue: Catalogue) -> Iterator[Problem]:
    """A track lists the same workflow or project twice."""
    for track in catalogue.tracks:
        if len(track.mentions) == len(track.workflows) + len(track.projects) + bool(track.stage):
            continue
        seen: dict[tuple[str, str], int] = {}
        for mention in track.mentions:
            kind = BY_FIELD[mention.field]
            subject = (mention.field, kind.vocabulary_of(catalogue).id_of(mention.text))
            if subject in seen:
                data = {"kind": kind.name, "text": repr(mention.text), "first": seen[subject]}
                yield ProblemKind.NAMED_TWICE.at(track.location_of(mention), **data)
            seen.setdefault(subject, mention.line)


def missing_file(catalogue: Catalogue) -> Iterator[Problem]:
    """Tracks name projects, but projects.yaml does not exist."""
    if catalogue.projects.is_declared or PROJECT.is_unreadable_in(catalogue):
        return
    for track in catalogue.tracks:
        for mention in track.mentions_in(PROJECT.field)[:1]:
            location = track.location_of(mention)
            yield ProblemKind.MISSING_FILE.at(location, PROJECT.path, text=repr(mention.text))
            return


def odd_name(catalogue: Catalogue) -> Iterator[Problem]:
    """The file name of a track is not portable to other systems."""
    for track in catalogue.tracks:
        if not is_file_name(track.id):
            yield ProblemKind.ODD_NAME.at(Location(track.path), name=repr(track.path.rpartition("/")[2]))


def same_name(catalogue: Catalogue) -> Iterator[Problem]:
    """Two files, or two folders, have names that are one name on the disks of macOS and Windows."""
    # A name that cannot be shown has an error already.
    unread = (path for path in catalogue.unread if not _UNPRINTABLE.search(path))
    paths = sorted((*(track.path for track in catalogue.tracks), *unread), reverse=True)
    first_path = {name: path for path in paths for name in upwards(path)}
    spellings: dict[tuple[str, str], str] = {}
    for name in sorted(first_path):
        folder, _, last = name.rpartition("/")
        other = spellings.setdefault((folder, caseless(last)), name)
        if other != name:
            yield ProblemKind.SAME_NAME.at(Location(first_path[name]), other, other=other)


WARNING_RULES = (
    near_key,
    unknown_key,
    name_for_id,
    name_for_parent,
    named_twice,
    missing_file,
    odd_name,
    same_name,
    *CUSTOM_FIELD_RULES,
    twin_field,
)
"""All warning rules about contents; `storage/check/misplaced.py` looks for files that prodash does not read."""
