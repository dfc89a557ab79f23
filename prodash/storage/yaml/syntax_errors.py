"""Explain the errors of a YAML parser in the user's words, at the place to fix."""

import re
from types import SimpleNamespace
from typing import Any

from prodash.model.catalogue.problem_codes import ProblemKind
from prodash.storage.yaml.nodes import Fault, fault_at

TAB_IN_INDENTATION = "a tab in indentation"


def syntax_fault(error: Any, text: str, parser: Any) -> Fault:
    """The fault to report for *error*, which *parser* raised on *text*."""
    context = getattr(error, "context_mark", None)
    mark = getattr(error, "problem_mark", None) or context or _mark_of(parser)
    message = getattr(error, "problem", None) or getattr(error, "context", None) or error
    message = str(message).partition("\n")[0]
    if tab := _tab_in_indentation(mark, message, text):
        return tab
    what, at_context = _explain(message, str(getattr(error, "context", "")), mark, text)
    return fault_at(ProblemKind.SYNTAX, context if at_context and context else mark, what=what)


def _explain(message: str, context: str, mark: Any, text: str) -> tuple[str, bool]:
    """What is wrong and what to do, and whether the place to fix is the start of the construct."""
    if "expected <block end>" in message and _BEHIND_CLOSING.search(
        text, mark.index - mark.column, mark.index
    ):
        return "text behind the closing quote or bracket; put the whole value in quotes", False
    if "expected the node content" in message and "block" in context:
        return _CANNOT_START, False
    for part, what, at_context in _EXPLANATIONS:
        if part in message:
            return what, at_context
    return f"this cannot be read as YAML ({message})", False


def _tab_in_indentation(mark: Any, message: str, text: str) -> Fault | None:
    """The fault at the first tab before the first word of the line, if the parser complains of that line's indentation."""
    if not any(part in message for part in _ABOUT_INDENTATION):
        return None
    start = mark.index - mark.column
    first_word = _BEFORE_FIRST_WORD.match(text, start)
    tab = text.find("\t", start, first_word.end() if first_word else start)
    return (
        Fault(ProblemKind.TAB, mark.line + 1, tab - start + 1, {"line": mark.line + 1}) if tab >= 0 else None
    )


_BEFORE_FIRST_WORD = re.compile(r"[ \t]*+(?:[-?:][ \t]++)*+")
_ABOUT_INDENTATION = (
    TAB_IN_INDENTATION,
    "mapping values are not allowed",
    "mapping keys are not allowed",
    "sequence entries are not allowed",
    "expected <block end>",
)


def crash_fault(error: Exception, parser: Any) -> Fault:
    """The fault to report for *error*, which shows a mistake in *parser* itself."""
    reason = f"{type(error).__name__}: {error}".partition("\n")[0].removesuffix(": ")
    what = f"the YAML parser fails here ({reason}); write this part in another way"
    return fault_at(ProblemKind.SYNTAX, _mark_of(parser), what=what)


_START: Any = SimpleNamespace(index=0, line=0, column=0)


def _mark_of(parser: Any) -> Any:
    """Where *parser* is, which is the start for None, a parser that did not even begin."""
    try:
        return _START if parser is None else parser.mark
    except Exception:  # noqa: BLE001 (a parser that failed may fail again)
        return _START


_BEHIND_CLOSING = re.compile(r"""["'\]}][ \t]*$""")
_CANNOT_START = "a value cannot start with this character; put the value in quotes"

# Part of the parser's message, its explanation, and whether the place to fix is the start of the construct.
_EXPLANATIONS = (
    ("mapping values are not allowed", "a ':' inside a value without quotes; put the value in quotes", False),
    ("could not find expected ':'", "this line is not 'key: value'; add the colon or indent the line", True),
    ("unexpected end of stream", "the quote opened here is never closed; close it", True),
    ("unexpected document separator", "the quote opened here is never closed; close it", True),
    ("expected ',' or ']'", "the list opened here is never closed; end it with ]", True),
    ("expected ',' or '}'", "the braces opened here are never closed; end them with }", True),
    ("cannot start any token", _CANNOT_START, False),
    ("expected alphabetic or numeric character", _CANNOT_START, True),
    ("undefined tag handle", _CANNOT_START, False),
    ("expected URI", _CANNOT_START, True),
    ("mapping keys are not allowed", _CANNOT_START, False),
    ("expected the node content", "a value is missing here; write one or close the bracket before it", False),
    ("sequence entries are not allowed", "a '-' cannot start a list here; put the value in quotes", False),
    (
        "expected <block end>",
        "this line does not match the lines above; check its indentation and quotes",
        False,
    ),
    ("unknown escape character", "a backslash in double quotes; write it twice or use single quotes", False),
    (
        "expected chomping or indentation indicators",
        "| or > must stand alone, with the text indented in the lines below; put the value in quotes",
        True,
    ),
    ("found unknown escape", "a backslash in double quotes; write it twice or use single quotes", False),
)
