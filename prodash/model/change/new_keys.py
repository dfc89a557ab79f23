"""New keys: those that a change must not add, because they look like another key or mean a column."""

from prodash.errors import UsageError
from prodash.model.catalogue.catalogue import in_other_case
from prodash.model.catalogue.fields import COLUMNS, CUSTOM_GROUP, CUSTOM_PREFIX, DERIVED, TIMES, TRACK_FIELDS
from prodash.model.catalogue.track import Track
from prodash.model.names.names import match_key
from prodash.model.plan.change import Change, SetValue


def require_no_column(field: str) -> None:
    """Raise UsageError if *field*, in any spelling, is the name of a column of prodash."""
    for column in COLUMNS:
        if match_key(column) == match_key(field):
            raise UsageError(_COLUMN_REASONS.get(column) or _why_no_field(column))


_COLUMN_REASONS = {
    "id": "a track's id is its file name; write 'prodash rename TRACK NEW-ID'",
    "path": "the path of a track is where its file is; write 'prodash move TRACK FOLDER'",
    "due_from": "the column due_from names the project of a due date; write projects=NAME or due=DATE",
    CUSTOM_GROUP: f"{CUSTOM_GROUP!r} stands for all custom fields together; choose another name",
}


def _why_no_field(column: str) -> str:
    """What *column* shows, and what to write instead."""
    own = f"{CUSTOM_PREFIX}{column}=VALUE"
    if column in TIMES:
        return f"{column} is what git knows of a track; for a field of your own, write {own}"
    source = DERIVED[column]
    return f"the column {column} follows from the field {source}; write {source}=VALUE, or {own} for a field of your own"


def require_no_foreign_word(field: str) -> None:
    """Raise UsageError if *field* is what other tools call a field of prodash."""
    if other := _FOREIGN_WORDS.get(match_key(field)):
        raise UsageError(f"unknown field {field!r}; prodash calls it {other}, so write {other}=VALUE")


_FOREIGN_WORDS = {
    **dict.fromkeys(("name", "songname", "trackname"), "title"),
    **dict.fromkeys(("status", "stageid"), "stage"),
    **dict.fromkeys(("deadline", "duedate"), "due"),
}
"""Columns and words of other tools, as match keys, with the field that holds the same."""


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
