"""Errors: git failed, or could not do what was asked."""

from prodash.errors import ExitCode, ProdashError

_INDENT = " " * 4
_TAB = 4


class GitError(ProdashError):
    """A git *command* failed; *words* is git's own message."""

    def __init__(self, words: str, command: str = "commit") -> None:
        self.words = words
        super().__init__(*f"git {command} failed:{quoted(words)}".split("\n"))


class CannotCommitError(ProdashError):
    """The change could not be committed, so nothing was written; *reason* says why and what to do."""

    exit_code = ExitCode.REFUSED

    def __init__(self, reason: str) -> None:
        super().__init__(f"nothing was changed, because --commit is not possible: {reason}")


def quoted(words: str) -> str:
    """The *words* of another program for the end of a sentence: on its line, or as indented lines of their own."""
    lines = words.strip("\r\n").expandtabs(_TAB).splitlines()
    if len(lines) <= 1:
        return f" {''.join(lines)}"
    return "".join(f"\n{_INDENT}{line}".rstrip(" ") for line in lines)
