"""Document: YAML text as nodes.

It reads the event stream, so nothing is resolved, expanded or constructed: every scalar stays the
text it is.
"""

import re
from functools import lru_cache

from prodash.storage.building import Builder
from prodash.storage.events import CParser, pure_events
from prodash.storage.nodes import Document, Fault
from prodash.storage.plain import plain_document

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
    if CParser and not _is_doubtful(text) and (document := plain_document(text, CParser(text).get_event)):
        return document
    return parse_pure(text)


def parse_pure(text: str) -> Document | Fault:
    """The same by the parser that is everywhere; what `parse` gives never differs from it."""
    return Builder(text, pure_events(text)).built()


def _is_doubtful(text: str) -> bool:
    lines = "\n" + text
    return (
        _DOUBTFUL.search(text) is not None
        or "\n%" in lines
        or "\n..." in lines
        or _DASHES.search(lines) is not None
    )
