"""check: every problem in the catalogue."""

from typing import Annotated

import typer

from prodash.render.output import Output
from prodash.render.problems import problem_sheet
from prodash.session import Session
from prodash.storage.strays import find_strays


def check(
    session: Session,
    strict: Annotated[bool, typer.Option("--strict", help="Let warnings fail too.")] = False,
    *,
    output: Output,
) -> None:
    """Every problem in the catalogue, one a line; silent when there is none. For CI and pre-commit.

    Example: prodash check --strict
    """
    session.load(warnings=True)
    session.problems = tuple(sorted({*session.problems, *find_strays(session.root)}))
    session.strict = strict
    session.problems_shown = True
    session.show(problem_sheet(session.problems), output, session.problem_lines)
