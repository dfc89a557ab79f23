"""Removing: the plan that deletes the files of tracks."""

from collections.abc import Iterator

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.comparison.track_fields import fields_in_file
from prodash.model.files.selected import SelectedFile, selected_files
from prodash.model.plan.change import TRACK, Change, SetValue
from prodash.model.plan.plan import ChangePlan, title_or_count
from prodash.model.select.select import Selected


def plan_remove_tracks(catalogue: Catalogue, selected: Selected) -> ChangePlan:
    """The plan that deletes the files of the *selected* tracks, with all their fields as changes."""
    files = selected_files(catalogue, selected)
    changes = tuple(change for file in files for change in _without_fields(file))
    what = title_or_count([file.title for file in files])
    return ChangePlan(f"Remove {what}", changes, removed_files=frozenset(file.path for file in files))


def _without_fields(file: SelectedFile) -> Iterator[Change]:
    fields = {field: value for field, value in fields_in_file(file.track).items() if value not in ("", ())}
    for field, value in (fields or {"file": file.path}).items():
        yield SetValue(TRACK, file.id, file.path, field, value, None)
