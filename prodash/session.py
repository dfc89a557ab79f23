"""Session: one run of prodash: it loads, asks and shows for every command."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from prodash.errors import BusyError, ExitCode, NoCatalogueError, RefusedError
from prodash.render.screen import Screen
from prodash.render.width import clean
from prodash.surroundings import Surroundings

if TYPE_CHECKING:
    from prodash.model.catalogue import Catalogue
    from prodash.model.change import ChangePlan
    from prodash.model.filters import Filters
    from prodash.model.problem import Problem
    from prodash.model.query import FailIf, Selected
    from prodash.model.scope import Scope
    from prodash.render.formats import Format
    from prodash.render.output import Output
    from prodash.render.sheet import Sheet
    from prodash.storage.replacing import FileEdit

Picture = Callable[[Sequence[Any], Screen], str]
"""What people see of rows in the place of a table."""

STDIN = "-"

_SHORTLY = 1.0
_WRITER_WAITS = 60.0
_READER_WAITS = 3.0


class Session(Surroundings):
    """One run: where it is, what it was told for all commands, and what it found so far."""

    def __init__(self, argv: Sequence[str]) -> None:
        super().__init__()
        self.argv = argv
        self.with_index = True
        self.condition_holds = False
        self.problems: tuple[Problem, ...] = ()
        self.problems_shown = False
        self.strict = False
        self.remarks: list[str] = []
        self.incomplete = False

    def load(self) -> "Catalogue":
        """The catalogue, its errors noted for the end of the run."""
        from prodash.storage.loading import load

        self.put_right()
        return self.noted(load(self.root, with_index=self.with_index))

    def check(self, scope: "Scope", *, strict: bool) -> "tuple[Problem, ...]":
        """The problems in *scope*, warnings too; the answer shows them, and they alone decide how the run ends."""
        from dataclasses import replace

        from prodash.model.checks import find_problems
        from prodash.storage.loading import load
        from prodash.storage.strays import find_strays

        self.put_right()
        catalogue = load(self.root, with_index=self.with_index)
        strays = tuple(find_strays(self.root, scope))
        found = find_problems(replace(catalogue, problems=catalogue.problems + strays), warnings=True)
        self.problems = tuple(problem for problem in found if scope.has(problem.place.path, problem.cause))
        self.strict, self.problems_shown = strict, True
        return self.problems

    def put_right(self) -> None:
        """Put back what a killed process left half done, and tell the user; no more than tell where that cannot be."""
        from prodash.storage.journal import is_unfinished

        if not is_unfinished(self.root):
            return
        try:
            with self.lock(_READER_WAITS):
                pass
        except BusyError:
            self.note("another prodash is changing this catalogue right now; this may show half of it")
        except RefusedError as error:
            self.note("a change was interrupted and cannot be put back here; this may show half of it")
            self.note("\n".join(map(clean, error.reason_lines(self.reach).split("\n"))))

    @contextmanager
    def lock(self, seconds: float | None = None) -> "Iterator[None]":
        """Let no other prodash change the catalogue, and put back what one has left half done.

        Raises BusyError after waiting *seconds* or as long as a writer does, RefusedError where it
        cannot be.
        """
        from prodash.storage.lock import locked
        from prodash.storage.recovery import recover

        with ExitStack() as held:
            try:
                held.enter_context(locked(self.root, _SHORTLY if seconds is None else seconds))
            except BusyError:
                if seconds is not None:
                    raise
                self.note_progress("waiting for another prodash that is changing this catalogue")
                held.enter_context(locked(self.root, _WRITER_WAITS))
            recover(self.root, self.note)
            yield

    def write(self, files: "Sequence[FileEdit]", plan: "ChangePlan") -> None:
        """Write a batch that can be undone; the lock must be held.  Raises RefusedError, HalfDoneError."""
        import shlex

        from prodash.storage.batches import write

        write(self.root, files, plan, time=self.now, command=shlex.join(["prodash", *self.argv]))

    def noted(self, catalogue: "Catalogue") -> "Catalogue":
        """*catalogue*, with its problems in place of those noted before."""
        from prodash.model.checks import find_problems

        self.problems = find_problems(catalogue)
        return catalogue

    def select(
        self,
        catalogue: "Catalogue",
        filters: "Filters",
        fail_if: "FailIf | None" = None,
        *,
        with_all: str = "--all",
    ) -> "Selected":
        """The tracks asked for; says how many archived ones were left out and what has them, and notes what is to fail."""
        from prodash.model.query import select
        from prodash.render.words import count

        selected = select(catalogue, self._with_stdin(filters), self.today)
        self.condition_holds = fail_if is not None and fail_if.holds(selected)
        if selected.archived_left_out:
            left_out = count(selected.archived_left_out, "archived track")
            self.remarks.append(f"{left_out} left out; {with_all} includes them")
        return selected

    def _with_stdin(self, filters: "Filters") -> "Filters":
        """*filters* with the ids on stdin, one a line, in the place of `-`."""
        if not filters.track or STDIN not in filters.track:
            return filters
        words = [word for word in filters.track if word != STDIN]
        return filters._replace(track=(*words, *self.lines_typed()))

    def show(
        self,
        sheet: "Sheet[Any]",
        output: "Output",
        picture: Picture | None = None,
        formats: "Mapping[str, Format] | None" = None,
    ) -> None:
        """Print *sheet* as the user wants it; as a table with all columns it is the *picture*, if there is one.

        A command that has *formats* of its own gives them.
        Raises UsageError for a column that there is not.  Rows left out by a limit are counted on stderr.
        """
        from prodash.render.answer import Answer
        from prodash.render.formats import FORMATS
        from prodash.render.output import arranged

        shown, total = arranged(sheet, output), len(sheet.rows) + sheet.beyond
        if picture and output.format == "table" and not output.columns:
            self.say(picture(shown.rows, self.screen))
        else:
            answer = Answer(
                shown,
                total,
                self.problems,
                self.screen,
                self.display_path,
                csv_safe=output.csv_safe,
                reach_in_ci=self.path_in_workspace,
            )
            self.say_lines((formats or FORMATS)[output.format](answer))
        if len(shown.rows) < total:
            self.note(f"{len(shown.rows):,} of {total:,} shown, as --limit says")

    def display_path(self, path: str) -> str:
        """A path of the catalogue as it is reached from the current folder."""
        folder, _, name = path.rpartition("/")
        # The way to a file goes through its folder, unless the current folder is deeper; one folder has many tracks.
        way = self._ways(folder) if folder.startswith("tracks") and name.strip(".") else ".."
        return self._way_to(path) if way.endswith("..") else name if way == "." else f"{way}/{name}"

    @cached_property
    def _ways(self) -> Callable[[str], str]:
        return cache(self._way_to)

    def _way_to(self, path: str) -> str:
        try:
            return os.path.relpath(self.root / path).replace(os.sep, "/")
        except (OSError, ValueError):
            # There is no way from here: another drive, or a folder that is gone.
            return (self.root / path).as_posix()

    def reach(self, path: str) -> str:
        """The same where the catalogue has such a file; the path of anything else as it is."""
        try:
            return self.display_path(path) if os.path.lexists(self.root / path) else path
        except NoCatalogueError:
            return path

    def path_in_workspace(self, path: str) -> str:
        """A path of the catalogue as GitHub names the file, from the top of the repository; elsewhere as from here."""
        file, top = Path(os.path.realpath(self.root / path)), Path(os.path.realpath(self.workspace))
        if self.workspace and file.is_relative_to(top):
            return file.relative_to(top).as_posix()
        return self.display_path(path)

    def problem_lines(self, problems: "Sequence[Problem]", screen: Screen) -> str:
        """*problems*, one a line."""
        from prodash.render.problems import problem_line

        return "\n".join(problem_line(problem, self.display_path, screen) for problem in problems)

    def note_problems(self, problems: "Sequence[Problem]") -> None:
        """Print *problems* to stderr, one a line."""
        self.note(self.problem_lines(problems, self.error_screen))

    def tell_problems(self) -> None:
        """Name every problem on stderr, unless that is done."""
        if self.problems and not self.problems_shown:
            self.note_problems(self.problems)
        self.problems_shown = True

    def finish(self) -> ExitCode:
        """Print the remarks and name every problem on stderr, unless the answer did; the exit code.

        Warnings count where the user is `strict`.
        """
        for remark in self.remarks:
            self.remark(remark)
        self.tell_problems()
        if self.condition_holds:
            return ExitCode.CONDITION
        failed = any(self.strict or problem.severity.value == "error" for problem in self.problems)
        return ExitCode.PROBLEMS if failed or self.incomplete else ExitCode.DONE
