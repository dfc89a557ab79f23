"""Problem formats: output formats that only problems have, as text lines and as GitHub annotations."""

import re
from collections.abc import Iterator, Mapping

from prodash.render.formats.formats import FORMATS, Format
from prodash.render.formats.problems import problem_lines
from prodash.render.formats.sheet import Answer
from prodash.render.terminal.width import clean, without_commands

# https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts
_TO_ESCAPE = re.compile("[%\r\n:,]")
_UNESCAPED_IN_MESSAGES = frozenset(":,")


def as_text(answer: Answer) -> Iterator[str]:
    """One problem per line, in the format of compilers, which editors can follow; on a terminal in lines that fit."""
    for problem in answer.sheet.rows:
        yield from map(without_commands, problem_lines(problem, answer.display_path, answer.screen))


def as_github(answer: Answer) -> Iterator[str]:
    """One GitHub annotation per line; GitHub shows it next to the line of the file."""
    shown = answer.ci_path or answer.display_path
    for problem in answer.sheet.rows:
        path, line, column = problem.location
        where = f"file={_escaped(shown(path))},line={line},col={column},title={_escaped(problem.code)}"
        message = _escaped(problem.message, _UNESCAPED_IN_MESSAGES)
        # The rest of the line may have what Azure would obey.
        yield f"::{without_commands(f'{problem.severity.value} {where}::{message}')}"


def _escaped(text: str, unescaped: frozenset[str] = frozenset()) -> str:
    def hex_escape(match: re.Match[str]) -> str:
        return match[0] if match[0] in unescaped else f"%{ord(match[0]):02X}"

    return _TO_ESCAPE.sub(hex_escape, clean(text))


PROBLEM_FORMATS: Mapping[str, Format] = {"text": as_text, "github": as_github, **FORMATS}
"""The output formats of `prodash check`."""
