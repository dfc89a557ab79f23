"""Errors: why nothing was sent or received, and what to do."""

from collections.abc import Sequence
from typing import NamedTuple

from prodash import shell
from prodash.errors import ExitCode, ProdashError, RefusedError
from prodash.model.catalogue.value import Value, as_text
from prodash.model.merge.in_conflict import FieldInConflict, side_text
from prodash.model.names.file_names import track_id
from prodash.storage.disk.locate import TRACKS
from prodash.storage.git.errors import quoted

NOTHING = "nothing was sent or received"
AGAIN = "correct that, then sync again"
_UNCHANGED = f"{NOTHING}, and all is as it was"
_MOST_CHARACTERS = 40


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
    """All was sent, but the files here could not be brought up to date; *words* are those of git."""

    def __init__(self, words: str) -> None:
        lines = f"your changes were sent, but not all others are here; git says:{quoted(words)}".split("\n")
        super().__init__(*lines, AGAIN)


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

    @property
    def reason(self) -> str:
        """What both sides did."""
        who = self.who or "the other side"
        if self.removed_by:
            here, there = ("removed", "changed") if self.removed_by == "ours" else ("changed", "removed")
            return f"you {here} it, {who} {there} it"
        if not self.values:
            return f"{', '.join(self.fields) or 'the whole file'} (changed by {who})"
        return "; ".join(
            f"{field.name} is {_shown(field.ours)} here, {_shown(field.theirs)} by {who}"
            for field in self.values
        )

    @property
    def to_agree(self) -> str:
        """The command that gives the file here what the others did; empty if there is none for it."""
        is_track, name = self.path.startswith(f"{TRACKS}/"), track_id(self.path)
        if self.removed_by == "theirs" and is_track:
            return shell.command("prodash", "remove", name)
        found = [one for one in map(_assignment, self.values) if one and bool(one[0]) is not is_track]
        if not found:
            return ""
        entry = found[0][0]
        assignments = [assignment for of, assignment in found if of == entry]
        return shell.command(
            "prodash", *(("set", *assignments, name) if is_track else (name, "set", entry, *assignments))
        )


def _assignment(field: FieldInConflict) -> tuple[str, str] | None:
    """The entry that *field* is of, empty in a track, and what gives it their value; None if one line cannot."""
    entry, _, name = field.name.rpartition(".")
    value = as_text(field.theirs) if isinstance(field.theirs, (str, int, float)) else ""
    return (entry, f"{name}={value}") if value and value.isprintable() else None


def _shown(value: Value) -> str:
    """The value of one side, shortened."""
    text = side_text(value)
    return text if len(text) <= _MOST_CHARACTERS else f"{text[: _MOST_CHARACTERS - 1].rstrip()}…"


class SyncConflictError(RefusedError):
    """Both sides changed the same; all is as before."""

    headline = f"{_UNCHANGED}, because others changed the same as you"

    def __init__(self, conflicts: Sequence[FileConflict], advice: Sequence[str]) -> None:
        self.conflicts = tuple(conflicts)
        commands = filter(None, (conflict.to_agree for conflict in conflicts))
        takes = "".join(f"; {command} takes what the others have" for command in [*commands][:1])
        agree = f"agree on one of both, give it to your file too, and sync again{takes}"
        super().__init__([(conflict.path, conflict.reason) for conflict in conflicts], [agree, *advice])


class BrokenFilesError(RefusedError):
    """Files that would be sent have errors."""

    headline = f"{NOTHING}, because files with errors would reach the others"
