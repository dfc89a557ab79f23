"""Changing: a plan in domain words to new bytes for each file, from bytes read afresh."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from prodash.errors import RefusedError
from prodash.model.catalogue import Catalogue
from prodash.model.change import Change, ChangePlan
from prodash.storage.edit import CannotEditError, set_value
from prodash.storage.loading import read_bytes
from prodash.storage.nodes import Fault
from prodash.storage.reading import read_track
from prodash.storage.text import decode, encode
from prodash.storage.writing import FileEdit, check_batch


def plan_edits(root: Path, catalogue: Catalogue, plan: ChangePlan) -> Sequence[FileEdit]:
    """The new bytes for each file of *plan*.

    Raises RefusedError naming each file that is not as it was when the plan was made, that cannot
    be edited safely, or that cannot be written.
    """
    edits: list[FileEdit] = []
    faults: list[tuple[str, str]] = []
    for change in plan.to_write:
        try:
            edits.append(_edit(root, catalogue, change))
        except CannotEditError as error:
            faults.append((change.track.path, str(error)))
        except OSError as error:
            faults.append((change.track.path, error.strerror or str(error)))
    if faults:
        raise RefusedError(faults)
    check_batch(root, edits)
    return edits


def changed(catalogue: Catalogue, edits: Sequence[FileEdit]) -> Catalogue:
    """The catalogue as it is once *edits* are made; problems in those files are read anew."""
    read = [read_track(edit.path, edit.new) for edit in edits]
    paths = {edit.path for edit in edits}
    problems = [p for p in catalogue.problems if p.place.path not in paths]
    problems += [problem for _, found in read for problem in found]
    return replace(catalogue.replaced(track for track, _ in read if track), problems=tuple(problems))


def _edit(root: Path, catalogue: Catalogue, change: Change) -> FileEdit:
    path = change.track.path
    old = read_bytes(root / path)
    track, _ = read_track(path, old)
    if track is None or catalogue.with_ids(track) != change.track:
        raise CannotEditError("another program changed it meanwhile; look at it and try again")
    decoded = decode(old)
    if isinstance(decoded, Fault):
        raise CannotEditError("the file is broken; see its problem")
    bom, text = decoded
    return FileEdit(path, old, encode(bom, set_value(text, change.field, change.after)))
