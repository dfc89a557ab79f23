"""Make the new bytes of each file that a plan changes, from freshly read bytes."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from prodash.errors import RefusedError, reason_of
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.fields import StageLine
from prodash.model.catalogue.problem import Problem
from prodash.model.catalogue.track import Track
from prodash.model.check.errors import Readings, affects_no_other_file, errors_if_read_as
from prodash.model.plan.change import TRACK, Change, MoveFile
from prodash.model.plan.plan import ChangePlan
from prodash.model.plan.schema_line import is_schema_line
from prodash.storage.batch.replace import CHANGED_MEANWHILE, FileEdit
from prodash.storage.batch.write import require_writable
from prodash.storage.change.file_text import apply_changes
from prodash.storage.disk.files import MAX_BYTES, read_bytes
from prodash.storage.disk.links import find_links
from prodash.storage.disk.open_folders import Target
from prodash.storage.disk.progress import ReportProgress, no_progress, with_progress
from prodash.storage.disk.targets import target_finder
from prodash.storage.edit.verify import CannotEditError
from prodash.storage.index.lazy_track import LazyTrack
from prodash.storage.index.track_rows import digest_of
from prodash.storage.read.track import Reading, read_track

_NO_VARIABLES: Mapping[str, str] = MappingProxyType({})


class Edits(NamedTuple):
    """The files to write, and the errors that they will have."""

    files: tuple[FileEdit, ...]

    problems: tuple[Problem, ...] | None
    """None if the errors are known only after loading the whole catalogue."""


def plan_edits(
    root: Path,
    catalogue: Catalogue,
    plan: ChangePlan,
    report: ReportProgress = no_progress,
    variables: Mapping[str, str] = _NO_VARIABLES,
) -> Edits:
    """The new bytes of each file of *plan*, without writing them; calls *report* with the progress.

    The environment *variables* are for git, which may decide on the line ends of new files.
    Raises RefusedError, which names each file that has changed since the plan was made, that cannot be edited
    safely, or that cannot be written.
    """
    edits, readings = _edits_and_readings(root, catalogue, plan, report)
    files = _with_line_ends(root, edits, variables)
    require_writable(files)
    return Edits(tuple(files), _errors_afterwards(root, catalogue, files, readings))


def _edits_and_readings(
    root: Path, catalogue: Catalogue, plan: ChangePlan, report: ReportProgress
) -> tuple[list[FileEdit], dict[str, Reading]]:
    """The edits of all files, and what the changed tracks will be read as, by path; raises RefusedError."""
    edits_of, stage_line = _edit_maker(root, catalogue, plan), catalogue.stage_line
    edits: list[FileEdit] = []
    readings: dict[str, Reading] = {}
    reasons: list[tuple[str, str]] = []
    for path, changes in with_progress([*_by_path(plan).items()], report):
        try:
            made = edits_of(path, changes)
        except (RefusedError, CannotEditError, OSError) as error:
            reasons += _reasons(path, error)
            continue
        edits += made
        if changes[0].kind == TRACK and len(made) == 1 and made[0].new is not None:
            # Read it now, while the parser still has its text in the cache.
            readings[path] = read_track(path, made[0].new, stage_line)
    if reasons:
        raise RefusedError(reasons)
    return edits, readings


def _by_path(plan: ChangePlan) -> dict[str, list[Change]]:
    by_path: dict[str, list[Change]] = {}
    for change in plan.to_write:
        by_path.setdefault(change.path, []).append(change)
    return by_path


def _reasons(path: str, error: Exception) -> Sequence[tuple[str, str]]:
    """The path of each file that cannot be edited because of *error*, with the reason."""
    if isinstance(error, RefusedError):
        return error.reasons
    return [(path, reason_of(error) if isinstance(error, OSError) else str(error))]


def _edit_maker(
    root: Path, catalogue: Catalogue, plan: ChangePlan
) -> Callable[[str, Sequence[Change]], Sequence[FileEdit]]:
    """A function that makes the edits of one file from its changes; it raises as `plan_edits` explains."""
    changed = {change.path for change in plan.to_write}
    tracks = {track.path: track for track in catalogue.tracks.at_paths(changed)}
    stage_line = catalogue.stage_line
    target_of = target_finder(root)
    head_of = _new_heads(root) if plan.new_files else None

    def edits_of(path: str, changes: Sequence[Change]) -> Sequence[FileEdit]:
        target = target_of(path)
        if path in plan.copies:
            from prodash.storage.change.whole_files import copied

            return [copied(root, path, target, plan.copies[path], stage_line)]
        old = None if path in plan.new_files else read_bytes(target.path)
        if path in tracks:
            _require_unchanged(catalogue, tracks[path], old, stage_line)
        if path in plan.removed_files:
            from prodash.storage.change.whole_files import removed

            return [removed(root, path, target, old)]
        if isinstance(move := changes[0], MoveFile):
            from prodash.storage.change.whole_files import moved

            changed = _new_bytes(path, old, changes[1:], stage_line)
            return moved(root, move, target, target_of(move.new_path), (old or b"", changed))
        head = head_of(path) if head_of and old is None else b""
        return [FileEdit(path, target, old, head + _new_bytes(path, old, changes, stage_line))]

    return edits_of


def _new_heads(root: Path) -> Callable[[str], bytes]:
    """A function that makes the line with the schema at the head of a new file, if the other files have one."""
    from prodash.storage.resources.schemas import has_modeline, modeline

    return (lambda path: modeline(path).encode()) if has_modeline(root) else lambda _path: b""


def _new_bytes(path: str, old: bytes | None, changes: Sequence[Change], stage_line: StageLine) -> bytes:
    values = [change for change in changes if not is_schema_line(change)]
    new = old if values == [] and old is not None else apply_changes(old, values, stage_line)
    if len(values) == len(changes):
        return new
    from prodash.storage.resources.schemas import with_schema_path_of

    return with_schema_path_of(path, new)


def _with_line_ends(root: Path, files: Sequence[FileEdit], variables: Mapping[str, str]) -> list[FileEdit]:
    """*files*, the new ones among them with the line ends that they should have."""
    created = {edit.path: edit.new for edit in files if edit.old is None and edit.new is not None}
    if not created:
        return [*files]
    from prodash.storage.git.line_ends import with_line_ends

    final = with_line_ends(root, created, variables)
    return [edit._replace(new=final.get(edit.path, edit.new)) for edit in files]


def _errors_afterwards(
    root: Path, catalogue: Catalogue, files: Sequence[FileEdit], readings: Readings
) -> tuple[Problem, ...] | None:
    # A link can give a file a second path, and its problems would be reported there too.
    if len(readings) < len(files) or not affects_no_other_file(catalogue, readings) or find_links(root):
        return None
    return errors_if_read_as(catalogue, readings)


def file_to_edit(root: Path, path: str) -> tuple[Target, bytes]:
    """The target and the bytes of a file; raises RefusedError if it cannot be read or written."""
    target = target_finder(root)(path)
    try:
        old = read_bytes(target.path)
    except OSError as error:
        raise RefusedError([(path, reason_of(error))]) from None
    if len(old) > MAX_BYTES:
        raise RefusedError([(path, f"it has more than {MAX_BYTES:,} bytes; make it smaller by hand")])
    require_writable([FileEdit(path, target, old, old)])
    return target, old


def _require_unchanged(
    catalogue: Catalogue, planned: Track, old: bytes | None, stage_line: StageLine
) -> None:
    """Raise CannotEditError if the track has changed since the plan was made."""
    data = old or b""
    if isinstance(planned, LazyTrack) and planned.was_read_from(digest_of(data)):
        return
    track, _ = read_track(planned.path, data, stage_line)
    if track is None or catalogue.with_ids(track) != planned:
        raise CannotEditError(CHANGED_MEANWHILE)
