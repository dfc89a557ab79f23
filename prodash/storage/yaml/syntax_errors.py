"""Explain the errors of a YAML parser in the user's words, at the place to fix."""

from typing import Any

from prodash.model.catalogue.problem_codes import ProblemKind
from prodash.storage.yaml.nodes import Fault, fault_at


def syntax_fault(error: Any, text: str) -> Fault:
    """The fault to report for *error*, which a parser raised on *text*."""
    message = str(getattr(error, "problem", None) or error)
    mark = getattr(error, "problem_mark", None)
    context = getattr(error, "context_mark", None)
    if mark is None:
        return Fault(ProblemKind.SYNTAX, 1, 1, {"what": f"this cannot be read as YAML ({message})"})
    if mark.index < len(text) and text[mark.index] == "\t":
        return fault_at(ProblemKind.TAB, mark)
    if "undefined" in message and "alias" in message:
        return fault_at(
            ProblemKind.SYNTAX, mark, what="the alias has no anchor before it; write the value itself"
        )
    for message_part, what, at_context in _EXPLANATIONS:
        if message_part in message:
            return fault_at(ProblemKind.SYNTAX, context if at_context and context else mark, what=what)
    return fault_at(ProblemKind.SYNTAX, mark, what=f"this cannot be read as YAML ({message})")


# Part of the parser's message, its explanation, and whether the place to fix is the start of the construct.
_EXPLANATIONS = (
    ("mapping values are not allowed", "a ':' inside a value without quotes; put the value in quotes", False),
    ("could not find expected ':'", "this line is not 'key: value'; add the colon or indent the line", True),
    ("unexpected end of stream", "the quote opened here is never closed; close it", True),
    ("unexpected document separator", "the quote opened here is never closed; close it", True),
    ("expected ',' or ']'", "the list opened here is never closed; end it with ]", True),
    ("expected ',' or '}'", "the braces opened here are never closed; end them with }", True),
    ("cannot start any token", "a value cannot start with this character; put the value in quotes", False),
    ("expected the node content", "a value is missing here; write one or close the bracket before it", False),
    ("sequence entries are not allowed", "a '-' cannot start a list here; put the value in quotes", False),
    (
        "expected <block end>",
        "this line does not match the lines above; check its indentation and quotes",
        False,
    ),
    ("unknown escape character", "a backslash in double quotes; write it twice or use single quotes", False),
    ("found unknown escape", "a backslash in double quotes; write it twice or use single quotes", False),
)
