"""Run git: the only module that starts it."""

import os
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, NamedTuple

from prodash import shell
from prodash.errors import reason_of
from prodash.storage.disk.programs import find_program
from prodash.storage.git.embedded import require_no_embedded
from prodash.storage.git.environment import git_environment
from prodash.storage.git.errors import GitError, GitFailedError, GitStoppedError

_CAREFUL = ("--no-optional-locks", "-c", "safe.bareRepository=explicit")
"""No lock that is left if git is killed while it only looks, and no repository that is an ordinary folder."""


class GitResult(NamedTuple):
    """The exit code and output of a git *command*."""

    command: str
    code: int
    out: bytes
    err: bytes

    @property
    def words(self) -> str:
        """What git says about its failure; its exit code if it says nothing."""
        return self.said or f"it ended with exit code {self.code}"

    @property
    def error(self) -> GitError:
        """The failure as an error."""
        if self.code >= 0:
            return GitFailedError(self.words, self.command)
        return GitStoppedError(self.said, _name_of_signal(-self.code))

    @property
    def said(self) -> str:
        """What git, or a program that it runs, has printed about its failure; empty if that is nothing."""
        said = (self.err.strip(b"\r\n") or self.out.strip(b"\r\n")).decode(errors="replace")
        return said if said.strip() else ""

    @property
    def line(self) -> str:
        """The only line of the output."""
        return os.fsdecode(self.out).rstrip("\r\n")


class Git(NamedTuple):
    """Runs git in *folder* with the variables of *environment*.

    hook_index   the index that git names to a hook, of whatever repository; empty if that is the usual one
    """

    folder: Path
    environment: Mapping[str, str]
    hook_index: str = ""

    @classmethod
    def at(cls, folder: Path, variables: Mapping[str, str]) -> "Git":
        """Git for the repository that contains *folder*, whatever *variables* say about others."""
        index = variables.get("GIT_INDEX_FILE", "")
        # Only the usual index has a relative path, which means nothing once a hook has gone to another folder.
        return cls(folder, git_environment(folder, variables), index if os.path.isabs(index) else "")

    def line(self, *arguments: str) -> str:
        """The command line that runs git in the folder from the current one, for the user to copy."""
        return shell.join(self._words(arguments))

    def command(self, *arguments: str) -> str:
        """As `line`, in quotes, as a sentence quotes it."""
        return shell.command(*self._words(arguments))

    def _words(self, arguments: Sequence[str]) -> list[str]:
        here = os.path.realpath(self.folder) == os.path.realpath(os.curdir)
        return ["git", *(() if here else ("-C", os.fspath(self.folder))), *arguments]

    def run(self, *arguments: str, paths: Iterable[str] = (), lines: Iterable[str] = ()) -> GitResult:
        """Run git with *paths*, or *lines*, on its stdin.  Raises GitError if it cannot be started, NoRepositoryError."""
        return self._run([*_CAREFUL, *arguments], "\0".join(paths) + "".join(f"{line}\n" for line in lines))

    def run_with_hooks(self, *arguments: str, paths: Iterable[str] = ()) -> GitResult:
        """As `run`, but with only the settings of the user, which the hooks of the repository get too."""
        return self._run(arguments, "\0".join(paths))

    def _run(self, arguments: Sequence[str], stdin: str) -> GitResult:
        """Run git; its output goes to files, because a background process of a hook would keep a pipe open."""
        if "GIT_DIR" not in self.environment:
            require_no_embedded(self.folder)
        program = find_program("git")
        if program is None:
            raise GitError("git is not installed, or not on the PATH")
        argv = [program, "-C", os.fspath(self.folder), *arguments]
        with _unnamed_file() as out, _unnamed_file() as err:
            try:
                ran = subprocess.run(  # noqa: S603 (no shell)
                    argv, input=os.fsencode(stdin), stdout=out, stderr=err, env=self.environment, check=False
                )
            except OSError as error:
                raise GitError(f"git could not be started: {reason_of(error)}") from None
            out.seek(0)
            err.seek(0)
            return GitResult(_command_of(arguments), ran.returncode, out.read(), err.read())

    def require(self, *arguments: str, paths: Iterable[str] = ()) -> GitResult:
        """As `run`; raises GitError also if git fails."""
        return require_success(self.run(*arguments, paths=paths))

    def setting(self, name: str, kind: str = "") -> str:
        """The value of a setting; one of the *kind* "bool" or "path" as git writes those.  Empty if there is none."""
        kinds = (f"--type={kind}",) if kind else ()
        return self.run("config", *kinds, "--get", name).line

    def path_of(self, name: str) -> str:
        """Where the file or folder *name* of git is, such as `index`.  Raises GitError."""
        return os.path.join(self.folder, self.require("rev-parse", "--git-path", name).line)

    def list_paths(self, command: str, *arguments: str) -> set[str]:
        """The paths that a git command lists, relative to the folder.  Raises GitError."""
        return {*self.list_entries(command, *arguments)}

    def list_entries(self, command: str, *arguments: str) -> list[str]:
        """What a git command lists, in its order.  Raises GitError."""
        return os.fsdecode(self.require(command, "-z", *arguments).out).split("\0")[:-1]


def _unnamed_file() -> IO[bytes]:
    """An empty file that is gone when it is closed."""
    if hasattr(os, "memfd_create"):
        with suppress(OSError):
            return os.fdopen(os.memfd_create("prodash"), "w+b")
    # Importing it takes milliseconds.
    from tempfile import TemporaryFile

    return TemporaryFile()


def require_success(result: GitResult) -> GitResult:
    """*result*; raises GitError with git's words if git failed."""
    if result.code:
        raise result.error
    return result


def _command_of(arguments: Sequence[str]) -> str:
    """The git command among *arguments*, which follows the options and settings (`name=value`) of git itself."""
    return next(word for word in arguments if not word.startswith("-") and "=" not in word)


def _name_of_signal(number: int) -> str:
    import signal

    with suppress(ValueError):
        return signal.Signals(number).name
    return f"signal {number}"


def literal_pathspecs(names: Iterable[str]) -> list[str]:
    """Pathspecs that match each name literally; `--literal-pathspecs` would also affect hooks."""
    return [f":(literal){name}" for name in names]
