"""Attributes file: the `.gitattributes` in the folder of a catalogue, with the lines for prodash or without them."""

import os
from collections.abc import Iterable
from pathlib import Path

from prodash.model.plan.setup_step import SetupState, SetupStep
from prodash.storage.batch.replace import FileEdit
from prodash.storage.disk.locate import track_paths
from prodash.storage.disk.open_folders import Target
from prodash.storage.git_setup.attributes import (
    ATTRIBUTES,
    is_present,
    lines_for,
    lines_in,
    other_choice,
    with_lines,
    without_lines,
)
from prodash.storage.git_setup.file_edit import existing_bytes
from prodash.storage.git_setup.setup_plan import SetupPlan, state_after


def plan_attributes(root: Path, *, undo: bool) -> SetupPlan:
    """Add the lines that are missing in the catalogue in *root*, or remove them again.

    A file that has no others is deleted.  Raises RefusedError for a link, which git does not follow, and if the file
    cannot be read or written.
    """
    target = Target(os.path.realpath(root), "", ATTRIBUTES)
    old = existing_bytes(ATTRIBUTES, target)
    lines = lines_in(old or b"") if undo else lines_for(track_paths(root, {}))
    steps = tuple(_step(old or b"", line, undo=undo) for line in lines)
    if not any(step.state.changes_something for step in steps):
        return SetupPlan(steps)
    new = _new_bytes(old or b"", steps)
    return SetupPlan.of_file(steps, FileEdit(ATTRIBUTES, target, old, new or None))


def _step(data: bytes, line: str, *, undo: bool) -> SetupStep:
    if undo:
        is_there = without_lines(data, [line]) != data
        return SetupStep(line, "", ATTRIBUTES, state_after(undo=True, is_there=is_there))
    if other := other_choice(data, line):
        return SetupStep(line, "", ATTRIBUTES, SetupState.LEFT, f"the file says {other} there")
    return SetupStep(line, "", ATTRIBUTES, state_after(undo=False, is_there=is_present(data, line)))


def _new_bytes(data: bytes, steps: Iterable[SetupStep]) -> bytes:
    lines = {state: [step.setting for step in steps if step.state is state] for state in SetupState}
    if removed := lines[SetupState.REMOVED]:
        return without_lines(data, removed)
    return with_lines(data, lines[SetupState.ADDED])
