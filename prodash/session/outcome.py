"""Outcome: what a run has found so far, and the exit code that follows from it."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from prodash.errors import ExitCode

if TYPE_CHECKING:
    from prodash.model.catalogue.problem import Problem


class Outcome:
    """How one run ends; commands write into it, and nothing else decides the exit code.

    `condition_met` says that what the user wants to fail for has come (`--fail-if-any`, `--fail-if-empty`),
    `incomplete` that the command left out part of its work.
    """

    def __init__(self) -> None:
        self.problems: tuple[Problem, ...] = ()
        self.remarks: list[str] = []
        self.condition_met = False
        self.incomplete = False
        self._warnings_fail = False
        self._problems_shown = False

    def record_problems(self, problems: "Iterable[Problem]") -> None:
        """Note the *problems* of the catalogue, in place of those noted before."""
        self.problems = tuple(problems)

    def record_check(self, problems: "Iterable[Problem]", *, strict: bool) -> None:
        """Note *problems* that the answer shows; warnings among them fail the run if it is *strict*."""
        self.problems = tuple(problems)
        self._warnings_fail, self._problems_shown = strict, True

    def record_written(self, paths: Collection[str], problems: "Iterable[Problem]") -> None:
        """Note *problems* in place of those that the files at *paths* had before they were written."""
        others = (problem for problem in self.problems if problem.location.path not in paths)
        self.problems = tuple(sorted((*others, *problems)))

    def take_unshown_problems(self) -> "tuple[Problem, ...]":
        """The problems that the user has not seen yet; nothing from the second time on."""
        unshown = () if self._problems_shown else self.problems
        self._problems_shown = True
        return unshown

    def exit_code(self) -> ExitCode:
        """What the run ends with where no error was raised."""
        if self.condition_met:
            return ExitCode.CONDITION
        failed = any(self._warnings_fail or problem.severity.value == "error" for problem in self.problems)
        return ExitCode.PROBLEMS if failed or self.incomplete else ExitCode.DONE
