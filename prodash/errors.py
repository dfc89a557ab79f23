"""Why a command could not do its work, and the exit code that says so."""

from collections.abc import Callable, Sequence
from enum import IntEnum


class ExitCode(IntEnum):
    """What the shell is told (docs/exit-codes.md)."""

    DONE = 0
    PROBLEMS = 1
    USAGE = 2
    NOT_FOUND = 3
    REFUSED = 4
    FAILED = 5
    CONDITION = 6
    INTERRUPTED = 130


class ProdashError(Exception):
    """A command could not do its work; the text says why and what to do."""

    exit_code = ExitCode.FAILED

    def format_message(self, display_path: Callable[[str], str]) -> str:  # noqa: ARG002 (for those that name paths)
        """The sentence, with paths of the catalogue as *display_path* says them from the current folder."""
        return str(self)


class UsageError(ProdashError):
    """The command line asks for something that cannot be."""

    exit_code = ExitCode.USAGE


class NoCatalogueError(ProdashError):
    """There is no `stages.yaml` where one was looked for."""

    exit_code = ExitCode.NOT_FOUND

    def __init__(self, folder: str, *, searched_upwards: bool) -> None:
        self.folder, self.searched_upwards = folder, searched_upwards
        where = f"in {folder} or above" if searched_upwards else f"in {folder}"
        super().__init__(
            f"no catalogue {where}, for there is no stages.yaml; 'prodash init my-music --sample' makes one "
            "to try, 'prodash init' an empty one, 'prodash -C DIR' looks elsewhere"
        )


class UnknownNameError(ProdashError):
    """Nothing in the catalogue has this name."""

    exit_code = ExitCode.NOT_FOUND

    def __init__(
        self, kind: str, text: str, similar: Sequence[str] = (), known: Sequence[str] = (), add_command: str = ""
    ) -> None:
        self.kind, self.text, self.similar, self.known = kind, text, tuple(similar), tuple(known)
        add = f"; 'prodash {add_command} {text}' makes it" if add_command and not similar else ""
        super().__init__(f"unknown {kind} {text!r}{hint(self.similar, self.known)}{add}")


class UnknownFieldError(UnknownNameError):
    """Tracks cannot be grouped by this."""

    def __init__(self, text: str, similar: Sequence[str], known: Sequence[str]) -> None:
        super().__init__("field", text, similar, known)
        if not hint(similar, known):
            self.args = (f"{self}; there is 'stage', 'workflow', 'project', and each of your own keys",)


class NoSuchPathError(ProdashError):
    """There is no file or folder where the user named one."""

    exit_code = ExitCode.NOT_FOUND

    def __init__(self, path: str) -> None:
        self.path = path
        super().__init__(f"there is no file or folder {path!r}")


class UnreadStagesError(ProdashError):
    """What was asked for follows the order of the stages, and that could not be read."""

    exit_code = ExitCode.NOT_FOUND

    def __init__(self) -> None:
        super().__init__(
            "stages.yaml could not be read, so the order of the stages is not known; mend it first"
        )


class RefusedError(ProdashError):
    """Nothing was written, and for each path the reason."""

    exit_code = ExitCode.REFUSED

    def __init__(self, reasons: Sequence[tuple[str, str]]) -> None:
        self.reasons = tuple(reasons)
        super().__init__(self.format_message(str))

    def format_message(self, display_path: Callable[[str], str]) -> str:
        """The sentence and each path with its reason."""
        return f"nothing was changed\n{self.reason_lines(display_path)}"

    def reason_lines(self, display_path: Callable[[str], str]) -> str:
        """Each path with its reason, one a line."""
        return "\n".join(f"{display_path(path)}: {reason}" for path, reason in self.reasons)


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
        super().__init__("nothing was changed, as you asked")


class BusyError(ProdashError):
    """Another prodash is changing the catalogue; nothing was written."""

    exit_code = ExitCode.REFUSED

    def __init__(self, seconds: float) -> None:
        super().__init__(
            f"nothing was changed: another prodash has been changing this catalogue for {seconds:g} seconds; "
            "try again when it is done"
        )


class NothingToUndoError(ProdashError):
    """There is no batch to take back, or none to bring back."""

    exit_code = ExitCode.REFUSED

    def __init__(self, word: str) -> None:
        super().__init__(f"there is nothing to {word}")


class DiskError(ProdashError):
    """The disk did not do what it was told."""

    def __init__(self, path: str, cause: OSError) -> None:
        self.path = path
        super().__init__(f"{path}: {reason_of(cause)}")


class RollbackError(ProdashError):
    """A change failed in the middle, and some files could not be put back as they were.

    `changed_by_others` another program has saved meanwhile; `failed` the disk did not allow, with the reason.
    """

    def __init__(self, changed_by_others: Sequence[str], failed: Sequence[tuple[str, str]]) -> None:
        self.changed_by_others, self.failed = tuple(changed_by_others), tuple(failed)
        lines = ["the change failed in the middle; all files are as before but for these:"]
        lines += [f"{path}: another program saved it meanwhile; it was left as it is" for path in changed_by_others]
        lines += [f"{path}: {reason}; the next command tries to put it back" for path, reason in failed]
        super().__init__("\n".join(lines))


class EditorError(ProdashError):
    """The editor could not be started or failed; nothing was written."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"nothing was changed: the editor: {reason}")


class GitError(ProdashError):
    """git did not do its *job*; its own words say why."""

    def __init__(self, words: str, job: str = "commit") -> None:
        self.words = words
        super().__init__(f"git did not {job}: {words}")


def reason_of(error: OSError) -> str:
    """What the operating system says, without the path, which stands elsewhere in the sentence."""
    return error.strerror or str(error) or type(error).__name__


def hint(similar: Sequence[str], known: Sequence[str] = ()) -> str:
    """The end of a sentence about a wrong name: the nearest right ones, or all there are when few."""
    if similar:
        return f"; did you mean {' or '.join(map(repr, similar))}?"
    if 0 < len(known) <= _MAX_LISTED:
        return f"; there is {', '.join(map(repr, known))}"
    return ""


_MAX_LISTED = 12
