"""Template: a track to begin with, whose file is copied for new tracks."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from prodash.model.catalogue.fields import in_track_order
from prodash.model.catalogue.kinds import BY_FIELD
from prodash.model.catalogue.track import Track
from prodash.model.comparison.track_fields import fields_in_file
from prodash.model.names.names import title_from_id
from prodash.model.plan.change import TRACK, Change, SetValue
from prodash.model.plan.plan import ChangePlan, Copy


class Template(NamedTuple):
    """The path of a template in the catalogue, and the track that it is."""

    path: str
    track: Track


def new_track(identifier: str, path: str, template: Template | None) -> Track:
    """The track at *path* before anything is set in it: empty, or with what the *template* has."""
    if template is None:
        return Track(identifier, path, title_from_id(identifier))
    return replace(template.track, id=identifier, path=path)


def from_template(plan: ChangePlan, template: Template | None) -> ChangePlan:
    """The *plan* for new tracks, whose files are copies of the *template* with the changes of the plan."""
    if template is None:
        return plan
    edits = {
        path: tuple(change for change in plan.to_write if change.path == path) for path in plan.new_files
    }
    changes = [
        change for path in sorted(edits) for change in copied_values(template.track, path, edits[path])
    ]
    copies = {path: Copy(template.path, some) for path, some in edits.items()}
    return replace(plan, changes=tuple(changes), copies=copies)


def with_edits(track: Track, edits: Sequence[Change]) -> Track:
    """*track* with the stage, workflows and projects that *edits* set."""
    names: dict[str, Any] = {edit.field: edit.after or () for edit in edits if edit.field in BY_FIELD}
    return replace(track, **names)


def copied_values(track: Track, path: str, edits: Sequence[Change]) -> Iterator[Change]:
    """All values of the copy of *track* at *path*, with *edits*."""
    from prodash.model.names.file_names import track_id

    values = fields_in_file(track) | {edit.field: edit.after for edit in edits}
    for key in in_track_order(values):
        if (value := values[key]) is not None:
            yield SetValue(TRACK, track_id(path), path, key, None, value)
