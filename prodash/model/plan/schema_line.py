"""Schema line: the change to the comment that tells an editor where the schema of a track is; no value changes."""

from prodash.model.catalogue.track import Track
from prodash.model.plan.change import Change, SetValue

_FIELD = "schema line"


def schema_line_change(track: Track, before: str, after: str) -> SetValue:
    """The change that lets the schema line of *track* name *after*."""
    return SetValue.in_track(track, _FIELD, before, after)


def is_schema_line(change: Change) -> bool:
    """Whether *change* is about the schema line."""
    # A custom field may have this name too, but a new value for it has a text to write.
    is_unwritten = isinstance(change, SetValue) and change.written is None
    return is_unwritten and change.field == _FIELD and change.after is not None
