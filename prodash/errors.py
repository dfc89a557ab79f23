"""The errors that end a command, each with its exit code and a message that says what to do."""

from collections.abc import Callable, Sequence
from enum import IntEnum

_MAX_LISTED = 12


class ExitCode(IntEnum):
    """The exit status of the process (docs/exit-codes.md)."""

    DONE = 0
    PROBLEMS = 1
    USAGE = 2
    NOT_FOUND = 3
    REFUSED = 4
    FAILED = 5
    CONDITION = 6
    INTERRUPTED = 130


class ProdashError(Exception):
    """A command could not do its work; the message, one argument per line, says why and what to do."""

    exit_code: int = ExitCode.FAILED

    def message_lines(self, display_path: Callable[[str], str]) -> Sequence[str]:  # noqa: ARG002 (used by errors that name paths)
        """The lines of the message; *display_path* makes a path of the catalogue relative to the current folder."""
        return tuple(map(str, self.args))

    def __str__(self) -> str:
        return "\n".join(map(str, self.args))


class UsageError(ProdashError):
    """The command line is wrong."""

    exit_code = ExitCode.USAGE


class NoCatalogueError(ProdashError):
    """No `stages.yaml` was found, so there is no catalogue."""

    exit_code = ExitCode.NOT_FOUND

    def __init__(self, folder: str, *, searched_upwards: bool, in_repository: bool = False) -> None:
        self.folder, self.searched_upwards = folder, searched_upwards
        above = " or above" + " in its git repository" * in_repository
        where = f"in {folder}{above * searched_upwards}"
        super().__init__(
            f"no catalogue {where} (there is no stages.yaml); create a sample with 'prodash init my-music --sample', "
            "an empty one with 'prodash init' or one from the tracks in a folder with 'prodash init --stage-field status', "
            "or choose another folder with 'prodash -C DIR'"
        )


class UnknownNameError(ProdashError):
    """The catalogue has no track, stage, workflow, project or field of this name."""

    exit_code = ExitCode.NOT_FOUND

    def __init__(
        self, kind: str, text: str, similar: Sequence[str] = (), known: Sequence[str] = (), add: str = ""
    ) -> None:
        self.kind, self.text, self.similar, self.known = kind, text, tuple(similar), tuple(known)
        end = hint(similar, known)
        add_it = f"; {'or ' * bool(end)}add it with {add}" if add and not similar else ""
        super().__init__(f"unknown {kind} {text!r}{end}{add_it}")


class UnknownFieldError(UnknownNameError):
    """Tracks cannot be grouped by this field."""

    def __init__(self, text: str, similar: Sequence[str], known: Sequence[str]) -> None:
        super().__init__("field", text, similar, known)
        if not hint(similar, known):
            self.args = (f"{self}; choose from 'stage', 'workflow', 'project' and your custom fields",)


class NoSuchPathError(ProdashError):
    """The user named a file or folder that does not exist."""

    exit_code = ExitCode.NOT_FOUND

    def __init__(self, path: str) -> None:
        self.path = path
        super().__init__(f"there is no file or folder {path!r}")


class UnreadStagesError(ProdashError):
    """The command needs the order of the stages, but stages.yaml could not be read."""

    exit_code = ExitCode.NOT_FOUND

    def __init__(self) -> None:
        super().__init__("stages.yaml could not be read, so the order of the stages is unknown; fix it first")


class RefusedError(ProdashError):
    """The change is refused and nothing was written; `reasons` pairs each path with its reason, `advice` says what to do."""

    exit_code = ExitCode.REFUSED
    headline = "nothing was changed"

    def __init__(self, reasons: Sequence[tuple[str, str]], advice: Sequence[str] = ()) -> None:
        self.reasons, self.advice = tuple(reasons), tuple(advice)
        super().__init__(*self.message_lines(str))

    def message_lines(self, display_path: Callable[[str], str]) -> Sequence[str]:
        """The headline, then each path with its reason, then the advice."""
        return (self.headline, *self.reason_lines(display_path), *self.advice)

    def reason_lines(self, display_path: Callable[[str], str]) -> Sequence[str]:
        """Each path with its reason, one per line."""
        return [f"{display_path(path)}: {reason}" for path, reason in self.reasons]


class BadFileError(ProdashError):
    """A file from outside the catalogue cannot be used; nothing was written."""

    exit_code = ExitCode.REFUSED

    def __init__(self, name: str, reason: str, line: int | None = None) -> None:
        self.name, self.reason, self.line = name, reason, line
        super().__init__(f"{name}:{line}: {reason}" if line else f"{name}: {reason}")


class DeclinedError(ProdashError):
    """The user answered no; nothing was written."""

    exit_code = ExitCode.REFUSED

    def __init__(self) -> None:
        super().__init__("cancelled; nothing was changed")


class BusyError(ProdashError):
    """Another prodash is changing the catalogue; nothing was written."""

    exit_code = ExitCode.REFUSED

    def __init__(self, seconds: float) -> None:
        reason = f"another prodash has been changing this catalogue for {seconds:g} seconds"
        super().__init__(f"nothing was changed: {reason}; try again when it is done")


class NothingToUndoError(ProdashError):
    """There is no change to undo or redo."""

    exit_code = ExitCode.REFUSED

    def __init__(self, word: str, remark: str = "") -> None:
        super().__init__(f"there is nothing to {word}{remark and f'; {remark}'}")


class DiskError(ProdashError):
    """A file could not be read or written."""

    def __init__(self, path: str, cause: OSError) -> None:
        self.path = path
        super().__init__(f"{path}: {reason_of(cause)}")


class RollbackError(ProdashError):
    """A change failed, and some of its files could not be restored; the message names each with the reason."""

    def __init__(self, changed_by_others: Sequence[str], failed: Sequence[tuple[str, str]]) -> None:
        self.changed_by_others, self.failed = tuple(changed_by_others), tuple(failed)
        lines = ["the change failed and was undone, except in these files:"]
        lines += [f"{path}: another program has changed it; it was left alone" for path in changed_by_others]
        lines += [f"{path}: {reason}; the next command tries again to restore it" for path, reason in failed]
        super().__init__(*lines)


class EditorError(ProdashError):
    """The editor could not be started, or it failed; nothing was written."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"nothing was changed: {reason}")


def reason_of(error: OSError) -> str:
    """The operating system's words for *error*, without the path, because the caller's message names it."""
    return error.strerror or str(error) or type(error).__name__


def hint(similar: Sequence[str], known: Sequence[str] = ()) -> str:
    """The end of a message about a wrong name: the *similar* names, or else all *known* ones if they are few."""
    if similar:
        return f"; did you mean {' or '.join(map(repr, similar))}?"
    if 0 < len(known) <= _MAX_LISTED:
        return f"; choose from {', '.join(map(repr, known))}"
    return ""
