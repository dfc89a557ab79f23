"""Why a command could not do its work, and the exit code that says so."""

from collections.abc import Sequence
from enum import IntEnum


class ExitCode(IntEnum):
    """What the shell is told (docs/exit-codes.md)."""

    DONE = 0
    PROBLEMS = 1
    USAGE = 2
    NOT_FOUND = 3
    REFUSED = 4
    FAILED = 5
    INTERRUPTED = 130


class ProdashError(Exception):
    """A command could not do its work; the text says why and what to do."""

    exit_code = ExitCode.FAILED


class UsageError(ProdashError):
    """The command line asks for something that cannot be."""

    exit_code = ExitCode.USAGE


class NoCatalogueError(ProdashError):
    """There is no `stages.yaml` where one was looked for."""

    exit_code = ExitCode.NOT_FOUND

    def __init__(self, folder: str, *, searched_upwards: bool) -> None:
        self.folder = folder
        where = f"in {folder} or above" if searched_upwards else f"in {folder}"
        super().__init__(
            f"no catalogue {where}: no stages.yaml there; 'prodash init' makes a new catalogue, "
            "'prodash -C DIR' looks elsewhere"
        )


class UnknownNameError(ProdashError):
    """Nothing in the catalogue has this name."""

    exit_code = ExitCode.NOT_FOUND

    def __init__(self, kind: str, text: str, similar: Sequence[str] = (), known: Sequence[str] = ()) -> None:
        self.kind, self.text, self.similar, self.known = kind, text, tuple(similar), tuple(known)
        super().__init__(f"unknown {kind} {text!r}{hint(self.similar, self.known)}")


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
        lines = [f"{path}: {reason}" for path, reason in self.reasons]
        super().__init__("\n".join(["nothing was changed", *lines]))


class DeclinedError(ProdashError):
    """The user answered no; nothing was written."""

    exit_code = ExitCode.REFUSED

    def __init__(self) -> None:
        super().__init__("nothing was changed, as you asked")


class DiskError(ProdashError):
    """The disk did not do what it was told."""

    def __init__(self, path: str, cause: OSError) -> None:
        self.path = path
        super().__init__(f"{path}: {reason_of(cause)}")


class HalfDoneError(ProdashError):
    """The disk failed in the middle, and some files could not be put back as they were."""

    def __init__(self, paths: Sequence[str]) -> None:
        self.paths = tuple(paths)
        super().__init__(
            "the disk failed in the middle of the change; look at these files, they were not put back: "
            + ", ".join(paths)
        )


def reason_of(error: OSError) -> str:
    """What the operating system says, without the path, which stands elsewhere in the sentence."""
    return error.strerror or str(error) or type(error).__name__


def hint(similar: Sequence[str], known: Sequence[str] = ()) -> str:
    """The end of a sentence about a wrong name: the nearest right ones, or all there are when few."""
    if similar:
        return f"; did you mean {' or '.join(map(repr, similar))}?"
    if 0 < len(known) <= _FEW:
        return f"; there is {', '.join(map(repr, known))}"
    return ""


_FEW = 12
