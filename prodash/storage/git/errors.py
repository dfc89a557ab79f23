"""Errors: git failed, or cannot do what was asked."""

from prodash.errors import ExitCode, ProdashError

_INDENT = " " * 4
_TAB = 4
_COMPLAINTS = ("error: ", "fatal: ", "warning: ")


class GitError(ProdashError):
    """git failed, or cannot do what was asked; *words* says why."""

    def __init__(self, words: str) -> None:
        self.words = words
        super().__init__(*words.split("\n"))


class GitFailedError(GitError):
    """A git *command* failed; *words* is git's own message."""

    def __init__(self, words: str, command: str) -> None:
        super().__init__(words)
        self.args = tuple(f"git {command} failed:{quoted(_in_one_line(words))}".split("\n"))


class NoRepositoryError(GitError):
    """The folder is in no git repository; *init* is the command that creates one, in quotes, if that helps."""

    def __init__(self, words: str, init: str = "") -> None:
        super().__init__(f"{words}; create one with {init}" if init else words)
        self.init = init


class NoStagesError(ProdashError):
    """There are tracks without their *stages* file, of which *what* is true; *command*, in quotes, puts it back."""

    exit_code = ExitCode.NOT_FOUND

    def __init__(
        self, stages: str, command: str, what: str = "is not in the commit, but its tracks are"
    ) -> None:
        super().__init__(f"{stages} {what}; bring it back with {command}")


class HookRefusedError(GitFailedError):
    """One of *hooks*, which are paths, did not let git commit; *words* are the hook's own, empty if it said nothing."""

    def __init__(self, words: str, hooks: tuple[str, ...]) -> None:
        super().__init__(words, "commit")
        self.hooks = hooks


class GitStoppedError(GitError):
    """The signal *name* stopped git; *said* is what git or a hook had said until then."""

    def __init__(self, said: str, name: str) -> None:
        super().__init__(f"git was stopped by {name}{said and f'; until then it said:{quoted(said)}'}")


class CannotCommitError(ProdashError):
    """The change could not be committed, so nothing was written; *reason* says why and what to do."""

    exit_code = ExitCode.REFUSED

    def __init__(self, reason: str) -> None:
        message = f"nothing was changed, because --commit is not possible now:{quoted(reason)}"
        super().__init__(*message.split("\n"))


class NotCommittedError(ProdashError):
    """The files were changed, but git did not commit them.

    names             the files of the commit
    commands          the commands that commit them by hand
    inverse_command   the command that takes the change back, in quotes
    """

    def __init__(
        self, error: GitError, names: tuple[str, ...], commands: tuple[str, ...], inverse_command: str
    ) -> None:
        lines = f"the files were changed, but not committed; {_who_says(error)}".split("\n")
        if isinstance(error, HookRefusedError) and error.words and not _mentions(error.words, names):
            lines.append(f"it names none of the files of this commit: {listed(names)}")
        first = "" if isinstance(error, GitStoppedError) else "correct that, then "
        lines.append(f"{first}commit the files with{'' if commands else ' git'}")
        lines += (f"{_INDENT}{command}" for command in commands)
        lines.append(f"or take the change back with {inverse_command}")
        super().__init__(*lines)


def _who_says(error: GitError) -> str:
    """Who did not commit, and its words."""
    if isinstance(error, HookRefusedError):
        says = (
            f"; it says:{quoted(error.words)}"
            if error.words
            else " and said nothing; read it to find out why"
        )
        return f"a hook stopped the commit ({' or '.join(error.hooks)}){says}"
    return f"git says:{quoted(error.words)}" if isinstance(error, GitFailedError) else error.words


def _in_one_line(words: str) -> str:
    """*words* with `; ` between the lines if each is a complaint of git; advice and what hooks say keep their lines."""
    lines = words.strip("\r\n").splitlines()
    return "; ".join(lines) if all(line.startswith(_COMPLAINTS) for line in lines) else words


def quoted(words: str) -> str:
    """The *words* of another program for the end of a sentence: on its line, or as indented lines of their own."""
    lines = words.strip("\r\n").expandtabs(_TAB).splitlines()
    if len(lines) <= 1:
        return f" {''.join(lines)}"
    return "".join(f"\n{_INDENT}{line}".rstrip(" ") for line in lines)


def listed(names: tuple[str, ...], most: int = 12) -> str:
    """The first of *names*, and how many more there are."""
    more = f" and {len(names) - most:,} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def _mentions(words: str, names: tuple[str, ...]) -> bool:
    return any(name.rpartition("/")[2] in words for name in names)
