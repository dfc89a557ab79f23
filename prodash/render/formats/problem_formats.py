"""Problem formats: what problems can be printed as besides the forms that every answer has."""

import re
from collections.abc import Iterator, Mapping

from prodash.render.formats.answer import Answer
from prodash.render.formats.formats import FORMATS, Format
from prodash.render.formats.problems import problem_line
from prodash.render.terminal.width import clean

# https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts
_TO_ESCAPE = re.compile("[%\r\n:,]")
_FREE_IN_MESSAGES = frozenset(":,")


def as_text(answer: Answer) -> Iterator[str]:
    """One problem a line, as compilers write them and editors read them."""
    yield from (problem_line(problem, answer.display_path, answer.screen) for problem in answer.sheet.rows)


def as_github(answer: Answer) -> Iterator[str]:
    """One annotation a line, which GitHub shows beside the line of the file that it is about."""
    shown = answer.ci_path or answer.display_path
    for problem in answer.sheet.rows:
        path, line, column = problem.location
        where = f"file={_escaped(shown(path))},line={line},col={column},title={_escaped(problem.code)}"
        message = _escaped(problem.message, _FREE_IN_MESSAGES)
        yield f"::{problem.severity.value} {where}::{message}"


def _escaped(text: str, free: frozenset[str] = frozenset()) -> str:
    def code(match: re.Match[str]) -> str:
        return match[0] if match[0] in free else f"%{ord(match[0]):02X}"

    return _TO_ESCAPE.sub(code, clean(text))


PROBLEM_FORMATS: Mapping[str, Format] = {"text": as_text, "github": as_github, **FORMATS}
"""What `check` can print."""
