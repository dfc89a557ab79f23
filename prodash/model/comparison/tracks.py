"""Tracks compared: those that are new or gone, and the fields that the others have now."""

from collections.abc import Iterator

from prodash.model.catalogue.track import Track
from prodash.model.catalogue.value import Value
from prodash.model.comparison.difference import Difference, What, is_difference
from prodash.model.comparison.track_fields import fields_in_file
from prodash.model.plan.change import SetValue


def compare_tracks(before: Track | None, after: Track | None) -> Iterator[Difference]:
    """How the track *after* differs from itself *before*; None where there is no such track.

    Both have the ids of the newer catalogue.
    """
    if before is None or after is None:
        if after:
            yield _difference(What.ADDED, after, "stage", None, after.stage or None)
        elif before:
            yield _difference(What.REMOVED, before, "stage", before.stage or None, None)
        return
    yield from _places(before, after)
    old, new = fields_in_file(before), fields_in_file(after)
    for field in dict.fromkeys([*new, *old]):
        found = _difference(What.CHANGED, after, field, _value(old.get(field)), _value(new.get(field)))
        if is_difference(found.change) and not _is_written_alike(before, after, field):
            yield found


def _is_written_alike(before: Track, after: Track, field: str) -> bool:
    """Whether *field* has the same names, which only mean something else since stages.yaml or the like was changed."""
    written = before.names_in_file(field)
    return bool(written) and written == after.names_in_file(field)


def _places(before: Track, after: Track) -> Iterator[Difference]:
    if before.id != after.id:
        yield _difference(What.CHANGED, after, "id", before.id, after.id)
    if _folder(before) != _folder(after):
        yield _difference(What.CHANGED, after, "folder", _folder(before), _folder(after))


def _folder(track: Track) -> str:
    return track.path.rpartition("/")[0]


def _value(value: Value) -> Value:
    """*value*, where an empty one is none."""
    return None if value in ("", ()) else value


def _difference(what: What, track: Track, field: str, before: Value, after: Value) -> Difference:
    return Difference(what, SetValue.in_track(track, field, before, after))
