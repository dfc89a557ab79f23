"""Missing files: what the fields of tracks name that is not there; nothing is ever read."""

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.problem import Location, Problem
from prodash.model.catalogue.track import Track
from prodash.model.check.problems import CheckProblem
from prodash.model.check.scope import Scope
from prodash.model.custom_fields.custom_field import CustomField
from prodash.model.custom_fields.custom_fields import custom_fields_of
from prodash.model.custom_fields.declared import declared_type
from prodash.model.custom_fields.value_types import FILE
from prodash.model.files.openable import FILE_TYPES, file_type, is_link

_MOST = 5


def find_missing_files(root: Path, catalogue: Catalogue, scope: Scope) -> Iterator[Problem]:
    """A problem for each file in *scope* that a track names and that is neither beside the track's file nor in *root*.

    Fields that `fields.yaml` declares as files count, and those without a declared type of which most values, and at
    least two, look like files.  If more than five files of a field are missing, one problem stands for all.
    """

    @cache
    def is_there(folder: str, text: str) -> bool:
        return any(os.path.lexists(start / text) for start in (root / folder, root))

    for field in custom_fields_of(catalogue):
        named = _files_named(catalogue, field)
        missing = [
            (track, text)
            for track, text in named
            if scope.includes(track.path)
            and not is_there(track.path.rpartition("/")[0], os.path.expanduser(text))
        ]
        shown = missing if len(missing) <= _MOST else missing[:1]
        more = f", and {len(missing) - 1:,} more are missing" if len(missing) > _MOST else ""
        for track, text in shown:
            yield CheckProblem.NO_SUCH_FILE.at(
                _location(track, field), key=field.full_name, text=repr(text), more=more
            )


def _files_named(catalogue: Catalogue, field: CustomField) -> list[tuple[Track, str]]:
    """The tracks with what they name in *field*; none if the field is not one of files."""
    fields = custom_fields_of(catalogue)
    declared = fields.declared(field)
    kind = declared and declared_type(declared)
    if kind not in {None, FILE}:
        return []
    values = [(track, item) for track in fields.tracks_with(field.name) for item in field.items_in(track)]
    files = [
        (track, text)
        for track, item in values
        if isinstance(item, str) and (text := item.strip()) and not is_link(text)
    ]
    if kind is FILE:
        return files
    likely = [(track, text) for track, text in files if file_type(text) in FILE_TYPES]
    return likely if len(likely) > 1 and 2 * len(likely) > len(values) else []


def _location(track: Track, field: CustomField) -> Location:
    key = next((key for key in track.other_keys if key.text in field.spellings), None)
    return Location(track.path, key.line, key.column) if key else Location(track.path)
