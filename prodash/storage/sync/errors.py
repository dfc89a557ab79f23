"""Errors: why nothing was sent or received, and what to do."""

from collections.abc import Sequence
from typing import NamedTuple

from prodash.errors import ExitCode, ProdashError, RefusedError
from prodash.model.merge.in_conflict import FieldInConflict
from prodash.storage.git.errors import quoted

NOTHING = "nothing was sent or received"
AGAIN = "correct that, then sync again"
_UNCHANGED = f"{NOTHING}, and all is as it was"


class CannotSyncError(ProdashError):
    """The repository is not ready, so nothing was begun; *reason* says why and what to do."""

    exit_code = ExitCode.REFUSED

    def __init__(self, reason: str) -> None:
        super().__init__(*f"{NOTHING}:{quoted(reason)}".split("\n"))


class SyncFailedError(ProdashError):
    """Git failed on the way, and all is as before; *what* says which step, *advice* what to do, *words* are those of *who*."""

    def __init__(self, what: str, words: str, advice: str, who: str = "git") -> None:
        says = f"; {who} says:{quoted(words)}" if words else ""
        super().__init__(*f"{_UNCHANGED}: {what}{says}\n{advice}".split("\n"))


class NotReceivedError(ProdashError):
    """All was sent, but the files here could not be brought up to date; *why* says so, *advice* what to do."""

    def __init__(self, why: str, advice: str) -> None:
        super().__init__(*f"your changes were sent, but not all others are here; {why}\n{advice}".split("\n"))


class FileConflict(NamedTuple):
    """A file that both sides changed so that git cannot merge it.

    path        relative to the catalogue, or to the top of the repository if it is outside
    fields      the names of the fields in conflict; none if the whole file is
    who         who changed it on the other side
    values      the fields in conflict with both values, as far as they can be told
    removed_by  the side that removed it, "ours" or "theirs"; else empty
    """

    path: str
    fields: tuple[str, ...]
    who: str
    values: tuple[FieldInConflict, ...] = ()
    removed_by: str = ""


class SyncConflictError(RefusedError):
    """Both sides changed the same; all is as before."""

    headline = f"{_UNCHANGED}, because others changed the same as you"

    def __init__(
        self,
        conflicts: Sequence[FileConflict],
        reasons: Sequence[tuple[str, str]] = (),
        advice: Sequence[str] = (),
    ) -> None:
        self.conflicts = tuple(conflicts)
        super().__init__(reasons, advice)


class BrokenFilesError(RefusedError):
    """Files that would be sent have errors."""

    headline = f"{NOTHING}, because files with errors would reach the others"
