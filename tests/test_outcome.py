"""What a run found decides alone how it ends."""

import pytest

from prodash.errors import ExitCode
from prodash.model.catalogue.problem import Location, Problem
from prodash.model.catalogue.problem_codes import ProblemKind
from prodash.model.check.problems import CheckProblem
from prodash.session.outcome import Outcome

ERROR = ProblemKind.MISSING_STAGE.at(Location("tracks/a.yaml"), line="stage: seed")
WARNING = CheckProblem.OUTSIDE_TRACKS.at(Location("b.yaml"))


@pytest.mark.parametrize(
    ("problems", "strict", "fields", "code"),
    [
        ([], False, {}, ExitCode.DONE),
        ([ERROR], False, {}, ExitCode.PROBLEMS),
        ([WARNING], False, {}, ExitCode.DONE),
        ([WARNING], True, {}, ExitCode.PROBLEMS),
        ([], True, {}, ExitCode.DONE),
        ([], False, {"incomplete": True}, ExitCode.PROBLEMS),
        ([ERROR], False, {"condition_met": True, "incomplete": True}, ExitCode.CONDITION),
    ],
)
def test_the_exit_code_follows_from_what_was_found(
    problems: list[Problem], strict: bool, fields: dict[str, bool], code: ExitCode
) -> None:
    outcome = Outcome()
    outcome.record_check(problems, strict=strict)
    for name, value in fields.items():
        setattr(outcome, name, value)
    assert outcome.exit_code() == code


def test_problems_of_written_files_take_the_place_of_theirs_alone() -> None:
    outcome = Outcome()
    outcome.record_problems([ERROR, WARNING])
    outcome.record_written({"tracks/a.yaml"}, [])
    assert outcome.problems == (WARNING,)


def test_each_problem_is_shown_once() -> None:
    outcome = Outcome()
    outcome.record_problems([ERROR])
    assert (outcome.take_unshown_problems(), outcome.take_unshown_problems()) == ((ERROR,), ())
