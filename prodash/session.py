"""Session: one run of prodash in its surroundings; the only reader of clock and environment."""

import os
import shlex
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from prodash.errors import DeclinedError, ExitCode, UsageError
from prodash.render.screen import Screen, depth_for

if TYPE_CHECKING:
    from prodash.model.catalogue import Catalogue
    from prodash.model.change import ChangePlan
    from prodash.model.filters import Filters
    from prodash.model.problem import Problem
    from prodash.model.query import Selected
    from prodash.render.sheet import Sheet
    from prodash.storage.writing import FileEdit

Picture = Callable[[Screen], str]

COLORS = ("auto", "always", "never")
STDIN = "-"

_WRITER_WAITS = 60.0
_READER_WAITS = 3.0


@dataclass
class Session:
    """Where prodash runs, what it was told for all commands, and what it found so far."""

    argv: Sequence[str] = ()
    catalogue_named: str | None = None
    color: str = "auto"
    problems: "tuple[Problem, ...]" = field(default=(), init=False)
    problems_shown: bool = field(default=False, init=False)
    remarks: list[str] = field(default_factory=list, init=False)

    @cached_property
    def today(self) -> date:
        """The day it is, or the one that PRODASH_TODAY says it is."""
        from prodash.model.due import parse_iso_date

        named = os.environ.get("PRODASH_TODAY")
        if not named:
            return date.today()  # noqa: DTZ011 (a due date is a day where the user is)
        day = parse_iso_date(named)
        if day is None:
            raise UsageError(f"PRODASH_TODAY={named!r} is not a date; write YYYY-MM-DD")
        return day

    @cached_property
    def root(self) -> Path:
        """The folder of the catalogue; raises NoCatalogueError."""
        from prodash.storage.locate import find_root

        return find_root(self.catalogue_named or os.environ.get("PRODASH_CATALOGUE") or None, Path.cwd())

    @cached_property
    def screen(self) -> Screen:
        """What stdout can show."""
        return _screen(sys.stdout, self.color)

    @cached_property
    def now(self) -> str:
        """The time it is, in ISO 8601 with the offset from UTC; midnight of a day that PRODASH_TODAY names."""
        named = os.environ.get("PRODASH_TODAY")
        moment = datetime.combine(self.today, time()) if named else datetime.now()  # noqa: DTZ005 (as today)
        return moment.astimezone().isoformat(timespec="seconds")

    @cached_property
    def editor(self) -> str:
        """The command that the user edits files with; empty where none is named."""
        return os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""

    @property
    def can_ask(self) -> bool:
        """Whether somebody is there to answer a question."""
        return sys.stdin.isatty() and sys.stdout.isatty()

    def load(self) -> "Catalogue":
        """The catalogue, its problems noted for the end of the run.

        What a killed process left half done is put back before, and the user told.
        """
        from prodash.storage.journal import is_unfinished
        from prodash.storage.loading import load

        if is_unfinished(self.root):
            self._recover()
        return self.noted(load(self.root))

    @contextmanager
    def lock(self) -> "Iterator[None]":
        """Let no other prodash change the catalogue, and put back what one has left half done.

        Raises BusyError, RefusedError where that cannot be.
        """
        from prodash.storage.lock import locked
        from prodash.storage.recovery import recover

        with locked(self.root, _WRITER_WAITS):
            recover(self.root, self.note)
            yield

    def write(self, files: "Sequence[FileEdit]", plan: "ChangePlan") -> None:
        """Write a batch that can be undone; the lock must be held.  Raises RefusedError, HalfDoneError."""
        from prodash.storage.batches import write

        write(self.root, files, plan, time=self.now, command=shlex.join(["prodash", *self.argv]))

    def _recover(self) -> None:
        from prodash.errors import BusyError, ProdashError
        from prodash.storage.lock import locked
        from prodash.storage.recovery import recover

        try:
            with locked(self.root, _READER_WAITS):
                recover(self.root, self.note)
        except BusyError:
            self.note("another prodash is changing this catalogue right now; this may show half of it")
        except ProdashError as error:
            self.note(
                f"a change was interrupted and cannot be put back here; this may show half of it\n{error}"
            )

    def noted(self, catalogue: "Catalogue") -> "Catalogue":
        """*catalogue*, with its problems in place of those noted before."""
        from prodash.model.checks import find_problems

        self.problems = find_problems(catalogue)
        return catalogue

    def select(self, catalogue: "Catalogue", filters: "Filters") -> "Selected":
        """The tracks asked for; says how many archived ones were left out."""
        from prodash.model.query import select
        from prodash.render.words import count

        selected = select(catalogue, _with_stdin(filters), self.today)
        if selected.archived_left_out:
            left_out = count(selected.archived_left_out, "archived track")
            self.remarks.append(f"{left_out} left out; --all includes them")
        return selected

    def show(self, sheet: "Sheet[Any]", format_name: str, picture: Picture | None = None) -> None:
        """Print *sheet* in a format; as a table it is the *picture*, where there is one."""
        from prodash.render.formats import FORMATS

        if format_name == "table" and picture:
            self.say(picture(self.screen))
        else:
            self.say(FORMATS[format_name](sheet, self.problems, self.screen))

    def say(self, text: str) -> None:
        """Print *text* to stdout; a reader who has gone away is no fault."""
        if not text:
            return
        try:
            sys.stdout.write(text + "\n")
            sys.stdout.flush()
        except BrokenPipeError:
            _silence(sys.stdout)

    def note(self, text: str) -> None:
        """Print *text* to stderr."""
        try:
            sys.stderr.write(text + "\n")
            sys.stderr.flush()
        except BrokenPipeError:
            _silence(sys.stderr)

    def confirm(self, question: str) -> None:
        """Ask on the terminal; raises DeclinedError on any answer but yes."""
        if self.ask(f"{question} [y/N]") not in {"y", "yes"}:
            raise DeclinedError

    def ask(self, question: str) -> str:
        """The answer to a question on the terminal, in small letters; empty at its end."""
        sys.stderr.write(f"{question} ")
        sys.stderr.flush()
        return sys.stdin.readline().strip().casefold()

    def display_path(self, path: str) -> str:
        """A path of the catalogue as it is reached from the current folder."""
        try:
            return os.path.relpath(self.root / path).replace(os.sep, "/")
        except (OSError, ValueError):
            # There is no way from here: another drive, or a folder that is gone.
            return (self.root / path).as_posix()

    def problem_lines(self, screen: Screen) -> str:
        """Every problem noted, one a line."""
        return self._lines_of(self.problems, screen)

    def note_problems(self, problems: "Sequence[Problem]") -> None:
        """Print *problems* to stderr, one a line."""
        self.note(self._lines_of(problems, _screen(sys.stderr, self.color)))

    def _lines_of(self, problems: "Sequence[Problem]", screen: Screen) -> str:
        from prodash.render.problems import problem_line

        return "\n".join(problem_line(problem, self.display_path, screen) for problem in problems)

    def finish(self) -> ExitCode:
        """Print the remarks and name every problem on stderr, unless the answer did; the exit code."""
        for remark in self.remarks:
            self.note(remark)
        if self.problems and not self.problems_shown:
            self.note_problems(self.problems)
        errors = any(problem.severity.value == "error" for problem in self.problems)
        return ExitCode.PROBLEMS if errors else ExitCode.DONE


def _with_stdin(filters: "Filters") -> "Filters":
    """*filters* with the ids on stdin, one a line, in the place of `-`."""
    if not filters.track or STDIN not in filters.track:
        return filters
    lines = [line.rstrip("\r\n") for line in sys.stdin if line.strip()]
    words = [word for word in filters.track if word != STDIN]
    return replace(filters, track=(*words, *lines))


def _screen(stream: TextIO, color: str) -> Screen:
    """What a stream can show; only a terminal has a width."""
    terminal = stream.isatty()
    return Screen(
        _terminal_width(stream) if terminal else None, depth_for(os.environ, color, terminal=terminal)
    )


def _terminal_width(stream: TextIO) -> int | None:
    named = os.environ.get("COLUMNS", "")
    if named.isdecimal() and int(named):
        return int(named)
    try:
        return os.get_terminal_size(stream.fileno()).columns or None
    except (OSError, ValueError):
        return None


def _silence(stream: TextIO) -> None:
    """Let what is still to be written go nowhere, so that closing down stays quiet."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
