"""Parse YAML text into nodes, with the fastest reader that agrees with the pure Python parser.

1. line_parser.py, without a parser
2. documents.py, with the events of the C parser
3. documents.py, with the events of the pure Python parser

No reader resolves or converts values: every scalar stays text.
"""

import re
from functools import lru_cache

from prodash.storage.yaml.line_parser import simple_document
from prodash.storage.yaml.nodes import Document, Fault

# Text that the C parser (YAML 1.1) may read differently from the pure one (YAML 1.2).
# Starts with a character set, which searches much faster than `^` or alternatives.
_DOUBTFUL = re.compile("[\x85\u2028\u2029\r|>](?:(?<![\r|>])|(?<=\r)(?!\n)|(?<=[|>])[-+0-9]*[ \t]*#)")
_DASHES = re.compile("\n---.")


# An edit parses the same text several times: to read it, to edit it, to verify it.
@lru_cache(maxsize=4)
def parse(text: str) -> Document | Fault:
    """The document in *text*, which has no byte order mark, or the fault that makes it unreadable."""
    return simple_document(text) or parse_events(text)


def parse_events(text: str) -> Document | Fault:
    """The result of `parse`, always with a YAML parser: the C one if it is known to agree with the pure one."""
    # Importing a parser is slow, and simple texts need none.
    from prodash.storage.yaml.documents import plain_document
    from prodash.storage.yaml.events import CParser

    if CParser and not is_doubtful(text) and (document := plain_document(text, CParser)):
        return document
    return parse_pure(text)


def parse_pure(text: str) -> Document | Fault:
    """The result of `parse`, always with the pure Python parser, which the other readers must agree with."""
    from prodash.storage.yaml.documents import document_or_fault
    from prodash.storage.yaml.pure_parser import PureParser

    return document_or_fault(text, PureParser)


def is_doubtful(text: str) -> bool:
    """Whether the C parser may read *text* differently from the pure Python parser."""
    lines = "\n" + text
    return (
        _DOUBTFUL.search(text) is not None
        or "\n%" in lines
        or "\n..." in lines
        or _DASHES.search(lines) is not None
    )
