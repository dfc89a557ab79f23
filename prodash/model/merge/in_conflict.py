"""In conflict: a file in which git left both sides, and the fields that differ between them."""

from collections.abc import Mapping
from typing import NamedTuple

from prodash.model.catalogue.value import Value, as_text
from prodash.model.names.file_names import track_id

TRACK = "track"
BOTH = " | "
"""What stands between the values of both sides."""

LINES = "lines"
"""The name for people of lines in conflict that are no field."""


class FieldInConflict(NamedTuple):
    """A field with its value on each side; None if that side does not have it, or if the base is not known.

    changed_by   the only side that changed it, "ours" or "theirs", as git's markers stand around its neighbours too; else empty
    """

    name: str
    ours: Value
    base: Value
    theirs: Value
    changed_by: str = ""

    @property
    def both(self) -> str:
        """Both values as one text, as a change shows what was there before."""
        return f"{side_text(self.ours)}{BOTH}{side_text(self.theirs)}"


class FileInConflict(NamedTuple):
    """A file of the catalogue with its fields in conflict.

    kind   "track", or the plural of a vocabulary, such as "stages"
    title  of a track, where both sides agree; else empty
    line   of the first marker
    """

    path: str
    kind: str
    title: str
    line: int
    fields: tuple[FieldInConflict, ...]

    @property
    def word(self) -> str:
        """What names the file on a command line."""
        return self.path if self.kind != TRACK else track_id(self.path)


class SideOwner(NamedTuple):
    """Whose side it is: the `name` of a branch or commit, and its `role`, such as "where you are"."""

    name: str
    role: str = ""

    @property
    def words(self) -> str:
        """The side in a sentence."""
        return f"{self.name}, {self.role}" if self.role else self.name


class WhoseSides(NamedTuple):
    """Whose the sides are.

    doing   what git is at, such as "merge"; empty if it no longer knows
    stash   the name of the stash that theirs comes from, if it is a known one
    """

    doing: str
    ours: SideOwner
    theirs: SideOwner
    stash: str = ""

    @property
    def is_swapped(self) -> bool:
        """Whether the changes of the user are called theirs, as git does while it rebases."""
        return self.doing == "rebase"


class Unmarked(NamedTuple):
    """A file that git holds as in conflict though it has no markers: `what` happened, and what there is `to_do`."""

    path: str
    what: str
    to_do: tuple[str, ...]


def side_text(value: Value) -> str:
    """The value of one side as one line of text."""
    if value is None:
        return "(none)"
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {side_text(inner)}" for key, inner in value.items())
    return " ".join(as_text(value).split()) or "(empty)"
