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
    if (directive := _directive_line(message, mark, text)) is not None:
        return Fault(ProblemKind.SYNTAX, directive + 1, 1, {"what": _about_directive(message)})
    what, at_context = _explain(message, str(getattr(error, "context", "")), mark, text)
    return fault_at(ProblemKind.SYNTAX, context if at_context and context else mark, what=what)


def _explain(message: str, context: str, mark: Any, text: str) -> tuple[str, bool]:
    """What is wrong and what to do, and whether the place to fix is the start of the construct."""
    if "expected <block end>" in message:
        line = mark.index - mark.column, mark.index
        if _BEHIND_CLOSING.search(text, *line):
            return "text behind the closing quote or bracket; put the whole value in quotes", False
        if _BEHIND_PROPERTY.search(text, *line):
            return _CANNOT_START, False
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


def _directive_line(message: str, mark: Any, text: str) -> int | None:
    """The line, counted from 0, of the directive such as `%YAML` that *message* is about; None if it is about another thing."""
    start = mark.index - mark.column
    if text.startswith("%", start) and "cannot start any token" not in message:
        return int(mark.line)
    if _BEHIND_THE_END in message:
        for number, line in reversed([*enumerate(text[:start].splitlines())]):
            if line.strip() and not line.lstrip().startswith("#"):
                return number if line.startswith("%") else None
    return None


def _about_directive(message: str) -> str:
    if "incompatible" in message:
        return "prodash reads YAML 1.0 to 1.2; write %YAML 1.2, or delete this line"
    if _BEHIND_THE_END in message:
        return "a line that starts with % needs a line --- below it; add that, or put the text in quotes"
    return "YAML knows no such line with % at its start; delete it, or put the text in quotes"


_BEHIND_THE_END = "expected '<document start>'"


def crash_fault(error: Exception, text: str, parser: Any) -> Fault:
    """The fault to report for *error*, which *parser* raised on *text* by a mistake of its own."""
    if match := _NO_CHARACTER.search(text) if isinstance(error, ValueError | OverflowError) else None:
        line = text.count("\n", 0, match.start())
        column = match.start() - text.rfind("\n", 0, match.start())
        return Fault(ProblemKind.SYNTAX, line + 1, column, {"what": _BACKSLASH})
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


_NO_CHARACTER = re.compile(r"\\U(?!000|0010)[0-9a-fA-F]{8}")
_BEHIND_PROPERTY = re.compile(r"(?<!\S)[!&][^ \t]*[ \t]*$")
_BEHIND_CLOSING = re.compile(r"""["'\]}][ \t]*$""")
_BACKSLASH = "a backslash in double quotes; write it twice or use single quotes"
_CANNOT_START = "a value cannot start with this character; put the value in quotes"
_NOT_ALONE = "| or > must stand alone, with the text indented in the lines below; put the value in quotes"
_BEHIND_ALL = (
    "the quote or bracket at the start of the file is closed before this text; "
    "delete the text, or write the whole file as lines such as 'key: value'"
)

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
    ("expected '>'", _CANNOT_START, True),
    ("expected '!'", _CANNOT_START, True),
    ("expected ' '", _CANNOT_START, True),
    ("can't decode", _CANNOT_START, True),
    ("mapping keys are not allowed", _CANNOT_START, False),
    ("expected the node content", "a value is missing here; write one or close the bracket before it", False),
    ("sequence entries are not allowed", "a '-' cannot start a list here; put the value in quotes", False),
    (
        "expected <block end>",
        "this line does not match the lines above; check its indentation and quotes",
        False,
    ),
    ("unknown escape character", _BACKSLASH, False),
    ("expected escape sequence", _BACKSLASH, False),
    ("expected chomping or indentation indicators", _NOT_ALONE, True),
    ("expected indentation indicator", _NOT_ALONE, True),
    ("expected a comment or a line break", _NOT_ALONE, True),
    (_BEHIND_THE_END, _BEHIND_ALL, False),
    ("after document end marker", "text behind the ... that ends the file; delete one of the two", False),
)
