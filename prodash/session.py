"""Session: one run of prodash: it loads, asks and shows for every command."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from prodash.errors import ExitCode
from prodash.keeping import Keeping
from prodash.render.screen import Screen

if TYPE_CHECKING:
    from prodash.model.catalogue import Catalogue
    from prodash.model.filters import Filters
    from prodash.model.problem import Problem
    from prodash.model.query import FailIf, Selected
    from prodash.model.scope import Scope
    from prodash.render.formats import Format
    from prodash.render.output import Output
    from prodash.render.sheet import Sheet

Picture = Callable[[Sequence[Any], Screen], str]
"""What people see of rows in the place of a table."""

STDIN = "-"


class Session(Keeping):
    """One run: where it is, what it was told for all commands, and what it found so far."""

    def __init__(self, argv: Sequence[str]) -> None:
        super().__init__(argv)
        self.condition_holds = False
        self.problems: tuple[Problem, ...] = ()
        self.problems_shown = False
        self.strict = False
        self.remarks: list[str] = []
        self.incomplete = False

    def load(self) -> "Catalogue":
        """The catalogue, its errors noted for the end of the run."""
        return self.noted(self.read())

    def check(self, scope: "Scope", *, strict: bool) -> "tuple[Problem, ...]":
        """The problems in *scope*, warnings too; the answer shows them, and they alone decide how the run ends."""
        from dataclasses import replace

        from prodash.model.checks import find_problems
        from prodash.storage.strays import find_strays

        catalogue = self.read()
        strays = tuple(find_strays(self.root, scope))
        found = find_problems(replace(catalogue, problems=catalogue.problems + strays), warnings=True)
        self.problems = tuple(problem for problem in found if scope.has(problem.place.path, problem.cause))
        self.strict, self.problems_shown = strict, True
        return self.problems

    def noted(self, catalogue: "Catalogue") -> "Catalogue":
        """*catalogue*, with its problems in place of those noted before."""
        from prodash.model.checks import find_problems

        self.problems = find_problems(catalogue)
        return catalogue

    def note_written(self, paths: "set[str]", problems: "tuple[Problem, ...]") -> None:
        """Put *problems* in the place of those that the files at *paths* had."""
        others = (problem for problem in self.problems if problem.place.path not in paths)
        self.problems = tuple(sorted((*others, *problems)))

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
