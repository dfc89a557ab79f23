"""Changing: a plan in domain words to new bytes for each file, from bytes read afresh."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from prodash.errors import RefusedError, reason_of
from prodash.model.catalogue import Catalogue
from prodash.model.change import Change, ChangePlan
from prodash.model.problem import Problem
from prodash.model.track import Track
from prodash.storage.edit import CannotEditError, set_value
from prodash.storage.files import read_bytes
from prodash.storage.locate import real_path
from prodash.storage.nodes import Fault
from prodash.storage.reading import read_track
from prodash.storage.text import decode, encode
from prodash.storage.writing import FileEdit, check_batch


@dataclass(frozen=True, slots=True)
class Edits:
    """What is to be written, and the catalogue as it is once that is done."""

    files: tuple[FileEdit, ...]
    catalogue: Catalogue


def plan_edits(root: Path, catalogue: Catalogue, plan: ChangePlan) -> Edits:
    """The new bytes for each file of *plan*.

    Raises RefusedError naming each file that is not as it was when the plan was made, that cannot
    be edited safely, or that cannot be written.
    """
    edited: list[_Edited] = []
    faults: list[tuple[str, str]] = []
    for change in plan.to_write:
        try:
            edited.append(_edit(root, catalogue, change))
        except CannotEditError as error:
            faults.append((change.track.path, str(error)))
        except OSError as error:
            faults.append((change.track.path, reason_of(error)))
    if faults:
        raise RefusedError(faults)
    files = tuple(one.file for one in edited)
    check_batch(files)
    return Edits(files, _after(catalogue, edited))


class _Edited(NamedTuple):
    """One file's edit, and the track and problems that its new bytes give."""

    file: FileEdit
    track: Track | None
    problems: tuple[Problem, ...]


def _edit(root: Path, catalogue: Catalogue, change: Change) -> _Edited:
    path = change.track.path
    target = real_path(root, path)
    if target is None:
        raise CannotEditError("it leads outside the catalogue; change the file where it is")
    old = read_bytes(target)
    track, _ = read_track(path, old)
    decoded = decode(old)
    if track is None or isinstance(decoded, Fault) or catalogue.with_ids(track) != change.track:
        raise CannotEditError("another program changed it meanwhile; look at it and try again")
    bom, text = decoded
    new = encode(bom, set_value(text, change.field, change.after))
    return _Edited(FileEdit(path, target, old, new), *read_track(path, new))


def _after(catalogue: Catalogue, edited: Sequence[_Edited]) -> Catalogue:
    """The catalogue with what was written, and without the problems that this mends."""
    written = {one.file.path for one in edited}
    problems = [problem for problem in catalogue.problems if problem.place.path not in written]
    problems += [problem for one in edited for problem in one.problems]
    tracks = [one.track for one in edited if one.track]
    return replace(catalogue.replaced(tracks), problems=tuple(problems))
