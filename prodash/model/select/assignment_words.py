"""Words: which of those that a user types are assignments and which are tracks."""

import re
from collections.abc import Iterable, Sequence

from prodash.errors import UsageError
from prodash.model.catalogue.tracks import Tracks
from prodash.model.names.names import caseless

# An id may contain a tilde or an exclamation mark.
# A name in quotes may contain any sign.
_CONDITION = re.compile(r'(?!\s*"[^"]*"\s*[-+:]?=)[^=<>!~]*\w\s*(?:[<>]|[!~]=)')


def split_assignments_and_tracks(words: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The assignments among *words*, which contain `=`, and the other words, which name tracks.

    Raises UsageError for a condition such as `bpm>=120`.
    """
    for word in words:
        if _CONDITION.match(word):
            from prodash.model.where.grammar import misplaced_condition

            raise misplaced_condition(word)
    assignments = tuple(word for word in words if "=" in word)
    return assignments, tuple(word for word in words if "=" not in word)


def require_no_track_named(words: Iterable[str], tracks: Tracks) -> None:
    """Raise UsageError if one of *words*, which read as assignments, is the id or the title of a track."""
    named = {
        caseless(name): (is_id, position)
        for is_id, names in ((False, tracks.titles), (True, tracks.ids))
        for position, name in enumerate(names)
        if "=" in name
    }
    for word in words if named else ():
        if found := named.get(caseless(word.strip())):
            is_id, position = found
            track = tracks[position]
            field, operator, value = word.partition("=")
            whose = f"the id of the track {track.path}" if is_id else f"the title of the track {track.id!r}"
            raise UsageError(
                f"{word!r} is {whose}, and could set {field!r} to {value!r}; "
                f"write the {'path' if is_id else 'id'}, or {f'{field} {operator} {value}'!r} for the change"
            )
