"""Refuse a key that differs only in case from one that is there, such as `BPM` beside `bpm`."""

from collections.abc import Iterable

from prodash.errors import UsageError
from prodash.model.catalogue.catalogue import Catalogue, in_other_case
from prodash.model.catalogue.fields import TRACK_FIELDS
from prodash.model.catalogue.track import Track
from prodash.model.change.change import Change, SetValue


def require_usual_case(catalogue: Catalogue, fields: Iterable[str]) -> None:
    """Raise UsageError if one of *fields* is new to the catalogue, which has it in another case."""
    for field in fields:
        other = "" if field in TRACK_FIELDS else catalogue.other_case_of(field)
        # Somebody may number their tracks in a field ID.
        if other not in {"", "id"}:
            raise UsageError(f"unknown field {field!r}; tracks have {other!r}, so write {other} instead")


def why_not_added(track: Track, change: Change) -> str:
    """The reason why *change* must not add its key to *track*, which has it in another case; empty if it may."""
    if not isinstance(change, SetValue) or change.after is None or change.field in track.keys:
        return ""
    other = in_other_case(change.field, sorted(track.keys))
    if not other:
        return ""
    fix = (
        f"rename {other}, or run 'prodash check --fix'"
        if change.field in TRACK_FIELDS
        else f"write {other} instead"
    )
    return f"it has the key {other!r}, which differs from {change.field!r} only in case; {fix}"
