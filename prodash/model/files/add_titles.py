"""Adding titles: the plan that adds a track for each title of a list, such as the names of the projects of a music program."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.track import Track
from prodash.model.change.assignment import Assignment
from prodash.model.change.set_fields import SetOptions, plan_changes
from prodash.model.files.folders import Folders
from prodash.model.files.new_track import paths_by_id, require_no_shift, track_folder, with_first_stage
from prodash.model.files.template import Template, from_template, new_track
from prodash.model.names.file_names import FreeIds, id_from_title, track_id
from prodash.model.names.names import loose_key
from prodash.model.plan.change import Change, SetValue, by_subject
from prodash.model.plan.plan import ChangePlan, title_or_count
from prodash.model.select.select import Selected

PROJECT_ENDINGS = (
    *("als", "alp", "ardour", "aup", "aup3", "band", "bwproject", "cpr", "cwp", "dawproject", "flp", "logic"),
    *("logicx", "mmp", "mmpz", "npr", "ptf", "ptx", "reason", "rns", "rpp", "song", "tracktionedit", "xrns"),
)
"""The endings of files and folders in which music programs keep a song."""


class TitlesPlan(NamedTuple):
    """The plan for new tracks, and the titles that are passed over, each with the id of the track that has it."""

    plan: ChangePlan
    passed_over: Mapping[str, str]


def title_in_line(line: str) -> str:
    """The title in a *line* of a list: of a file or folder, its name without the ending of a music program.

    Other lines are titles as they are, also with a slash inside.  `.` and `..`, which lists of folders have, give "".
    """
    text = line.strip()
    bare = text.rstrip("/\\")
    stem, _, ending = bare.rpartition(".")
    is_project = ending.lower() in PROJECT_ENDINGS and bool(stem.strip("./\\"))
    is_path = is_project or bare != text or text.startswith(("/", "./", "../"))
    name = stem if is_project else bare
    title = re.split(r"[/\\]", name)[-1].strip() if is_path else text
    return "" if title in {".", ".."} else title


def plan_add_titles(
    catalogue: Catalogue,
    titles: Sequence[str],
    assignments: Sequence[Assignment],
    *,
    folder: str,
    new_field: bool = False,
    template: Template | None = None,
) -> TitlesPlan:
    """The plan for a new track for each of *titles* that no track has, each with *assignments*, in *folder*.

    Their files are copies of the *template*, if there is one.

    Raises UsageError and what `plan_changes` raises.
    """
    require_no_shift(assignments)
    folder = track_folder(folder)
    paths = paths_by_id(catalogue)
    Folders(paths.values()).add(f"{folder}/")
    free, ids, passed_over = FreeIds(paths), _ids_by_name(catalogue), dict[str, str]()
    added: dict[str, Track] = {}
    for title in titles:
        if other := ids.get(loose_key(title)):
            passed_over[title] = other
            continue
        new_id = ids[loose_key(title)] = free.first_free(id_from_title(title))
        free.take(new_id)
        added[title] = new_track(new_id, f"{folder}/{new_id}.yaml", template)
    selected = Selected(tuple(added.values()))
    given = with_first_stage(catalogue, assignments, template and template.track)
    fields = plan_changes(catalogue, selected, given, SetOptions(new_field=new_field)).to_write
    plan = from_template(_plan(added, fields), template)
    return TitlesPlan(replace(plan, left_as_is=0 if added else len(passed_over)), passed_over)


def _plan(added: Mapping[str, Track], fields: Sequence[Change]) -> ChangePlan:
    """The plan that adds these tracks, by their titles, with their other *fields*."""
    new_files = frozenset(track.path for track in added.values())
    return ChangePlan(f"Add {title_or_count(tuple(added))}", tuple(_changes(added, fields)), new_files)


def _changes(added: Mapping[str, Track], fields: Sequence[Change]) -> Iterator[Change]:
    """The title of each track that is *added*, and then its other *fields*."""
    others = by_subject(fields)
    for title, track in added.items():
        change = SetValue.in_track(track, "title", None, title, title)
        yield from (change, *others.get(change.subject, ()))


def _ids_by_name(catalogue: Catalogue) -> dict[str, str]:
    """The ids of all tracks by their ids and titles, however those are written."""
    ids = {loose_key(track_id(path)): track_id(path) for path in catalogue.unread}
    ids |= {loose_key(name): track.id for track in catalogue.tracks for name in (track.id, track.title)}
    return ids
