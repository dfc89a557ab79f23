"""Document: YAML text as nodes, by whatever reads it soonest and gives what the pure parser gives.

simple.py, without a parser  ->  building.py, from the C parser  ->  building.py, from the pure one

None of them resolves, expands or constructs anything (the parsers give their events only): every scalar stays the text
it is.
"""

import re
from functools import lru_cache

from prodash.storage.yaml.line_parser import simple_document
from prodash.storage.yaml.nodes import Document, Fault

# Where the C parser (YAML 1.1) and the pure one (YAML 1.2) are known to differ, the pure one decides.
# Every text is searched: what starts with a set of signs is found far quicker than `^` or alternatives.
_DOUBTFUL = re.compile(
    "[\t\x85\u2028\u2029\r|>](?:(?<![\r|>])|(?<=\r)(?!\n)|(?<=[|>])[-+0-9]* *(?:#|\r?\n +\r?\n))"
)
_DASHES = re.compile("\n---.")


# An edit asks for the same text several times: to read it, to edit it, to check it.
@lru_cache(maxsize=4)
def parse(text: str) -> Document | Fault:
    """*text* (without a byte order mark) as a document, or the one fault that keeps it from being one."""
    return simple_document(text) or parse_events(text)


def parse_events(text: str) -> Document | Fault:
    """The same by the C parser where the pure one would give that too."""
    # It takes long to import a parser, and simple texts need none.
    from prodash.storage.yaml.builder import plain_document
    from prodash.storage.yaml.events import CParser

    if CParser and not _is_doubtful(text) and (document := plain_document(text, CParser(text).get_event)):
        return document
    return parse_pure(text)


def parse_pure(text: str) -> Document | Fault:
    """The same by the parser that is everywhere; what `parse` gives never differs from it."""
    from prodash.storage.yaml.builder import document_or_fault
    from prodash.storage.yaml.events import pure_events

    return document_or_fault(text, pure_events(text))


def _is_doubtful(text: str) -> bool:
    lines = "\n" + text
    return (
        _DOUBTFUL.search(text) is not None
        or "\n%" in lines
        or "\n..." in lines
        or _DASHES.search(lines) is not None
    )
