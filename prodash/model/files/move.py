"""Moving: the plans that give a track another id, which is the name of its file, or another folder."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from prodash import shell
from prodash.errors import RefusedError, UsageError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.problem import is_in_conflict, why_unread
from prodash.model.files.folders import Folders
from prodash.model.files.new_track import paths_by_id, require_free_id, track_folder
from prodash.model.files.selected import SelectedFile, selected_files
from prodash.model.files.track_references import reference_changes
from prodash.model.names.file_names import has_yaml_suffix, id_from_title, track_id, why_not_a_file_name
from prodash.model.names.names import caseless
from prodash.model.plan.change import TRACK, MoveFile
from prodash.model.plan.plan import ChangePlan, title_or_count
from prodash.model.select.select import Selected


def plan_rename_track(catalogue: Catalogue, selected: Selected, new_id: str) -> ChangePlan:
    """The plan that gives the one *selected* track the id *new_id*, also in the fields that name tracks.

    Raises UsageError if that is no id, and RefusedError if another track has it, or if the file is in conflict.
    """
    track, *others = selected_files(catalogue, selected)
    if others:
        raise UsageError(
            f"rename takes one track; name it by its path: {', '.join(f.path for f in (track, *others))}"
        )
    _require_id(track, new_id)
    _require_no_conflict(catalogue, [track])
    taken = {key: path for key, path in paths_by_id(catalogue).items() if path != track.path}
    new_id = require_free_id(new_id, taken)
    change = MoveFile(TRACK, track.id, track.path, "id", track.id, new_id)
    references = reference_changes(catalogue, track.id, new_id) if change.has_effect else ()
    return ChangePlan(f"Rename {track.id} to {new_id}", (change, *references))


def _require_no_conflict(catalogue: Catalogue, files: Sequence[SelectedFile]) -> None:
    """Raise RefusedError for files in conflict, which git knows by their path until they are settled."""
    refused = [file.path for file in files if is_in_conflict(catalogue.problems, file.path)]
    if refused:
        raise RefusedError([(path, why_unread(catalogue.problems, path)) for path in refused])


def _require_id(track: SelectedFile, new_id: str) -> None:
    """Raise UsageError if *new_id* is no id, with the command that sets a title."""
    # Files that prodash has not made may have blanks in their names.
    is_title = any(map(str.isspace, new_id)) and not any(map(str.isspace, track.id))
    reason = "is a title, not an id" if is_title else why_not_a_file_name(new_id)
    if reason and not (new_id and new_id.isprintable()):
        raise UsageError(f"{new_id!r} {why_not_a_file_name(new_id)}")
    if reason:
        title = shell.command("prodash", "set", f"title={new_id}", track.id)
        near = id_from_title(track_id(new_id) if has_yaml_suffix(new_id) else new_id)
        rename = (
            f", and {shell.command('prodash', 'rename', track.id, near)} the id" if near != track.id else ""
        )
        raise UsageError(f"{new_id!r} {reason}; {title} changes the title{rename}")


def plan_move_tracks(catalogue: Catalogue, selected: Selected, folder: str) -> ChangePlan:
    """The plan that moves the *selected* tracks into *folder*, a path below `tracks`.

    Raises UsageError if *folder* is none, or if it is new and has the name of a stage, and RefusedError if a file has the new
    path or is in conflict.
    """
    files = selected_files(catalogue, selected)
    _require_no_conflict(catalogue, files)
    new = track_folder(folder, "FOLDER")
    paths = {*(track.path for track in catalogue.tracks), *catalogue.unread}
    if not any(path.startswith(f"{new}/") for path in paths):
        _require_no_stage(catalogue, files, folder)
    Folders(paths).add(f"{new}/")
    changes = [
        MoveFile(TRACK, file.id, file.path, "folder", file.path.rpartition("/")[0], new) for file in files
    ]
    _require_free_paths(paths, [change for change in changes if change.has_effect])
    what = title_or_count([file.title for file in files])
    return ChangePlan(f"Move {what} to {new}", tuple(changes))


def _require_free_paths(paths: AbstractSet[str], moves: Sequence[MoveFile]) -> None:
    """Raise RefusedError if two files would have the same path, or paths that differ in case alone."""
    there = {caseless(path): path for path in paths - {move.path for move in moves}}
    refused = []
    for move in moves:
        other = there.setdefault(caseless(move.new_path), move.path)
        if other != move.path:
            refused.append((move.path, f"{other} has the same name; rename one first"))
    if refused:
        raise RefusedError(refused)


def _require_no_stage(catalogue: Catalogue, files: Sequence[SelectedFile], folder: str) -> None:
    """Raise UsageError if the new *folder* has the name of a stage, which no folder sets."""
    if stage := catalogue.stages.find(folder):
        ids = [file.id for file in files[: shell.MOST_NAMES]]
        command = shell.command("prodash", "set", f"stage={stage.id}", *ids)
        raise UsageError(
            f"{folder!r} is a stage: {command} puts a track in it; for a new folder of that name, write tracks/{folder}"
        )
