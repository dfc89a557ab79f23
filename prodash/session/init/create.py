"""Create: the files of a new catalogue, from a preset, from the stages that the user names, or around tracks."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from prodash.errors import RefusedError, UsageError
from prodash.model.catalogue.fields import STAGE_KEY
from prodash.model.entries.stage_list import parse_stage_list
from prodash.session.session import Session
from prodash.session.terminal.signals import stop_by_signal
from prodash.storage.disk.locate import STAGES
from prodash.storage.edit.entry_text import entry_text, list_text
from prodash.storage.read.stage_key import FIELD
from prodash.storage.resources.presets import (
    create_around_tracks,
    create_catalogue,
    preset_names,
    require_free,
)


class NewCatalogue(NamedTuple):
    """What a new catalogue begins with.

    preset       the name of the preset
    stages       stages in place of those of the preset, as typed
    stage_field  the field that names the stage of the tracks that are there; None: there are none
    sample       whether it has the tracks of the example
    """

    preset: str = "music"
    stages: Sequence[str] = ()
    stage_field: str | None = None
    sample: bool = False


def require_possible(new: NewCatalogue) -> None:
    """Raise UsageError for an unknown preset, and for options that exclude each other."""
    if new.preset not in preset_names():
        raise UsageError(f"unknown preset {new.preset!r}; write --preset {' or '.join(preset_names())}")
    if new.stages and new.sample:
        raise UsageError("--sample has tracks in the stages of a preset; leave out --stages, or --sample")
    if new.stage_field is not None and new.sample:
        raise UsageError("--stage-field is for tracks that are there; leave out --sample")


def create(session: Session, root: Path, new: NewCatalogue) -> Sequence[str]:
    """Make the *new* catalogue in *root*; the paths of the new files."""
    if new.stage_field is not None:
        return _create_around_tracks(session, root, new, new.stage_field)
    stages_text = list_text("stages", parse_stage_list(new.stages)) if new.stages else None
    with stop_by_signal():
        day = session.today if new.sample else None
        return create_catalogue(root, new.preset, session.environment.variables, day, stages_text)


def _create_around_tracks(session: Session, root: Path, new: NewCatalogue, field: str) -> Sequence[str]:
    """Make a catalogue of the tracks in *root*, whose *field* names their stage; the paths of the new files."""
    from prodash.session.init.stages import stages_of_field

    line = "" if field == STAGE_KEY else f"{entry_text({FIELD: field})}\n"
    if os.path.lexists(root / STAGES):
        instead = f", or write '{line.strip()}' in it" if line else ""
        raise RefusedError([(STAGES, f"it already exists in {root}; delete it and run this again{instead}")])
    require_free(root)
    stages_text = list_text("stages", stages_of_field(session, root, field, new.stages))
    with stop_by_signal():
        return create_around_tracks(root, new.preset, session.environment.variables, line + stages_text)
