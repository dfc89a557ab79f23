"""Adding a track: the plan for one new file in `tracks`."""

import re
from collections.abc import Sequence

from prodash import shell
from prodash.errors import UsageError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.fields import TRACK_FIELDS
from prodash.model.change.assignment import Assignment
from prodash.model.change.set_fields import SetOptions, plan_changes
from prodash.model.files.folders import Folders
from prodash.model.files.new_track import (
    new_track_id,
    paths_by_id,
    require_no_shift,
    track_folder,
    with_first_stage,
)
from prodash.model.files.template import Template, from_template, new_track
from prodash.model.names.names import loose_key
from prodash.model.plan.plan import ChangePlan
from prodash.model.select.select import Selected

_LOOKS_LIKE_ASSIGNMENT = re.compile(rf"(?:{'|'.join(TRACK_FIELDS)})[-+:]?=")


def plan_add_track(
    catalogue: Catalogue,
    assignments: Sequence[Assignment],
    *,
    folder: str,
    identifier: str | None,
    new_field: bool = False,
    template: Template | None = None,
) -> ChangePlan:
    """The plan for a new track in *folder*, a path below `tracks`; its file is a copy of the *template*, if there is one.

    The first of *assignments* is the title.  Without an assignment to `stage`, the track starts in the
    first active stage, or in that of the template.  Without *identifier*, the id is made from the title, with a number
    if it is taken.
    Raises UsageError, RefusedError if *identifier* is taken, and what `plan_changes` raises.
    """
    title, *others = assignments
    _require_title(title.value)
    require_no_shift(others)
    paths = paths_by_id(catalogue)
    new_id = new_track_id(title.value, identifier, paths)
    track = new_track(new_id, f"{track_folder(folder)}/{new_id}.yaml", template)
    Folders(paths.values()).add(track.path)
    given = [title, *with_first_stage(catalogue, others, track)]
    plan = plan_changes(catalogue, Selected((track,)), given, SetOptions(new_field=new_field))
    new = ChangePlan(f"Add {title.value}", plan.to_write, frozenset({track.path}))
    return from_template(new, template)


def _require_title(title: str) -> None:
    """Raise UsageError if *title* is empty, or is the first assignment because the title was forgotten."""
    if not title:
        raise UsageError("the title is empty; write one")
    if _LOOKS_LIKE_ASSIGNMENT.match(title):
        raise UsageError(
            f"the title is missing before {title!r}; write {shell.command('prodash', 'add', 'TITLE', title)}"
        )


def same_title_remark(catalogue: Catalogue, title: str) -> str:
    """Which tracks have the *title* of a new one already, however it is written; empty if there is none."""
    key = loose_key(title)
    ids = [track.id for track in catalogue.tracks if loose_key(track.title) == key]
    return f"another track has this title too: {', '.join(ids)}" if ids else ""
