"""Read a text with one YAML parser: its document, or what makes it unreadable; whatever the parser raises."""

from collections.abc import Callable
from typing import Any

from prodash.model.catalogue.problem_codes import ProblemKind
from prodash.storage.yaml.builder import Builder, Stop
from prodash.storage.yaml.events import YAMLError
from prodash.storage.yaml.nodes import Document, Fault, Mapping
from prodash.storage.yaml.syntax_errors import crash_fault, syntax_fault


def document_or_fault(text: str, make_parser: Callable[[str], Any]) -> Document | Fault:
    """The document of *text*, or the fault that made it unreadable; *make_parser* makes the parser of a text."""
    parser = None
    try:
        parser = make_parser(text)
        return Builder(text, parser.get_event).document()
    except Stop as stop:
        return stop.fault
    except YAMLError as error:
        return syntax_fault(error, text, parser)
    except Exception as error:  # noqa: BLE001 (a parser may fail in any way, and every file is read)
        return crash_fault(error, text, parser)


def plain_document(text: str, make_parser: Callable[[str], Any]) -> Document | Fault | None:
    """The document of *text* if it is a mapping without faults, tags, anchors, aliases and empty keys; otherwise None.

    A fault if such a document has too many values: every parser says so, the fastest at once.
    """
    builder = None
    try:
        builder = Builder(text, make_parser(text).get_event)
        document = builder.document()
    except Stop as stop:
        is_plain = builder is not None and builder.is_plain
        return stop.fault if is_plain and stop.fault.code is ProblemKind.TOO_LARGE else None
    except Exception:  # noqa: BLE001 (whatever is wrong, the other parser says it better)
        return None
    is_plain = builder.is_plain and not document.faults and isinstance(document.top, Mapping)
    return document if is_plain else None
