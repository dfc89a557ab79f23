"""check: every problem in the catalogue."""

from prodash.render.output import Output
from prodash.render.problems import problem_sheet
from prodash.session import Session


def check(session: Session, output: Output) -> None:
    """Every problem in the catalogue, one a line; silent when there is none. For CI and pre-commit.

    Example: prodash check
    """
    session.load()
    session.problems_shown = True
    session.show(problem_sheet(session.problems), output, session.problem_lines)
