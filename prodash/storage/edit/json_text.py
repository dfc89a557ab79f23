"""Tell a YAML text that is also JSON, and has to stay JSON."""

import json
from functools import lru_cache
from typing import NoReturn


# An edit asks several times about the same text.
@lru_cache(maxsize=4)
def is_json(text: str) -> bool:
    """Whether *text* is a JSON object (RFC 8259)."""
    if not text.lstrip(" \t\r\n").startswith("{"):
        return False
    try:
        json.loads(text, parse_constant=_reject)
    except (ValueError, RecursionError):
        return False
    return True


def _reject(word: str) -> NoReturn:
    """Refuse NaN and Infinity, which Python reads but JSON does not have."""
    raise ValueError(word)
