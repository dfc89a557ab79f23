"""Headers: what the columns of a table of tracks are called, so that `import` knows them again."""

from prodash.model.catalogue.fields import TRACK_FIELDS
from prodash.model.names.names import loose

DUE_FROM = "due_from"

_FOLLOWING = frozenset({"stage_name", DUE_FROM, "due_when", "days_left", "urgency"})

KNOWN = {loose(name): name for name in (*sorted(TRACK_FIELDS), "id", "path", *sorted(_FOLLOWING))}
"""The columns that hold no own key, by their loose names."""

OWN = "own."
"""What an own key starts with that would be taken for something else."""


def own_header(key: str) -> str:
    """The header of an own key in a table; one that would be taken for something else starts with `own.`."""
    return f"{OWN}{key}" if is_taken(key) else key


def is_taken(key: str) -> bool:
    """Whether a header that reads *key* would not be taken for the own key."""
    return loose(key) in KNOWN or loose(key) == "own" or key.startswith(OWN)
