"""Outcome: the problems, alarms and remarks of a run, and its exit code."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from prodash.errors import ExitCode

if TYPE_CHECKING:
    from prodash.model.catalogue.problem import Problem


class Outcome:
    """How one run ends; nothing else decides the exit code of a run without an error.

    problems        the problems that decide the exit code
    alarms          texts to print at the end, even with --quiet: about the safety of files, --limit, and sums
    remarks         texts to print at the end, but not with --quiet
    summary         the answer in a few words, to print at the end on a terminal, but not with --quiet
    condition_met   whether the condition of `--fail-if-any` or `--fail-if-empty` is met
    incomplete      whether the command skipped part of its work
    has_written     whether it has written files
    """

    def __init__(self) -> None:
        self.problems: tuple[Problem, ...] = ()
        self.alarms: list[str] = []
        self.remarks: list[str] = []
        self.summary = ""
        self.condition_met = False
        self.incomplete = False
        self.has_written = False
        self._warnings_fail = False
        self._problems_shown = False
        self._shown: frozenset[Problem] = frozenset()

    def add_alarm(self, alarm: str) -> None:
        """Add an *alarm* unless it is there already."""
        if alarm not in self.alarms:
            self.alarms.append(alarm)

    def add_remark(self, remark: str) -> None:
        """Add a *remark* unless it is there already."""
        if remark not in self.remarks:
            self.remarks.append(remark)

    def record_problems(self, problems: "Iterable[Problem]") -> None:
        """Record the *problems* of the catalogue, replacing those recorded before."""
        self.problems = tuple(problems)

    def record_check(self, problems: "Iterable[Problem]", *, strict: bool) -> None:
        """Record *problems* that stdout shows; if *strict*, warnings among them fail the run too."""
        self.problems = tuple(problems)
        self._warnings_fail, self._problems_shown = strict, True

    def record_shown(self, problems: "Iterable[Problem]") -> None:
        """Record that the answer tells of these *problems*."""
        self._shown = frozenset(problems)

    def record_written(self, paths: Collection[str], problems: "Iterable[Problem]") -> None:
        """Record *problems* of the files at *paths*, replacing those that the files had before they were written."""
        from prodash.model.catalogue.problem import in_order

        others = (problem for problem in self.problems if problem.location.path not in paths)
        self.problems = tuple(in_order((*others, *problems)))

    @property
    def has_notes(self) -> bool:
        """Whether there is a text to print at the end."""
        return bool(self.alarms or self.remarks or self.summary)

    def take_remarks(self) -> list[str]:
        """The remarks that the user has not seen; empty until more are added."""
        taken, self.remarks = self.remarks, []
        return taken

    def take_unshown_problems(self) -> "tuple[Problem, ...]":
        """The problems that the user has not seen; empty from the second call on."""
        unshown = () if self._problems_shown else self.problems
        self._problems_shown = True
        return tuple(problem for problem in unshown if problem not in self._shown) if self._shown else unshown

    def exit_code(self) -> ExitCode:
        """The exit code of a run in which no error was raised."""
        if self.condition_met:
            return ExitCode.CONDITION
        failed = any(self._warnings_fail or problem.severity.value == "error" for problem in self.problems)
        return ExitCode.PROBLEMS if failed or self.incomplete else ExitCode.DONE
